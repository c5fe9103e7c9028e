"""The academy's list of certificates from outside, and which skills ask for which."""
