"""Open Badges 3.0, CLR 2.0 and endorsements: verifiable credentials in JSON and as JWT."""
