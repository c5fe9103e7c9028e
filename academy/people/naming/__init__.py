"""A worker proposes how the own name is written; the office says yes or no."""
