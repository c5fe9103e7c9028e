"""The bits of a status list (W3C Bitstring Status List 1.0, sections 3.1 to 3.4).

A list has at least 131,072 entries of one bit, the first entry being the leftmost bit. It travels
as multibase base64url (``u``) of the gzipped bytes. Lists from strangers are unpacked with a bound,
so that a small text cannot become a large memory.

>>> bits = set_bit(blank(), 94567)
>>> bit(decode(encode(bits)), 94567), bit(bits, 94566)
(True, False)
"""

from __future__ import annotations

import gzip
import zlib
from typing import Final

from badges.errors import KeyFormatError, StatusError
from badges.keys.multikey import base64url_decode, base64url_encode

MIN_ENTRIES: Final = 131_072
MAX_BYTES: Final = 1024 * 1024
_GZIP_WINDOW: Final = 16 + zlib.MAX_WBITS


def blank(entries: int = MIN_ENTRIES) -> bytes:
    """Return a list with no bit set; StatusError under 131,072 entries or not whole bytes."""
    if entries < MIN_ENTRIES or entries % 8:
        raise StatusError(f"A status list has {MIN_ENTRIES} entries or more, in eights.")
    return bytes(entries // 8)


def bit(bits: bytes, index: int) -> bool:
    """Return one entry; StatusError when the index lies outside the list."""
    _check(bits, index)
    return bool(bits[index >> 3] & (0x80 >> (index & 7)))


def set_bit(bits: bytes, index: int) -> bytes:
    """Return a copy with one entry set."""
    return set_bits(bits, [index])


def set_bits(bits: bytes, indexes: list[int]) -> bytes:
    """Return a copy with these entries set."""
    changed = bytearray(bits)
    for index in indexes:
        _check(bits, index)
        changed[index >> 3] |= 0x80 >> (index & 7)
    return bytes(changed)


def encode(bits: bytes) -> str:
    """Return the ``encodedList`` of a list; equal lists give equal text."""
    # no time in the header: every process writes the same bytes
    return "u" + base64url_encode(gzip.compress(bits, mtime=0))


def decode(text: object, *, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of an ``encodedList``; StatusError when it is crooked, short or too large.

    A text without the leading ``u`` is refused: multibase requires it.
    """
    if not isinstance(text, str) or not text.startswith("u"):
        raise StatusError("An encodedList begins with u (multibase base64url).")
    try:
        unpacker = zlib.decompressobj(_GZIP_WINDOW)
        # a bound on what comes out: 1 MiB of zeros travels as 1 kB
        bits = unpacker.decompress(base64url_decode(text[1:]), limit)
    except (KeyFormatError, zlib.error) as error:
        raise StatusError("An encodedList is base64url of gzipped bytes.") from error
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise StatusError("This status list is too large or cut short.")
    if len(bits) * 8 < MIN_ENTRIES:
        raise StatusError(f"A status list must have {MIN_ENTRIES} entries or more.")
    return bits


def _check(bits: bytes, index: int) -> None:
    if not 0 <= index < len(bits) * 8:
        raise StatusError("The status index lies outside the list.")
