"""Rules about the whole code, each with a failure that says how to put it right."""
