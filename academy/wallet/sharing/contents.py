"""What somebody sees who opens a share: each badge with what a check says of it at this moment.

The last step before sharing shows the same, made by the same function, so that nobody shows more
than they saw. Who looked and where, notes and photos of the work are never in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from flask_babel import LazyString
from markupsafe import Markup

from academy.catalogue.models import Texts
from academy.catalogue.translating.beside import BESIDE
from academy.credentials.models import Credential
from academy.dependencies import Dependencies
from academy.people.models import Person
from academy.verification.checking import check_all_own
from academy.verification.observations import last_seen_of
from academy.verification.presenting import ShownReport, present
from academy.verification.reasons import public_reason
from academy.wallet.brought.models import Brought
from academy.wallet.brought.words import Words, by_kind
from academy.wallet.claims.models import Claim
from academy.wallet.elsewhere.words import TOLD
from academy.wallet.sharing import queries
from academy.wallet.sharing.foreign import ShownForeign, shown_foreign
from academy.wallet.sharing.models import Share
from academy.wallet.sharing.signed import claims_in, signed_about
from academy.web.locale import as_told, language, told_in


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBadge:
    """One badge on the page of a share."""

    id: int
    uuid: UUID
    achievement_uuid: UUID
    domain_colour: str
    name: Texts
    level: int
    level_name: Texts
    descriptor: Texts
    criteria: Sequence[Texts]
    issuer: str
    issuer_slug: str
    given_at: datetime
    valid_until: datetime | None
    last_seen: date
    """When somebody saw for the last time that it still holds."""
    report: ShownReport
    verdict: Markup
    """Its answer, as the other reads it; a worker of another language reads the own words first."""
    reason: LazyString | None
    """Why it does not count any more, as far as anybody may know."""
    is_alone: bool
    """No newer badge took its place: its own page would lead there, and that was not shared."""

    @property
    def counts(self) -> bool:
        return self.report.tone == "good"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The whole page."""

    name: str
    """Empty when the worker did not choose to say it."""
    latin_name: str
    badges: Sequence[ShownBadge]
    foreign: Sequence[ShownForeign]
    """Of other issuers, apart from ours."""
    words: Sequence[tuple[Words, Sequence[Brought]]]
    """By kind, what the worker says, and chose to show: nobody looked."""
    claims: Sequence[Claim]
    """What employers said, when the worker chose to show that too."""
    signed: frozenset[UUID]
    """Those of the claims that a firm signed, and that are to be had as a file."""
    checked_at: datetime
    page: int = 1
    pages: int = 1


def shown_by(share: Share, deps: Dependencies, *, page: int = 1) -> Shown:
    """What whoever has the link sees now. Who looks along sees everything, page by page; a page
    that is not there any more gives the last."""
    pages = 1
    if share.follows:
        pages = queries.pages_of_all(share.person_id, deps.clock())
        page = min(max(1, page), pages)
        badges = queries.all_badges(share.person_id, deps.clock(), page=page)
    else:
        badges = queries.shared_badges(share.id)
    found = shown(
        share.person,
        badges,
        foreign=shown_foreign(
            queries.shared_foreign_badges(share.id),
            deps.clock(),
            with_files=share.with_files,
            said_before=share.made_at if share.with_claims else None,
        ),
        words=queries.shared_words(share.id),
        claims=claims_in(share, badges),
        with_name=share.with_name,
        deps=deps,
    )
    return replace(found, page=page, pages=pages)


def shown(
    person: Person,
    badges: Sequence[Credential],
    *,
    foreign: Sequence[ShownForeign],
    words: Sequence[Brought],
    claims: Sequence[Claim],
    with_name: bool,
    deps: Dependencies,
) -> Shown:
    """The same, of what is only chosen so far."""
    reports = check_all_own(badges, deps)
    days = last_seen_of(badges)
    return Shown(
        name=person.name if with_name else "",
        latin_name=person.latin_name if with_name else "",
        badges=[
            _badge(badge, present(report, deps.settings.public_url), days[badge.id])
            for badge, report in zip(badges, reports, strict=True)
        ],
        foreign=foreign,
        words=by_kind(words),
        claims=claims,
        signed=signed_about(claims, badges),
        checked_at=deps.clock(),
    )


def _verdict(report: ShownReport) -> Markup:
    if language() == told_in():
        return as_told(report.title)
    return BESIDE.format(TOLD[report.verdict].title, report.title)


def _badge(badge: Credential, report: ShownReport, last_seen: date) -> ShownBadge:
    version = badge.achievement.skill_version
    return ShownBadge(
        id=badge.id,
        uuid=badge.uuid,
        achievement_uuid=badge.achievement.uuid,
        domain_colour=version.skill.domain.colour,
        name=version.name,
        level=badge.level,
        level_name=badge.level_name,
        descriptor=version.descriptor(badge.level),
        criteria=[each["text"] for each in version.criteria],
        issuer=badge.organisation.name,
        issuer_slug=badge.organisation.slug,
        given_at=badge.valid_from,
        valid_until=badge.valid_until,
        last_seen=last_seen,
        report=report,
        verdict=_verdict(report),
        reason=public_reason(badge.revocation),
        is_alone=badge.superseded_by is None,
    )
