"""Addresses of our own that people paste or scan: of a badge, or of a certificate on paper.

They are looked up in the database: this server does not ask itself over the network, and in a
demo the address in the browser is not the public one.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from academy.access.codes import normalised

UUID_FORM = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
BADGE = re.compile(rf"/(?:credentials|ob2/assertions)/({UUID_FORM})(?:\.(?:json|jwt|png|svg))?/?")
PAPER = re.compile(r"/c/([^/]{1,80})/?")


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """What an address of ours is about: one of the two."""

    badge: UUID | None = None
    paper: str | None = None
    """The code on a certificate."""


def own_place(text: str, hosts: Collection[str]) -> OwnPlace | None:
    """What a text is about when it is one address under one of `hosts`, or a paper's code.

    >>> own_place("badges.example.nl/c/0000-1111-2222-3333", {"badges.example.nl"})
    OwnPlace(badge=None, paper='0000111122223333')
    """
    code = normalised(text)
    if code:
        return OwnPlace(paper=code)
    path = _own_path(text.strip(), hosts)
    badge, paper = BADGE.fullmatch(path), PAPER.fullmatch(path)
    if badge:
        return OwnPlace(badge=UUID(badge[1]))
    code = normalised(paper[1]) if paper else None
    return OwnPlace(paper=code) if code else None


def _own_path(text: str, hosts: Collection[str]) -> str:
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
    except ValueError:  # brackets that enclose no IPv6 address
        return ""
    is_ours = parts.scheme in ("https", "http") and parts.netloc.lower() in hosts
    return parts.path if is_ours else ""
