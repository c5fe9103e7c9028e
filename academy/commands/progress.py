"""How far a command is that takes long, for somebody who waits at a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from academy.progress import Tell, nobody


@contextmanager
def progress(label: str, length: int) -> Iterator[Tell]:
    """Gives what is told how much more was done; nothing is shown where nobody looks on,
    or where there is nothing to do."""
    if length == 0 or not sys.stderr.isatty():
        yield nobody
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update
