"""Pictures as drawing programs write them: a DOCTYPE that says nothing, a checksum of no weight."""

import zlib

import pytest

from badges.images import baking
from badges.images.baking import Kind
from tests.badges.foundry import (
    PNG_END,
    PNG_PIXELS,
    PNG_START,
    badge,
    chunk,
    in_svg,
    itxt,
    jwt,
    png,
    signed,
    to_bytes,
)
from tests.badges.verifying.judging import judged, trouble

TEXT = to_bytes(signed(badge())).decode()
TOKEN = jwt()
PUBLIC = b'PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'
SAYS_NOTHING = [
    b"<!DOCTYPE svg>",
    b"<!DOCTYPE svg %s>" % PUBLIC,
    b"<!DOCTYPE svg\n  %s >" % PUBLIC.replace(b'" "', b'"\n  "'),
    b"<!DOCTYPE svg:svg SYSTEM 'svg11.dtd'>",
    b"<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 20010904//EN\" 'http://a.example/x.dtd'>",
]
ENTITIES = [
    b'[<!ENTITY x SYSTEM "file:///etc/passwd">]',
    b"[<!ENTITY x PUBLIC 'a' 'http://a.example'>]",
    b'[<!ENTITY % x "y"> %x;]',
    b'[<!ENTITY a "b"><!ENTITY c "&a;&a;">]',
]


@pytest.mark.parametrize("doctype", SAYS_NOTHING)
def test_a_doctype_that_declares_nothing_is_passed_over(doctype: bytes) -> None:
    for start in (
        b"",
        b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- Inkscape -->\n',
    ):
        assert judged(start + doctype + b"\n<!-- x -->\n" + in_svg(TEXT)).verdict == "valid"
    assert judged(doctype + in_svg(TEXT.replace("niveau 2", "niveau 4"))).verdict == "invalid"


@pytest.mark.parametrize("doctype", SAYS_NOTHING)
def test_a_picture_with_a_doctype_can_be_baked(doctype: bytes) -> None:
    picture = doctype + b'<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'
    baked = baking.bake(picture, TEXT, kind=Kind.OPEN_BADGES_3)
    assert baking.unbake(baked).text == TEXT
    again = baking.bake(baked, TOKEN, kind=Kind.OPEN_BADGES_3)
    assert baking.unbake(again).text == TOKEN


@pytest.mark.parametrize(
    "subset",
    [
        b"[]",
        b'[<!ENTITY ns_svg "http://www.w3.org/2000/svg">]',
        b'[ <!ENTITY a "b"> <!ATTLIST svg x CDATA #IMPLIED> ]',
    ],
)
def test_a_doctype_that_declares_is_not_read_and_says_nothing(subset: bytes) -> None:
    report = judged(b"<!DOCTYPE svg %s>" % subset + in_svg(TEXT))
    assert (report.verdict, trouble(report)) == ("could-not-check", {"svg-doctype"})


@pytest.mark.parametrize("subset", ENTITIES)
def test_a_doctype_that_reaches_out_or_multiplies_is_refused(subset: bytes) -> None:
    report = judged(b"<!DOCTYPE svg %s %s>" % (PUBLIC, subset) + in_svg(TEXT))
    assert (report.verdict, trouble(report)) == ("invalid", {"svg-entities"})


OTHERS = [
    chunk(b"tEXt", b"Comment\0Gemaakt met metapng", crc=1),
    chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"x"), crc=2),
    chunk(b"iTXt", b"Comment\0\0\0\0\0x", crc=3),
    chunk(b"tIME", b"\0" * 7, crc=4),
    chunk(b"pHYs", b"\0" * 9, crc=5),
]


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: other[4:8].decode())
def test_a_wrong_checksum_in_a_part_of_no_weight_does_no_harm(other: bytes) -> None:
    for picture in (png(other, itxt(TEXT)), png(itxt(TEXT), other)):
        assert judged(picture).verdict == "valid"
        assert baking.unbake(baking.bake(picture, TOKEN, kind=Kind.OPEN_BADGES_3)).text == TOKEN


def test_a_wrong_checksum_in_the_badge_is_damage() -> None:
    for kind in (b"iTXt", b"tEXt"):
        body = b"openbadgecredential\0" + (b"\0\0\0\0" if kind == b"iTXt" else b"")
        damaged = png(chunk(kind, body + TEXT.encode(), crc=1))
        report = judged(damaged)
        assert (report.verdict, trouble(report)) == ("invalid", {"png-damaged"})


@pytest.mark.parametrize(
    "parts",
    [
        (PNG_START[:-4] + b"\0\0\0\0", PNG_PIXELS, PNG_END),
        (PNG_START, PNG_PIXELS[:-4] + b"\0\0\0\0", PNG_END),
        (PNG_START, PNG_PIXELS, PNG_END[:-4] + b"\0\0\0\0"),
    ],
    ids=["size", "pixels", "end"],
)
def test_damage_in_the_picture_says_nothing_about_the_badge(parts: tuple[bytes, ...]) -> None:
    start, pixels, end = parts
    report = judged(start + itxt(TEXT) + pixels + end)
    assert (report.verdict, trouble(report)) == ("could-not-check", {"png-picture-damaged"})
    without_badge = judged(start + pixels + end)
    assert without_badge.verdict == "no-credential"
