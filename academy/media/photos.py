"""Photos of the work: re-encoded, turned upright, without EXIF, at most 1,600 pixels."""

import hashlib
import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from academy.errors import AcademyError
from academy.places import PICTURES

LONGEST_SIDE = 1600
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 50_000_000
"""Of a plain JPEG, as today's phones make them: it is read at an eighth of its size, or so."""
MAX_PIXELS_IN_WHOLE = 16_000_000
"""Of what has to be read in whole first, and copied to be made smaller: twice 64 MB. Cameras make
no such files; pictures of a screen have a third of that."""
DEEP_MODES = ("I", "I;16", "I;16B", "I;16L", "I;16N")
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 82
"""As the script on the page packs a photo (`photo.js`)."""
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
UNREADABLE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning)
"""What decoders raise."""


class NotAPhotoError(AcademyError):
    """The file is not a photo that can be read."""

    status = 415


class TooLargeError(AcademyError):
    """The file has too many bytes or pixels."""

    status = 413


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo ready to be kept; `content` is JPEG."""

    content: bytes
    width: int
    height: int

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def clean_photo(upload: bytes) -> Photo:
    """Decode `upload` and encode it anew; raises NotAPhotoError, TooLargeError or BusyError."""
    if len(upload) > MAX_BYTES:
        raise TooLargeError("photo-too-heavy")
    try:
        with PICTURES.taken():
            return _encode(_decode(upload))
    except BOMBS as fault:
        raise TooLargeError("photo-too-large") from fault
    except UNREADABLE as fault:
        raise NotAPhotoError("not-a-photo") from fault


def _decode(upload: bytes) -> Image.Image:
    # these decoders and no other see what a stranger sent; Pillow's own warning of large pictures
    # is left alone, for a filter of warnings is of the whole process: ours is half of its limit
    image: Image.Image = Image.open(io.BytesIO(upload), formats=FORMATS)
    in_parts = image.format == "JPEG" and not image.info.get("progressive")
    if image.width * image.height > (MAX_PIXELS if in_parts else MAX_PIXELS_IN_WHOLE):
        raise TooLargeError("photo-too-large")
    # a JPEG is decoded at a half, a quarter or an eighth: less memory, and faster
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))  # before all else that takes a whole copy
    return on_white(in_eight_bits(ImageOps.exif_transpose(image)))


def in_eight_bits(image: Image.Image) -> Image.Image:
    """Grey of 16 bits: Pillow by itself makes it white all over."""
    if image.mode not in DEEP_MODES:
        return image
    return image.convert("I").point(lambda grey: grey / 256).convert("L")


def on_white(image: Image.Image) -> Image.Image:
    """As people see what is transparent; a JPEG would show what is hidden there, or black."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    return paper.convert("RGB")


def _encode(image: Image.Image) -> Photo:
    out = io.BytesIO()
    # out of pixels alone: no EXIF, no place, no colour profile goes along
    Image.frombytes("RGB", image.size, image.tobytes()).save(out, "JPEG", quality=QUALITY)
    return Photo(out.getvalue(), image.width, image.height)
