"""What comes after the last day: where somebody went, and whether they work a year later."""
