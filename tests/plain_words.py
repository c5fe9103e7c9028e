"""Which words somebody who reads little need not know, and where a page may use them all the same.

A hard word may stand beside its explanation: in brackets behind plain words ("Plaatje voor je
telefoon (PNG)"), before brackets that explain it, or anywhere on a page of which one element says
what it means. That element names it, `data-explains="uitgever"`, and has to contain it. What a page
says to somebody else than a worker is marked so: `data-reader="specialist"`.
"""

import re
from collections.abc import Collection, Iterator

from bs4 import BeautifulSoup, Tag

HARD_WORDS = {
    "uitgever": "uitgevers?",
    "handtekening": "handtekening(en)?|ondertekend?",
    "sleutel": "sleutels?",
    "ingetrokken": "ingetrokken|intrekken|intrekking",
    "vervangen": "vervang(en|er|ing)|vervallen",
    "beheerder": "beheerders?",
    "domein": "domein(en)?",
    "skillspalet": "(skills)?palet",
    "account": "accounts?",
    "format": "formaat|formats?|JSON|JWT|PNG|SVG|CSV|PDF|XLSX|XML",
    "Open Badges": "open badges",
    "ESCO": "ESCO|CompetentNL",
    "bevoegd": "bevoegd(e|heid|heden)?",
    "criterium": "criteri(a|um)|descriptor",
    "observatie": "observaties?",
    "bezwaar": "bezwa(ar|ren)",
    "besluit": "besluit(en)?",
    "pseudoniem": "pseudoniem|anoniem",
    "valideren": "valide(ren)?|gevalideerd|validatie",
    "competentie": "competenties?",
    "authenticatie": "authenticatie|autorisatie",
    "sessie": "sessies?",
    "credential": "credentials?|wallet",
}
"""By its name: how it is written."""
NOT_TO_YOU = re.compile(r"\b(de medewerkers?|een medewerker|uw?)\b", re.IGNORECASE)
"""Speaks about a worker, or as to a stranger, where a page speaks to the worker: "je"."""

CRITERIA = ".seen-list, .ticks, .criteria"

IN_BRACKETS = re.compile(r"\([^()]*\)")
NOT_READ = "script, style, template, svg, select[name^=skill] option"
"""Names of skills in a list are the palette's, which has its own advice on words."""
ADDRESS = re.compile(r"\S*/\S*/\S*")


def hard_words(text: str, *, explained: Collection[str] = ()) -> set[str]:
    """The names of the hard words in `text` that nothing beside them explains."""
    found = set()
    for name, spelling in HARD_WORDS.items():
        if name in explained:
            continue
        word = re.compile(rf"\b({spelling})\b(?! \()", re.IGNORECASE)
        if word.search(_without_brackets(text, word)):
            found.add(name)
    return found


def _without_brackets(text: str, word: re.Pattern[str]) -> str:
    """Brackets that hold the word are gone; others stay, for they may explain it."""
    return IN_BRACKETS.sub(lambda found: "" if word.search(found[0]) else found[0], text)


def page_faults(page: BeautifulSoup) -> Iterator[str]:
    """What is hard on a page for workers; the page loses what is not for them."""
    for tag in page.select(f"[data-reader], {NOT_READ}"):
        tag.decompose()
    explained = set()
    for tag in page.select("[data-explains]"):
        for name in str(tag["data-explains"]).split():
            if name not in HARD_WORDS:
                yield f"data-explains={name!r} names no hard word"
            elif not re.search(HARD_WORDS[name], tag.get_text(" "), re.IGNORECASE):
                yield f"{tag.get_text(' ', strip=True)!r} does not explain {name!r}"
            explained.add(name)
    body = page.body or page
    for name in sorted(hard_words(_read(body), explained=explained)):
        yield f"{name!r} is a hard word: say it plainly, or what it means (tests/plain_words.py)"


def not_to_you(page: BeautifulSoup) -> Iterator[str]:
    """Where a page of the worker's own speaks about the worker, not to them."""
    main = page.select_one("html.layout-worker main")
    if main is not None:
        for criteria in main.select(CRITERIA):
            criteria.decompose()  # they keep the words that were signed
        for found in NOT_TO_YOU.finditer(_read(main)):
            yield f"{found[0]!r} speaks about the worker: say 'je'"


def _read(tag: Tag) -> str:
    """The text as it is read; names, addresses and what people wrote are not ours."""
    for name in tag.select("bdi"):
        name.decompose()
    return " ".join(ADDRESS.sub("", tag.get_text(" ")).split())
