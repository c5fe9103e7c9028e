"""Certificates from outside, as for driving a forklift: that somebody saw one, never the paper."""
