"""How a page for workers says a name of the palette: in the worker's language, the Dutch beside it.

Dutch is what people say at work, and what the signed badge says.
"""

from collections.abc import Iterable, Mapping

from flask import g
from markupsafe import Markup

from academy.catalogue.models import SkillVersion, Texts
from academy.catalogue.translating.models import TranslationCheck
from academy.catalogue.translating.service import checks_in, good_domains
from academy.catalogue.translating.words import words_in
from academy.languages import DUTCH
from academy.web.locale import in_language, language, localised

BESIDE = Markup(
    '<span class="own-words"><span>{}</span> '
    '<small class="in-dutch quiet" lang="nl" dir="ltr">({})</small></span>'
)


def own_words(texts: Texts) -> str | None:
    """In the language of the page; None when there are none, or when that is Dutch."""
    if language() == DUTCH:
        return None
    return texts.get(language()) or _words().get(texts[DUTCH])


def with_dutch(texts: Texts) -> Markup:
    """As markup, for any place but an attribute or a title."""
    own = own_words(texts)
    return in_language(texts) if own is None else BESIDE.format(own, texts[DUTCH])


def in_one_line(texts: Texts) -> str:
    """As plain text, for a title, an option of a list, or what only a screen reader says."""
    own = own_words(texts)
    return localised(texts) if own is None else f"{own} ({texts[DUTCH]})"


def is_unread(versions: Iterable[tuple[int, Texts]]) -> bool:
    """Whether any of these, by number and name, is in words that no person found good."""
    told = [number for number, name in versions if own_words(name) is not None]
    checks = checks_in(language(), TranslationCheck) if told else {}
    return any(number not in checks or not checks[number].is_good for number in told)


def are_domains_unread(named: Mapping[str, Texts]) -> bool:
    """Whether any of these domains, by code and name, is in words that no person found good."""
    told = {code for code, name in named.items() if own_words(name) is not None}
    return bool(told and told - good_domains(language()))


def is_version_unread(version: SkillVersion) -> bool:
    return is_unread([(version.id, version.name)])


def _words() -> Mapping[str, str]:
    """Read once for a page."""
    found: dict[str, Mapping[str, str]] = g.setdefault("palette_words", {})
    if language() not in found:
        found[language()] = words_in(language())
    return found[language()]
