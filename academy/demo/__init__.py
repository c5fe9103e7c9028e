"""A made-up sector to try everything in: invented people, a year of work, really signed badges."""
