"""One file of a ZIP that a stranger made, within bounds."""

import io
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

LARGEST = 1024 * 1024
"""Of one file, once it is unpacked."""
UNREADABLE = (
    BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error,
)  # fmt: skip
"""What opening a damaged, locked or strange one raises: a name that is no UTF-8 and a place before
the beginning are a ValueError."""
PACKED_BY = frozenset({ZIP_STORED, ZIP_DEFLATED})
"""The ways that wallets use. Others are for large archives, and take the memory that the file asks
for."""


def opened(source: bytes) -> ZipFile:
    """Raises one of UNREADABLE, also for one that is packed in another way."""
    packed = ZipFile(io.BytesIO(source))
    if any(each.compress_type not in PACKED_BY for each in packed.infolist()):
        raise BadZipFile("packed in a way that is not read")
    return packed


def unpacked(packed: ZipFile, entry: ZipInfo) -> bytes | None:
    """None for one that is too large. What the ZIP says of its size may be a lie: no more is
    unpacked than is allowed. Raises one of UNREADABLE."""
    with packed.open(entry) as file:
        content = file.read(LARGEST + 1)
    return content if len(content) <= LARGEST else None
