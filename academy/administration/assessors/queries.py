"""Reads of who may assess for an organisation, for its administrator and for the academy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from academy.administration.assessors.proofs import who_completed
from academy.catalogue.levels import HIGHEST
from academy.catalogue.models import Skill, SkillDomain
from academy.credentials.models import Achievement, Credential
from academy.database import db
from academy.dates import start_of_day
from academy.organisations.models import Organisation, OrganisationKind
from academy.organisations.queries import find_administered_organisation, find_any_organisation
from academy.people.authorities import EXPIRES_SOON
from academy.people.models import AssessorAuthority, Membership, Person
from academy.people.queries import find_authority, going_on
from academy.searching import by_name, in_name_order
from academy.security.identity import Identity, Role

ENDED_SHOWN = timedelta(days=365)
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Assessors:
    """Everybody who may assess for an organisation, or might until a short time ago."""

    current: Sequence[AssessorAuthority]
    ended: Sequence[AssessorAuthority]
    """Of the last year, the last one first."""
    today: date

    def expires_soon(self, row: AssessorAuthority) -> bool:
        """Unless another one lets this person assess the same for longer."""
        return not any(
            each.goes_on_after(self.today + EXPIRES_SOON)
            for each in self.current
            if each.person_id == row.person_id and each.domain_id in (None, row.domain_id)
        )

    @property
    def expiring(self) -> list[AssessorAuthority]:
        """What ends within 60 days, the first one first."""
        found = [row for row in self.current if self.expires_soon(row)]
        return sorted(found, key=lambda row: (row.ends_on or self.today, row.id))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who could assess a domain: level 3 in it, and the course."""

    person: Person
    domain: SkillDomain


@dataclass(frozen=True, slots=True)
class Badges:
    """One page of the badges that rest on an authority."""

    rows: Sequence[Credential]
    total: int
    workers: int
    """Who hold them."""
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation with how many people assess for it, and how many may not for long."""

    organisation: Organisation
    assessors: int
    expiring: int


def find_seen_organisation(identity: Identity, organisation_uuid: UUID) -> Organisation | None:
    """One that the asker administers; any for the academy."""
    own = find_administered_organisation(identity, organisation_uuid)
    return own or find_any_organisation(identity, organisation_uuid)


def find_seen_authority(identity: Identity, authority_uuid: UUID) -> AssessorAuthority | None:
    own = find_authority(identity, authority_uuid)
    if own is not None or not identity.organisations(Role.ACADEMY_ADMIN):
        return own
    found = select(AssessorAuthority).where(AssessorAuthority.uuid == authority_uuid)
    return db.session.scalar(found)


def assessors_of(organisation: Organisation, today: date) -> Assessors:
    found = (
        select(AssessorAuthority)
        .join(Person, Person.id == AssessorAuthority.person_id)
        .where(
            AssessorAuthority.organisation_id == organisation.id,
            AssessorAuthority.goes_on_from(today - ENDED_SHOWN),
            Person.erased_at.is_(None),
        )
        .order_by(in_name_order(Person.sort_text), AssessorAuthority.id)
        .options(joinedload(AssessorAuthority.person))
    )
    rows = db.session.scalars(found).all()
    ended = [row for row in rows if not row.goes_on_from(today)]
    return Assessors(
        current=[row for row in rows if row.goes_on_from(today)],
        ended=sorted(ended, key=lambda row: row.ends_on or today, reverse=True),
        today=today,
    )


def withdrawn_unread(organisation: Organisation) -> Sequence[AssessorAuthority]:
    """What the academy withdrew and no administrator said to have read, the first one first."""
    found = (
        select(AssessorAuthority)
        .join(Person, Person.id == AssessorAuthority.person_id)
        .where(
            AssessorAuthority.organisation_id == organisation.id,
            AssessorAuthority.end_is_news,
            Person.erased_at.is_(None),
        )
        .order_by(AssessorAuthority.id)
        .options(joinedload(AssessorAuthority.person))
    )
    return db.session.scalars(found).all()


def suggestions_for(organisation: Organisation, assessors: Assessors) -> list[Suggestion]:
    """Who holds a valid badge of level 3 from here and completed the course, for each domain that
    they may not assess. Nobody is appointed by it."""
    today = assessors.today
    works_here = select(Membership.person_id).where(
        going_on(today, organisations=[organisation.id]), Membership.has_begun_on(today)
    )
    found = (
        select(Person, SkillDomain)
        .join(Credential, Credential.person_id == Person.id)
        .join(Achievement, Achievement.id == Credential.achievement_id)
        .join(Skill, Skill.id == Credential.skill_id)
        .join(SkillDomain, SkillDomain.id == Skill.domain_id)
        .where(
            Credential.organisation_id == organisation.id,
            Credential.current_key.is_not(None),
            ~Credential.has_expired_on(today),
            Achievement.level == HIGHEST,
            Person.id.in_(works_here),
            Person.erased_at.is_(None),
        )
        .order_by(in_name_order(Person.sort_text), Person.id, SkillDomain.position)
    )
    pairs = [Suggestion(*row) for row in db.session.execute(found)]
    completed = who_completed({each.person.id for each in pairs})
    held = {(row.person_id, row.domain_id) for row in assessors.current}
    return [
        each
        for each in dict.fromkeys(pairs)
        if each.person.id in completed
        and (each.person.id, None) not in held
        and (each.person.id, each.domain.id) not in held
    ]


def badges_on(row: AssessorAuthority, page: int = 1) -> Badges:
    """The badges that somebody gave on an authority and that count, the newest first.

    Nothing becomes of them by itself when it is withdrawn.
    """
    rests = _rests_on(row)
    counted = select(func.count(), func.count(Credential.person_id.distinct())).where(*rests)
    total, workers = db.session.execute(counted).one()
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(1, page), pages)
    found = (
        select(Credential)
        .where(*rests)
        .order_by(Credential.issued_at.desc(), Credential.id.desc())
        .options(joinedload(Credential.person), joinedload(Credential.achievement))
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )
    return Badges(db.session.scalars(found).all(), total, workers, page, pages)


def _rests_on(row: AssessorAuthority) -> list[ColumnElement[bool]]:
    rests = [
        Credential.assessor_id == row.person_id,
        Credential.organisation_id == row.organisation_id,
        Credential.current_key.is_not(None),
        Credential.issued_at >= start_of_day(row.starts_on),
    ]
    if row.domain_id is not None:
        in_it = select(Skill.id).where(Skill.domain_id == row.domain_id)
        rests.append(Credential.skill_id.in_(in_it))
    if row.ends_on:
        # one that is withdrawn holds until the day before, and what was given that day rests on it
        rests.append(Credential.issued_at < start_of_day(row.ends_on + timedelta(days=2)))
    return rests


def lines_of_organisations(today: date) -> list[OrganisationLine]:
    """For the academy: every organisation that goes on, by name."""
    people = func.count(AssessorAuthority.person_id.distinct())
    here = AssessorAuthority.organisation_id
    now = select(here, people).where(AssessorAuthority.holds_on(today)).group_by(here)
    all_of = {row[0]: row[1] for row in db.session.execute(now)}
    soon_over, longer = today + EXPIRES_SOON, aliased(AssessorAuthority)
    same = or_(longer.domain_id.is_(None), longer.domain_id == AssessorAuthority.domain_id)
    goes_on = exists().where(
        longer.person_id == AssessorAuthority.person_id,
        longer.organisation_id == here,
        same,
        longer.goes_on_after(soon_over),
    )
    ending = now.where(~AssessorAuthority.goes_on_after(soon_over), ~goes_on)
    soon = {row[0]: row[1] for row in db.session.execute(ending)}
    thrift = select(Organisation).where(
        Organisation.kind == OrganisationKind.THRIFT, Organisation.goes_on_from(today)
    )
    return [
        OrganisationLine(each, all_of.get(each.id, 0), soon.get(each.id, 0))
        for each in by_name(db.session.scalars(thrift))
    ]
