"""Open Badges 2.0, 2.1 and what came before: hosted assertions and signed ones."""
