"""The frozen contexts: complete, and safe to rely on."""

from pathlib import Path
from typing import Any

import pytest

from badges import contexts


def test_every_listed_context_is_a_file_here() -> None:
    for url in contexts.FILES:
        assert "@context" in contexts.load(url)


def test_every_file_here_is_listed_and_has_its_source_written_down() -> None:
    folder = Path(contexts.__file__).parent
    files = {path.name for path in folder.glob("*.json")}
    assert files == set(contexts.FILES.values())
    sources = (folder / "SOURCES.md").read_text(encoding="utf-8")
    assert [name for name in files if name not in sources] == []


def test_no_other_context_is_ever_loaded() -> None:
    with pytest.raises(KeyError):
        contexts.load("https://example.com/context.json")


def terms(value: Any) -> list[tuple[str, Any]]:
    """Every term of a context, in all its scopes."""
    if isinstance(value, list):
        return [found for member in value for found in terms(member)]
    if not isinstance(value, dict):
        return []
    nested = [found for member in value.values() for found in terms(member)]
    return [*value.items(), *nested]


@pytest.mark.parametrize("url", contexts.FILES)
def test_no_context_gives_undefined_terms_a_meaning_or_drops_a_term(url: str) -> None:
    """Safe mode rests on this: no default vocabulary, no base, no term that means nothing."""
    found = terms(contexts.load(url)["@context"])
    assert not {"@vocab", "@base", "@import", "@propagate"} & {name for name, _ in found}
    assert [name for name, value in found if value is None and name != "@context"] == []


@pytest.mark.parametrize("url", contexts.FILES)
def test_no_context_uses_a_scheme_of_an_address_as_a_prefix(url: str) -> None:
    """The fast canonical form rests on this: addresses stay as they are."""
    names = {name for name, _ in terms(contexts.load(url)["@context"])}
    assert not names & {"http", "https", "urn", "did"}


def test_open_badges_3_0_3_is_the_edition_of_2026() -> None:
    names = {name for name, _ in terms(contexts.load(contexts.OPEN_BADGES_V3)["@context"])}
    assert {"endorsementJwt", "jti"} <= names
