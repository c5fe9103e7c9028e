"""Badges go into pictures and come out again, one at a time."""

import json
import zlib
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badges.images import baking
from badges.images.baking import Kind
from badges.reading import RefusedError
from tests.badges.foundry import badge, chunk, in_svg, itxt, jwt, old_assertion, png, signed, svg

PLAIN_SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'
PLAIN = [pytest.param(png(), id="PNG"), pytest.param(PLAIN_SVG, id="SVG")]
KINDS = [pytest.param(kind, id=kind.name) for kind in Kind]
AWKWARD = json.dumps({"narrative": "a]]>b & <c> \" ' \\ é 漢 \x7f"}, ensure_ascii=False)


@pytest.mark.parametrize("image", PLAIN)
@pytest.mark.parametrize("kind", KINDS)
def test_what_goes_in_comes_out(image: bytes, kind: Kind) -> None:
    for text in (json.dumps(signed(badge())), AWKWARD, jwt()):
        baked = baking.unbake(baking.bake(image, text, kind=kind))
        assert baked.kind is kind
        if text.startswith("{"):
            assert json.loads(baked.text) == json.loads(text)
        else:
            assert baked.text == text


@pytest.mark.parametrize("image", PLAIN)
@pytest.mark.parametrize("first", KINDS)
@pytest.mark.parametrize("second", KINDS)
def test_baking_again_replaces_whatever_was_baked(image: bytes, first: Kind, second: Kind) -> None:
    for old, new in ((jwt(), AWKWARD), (AWKWARD, jwt())):
        twice = baking.bake(baking.bake(image, old, kind=first), new, kind=second)
        assert baking.unbake(twice) == baking.unbake(baking.bake(image, new, kind=second))


@pytest.mark.parametrize("image", PLAIN)
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_itself_again_without_its_badge(image: bytes, kind: Kind) -> None:
    stripped = baking.strip(baking.bake(image, AWKWARD, kind=kind))
    if image == png():
        assert stripped == image
    else:
        # The declaration of the namespace may stay; the elements are what counts.
        tags = [element.tag for element in ET.fromstring(stripped).iter()]
        assert tags == [element.tag for element in ET.fromstring(image).iter()]


def test_the_png_chunk_is_plain_itxt_before_the_pixels() -> None:
    baked = baking.bake(png(), AWKWARD, kind=Kind.OPEN_BADGES_3)
    head = b"openbadgecredential\0\0\0\0\0"
    assert baked.index(b"iTXt" + head) < baked.index(b"IDAT")
    assert baked.count(b"openbadgecredential") == 1


def test_the_svg_says_what_the_specification_says() -> None:
    baked = baking.bake(PLAIN_SVG, jwt(), kind=Kind.OPEN_BADGES_3).decode()
    assert f'<openbadges:credential verify="{jwt().split(".")[0]}' in baked
    assert 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"' in baked


def test_a_picture_that_uses_the_prefix_for_something_else_keeps_it() -> None:
    image = svg('<openbadges:x/><g id="a"/>', attributes='xmlns:openbadges="urn:other"')
    baked = baking.bake(image, AWKWARD, kind=Kind.OPEN_BADGES_3)
    assert json.loads(baking.unbake(baked).text) == json.loads(AWKWARD)
    assert b'<openbadges:x/><g id="a"/>' in baked


@pytest.mark.parametrize(
    "image",
    [
        pytest.param(b'<?xml version="1.0"?>\n<!-- a > b -->\n' + PLAIN_SVG, id="declaration"),
        pytest.param(b"<svg/>", id="an empty element"),
        pytest.param(b"<svg a='>' b=\"/>\"></svg>", id="brackets in attributes"),
        pytest.param(b"\xef\xbb\xbf" + PLAIN_SVG, id="byte order mark"),
        pytest.param(b"<s:svg xmlns:s='http://www.w3.org/2000/svg'/>", id="a prefix"),
    ],
)
def test_any_svg_can_be_baked(image: bytes) -> None:
    baked = baking.bake(image, AWKWARD, kind=Kind.OPEN_BADGES_3)
    assert json.loads(baking.unbake(baked).text) == json.loads(AWKWARD)


def test_compressed_and_older_chunks_are_read() -> None:
    token = jwt()
    for text_chunk in (
        itxt(token, packed=True),
        chunk(b"tEXt", b"openbadgecredential\0" + token.encode()),
        chunk(b"zTXt", b"openbadgecredential\0\0" + zlib.compress(token.encode())),
        chunk(b"iTXt", b"openbadgecredential\0\0\0nl\0vertaald\0" + token.encode()),
    ):
        assert baking.unbake(png(text_chunk)).text == token


def test_open_badges_2_in_svg_may_give_address_and_json_of_one_assertion() -> None:
    text = json.dumps(old_assertion())
    element = (
        f'<openbadges:assertion verify="{old_assertion()["id"]}"><![CDATA[{text}]]>'
        "</openbadges:assertion>"
    )
    image = svg(element, attributes='xmlns:openbadges="http://openbadges.org"')
    assert baking.unbake(image).text == text


@pytest.mark.parametrize(
    ("image", "code"),
    [
        pytest.param(png(), "no-badge-in-image", id="no badge"),
        pytest.param(png(itxt("{}"), itxt("{}")), "several-badges", id="two badges"),
        pytest.param(png(itxt("{}"), itxt("{}", "openbadges")), "several-badges", id="two kinds"),
        pytest.param(
            in_svg("{}").replace(b"<svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg"),
            "svg-doctype",
            id="DOCTYPE that declares",
        ),
        pytest.param(
            in_svg("{}").replace(b"<svg", b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'b'>]><svg"),
            "svg-entities",
            id="DOCTYPE that reads files",
        ),
        pytest.param(b"GIF89a", "not-an-image", id="GIF"),
        pytest.param(png()[:40], "png-damaged", id="cut PNG"),
        pytest.param(PLAIN_SVG[:-3], "svg-damaged", id="cut SVG"),
        pytest.param(png(itxt("x" * 2_000_000, packed=True)), "png-text-bomb", id="bomb"),
    ],
)
def test_a_refusal_has_a_code_and_a_cure(image: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        baking.unbake(image)
    assert caught.value.code == code
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize("text", ["", "hallo", "https://a.example/1", "[1]", "a.b"])
def test_only_badges_are_baked(text: str) -> None:
    with pytest.raises(RefusedError, match="neither"):
        baking.bake(png(), text, kind=Kind.OPEN_BADGES_3)


@settings(max_examples=200)
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_behind_a_signature_are_read_or_refused(tail: bytes, is_png: bool) -> None:
    source = (b"\x89PNG\r\n\x1a\n" if is_png else b"<svg ") + tail
    with pytest.raises(RefusedError):
        baking.unbake(source)
