"""All styles come in one file, in the right order and small enough for a poor line."""

import gzip
from pathlib import Path

from academy.settings import PROJECT
from academy.web.stylesheet import COMMENT, STYLESHEET, join_stylesheets
from tests.client import AcademyClient

CSS = PROJECT / "static" / "css"
BUDGET = 13_500
"""Bytes, packed: what a worker's page may spend on styles."""


def test_tokens_come_before_what_uses_them() -> None:
    joined = join_stylesheets(PROJECT / "static")
    starts = [joined.index(rules_of(CSS / name)) for name in ("tokens.css", "base.css")]
    components = [joined.index(rules_of(file)) for file in (CSS / "components").glob("*.css")]

    assert starts == sorted(starts)
    assert max(starts) < min(components)


def test_what_a_stylesheet_says_to_its_reader_is_not_sent() -> None:
    assert b"/*" not in join_stylesheets(PROJECT / "static")


def rules_of(file: Path) -> bytes:
    return COMMENT.sub(b"", file.read_bytes())


def test_the_styles_stay_within_the_budget() -> None:
    packed = gzip.compress(join_stylesheets(PROJECT / "static"))

    assert len(packed) <= BUDGET


def test_only_the_tokens_name_colours() -> None:
    """Elsewhere a colour would stay as it is in dark mode and in forced colours."""
    elsewhere = [file for file in CSS.rglob("*.css") if file.name != "tokens.css"]
    named = [
        f"{file.relative_to(CSS)}:{number}"
        for file in elsewhere
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if ": #" in line
    ]

    assert not named, f"use a token of tokens.css at {', '.join(named)}"


def test_the_stylesheet_is_kept_by_browsers_for_a_year(client: AcademyClient) -> None:
    address = client.application.jinja_env.globals["static_url"](STYLESHEET)
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})

    assert answer.status_code == 200
    assert answer.mimetype == "text/css"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert b"--paper" in gzip.decompress(answer.data)


def test_a_browser_that_cannot_unpack_gets_it_plain(client: AcademyClient) -> None:
    answer = client.get("/static/any-release/css/site.css")

    assert "Content-Encoding" not in answer.headers
    assert b"--paper" in answer.data
