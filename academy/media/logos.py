"""Logos for paper: a PNG that is encoded anew, on white, at most 600 pixels."""

import io
from dataclasses import dataclass

from PIL import Image

from academy.media.photos import (
    BOMBS,
    UNREADABLE,
    NotAPhotoError,
    TooLargeError,
    in_eight_bits,
    on_white,
)
from academy.places import PICTURES

LONGEST_SIDE = 600
"""Four centimetres at 380 dots an inch, sharper than printers print."""
SHORTEST_SIDE = 40
"""Below this a logo on paper is a stain."""
MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 16_000_000


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo ready to be kept; `content` is PNG."""

    content: bytes
    width: int
    height: int


def clean_logo(upload: bytes) -> Logo:
    """Decode `upload` and encode its pixels anew; nothing else that was in the file goes along.

    Raises NotAPhotoError, TooLargeError or BusyError.
    """
    if len(upload) > MAX_BYTES:
        raise TooLargeError("logo-too-heavy")
    try:
        with PICTURES.taken():
            image = _decode(upload)
    except BOMBS as fault:
        raise TooLargeError("logo-too-large") from fault
    except UNREADABLE as fault:
        raise NotAPhotoError("not-a-logo") from fault
    if min(image.size) < SHORTEST_SIDE:
        raise NotAPhotoError("logo-too-small", least=SHORTEST_SIDE)
    return _encode(image)


def _decode(upload: bytes) -> Image.Image:
    image: Image.Image = Image.open(io.BytesIO(upload), formats=("PNG",))
    if image.width * image.height > MAX_PIXELS:
        raise TooLargeError("logo-too-large")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return on_white(in_eight_bits(image))


def _encode(image: Image.Image) -> Logo:
    out = io.BytesIO()
    Image.frombytes("RGB", image.size, image.tobytes()).save(out, "PNG", optimize=True)
    return Logo(out.getvalue(), image.width, image.height)
