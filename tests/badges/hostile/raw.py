"""Bytes that no badge has."""

from collections.abc import Iterator

from tests.badges.foundry import (
    STATUS_LIST,
    badge,
    signed,
    signer,
    status_list,
    to_bytes,
)
from tests.badges.hostile.cases import NOTHING, REFUSED, UNCHECKED, Case, case


def front_door() -> Iterator[Case]:
    good = to_bytes(signed(badge())).decode()
    yield case("empty", b"", NOTHING)
    yield case("spaces", b"  \n ", NOTHING)
    yield case("words", "Dit is geen badge.", NOTHING)
    yield case("random bytes", bytes(range(256)) * 4, NOTHING)
    yield case("another JSON", {"hello": "world"}, NOTHING)
    yield case("JSON list", "[1, 2]", NOTHING)
    yield case("JSON text", '"badge"', NOTHING)
    yield case("empty object", "{}", NOTHING)
    yield case("duplicate key", good[:-1] + ', "name": "x"}')
    yield case(
        "duplicate key deep down",
        good.replace('"achievementType"', '"name": "Lassen", "achievementType"', 1),
    )
    yield case("duplicate key by escape", good[:-1] + ', "n\\u0061me": "x"}')


def numbers_and_texts() -> Iterator[Case]:
    good = to_bytes(signed(badge())).decode()
    yield case("NaN", good[:-1] + ', "x": NaN}')
    yield case("Infinity", good[:-1] + ', "x": -Infinity}')
    yield case("1e999", good[:-1] + ', "x": 1e999}')
    yield case("long number", good[:-1] + ', "x": ' + "9" * 5000 + "}")
    yield case("long fraction", good[:-1] + ', "x": 0.' + "9" * 5000 + "}")
    yield case("33 deep", good[:-1] + ', "x": ' + "[" * 33 + "]" * 33 + "}")
    yield case("100,000 deep", good[:-1] + ', "x": ' + "[" * 100_000 + "]" * 100_000 + "}")
    yield case("100,000 open", '{"@context": ' + "[" * 100_000)
    yield case("NUL escaped", good[:-1] + ', "x": "\\u0000"}')
    yield case("NUL in a name", good[:-1] + ', "x\\u0000": 1}')
    yield case("NUL raw", good[:-1].encode() + b', "x": "\x00"}')
    yield case("lone surrogate", good[:-1] + ', "x": "\\ud800"}')
    yield case("surrogates the wrong way", good[:-1] + ', "x": "\\udc00\\ud800"}')
    yield case("not UTF-8", good.encode().replace(b"Textiel", b"Text\xefel", 1))
    yield case("UTF-16", good.encode("utf-16"), UNCHECKED)
    yield case("Latin-1", good.replace("Textiel", "Té").encode("latin-1"))
    yield case("overlong UTF-8", good.encode().replace(b"Textiel", b"\xc0\xaf", 1))
    yield case("UTF-8 surrogate", good.encode().replace(b"Textiel", b"\xed\xa0\x80", 1))
    yield case("cut short", good[: len(good) // 2])
    yield case("trailing text", good + "x")
    yield case("two objects", good + good)
    yield case("trailing comma", good[:-1] + ",}")
    yield case("comment", "/* */" + good, REFUSED)
    yield case("single quotes", good.replace('"', "'"), REFUSED)
    yield case("byte order mark", "\ufeff" + good, frozenset({"valid"}))
    yield case("1 MiB of badge", good[:-1] + ', "x": "' + "x" * 1_100_000 + '"}', UNCHECKED)
    yield case("8 MiB", b"{" + b" " * 8_000_000, UNCHECKED)


def other_things() -> Iterator[Case]:
    good = to_bytes(signed(badge())).decode()
    yield case("list of one badge", f"[{good}]", frozenset({"valid"}))
    yield case("list of a forged badge", f"[{good.replace('niveau 2', 'niveau 4')}]")
    yield case("only the achievement", badge()["credentialSubject"]["achievement"], REFUSED)
    yield case("a status list", signed(status_list(), signer(2)), REFUSED)
    yield case("address that cannot be fetched", "https://elders.example/badge", UNCHECKED)
    yield case("address of a map", STATUS_LIST, REFUSED)
    yield case(
        "address with 404",
        "https://weg.example/1",
        NOTHING,
        documents={"https://weg.example/1": {"status": 404}},
    )
    yield case(
        "address of an address",
        "https://weg.example/1",
        REFUSED,
        documents={"https://weg.example/1": {"status": 200, "body": "https://weg.example/2"}},
    )
    yield case("javascript address", "javascript:alert(1)", NOTHING)
    yield case("file address", "file:///etc/passwd", NOTHING)
    yield case("PDF without badge", b"%PDF-1.7\n%%EOF", REFUSED)
    yield case("PDF rubbish", b"%PDF-1.7\n" + bytes(range(256)) * 50, REFUSED)
    yield case("GIF", b"GIF89a" + bytes(100), NOTHING)
    yield case("HTML", "<!doctype html><html><body>badge</body></html>", REFUSED)
