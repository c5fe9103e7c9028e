"""A file of everything that was damaged on the way."""

import io
import zipfile
from zipfile import BadZipFile

import pytest

from academy.errors import InvalidInputError
from academy.wallet.elsewhere.packed import opened, unpacked
from academy.wallet.elsewhere.unpacking import _opened
from academy.wallet.found.unpacking import Package


def read(file: bytes) -> None:
    with _opened(io.BytesIO(file)) as found:
        for each in found.infolist():
            unpacked(found, each)


def test_what_cannot_be_unpacked_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("badges/a/badge.json", b"hello world " * 200)
    damaged = bytearray(buffer.getvalue())
    begins = damaged.find(b"badge.json") + len(b"badge.json")
    damaged[begins : begins + 8] = b"\xff" * 8

    with pytest.raises(InvalidInputError):
        read(bytes(damaged))


def packed(method: int = zipfile.ZIP_DEFLATED) -> bytearray:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        made.writestr("badges/é/badge.json", b"hello world " * 200)
    return bytearray(buffer.getvalue())


def without_utf_8() -> bytes:
    """The first of the two times that the name stands there."""
    return bytes(packed()).replace("é".encode(), b"\xc3\x28", 1)


def before_the_beginning() -> bytes:
    """The list of files says that it stands further on than it does."""
    file = packed()
    file[-6:-4] = (int.from_bytes(file[-6:-4], "little") + 200).to_bytes(2, "little")
    return bytes(file)


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(without_utf_8(), id="a name that is no UTF-8"),
        pytest.param(before_the_beginning(), id="a place before the beginning"),
        pytest.param(bytes(packed(zipfile.ZIP_LZMA)), id="packed with LZMA"),
        pytest.param(bytes(packed(zipfile.ZIP_BZIP2)), id="packed with bzip2"),
    ],
)
def test_a_strange_one_is_refused_with_a_sentence(file: bytes) -> None:
    with pytest.raises(InvalidInputError):
        read(file)
    with pytest.raises(InvalidInputError):
        [found.content(each) for found in [Package(file)] for each in found.badges]


def test_a_list_of_files_without_end_is_refused_before_it_is_read() -> None:
    """Of each name in it a program would keep half a kilobyte."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for number in range(15_000):
            made.writestr(f"badges/{number:0100}/badge.json", b"")
    with pytest.raises(BadZipFile, match="a step is too large"):
        opened(buffer)
    with pytest.raises(InvalidInputError):
        read(buffer.getvalue())
