"""Other people's software judges what the platform issues."""
