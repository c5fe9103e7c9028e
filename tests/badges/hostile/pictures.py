"""Badges in PNG and SVG files."""

import zlib
from collections.abc import Iterator

from tests.badges.foundry import (
    badge,
    chunk,
    itxt,
    jwt,
    old_assertion,
    png,
    signed,
    svg,
    to_bytes,
)
from tests.badges.hostile.cases import NOTHING, REFUSED, UNCHECKED, Case, case


def pictures_png() -> Iterator[Case]:
    text = to_bytes(signed(badge())).decode()
    token = jwt()
    valid = frozenset({"valid"})
    yield case("good", png(itxt(text)), valid)
    yield case("good, packed", png(itxt(text, packed=True)), valid)
    yield case("good JWT", png(itxt(token)), valid)
    yield case("good, tEXt", png(chunk(b"tEXt", b"openbadgecredential\0" + token.encode())), valid)
    yield case(
        "good, zTXt",
        png(chunk(b"zTXt", b"openbadgecredential\0\0" + zlib.compress(token.encode()))),
        valid,
    )
    yield case("good, behind the pixels", png()[:-12] + itxt(text) + png()[-12:], valid)
    yield case(
        "good, with a language",
        png(chunk(b"iTXt", b"openbadgecredential\0\0\0nl\0badge\0" + text.encode())),
        valid,
    )


def pictures_png_marks() -> Iterator[Case]:
    text = to_bytes(signed(badge())).decode()
    token = jwt()
    yield case("no badge", png(), NOTHING)
    yield case("other keyword", png(itxt(text, "openbadge")), NOTHING)
    yield case("keyword in capitals", png(itxt(text, "OpenBadgeCredential")), NOTHING)
    yield case("keyword with a space", png(itxt(text, "openbadgecredential ")), NOTHING)
    yield case("comment", png(itxt(text, "Comment")), NOTHING)
    yield case("keyword of 2.0", png(itxt(text, "openbadges")), REFUSED)
    yield case(
        "2.0 under the keyword of 3.0",
        png(itxt(to_bytes(old_assertion()), "openbadgecredential")),
        REFUSED,
    )
    yield case("two badges", png(itxt(text), itxt(text)))
    yield case("two different badges", png(itxt(text), itxt(to_bytes(signed(badge(7))).decode())))
    yield case("3.0 and 2.0", png(itxt(text), itxt(to_bytes(old_assertion()), "openbadges")))
    yield case(
        "iTXt and tEXt", png(itxt(text), chunk(b"tEXt", b"openbadgecredential\0" + token.encode()))
    )
    yield case(
        "one before and one behind the pixels", png(itxt(text))[:-12] + itxt(text) + png()[-12:]
    )


def pictures_png_damaged() -> Iterator[Case]:
    text = to_bytes(signed(badge())).decode()
    yield case("tampered", png(itxt(text.replace("niveau 2", "niveau 4"))))
    yield case("bomb", png(itxt(b"x" * 60_000_000, packed=True)))
    yield case(
        "bomb in zTXt",
        png(chunk(b"zTXt", b"openbadgecredential\0\0" + zlib.compress(b"x" * 60_000_000))),
    )
    yield case("wrong checksum", png(chunk(b"iTXt", itxt(text)[8:-4], crc=1)))
    yield case("not UTF-8", png(itxt(text.encode().replace(b"Textiel", b"Text\xefel", 1))))
    yield case(
        "not packed though it says so",
        png(chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0" + text.encode())),
    )
    yield case(
        "unknown method",
        png(chunk(b"iTXt", b"openbadgecredential\0\1\7\0\0" + zlib.compress(text.encode()))),
    )
    yield case("flag 2", png(chunk(b"iTXt", b"openbadgecredential\0\2\0\0\0" + text.encode())))
    yield case(
        "packed text cut",
        png(chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0" + zlib.compress(text.encode())[:-9])),
    )
    yield case("empty text", png(itxt("")), REFUSED)
    yield case("words", png(itxt("hallo")), REFUSED)
    yield case("nothing behind the keyword", png(chunk(b"iTXt", b"openbadgecredential")), REFUSED)
    whole = png(itxt(text))
    for cut in (9, 20, 60, len(whole) // 2, len(whole) - 30):
        is_whole = cut == len(whole) - 30  # the badge is, the picture behind it is not
        yield case(f"cut at {cut}", whole[:cut], UNCHECKED if is_whole else REFUSED)
    yield case("only the first bytes", b"\x89PNG\r\n\x1a\n", REFUSED)
    yield case(
        "huge length", b"\x89PNG\r\n\x1a\n" + b"\xff\xff\xff\xffiTXt" + text.encode(), REFUSED
    )
    yield case("100,000 chunks", png(chunk(b"tEXt", b"a\0b") * 100_000, itxt(text)), UNCHECKED)
    yield case("behind the end", png() + itxt(text), NOTHING)
    yield case("an address", png(itxt("https://elders.example/1")), UNCHECKED)


def pictures_svg() -> Iterator[Case]:
    text = to_bytes(signed(badge())).decode()
    token = jwt()
    valid = frozenset({"valid"})
    inner = f"<openbadges:credential><![CDATA[{text}]]></openbadges:credential>"
    yield case("good", svg(inner), valid)
    yield case("good JWT", svg(f'<openbadges:credential verify="{token}"/>'), valid)
    yield case(
        "good with a declaration",
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- x -->\n' + svg(inner),
        valid,
    )
    other = 'xmlns:ob="https://purl.imsglobal.org/ob/v3p0"'
    yield case(
        "good, other prefix", svg(inner.replace("openbadges:", "ob:"), attributes=other), valid
    )
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    yield case(
        "good, without CDATA",
        svg(f"<openbadges:credential>{escaped}</openbadges:credential>"),
        valid,
    )


def pictures_svg_marks() -> Iterator[Case]:
    text = to_bytes(signed(badge())).decode()
    token = jwt()
    inner = f"<openbadges:credential><![CDATA[{text}]]></openbadges:credential>"
    yield case("no badge", svg(""), NOTHING)
    yield case(
        "other namespace",
        svg(inner, attributes='xmlns:openbadges="https://vervalser.example"'),
        NOTHING,
    )
    yield case(
        "namespace of 2.0",
        svg(inner, attributes='xmlns:openbadges="http://openbadges.org"'),
        NOTHING,
    )
    yield case("other element", svg(inner.replace(":credential", ":badge")), NOTHING)
    yield case("two badges", svg(inner + inner))
    yield case("badge in a badge", svg(f"<openbadges:credential>{inner}</openbadges:credential>"))
    yield case(
        "attribute and text",
        svg(f'<openbadges:credential verify="{token}"><![CDATA[{text}]]></openbadges:credential>'),
    )


def pictures_svg_xml() -> Iterator[Case]:
    text = to_bytes(signed(badge())).decode()
    valid = frozenset({"valid"})
    inner = f"<openbadges:credential><![CDATA[{text}]]></openbadges:credential>"
    yield case("tampered", svg(inner.replace("niveau 2", "niveau 4")))
    doctype = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    yield case("DOCTYPE", doctype + svg(inner), valid)
    yield case("DOCTYPE behind a comment", b"<!-- x --> " + doctype + svg(inner), valid)
    named = b'<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]>'
    yield case("DOCTYPE that names addresses", named + svg(inner), UNCHECKED)
    yield case("empty internal subset", b"<!DOCTYPE svg []>" + svg(inner), UNCHECKED)
    yield case("two DOCTYPEs", doctype * 2 + svg(inner), REFUSED | UNCHECKED)
    bomb = (
        b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(
            b'<!ENTITY %s "%s">' % (bytes([98 + n]), (b"&%s;" % bytes([97 + n])) * 10)
            for n in range(9)
        )
        + b"]>"
    )
    yield case("billion laughs", bomb + svg("<text>&j;</text>" + inner))
    yield case(
        "entity from a file",
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + svg("<openbadges:credential>&x;</openbadges:credential>"),
    )
    yield case("unknown entity", svg("<openbadges:credential>&x;</openbadges:credential>"))
    yield case("not closed", svg(inner)[:-6])
    yield case("cut", svg(inner)[: len(inner) // 2])
    yield case("not XML", b"<svg " + b"\x00" * 50, REFUSED)
    yield case("UTF-16", b"\xff\xfe" + svg(inner).decode().encode("utf-16-le"), UNCHECKED)
    yield case("says UTF-16", b'<?xml version="1.0" encoding="UTF-16"?>' + svg(inner))
    yield case("deep", svg("<g>" * 100_000 + inner + "</g>" * 100_000))
    yield case("3 MB", svg(inner + "<!--" + "x" * 3_000_000 + "-->"), UNCHECKED)
    yield case("many elements", svg("<g/>" * 400_000 + inner), REFUSED | valid)
    yield case("XML that is no SVG", b"<note>" + inner.encode() + b"</note>", REFUSED)
    yield case("empty element", svg("<openbadges:credential/>"), REFUSED)
    yield case("script", svg(f"<script>alert(1)</script>{inner}"), valid)
    yield case("processing instruction", svg("<?php echo 1 ?>" + inner), valid)
    yield case(
        "xinclude",
        svg(
            inner
            + '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
        ),
        valid,
    )
