"""Tests, and the tools they share: the cast, the client that inspects pages, the databases."""
