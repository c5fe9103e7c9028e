"""A worker asks that everything is erased, and may come back on it for a week."""
