"""XLSX, read in a process of its own that can be killed (`child`).

A workbook is a ZIP with XML of a stranger in it: a few kilobytes can say that there are thousands
of millions of cells. The child may use `CPU_SECONDS` and `MEMORY_BYTES`, writes no files and gets
nothing of our environment; what it says are lines of JSON.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from academy.errors import InvalidInputError

BEGIN: Final = b"PK\x03\x04"
CPU_SECONDS: Final = 20
"""20,000 rows of ten cells take 0.4 s (`python -m bench.imports`)."""
WALL_SECONDS: Final = 60.0
MEMORY_BYTES: Final = 512 * 1024 * 1024
UNREADABLE: Final = 3
"""What the child ends with when the file is no workbook."""
HIDES_ROWS: Final = 5
CHILD: Final = Path(__file__).with_name("child.py")


def is_workbook(content: bytes) -> bool:
    return content.startswith(BEGIN)


def rows_of_workbook(content: bytes, names: list[str]) -> Iterator[list[str]]:
    """The rows of the first sheet with something in it. `names` is given the name of that sheet and
    those of the others that are filled and were left out, before the first row comes."""
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and file, no shell
        # -I: nothing of the environment, the user or the folder decides what it runs
        [sys.executable, "-I", str(CHILD), str(CPU_SECONDS), str(MEMORY_BYTES)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
    )
    ends = threading.Timer(WALL_SECONDS, process.kill)
    ends.start()
    try:
        said = _told_by(process, content)
        names.extend(next(said, []))
        yield from said
    finally:
        ends.cancel()
        process.kill()
        process.wait()
        for pipe in filter(None, (process.stdin, process.stdout)):
            with suppress(BrokenPipeError):  # of what it did not read
                pipe.close()


def _told_by(process: "subprocess.Popen[bytes]", content: bytes) -> Iterator[list[str]]:
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    try:
        process.stdin.write(content)
        process.stdin.close()
    except BrokenPipeError:
        pass  # it ended before it had read all: its code says why
    for line in process.stdout:
        row = json.loads(line)
        if row is None:
            return
        yield row
    if process.wait() == UNREADABLE:
        raise InvalidInputError("table-unreadable")
    if process.returncode == HIDES_ROWS:
        raise InvalidInputError("table-hides-rows")
    raise InvalidInputError("table-too-heavy")
