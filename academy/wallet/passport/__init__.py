"""The skills passport: what somebody can do, on a few sheets of paper and on a page."""
