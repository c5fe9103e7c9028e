"""What somebody outside says about a worker, who takes it or leaves it (docs/adr/0041)."""
