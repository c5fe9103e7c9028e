"""Files of an installation are for their owner alone, and one user owns all of them.

What root makes by a command at night, the service cannot write in the morning.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

OTHERS = 0o077
"""What group and others may do."""
SQLITE = b"SQLite format 3\0"
"""How such a file begins, once there is something in it."""


def make_private(file: Path) -> None:
    """Let `file` be there, for its owner alone; what SQLite puts beside it gets the same rights.

    Nothing is done where the folder is missing: opening the file then says so. What is no file is
    nobody's to close: without /dev/null for all, a whole machine stands still.
    """
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        about = file.stat()
        if stat.S_ISREG(about.st_mode) and about.st_mode & OTHERS:
            file.chmod(0o600)
    except OSError:
        return  # somebody else's, or nowhere: whoever opens it is told in words that fit


def make_private_database(file: Path) -> None:
    """As `make_private`, but a file of something else that was named by mistake stays as it is."""
    try:
        is_ours = not file.exists() or (file.is_file() and _may_be_sqlite(file))
    except OSError:
        return  # in a folder that lets us not in: whoever opens it is told in words that fit
    if is_ours:
        make_private(file)


def _may_be_sqlite(file: Path) -> bool:
    with file.open("rb") as content:
        return content.read(len(SQLITE)) in {b"", SQLITE}


def make_private_folder(folder: Path) -> None:
    """Let `folder` be there; a new one is for its owner alone. Raises OSError."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)


def problems_with(folder: Path, files: Iterable[Path]) -> Iterator[str]:
    """Who else can read them, and whose they are that should be somebody else's."""
    about = folder.stat()
    if about.st_mode & OTHERS:
        yield f"{folder} is open to others. Run: chmod 700 {folder}"
    foreign = sorted(str(file) for file in files if _owner(file) not in {None, about.st_uid})
    if foreign:
        owner = _name(about.st_uid)
        yield f"not all belongs to {owner}. Run: chown {owner} {' '.join(foreign)}"


def _owner(file: Path) -> int | None:
    """None: it is not there, or where we may not look, as whoever writes to it is told."""
    try:
        return file.stat().st_uid
    except OSError:
        return None


def _name(number: int) -> str:
    import pwd  # noqa: PLC0415 - only for a sentence that is hardly ever said

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
