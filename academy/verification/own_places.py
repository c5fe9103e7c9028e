"""Addresses of our own that people paste or scan: of a badge, a certificate on
paper, a link that shows badges, or a card.

They come in any wrapping: with a full stop or brackets around them, in a sentence, in capitals,
without https, as a bare id, or as "Code: ...". They are looked up in the database: this server does
not ask itself over the network, and in a demo the address in the browser is not the public one.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from academy.access.codes import normalised

UUID_FORM = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
BADGE = re.compile(
    rf"/(?:credentials|ob2/assertions|wallet)/({UUID_FORM})"
    r"(?:\.(?:json|jwt|png|svg)|/(?:certificate(?:\.pdf)?|manage))?/?"
)
PAPER = re.compile(r"/c/([^/?#]{1,80})/?")
SHARE = re.compile(r"/s/[0-9A-Za-z_-]{16,80}/?")
CARD = re.compile(r"/card/[^/?#]{1,80}/?")
BARE_ID = re.compile(rf"(?:urn:uuid:)?({UUID_FORM})")
WORD = re.compile(r"[0-9A-Za-z-]+")
AROUND = re.compile(r"^[\W_]+|[\W_]+$")
"""What a sentence puts around an id or a code, in whatever script."""
PATH = "/[0-9A-Za-z/._%-]*"
"""No address of ours holds anything else, so whatever comes behind belongs to the sentence."""
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
ADDRESS = re.compile(r"\.[^.]*/")
"""Dots and slashes may stand in a code too, but not the one before the other."""
BROKEN = re.compile(r"\s*\n\s*")
"""A line that a mail program broke within an address."""
LONGEST = 500
"""Of a text in which a code is looked for; a badge is longer."""


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """What a text is about: a badge, a paper, a link that shows badges, or a card."""

    badge: UUID | None = None
    paper: str | None = None
    """The code on a certificate."""
    share: str | None = None
    """The path of a link by which a worker shows badges."""
    is_card: bool = False
    """It is a card to sign in with."""
    is_bare: bool = False
    """Only an id: it may well be of somebody else's badge."""


def own_place(text: str, hosts: Collection[str]) -> OwnPlace | None:
    """What a text is about when it holds one address under one of `hosts`, an id, or a code.

    >>> own_place("Zie (HTTPS://Badges.example.nl/C/0000-1111-2222-3333).", {"badges.example.nl"})
    OwnPlace(badge=None, paper='0000111122223333', share=None, is_card=False, is_bare=False)
    """
    text = text.translate(INVISIBLE)
    bare = AROUND.sub("", text)
    code = None if ADDRESS.search(bare) else normalised(bare)
    if code:
        return OwnPlace(paper=code)
    named = BARE_ID.fullmatch(bare.lower())
    if named:
        return OwnPlace(badge=UUID(named[1]), is_bare=True)
    for written in (text, BROKEN.sub("", text)):
        places = {place for path in _own_paths(written, hosts) if (place := _at(path))}
        if len(places) == 1:
            return places.pop()
    return None if places else _code_in(text)


def _at(path: str) -> OwnPlace | None:
    badge, paper = BADGE.fullmatch(path.lower()), PAPER.fullmatch(path)
    if badge:
        return OwnPlace(badge=UUID(badge[1]))
    if CARD.fullmatch(path.lower()):
        return OwnPlace(is_card=True)
    if SHARE.fullmatch(path):
        return OwnPlace(share=path.rstrip("/"))
    code = normalised(paper[1]) if paper else None
    return OwnPlace(paper=code) if code else None


def _own_paths(text: str, hosts: Collection[str]) -> list[str]:
    """The paths of all addresses of ours in a text, with or without https before them."""
    if len(text) > LONGEST:
        return []
    named = "|".join(sorted(map(re.escape, hosts), key=len, reverse=True))
    # Not behind a letter, a slash or an @: there it would be part of somebody else's address.
    begin = r"(?:(?<![\w.:/@?=&#%-])|(?<=https://)|(?<=http://))"
    address = re.compile(rf"{begin}(?:{named})\.?({PATH})", re.IGNORECASE)
    paths = [_bare(found[1], text[: found.start()]) for found in address.finditer(text)]
    return ["/c/" + path[3:] if path[:3].lower() == "/c/" else path for path in paths]


def _bare(path: str, before: str) -> str:
    """A path without a full stop, or the line that began under what stands before it."""
    bare = re.sub(r"(?:%20)+$", "", path).rstrip(".")
    return bare.removesuffix("_") if re.search("_(?:https?://)?$", before, re.IGNORECASE) else bare


def _code_in(text: str) -> OwnPlace | None:
    """The one code in a short text such as "Code: 0000-1111-2222-3333"."""
    if len(text) > LONGEST or "://" in text or "{" in text:
        return None
    words = [word for word in WORD.findall(text) if word.lower() != "code"]
    fours = [
        words[at : at + 4] for at in range(len(words)) if all(map(_is_group, words[at : at + 4]))
    ]
    typed = [*words, *map("".join, fours)]
    codes = {code for each in typed if (code := normalised(each))}
    return OwnPlace(paper=codes.pop()) if len(codes) == 1 else None


def _is_group(word: str) -> bool:
    return len(word) == 4
