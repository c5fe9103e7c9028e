"""Badges of before that an organisation found for many people: looked at, and offered to each."""
