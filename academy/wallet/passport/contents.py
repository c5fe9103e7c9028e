"""What stands in a skills passport: chosen badges of a time, the newest first.

Of each skill the badge that stands in front, and only when it counts now. Notes, photos, who looked
and what somebody is still practising are never in it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from academy.access.codes import grouped
from academy.credentials.addresses import Addresses
from academy.credentials.papers import code_of_uuid, has_old_name
from academy.dates import local_day
from academy.dependencies import Dependencies
from academy.people.models import Person
from academy.people.queries import own_person
from academy.security.identity import Identity
from academy.security.permissions import Permission
from academy.security.policy import permits
from academy.settings import Settings
from academy.wallet.brought.models import Brought
from academy.wallet.brought.queries import own_brought
from academy.wallet.brought.words import Words, by_kind
from academy.wallet.contents import OwnBadge, own_skills
from academy.wallet.passport.queries import OpenPaper, papers_of
from academy.wallet.sharing.rules import PERIODS, Period
from academy.web.opening import opened_at

MOST_CARDS = 60
"""As many as four sheets hold; what is more stands in a list behind them, and in no booklet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One badge, and where somebody checks it."""

    badge: OwnBadge
    code: str
    """Of the certificate that says the name of now; empty: there is none."""
    check_url: str
    has_old_name: bool
    """The certificate says another name, so its code would make this paper look forged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passport:
    """The whole of it."""

    name: str
    latin_name: str
    first: date | None
    """Of the time that was chosen; None: everything until now."""
    last: date
    entries: Sequence[Entry]
    words: Sequence[tuple[Words, Sequence[Brought]]]
    """By kind, what the holder says and nobody checked."""
    check_at: str
    """Where a code is typed."""

    @property
    def cards(self) -> Sequence[Entry]:
        return self.entries[:MOST_CARDS]

    @property
    def listed(self) -> Sequence[Entry]:
        return self.entries[MOST_CARDS:]


def to_choose_from(identity: Identity, *, now: datetime) -> list[OwnBadge]:
    """Whatever counts now, of each skill the best."""
    fronts = (skill.front for skill in own_skills(identity, now=now))
    return [badge for badge in fronts if badge.counts]


def passport_of(
    identity: Identity,
    deps: Dependencies,
    *,
    period: Period = Period.ALWAYS,
    chosen: Collection[UUID] | None = None,
    with_words: bool = True,
) -> Passport:
    """The passport of whom `identity` is; without `chosen` every badge of the period.

    Own words stand in it only for somebody who came in by themselves.
    """
    now, length = deps.clock(), PERIODS[period]
    begin = now - length if length else None
    badges = [
        badge
        for badge in to_choose_from(identity, now=now)
        if (begin is None or badge.given_at >= begin) and (chosen is None or badge.uuid in chosen)
    ]
    person, papers = own_person(identity), papers_of(identity)
    return Passport(
        name=person.name,
        latin_name=person.latin_name,
        first=local_day(begin) if begin else None,
        last=local_day(now),
        entries=[_entry(badge, papers, person, deps.settings) for badge in badges],
        words=by_kind(words_of(identity)) if with_words else (),
        check_at=Addresses(opened_at(deps.settings)).paper_short(),
    )


def words_of(identity: Identity) -> Sequence[Brought]:
    """What somebody says of themselves, as far as this way in may read it."""
    return own_brought(identity) if permits(identity, Permission.READ_OWN_FILE) else ()


def _entry(
    badge: OwnBadge, papers: Mapping[UUID, OpenPaper], person: Person, settings: Settings
) -> Entry:
    paper = papers.get(badge.uuid)
    is_old = paper is not None and has_old_name(paper, person)
    addresses = Addresses(opened_at(settings))
    if paper is None or is_old:
        return Entry(badge, "", addresses.credential(badge.uuid), is_old)
    code = code_of_uuid(paper.uuid, settings.secret_key)
    return Entry(badge, grouped(code), addresses.paper(code), has_old_name=False)
