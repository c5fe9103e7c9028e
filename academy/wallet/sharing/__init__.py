"""A worker shows chosen badges to somebody outside, by a link that ends (docs/adr/0040)."""
