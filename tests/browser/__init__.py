"""Tests in a real browser, against the demo served on loopback."""
