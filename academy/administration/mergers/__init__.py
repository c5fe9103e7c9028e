"""The academy merges an organisation into another, with everybody in it (docs/adr/0069)."""
