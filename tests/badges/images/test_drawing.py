"""A stranger's picture becomes pixels of ours, and nothing that it points to is opened."""

import base64
import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from badges.errors import BadgesError
from badges.images.drawing import SIZE, Drawn, draw
from badges.reading import RefusedError
from badges.sandbox import Sandbox, Task
from tests.badges.foundry import PNG_END, badge, chunk, in_svg, itxt, png, signed, to_bytes

SVG = "http://www.w3.org/2000/svg"
TEXT = to_bytes(signed(badge())).decode()


def drawing(inner: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="{SVG}" viewBox="0 0 10 10" {attributes}>{inner}</svg>'.encode()


def colours(picture: Drawn) -> set[tuple[int, ...]]:
    opened = Image.open(io.BytesIO(picture.data)).convert("RGBA")
    return {colour for _count, colour in opened.getcolors(SIZE * SIZE) or []}


def test_a_png_keeps_its_colours_and_loses_its_badge() -> None:
    drawn = draw(png(itxt(TEXT)))
    assert colours(drawn) == {(255, 0, 0, 255)}
    assert drawn.media_type == "image/webp"
    assert b"openbadge" not in drawn.data
    assert TEXT.encode()[:40] not in drawn.data


def test_an_svg_becomes_pixels() -> None:
    drawn = draw(drawing('<rect width="10" height="10" fill="#00ff00"/>'))
    assert drawn.media_type == "image/png"
    assert colours(drawn) == {(0, 255, 0, 255)}
    assert draw(in_svg(TEXT)).data.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "inner",
    [
        '<image href="{file}" width="10" height="10"/>',
        '<image xmlns:x="http://www.w3.org/1999/xlink" x:href="{file}" width="10" height="10"/>',
        '<filter id="f"><feImage href="{file}"/></filter><rect width="9" filter="url(#f)"/>',
        '<use href="{file}#a"/>',
        '<style>rect {{ fill: url("{file}#a") }}</style><rect width="10" height="10" fill="none"/>',
        '<rect width="10" height="10" fill="none" style="fill:url({file}#a)"/>',
        '<foreignObject width="9" height="9"><img src="{file}"/></foreignObject>',
    ],
)
def test_no_file_of_this_machine_gets_into_the_picture(inner: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGBA", (4, 4), (1, 2, 3, 255)).save(secret)
    for address in (str(secret), f"file://{secret}", secret.name):
        drawn = draw(drawing(inner.format(file=address)))
        assert (1, 2, 3, 255) not in colours(drawn)


def test_a_picture_of_too_many_pixels_is_left_out() -> None:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0))
    huge = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + PNG_END
    with pytest.raises(RefusedError):
        draw(huge)


@pytest.mark.parametrize(
    "source",
    [b"", b"\x89PNG\r\n\x1a\n", png()[:45], b"<svg", b"<note/>", drawing("<g>"), drawing("&x;")],
)
@pytest.mark.parametrize("lenient", [False, True])
def test_what_cannot_be_drawn_is_refused(
    source: bytes, lenient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in a process in which another library asked Pillow to read what is cut off."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    with pytest.raises(RefusedError):
        draw(source)


def test_the_child_draws_and_is_ended_when_it_costs_too_much() -> None:
    bomb = "".join(
        f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 10)
    )
    with Sandbox(children=1) as sandbox:
        told = sandbox.run(Task.DRAW, png())
        assert base64.b64decode(told["base64"])[8:12] == b"WEBP"
        with pytest.raises(BadgesError):
            sandbox.run(
                Task.DRAW, drawing(f'<defs><rect id="g0" width="1"/>{bomb}</defs><use href="#g9"/>')
            )
        assert sandbox.run(Task.DRAW, png()) == told
