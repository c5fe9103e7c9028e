"""Part of a long wallet: of one domain, with the words that are searched for, one page of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from academy.catalogue.models import Texts
from academy.catalogue.translating.beside import are_domains_unread, is_unread, own_words
from academy.languages import DUTCH
from academy.searching import has_words
from academy.wallet.contents import SkillBadges
from academy.web.locale import localised

PER_PAGE = 50
FEW = 9
"""Badges that somebody sees at one glance."""
"""Badges, the earlier ones behind a newer one too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to see."""

    query: str = ""
    domain: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain in which the worker has a badge."""

    code: str
    name: Texts
    icon: str
    colour: str
    number: int
    """Of skills in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page."""

    skills: Sequence[SkillBadges]
    domains: Sequence[Domain]
    page: int
    pages: int
    is_unread: bool
    """Some of its names are in words that no person checked."""
    is_long: bool
    """So many badges in all that somebody may look for one, by a word or by domain."""

    @property
    def are_domains_unread(self) -> bool:
        return self.is_long and are_domains_unread({each.code: each.name for each in self.domains})


def listed(skills: Sequence[SkillBadges], wish: Wish) -> Listing:
    """What fits the wish; a page that is not there any more gives the last."""
    found = [
        skill
        for skill in skills
        if wish.domain in {"", skill.front.domain_code}
        and has_words(_spelled(skill.front.name), wish.query)
    ]
    pages = list(_pages(found)) or [[]]
    page = min(max(1, wish.page), len(pages))
    return Listing(
        skills=pages[page - 1],
        domains=_domains(skills),
        page=page,
        pages=len(pages),
        is_unread=are_unread(pages[page - 1]),
        is_long=len(skills) > FEW,
    )


def are_unread(skills: Sequence[SkillBadges]) -> bool:
    return is_unread((each.front.version_id, each.front.name) for each in skills)


def _spelled(name: Texts) -> str:
    """As the page says it, the Dutch too."""
    return f"{own_words(name) or ''} {localised(name)} {name[DUTCH]}"


def _pages(skills: Sequence[SkillBadges]) -> Iterator[list[SkillBadges]]:
    """Whole skills, as many as come to PER_PAGE badges."""
    page: list[SkillBadges] = []
    room = PER_PAGE
    for skill in skills:
        size = 1 + len(skill.earlier)
        if page and size > room:
            yield page
            page, room = [], PER_PAGE
        page.append(skill)
        room -= size
    if page:
        yield page


def _domains(skills: Sequence[SkillBadges]) -> list[Domain]:
    """In the order of the list, so what is newest first."""
    fronts = [skill.front for skill in skills]
    first = {badge.domain_code: badge for badge in reversed(fronts)}
    codes = [badge.domain_code for badge in fronts]
    return [
        Domain(
            code,
            first[code].domain_name,
            first[code].domain_icon,
            first[code].domain_colour,
            codes.count(code),
        )
        for code in dict.fromkeys(codes)
    ]
