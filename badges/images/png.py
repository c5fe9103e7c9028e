"""PNG files as chunks: find texts by keyword, put one in, take them out (PNG 3rd ed., 11.3.4).

Pixels are never decoded. Every length is checked against the file, every checksum (when
reading) against the bytes, and a compressed text is inflated up to a limit only, so work
and memory are bounded by the size of the file plus `MAX_TEXT`.
"""

import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from badges.reading import RefusedError

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
MAX_BYTES: Final = 5 * 1024 * 1024
MAX_CHUNKS: Final = 20_000
MAX_TEXT: Final = 1024 * 1024

REFUSALS: Final[Mapping[str, str]] = {
    "png-too-large": "This picture is larger than {limit} bytes. Use a smaller picture.",
    "png-damaged": "This PNG file is damaged: {problem}. Ask for the original file.",
    "png-picture-damaged": "The picture in this PNG file is damaged, which says nothing about the "
    "badge. Ask for the original file.",
    "png-many-chunks": "This PNG file has more than {limit} parts. Save the picture again.",
    "png-text-format": "The text in this {kind} part is not written as the PNG rules ask. "
    "Ask for the original file.",
    "png-text-bomb": "The compressed text in this {kind} part is larger than {limit} bytes "
    "when unpacked. Ask for the original file.",
}

_TEXT_KINDS: Final = (b"iTXt", b"tEXt", b"zTXt")


class CutShortError(RefusedError):
    """The file ends before its last chunk does, as after a download that was broken off."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: `kind` is its four-letter type, `start` and `end` its bytes in the file."""

    kind: bytes
    start: int
    end: int

    @property
    def is_critical(self) -> bool:
        """Whether the picture cannot be drawn without it: a capital first letter (PNG, 5.4)."""
        return not self.kind[0] & 0x20

    def data(self, source: bytes) -> bytes:
        """Return what the chunk carries, without length, type and checksum."""
        return source[self.start + 8 : self.end - 4]


@dataclass(frozen=True, slots=True)
class Text:
    """One text chunk: its `kind` (`iTXt`, `tEXt`, `zTXt`), keyword and text."""

    kind: str
    keyword: str
    text: str
    compressed: bool


def is_png(source: bytes) -> bool:
    """Say whether the bytes begin like a PNG file."""
    return source.startswith(SIGNATURE)


def chunks(source: bytes) -> Iterator[Chunk]:
    """Yield the chunks up to and including IEND; refuse lengths that leave the file."""
    if not is_png(source):
        raise _damaged("it does not begin like one", place="byte 0")
    if len(source) > MAX_BYTES:
        raise RefusedError("png-too-large", {"limit": f"{MAX_BYTES:,}"}, catalogue=REFUSALS)
    start = len(SIGNATURE)
    for _ in range(MAX_CHUNKS):
        end = start + 12 + int.from_bytes(source[start : start + 4], "big")
        if start + 12 > len(source) or end > len(source):
            raise _damaged("it ends too early", place=f"byte {start}", kind=CutShortError)
        chunk = Chunk(source[start + 4 : start + 8], start, end)
        yield chunk
        if chunk.kind == b"IEND":
            return
        start = end
    raise RefusedError("png-many-chunks", {"limit": f"{MAX_CHUNKS:,}"}, catalogue=REFUSALS)


def text_chunks(source: bytes, keywords: Collection[str]) -> list[Chunk]:
    """Return the text chunks under any of `keywords`, in file order.

    Their checksums must be right, and those of the chunks that make the picture. A wrong one in
    another ancillary chunk does no harm (PNG 3rd ed., 13.2): drawing programs have written such.
    """
    found: list[Chunk] = []
    wanted = {keyword.encode("latin-1") for keyword in keywords}
    for chunk in _until_cut(source, found):
        named = chunk.kind in _TEXT_KINDS and chunk.data(source).split(b"\0", 1)[0] in wanted
        if not _sum_is_right(source, chunk):
            place = f"chunk at byte {chunk.start}"
            if named:
                raise _damaged("a checksum is wrong", place=place)
            if chunk.is_critical:
                raise RefusedError("png-picture-damaged", place=place, catalogue=REFUSALS)
        if named:
            found.append(chunk)
    return found


def _until_cut(source: bytes, found: Collection[Chunk]) -> Iterator[Chunk]:
    """Yield the chunks; what is cut off behind a text that was found is the picture's damage."""
    try:
        yield from chunks(source)
    except CutShortError as error:
        if not found:
            raise
        raise RefusedError("png-picture-damaged", place=error.place, catalogue=REFUSALS) from error


def with_text(source: bytes, keyword: str, text: str, *, replacing: Collection[str]) -> bytes:
    """Return the picture with one uncompressed iTXt chunk before its pixels.

    Chunks under any of the keywords `replacing` are left out. Other bytes stay as they are.
    """
    body = b"iTXt" + keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8")
    chunk = (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    # before the pixels, where readers that stop at the first of them still find it
    pieces = [SIGNATURE]
    placed = False
    for kept in _kept(source, replacing):
        if kept.kind in (b"IDAT", b"IEND") and not placed:
            pieces.append(chunk)
            placed = True
        pieces.append(source[kept.start : kept.end])
    return b"".join(pieces)


def without_texts(source: bytes, keywords: Collection[str]) -> bytes:
    """Return the picture without its text chunks under any of `keywords`."""
    kept = _kept(source, keywords)
    return SIGNATURE + b"".join(source[chunk.start : chunk.end] for chunk in kept)


def _kept(source: bytes, dropped: Collection[str]) -> Iterator[Chunk]:
    prefixes = tuple(keyword.encode("latin-1") + b"\0" for keyword in dropped)
    for chunk in chunks(source):
        if chunk.kind not in _TEXT_KINDS or not source.startswith(prefixes, chunk.start + 8):
            yield chunk


def _sum_is_right(source: bytes, chunk: Chunk) -> bool:
    told = int.from_bytes(source[chunk.end - 4 : chunk.end], "big")
    return zlib.crc32(memoryview(source)[chunk.start + 4 : chunk.end - 4]) == told


def read_text(source: bytes, chunk: Chunk) -> Text:
    """Return what a text chunk says, unpacked."""
    data = chunk.data(source)
    kind = chunk.kind.decode("ascii")
    keyword, _, rest = data.partition(b"\0")
    compressed = kind == "zTXt"
    place = f"chunk {kind} at byte {chunk.start}"
    try:
        if kind == "iTXt":
            compressed, rest = _international(rest)
        elif compressed:
            rest = _after_method(rest)
        raw = _inflate(rest, kind, place) if compressed else rest
        text = raw.decode("utf-8" if kind == "iTXt" else "latin-1")
    except (ValueError, zlib.error):
        raise RefusedError(
            "png-text-format", {"kind": kind}, place=place, catalogue=REFUSALS
        ) from None
    return Text(kind, keyword.decode("latin-1"), text, compressed)


def _international(rest: bytes) -> tuple[bool, bytes]:
    """Split what follows the keyword of iTXt: flag, method, language NUL, translation NUL."""
    if rest[:1] not in (b"\0", b"\1") or (rest[0] == 1 and rest[1:2] != b"\0"):
        raise ValueError("compression flag or method")
    _language, separator, rest_of = rest[2:].partition(b"\0")
    _translated, second, text = rest_of.partition(b"\0")
    if not separator or not second:
        raise ValueError("a separator is missing")
    return rest[0] == 1, text


def _after_method(rest: bytes) -> bytes:
    if rest[:1] != b"\0":
        raise ValueError("compression method")
    return rest[1:]


def _inflate(packed: bytes, kind: str, place: str) -> bytes:
    inflater = zlib.decompressobj()
    text = inflater.decompress(packed, MAX_TEXT + 1)  # one more tells too much from just enough
    if len(text) > MAX_TEXT:
        raise RefusedError(
            "png-text-bomb",
            {"kind": kind, "limit": f"{MAX_TEXT:,}"},
            place=place,
            catalogue=REFUSALS,
        )
    if not inflater.eof:
        raise ValueError("the compressed text is cut short")
    return text


def _damaged(problem: str, *, place: str, kind: type[RefusedError] = RefusedError) -> RefusedError:
    return kind("png-damaged", {"problem": problem}, place=place, catalogue=REFUSALS)
