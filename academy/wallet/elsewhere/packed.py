"""One file of a ZIP that a stranger made, within bounds."""

import zlib
from zipfile import BadZipFile, ZipFile, ZipInfo

LARGEST = 1024 * 1024
"""Of one file, once it is unpacked."""
UNREADABLE = (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error)
"""What opening a damaged, locked or strange one raises."""


def unpacked(packed: ZipFile, entry: ZipInfo) -> bytes | None:
    """None for one that is too large. What the ZIP says of its size may be a lie: no more is
    unpacked than is allowed. Raises one of UNREADABLE."""
    with packed.open(entry) as file:
        content = file.read(LARGEST + 1)
    return content if len(content) <= LARGEST else None
