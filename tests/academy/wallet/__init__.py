"""A worker's own badges, papers and data."""
