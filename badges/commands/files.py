"""Reading and writing the files that a command names."""

import os
import sys
from pathlib import Path
from typing import Final

from badges.errors import BadgesError

MAX_FILE: Final = 32 * 1024 * 1024


class UsageError(BadgesError):
    """The command cannot be done as it was asked."""

    default_check = "command"


def read(path: Path) -> bytes:
    """Return the bytes of a file, or of standard input for `-`."""
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(MAX_FILE)
        with path.open("rb") as file:
            return file.read(MAX_FILE)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error


def write(path: Path, data: bytes, *, secret: bool = False) -> None:
    """Write a new file; a secret one only for its owner, and never over an older one."""
    mode = os.O_WRONLY | os.O_CREAT | (os.O_EXCL if secret else os.O_TRUNC)
    try:
        with os.fdopen(os.open(path, mode, 0o600 if secret else 0o644), "wb") as file:
            file.write(data)
    except FileExistsError as error:
        raise UsageError(f"{path} is there already. Choose another name.") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error


def say(text: str) -> None:
    """Print a text and a line end."""
    sys.stdout.write(text + "\n")
