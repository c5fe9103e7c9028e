"""Commands for developers; each is run with `python -m`, mostly through make."""
