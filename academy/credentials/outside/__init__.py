"""Issuers outside this platform whom the academy looked at and knows (docs/adr/0080)."""
