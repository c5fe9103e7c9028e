"""What the office writes down of certificates from outside: who showed which, until when."""
