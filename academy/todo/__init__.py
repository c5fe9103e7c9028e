"""What there is to do, for each role on one page: what waits, how much, and where it is done."""
