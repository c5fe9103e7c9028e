"""One organisation goes on in another: who may, and which of the two is asked (docs/adr/0069)."""
