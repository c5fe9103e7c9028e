"""Photos of every kind come out as people see them, or are refused."""

import io
from array import array

import pytest
from PIL import Image

from academy.media.photos import NotAPhotoError, clean_photo

WHITE = (255, 255, 255)
SIDE = 64
LEFT, RIGHT = (8, 8), (SIDE - 8, 8)


def halves(mode: str, left: object, right: object, side: int = SIDE) -> Image.Image:
    picture = Image.new(mode, (side, side), right)
    picture.paste(left, (0, 0, side // 2, side))
    return picture


def packed(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def seen(upload: bytes) -> Image.Image:
    return Image.open(io.BytesIO(clean_photo(upload).content))


def is_about(colour: object, wanted: tuple[int, int, int]) -> bool:
    """A JPEG keeps colours nearly."""
    assert isinstance(colour, tuple)
    return all(abs(one - other) <= 4 for one, other in zip(colour, wanted, strict=True))


@pytest.mark.parametrize(
    "upload",
    [
        pytest.param(packed(halves("RGBA", (200, 40, 40, 255), (9, 9, 9, 0))), id="RGBA"),
        pytest.param(packed(halves("RGBA", (200, 40, 40, 255), (9, 9, 9, 0)), "WEBP"), id="WebP"),
        pytest.param(
            packed(halves("RGB", (200, 40, 40), (9, 9, 9)), transparency=(9, 9, 9)), id="one colour"
        ),
    ],
)
def test_what_is_transparent_is_white(upload: bytes) -> None:
    picture = seen(upload)

    assert is_about(picture.getpixel(LEFT), (200, 40, 40))
    assert is_about(picture.getpixel(RIGHT), WHITE)


def test_a_transparent_colour_of_a_palette_is_white() -> None:
    flat = halves("P", 1, 0)
    flat.putpalette([9, 9, 9, 200, 40, 40])

    picture = seen(packed(flat, transparency=0))

    assert is_about(picture.getpixel(LEFT), (200, 40, 40))
    assert is_about(picture.getpixel(RIGHT), WHITE)


@pytest.mark.parametrize("side", [SIDE, 2000])
def test_grey_of_sixteen_bits_keeps_its_shades(side: int) -> None:
    row = array("H", [20_000] * (side // 2) + [50_000] * (side // 2)).tobytes()  # little-endian
    grey = Image.frombytes("I;16", (side, side), row * side)

    picture = seen(packed(grey))

    assert is_about(picture.getpixel(LEFT), (78, 78, 78))
    assert is_about(picture.getpixel((picture.width - 8, 8)), (195, 195, 195))


def test_the_colours_of_a_printer_are_those_of_a_screen() -> None:
    picture = seen(packed(halves("CMYK", (0, 255, 255, 0), (0, 0, 0, 0)), "JPEG"))

    assert picture.mode == "RGB"
    assert is_about(picture.getpixel(LEFT), (255, 0, 0))
    assert is_about(picture.getpixel(RIGHT), WHITE)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.01, 0.5, 0.9])
def test_a_photo_that_was_cut_off_is_refused(kind: str, share: float) -> None:
    whole = packed(Image.effect_noise((400, 400), 60).convert("RGB"), kind)

    with pytest.raises(NotAPhotoError):
        clean_photo(whole[: int(len(whole) * share)])


def test_a_transparent_photo_is_turned_upright() -> None:
    turned = Image.Exif()
    turned[0x112] = 6

    picture = seen(packed(Image.new("RGBA", (SIDE, SIDE // 2), (0, 0, 0, 0)), exif=turned))

    assert picture.size == (SIDE // 2, SIDE)
