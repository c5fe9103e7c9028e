"""A file of everything that was damaged on the way."""

import io
import zipfile

import pytest

from academy.errors import InvalidInputError
from academy.wallet.elsewhere.layout import TO_READ
from academy.wallet.elsewhere.unpacking import _files


def test_what_cannot_be_unpacked_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("badges/a/badge.json", b"hello world " * 200)
    damaged = bytearray(buffer.getvalue())
    begins = damaged.find(b"badge.json") + len(b"badge.json")
    damaged[begins : begins + 8] = b"\xff" * 8

    with pytest.raises(InvalidInputError):
        list(_files(bytes(damaged), TO_READ, 60))
