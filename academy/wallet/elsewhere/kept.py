"""Single parts of what another installation knows of the worker, out of its file of everything.

That file has no bound: it holds every file that was brought there. So it is not read as a whole.
Each part at its top begins a line of its own, two spaces in, which no text in it can: a line ends
in no text of JSON. From there one value is read, within the bounds of one file.
"""

import codecs
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final
from zipfile import ZipFile, ZipInfo

from academy.wallet.elsewhere.packed import LARGEST

STEP: Final = 64 * 1024
MOST: Final = 64 * LARGEST
"""That is unpacked to look for a part; no more than this comes out of a file that may be sent."""


def part_of(packed: ZipFile, entry: ZipInfo, name: str) -> Any:
    """None for one that is not there, or can't be read. Raises one of `packed.UNREADABLE`."""
    begin = f'\n  "{name}": '.encode()
    with packed.open(entry) as file:
        found = _from(begin, iter(lambda: file.read(STEP), b""))
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(found)
        return json.JSONDecoder().raw_decode(text)[0] if text else None
    except (ValueError, RecursionError):
        return None


def _from(begin: bytes, steps: Iterator[bytes]) -> bytes:
    """What comes after `begin`, up to the bound of one file; empty when it is not there."""
    seen, found = b"", b""
    for step in islice(steps, MOST // STEP):
        _before, is_there, found = (seen + step).partition(begin)
        if is_there:
            break
        seen = (seen + step)[-len(begin) :]
    else:
        return b""
    return found + b"".join(islice(steps, LARGEST // STEP))
