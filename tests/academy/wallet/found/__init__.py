"""Badges of before that an organisation found."""
