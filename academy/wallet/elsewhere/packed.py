"""One file of a ZIP that a stranger made, within bounds."""

import zlib
from typing import BinaryIO, Final, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

LARGEST = 1024 * 1024
"""Of one file, once it is unpacked."""
MOST_PACKED: Final = 22 * 1024 * 1024
"""Of a file of everything, as it is sent: one of 500 badges in every form takes 18. The server
stops reading at 24 (`serving.server.MOST_BODY`)."""
UNREADABLE = (
    BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error,
)  # fmt: skip
"""What opening a damaged, locked or strange one raises: a name that is no UTF-8 and a place before
the beginning are a ValueError."""
PACKED_BY = frozenset({ZIP_STORED, ZIP_DEFLATED})
"""The ways that wallets use. Others are for large archives, and take the memory that the file asks
for."""


MOST_AT_ONCE: Final = 2 * LARGEST
"""That is read in one step. The list of what is in a ZIP is read as a whole, and as long as the
file says that it is: of ten thousand files it takes about one."""


class _InSteps:
    """A file of which no step is larger than that; a `BadZipFile` for one that is."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        content = b"" if size > MOST_AT_ONCE else self._file.read(_step(size))
        if size > MOST_AT_ONCE or len(content) > MOST_AT_ONCE:
            raise BadZipFile("a step is too large")
        return content


def _step(size: int) -> int:
    return size if size >= 0 else MOST_AT_ONCE + 1


def opened(source: BinaryIO) -> ZipFile:
    """Raises one of UNREADABLE, also for one that is packed in another way."""
    packed = ZipFile(cast("BinaryIO", _InSteps(source)))
    if any(each.compress_type not in PACKED_BY for each in packed.infolist()):
        raise BadZipFile("packed in a way that is not read")
    return packed


def unpacked(packed: ZipFile, entry: ZipInfo) -> bytes | None:
    """None for one that is too large. What the ZIP says of its size may be a lie: no more is
    unpacked than is allowed. Raises one of UNREADABLE."""
    with packed.open(entry) as file:
        content = file.read(LARGEST + 1)
    return content if len(content) <= LARGEST else None
