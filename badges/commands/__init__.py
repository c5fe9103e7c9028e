"""The command line: one module for each group of commands.

A command exits 0 when it did what was asked, 2 with one sentence on what to do otherwise;
`verify` has its own meaning for 1.
"""

import argparse
import io
import sys
from collections.abc import Callable, Sequence

from badges.commands import images, making, verify
from badges.errors import BadgesError


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except BadgesError as error:
        sys.stderr.write(f"{error}\n")
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m badges",
        description="Issue, bake and verify Open Badges.",
        epilog="Each command explains itself: python -m badges verify --help",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for module in (verify, images, making):
        module.add_to(commands)
    return parser
