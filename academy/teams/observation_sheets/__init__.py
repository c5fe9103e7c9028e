"""Observation sheets: paper for a day without a tablet, and its later entry on one page."""
