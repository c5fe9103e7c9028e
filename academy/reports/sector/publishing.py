"""Let figures go out, term by term, once for good."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, func, insert, or_, select
from sqlalchemy.orm import aliased

from academy.catalogue.models import Skill, SkillDomain
from academy.credentials.models import Credential, Revocation
from academy.database import db
from academy.dates import local_day, start_of_day
from academy.organisations.models import Organisation, Site, Team
from academy.organisations.queries import gone_on
from academy.reports.sector.figures import EVERY_OTHER, Badge, Figure, Measure, figures_of
from academy.reports.sector.models import (
    SectorAgreement,
    SectorFigure,
    SectorRelease,
    ToldBadge,
)
from academy.reports.sector.terms import Term, terms_to_tell


def terms_due(today: date) -> list[Term]:
    """What is over and did not go out yet, in order."""
    first = db.session.scalar(select(func.min(Credential.issued_at)))
    told = set(db.session.scalars(select(SectorRelease.term)))
    terms = terms_to_tell(local_day(first), today) if first else iter(())
    return [term for term in terms if str(term) not in told]


def figures_for(term: Term) -> list[Figure]:
    """Only looks; what goes out is up to `publish`."""
    agreed = set(
        db.session.scalars(
            select(SectorAgreement.organisation_id).where(SectorAgreement.ended_at.is_(None))
        )
    )
    return list(figures_of(list(_badges(term)), list(_earlier(term)), agreed))


def publish(term: Term, figures: list[Figure], *, now: datetime) -> None:
    """In the caller's transaction. The name of the term is unique: whoever is second adds nothing.

    Raises IntegrityError when it went out in the meantime.
    """
    release = SectorRelease(term=str(term), told_at=now)
    db.session.add(release)
    db.session.flush()
    for figure in figures:
        row = SectorFigure(
            release_id=release.id,
            measure=figure.measure,
            region=figure.region,
            domain=figure.domain,
            number=figure.number,
        )
        db.session.add(row)
        db.session.flush()
        rests_on = [{"figure_id": row.id, "credential_id": badge.number} for badge in figure.badges]
        db.session.connection().execute(insert(ToldBadge), rests_on)


def _badges(term: Term) -> Iterator[Badge]:
    """What was given in the term and not withdrawn since."""
    found = (
        select(
            Credential.id,
            Credential.person_id,
            _known_to(),
            func.coalesce(Site.region, Organisation.region, EVERY_OTHER),
            SkillDomain.code,
            _is_first(),
        )
        .join(Team, Team.id == Credential.team_id)
        .join(Site, Site.id == Team.site_id)
        .join(Organisation, Organisation.id == Credential.organisation_id)
        .join(Skill, Skill.id == Credential.skill_id)
        .join(SkillDomain, SkillDomain.id == Skill.domain_id)
    )
    for number, person, place, region, domain, is_first in db.session.execute(
        found.where(*_given_in(term))
    ):
        yield Badge(number, person, place, region, domain, is_first)


def _known_to() -> ColumnElement[int]:
    """Whose figures these are: where an organisation goes on, its figures are known, so the two
    protect nobody against each other (docs/adr/0069)."""
    return gone_on(Credential.organisation_id)


def _given_in(term: Term) -> tuple[ColumnElement[bool], ...]:
    return (
        Credential.issued_at >= start_of_day(term.first_day),
        Credential.issued_at < start_of_day(term.after),
        ~exists().where(Revocation.credential_id == Credential.id),
    )


def _is_first() -> ColumnElement[bool]:
    """Of a person who was never counted, the oldest badge that still stands."""
    other, told = aliased(Credential), aliased(Credential)
    before = or_(
        other.issued_at < Credential.issued_at,
        (other.issued_at == Credential.issued_at) & (other.id < Credential.id),
    )
    has_older = exists().where(
        other.person_id == Credential.person_id,
        before,
        ~exists().where(Revocation.credential_id == other.id),
    )
    was_counted = (
        exists()
        .where(told.person_id == Credential.person_id)
        .where(ToldBadge.credential_id == told.id)
        .where(SectorFigure.id == ToldBadge.figure_id)
        .where(SectorFigure.measure == Measure.PEOPLE)
    )
    return ~has_older & ~was_counted


def _earlier(term: Term) -> Iterator[Figure]:
    """What was told of the same year before, with what it rests on."""
    names = [str(part) for part in Term(term.year).parts]
    found = (
        select(SectorFigure, Credential.id, Credential.person_id, _known_to())
        .join(SectorFigure.release)
        .join(ToldBadge, ToldBadge.figure_id == SectorFigure.id)
        .join(Credential, Credential.id == ToldBadge.credential_id)
        .where(SectorRelease.term.in_(names))
    )
    rests_on = defaultdict[SectorFigure, set[Badge]](set)
    for row, number, person, organisation in db.session.execute(found):
        badge = Badge(number, person, organisation, row.region, row.domain, is_first=False)
        rests_on[row].add(badge)
    for row, badges in rests_on.items():
        yield Figure(Measure(row.measure), row.region, row.domain, frozenset(badges))
