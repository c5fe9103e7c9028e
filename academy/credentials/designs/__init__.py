"""What an organisation lays down for its certificates: logo, text and who signs.

A design that counts is never changed: the next one takes its place, and a badge keeps the design
that counted when it was given.
"""
