"""Tables that somebody brings, as a file or pasted: the one room that reads them.

Gives rows of plain text and nothing else: what a column means is up to whoever asks.
"""
