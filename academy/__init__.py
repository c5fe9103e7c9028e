"""The academy: see skills at work, give badges for them, and let anyone check them."""
