"""A sector that has given badges for years, in any size: for tests and measurements of growth.

One team is made by the product itself (`Grown.team`); its badges are real. Everything around it
is copied in bulk from one of those badges: the same shape and size, other people, signatures that
do not fit. Papers have their codes, and every line of the log fits the one before it. What grows
is history: people who came, earned ten badges and left. Teams, shops and their present workers are
as many in a small sector as in a large one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_bytes
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import Table, func, select, text

from academy.access.codes import code_hash
from academy.access.models import Session
from academy.assessments import awarding, recording
from academy.assessments.models import (
    Assessment,
    AssessmentReview,
    AssessmentWithdrawal,
    WorkerResponse,
)
from academy.assessments.submission import Assessor, Submission
from academy.audit.log import FIRST_HASH, Entry, event_hash
from academy.audit.models import AuditEvent, AuditHead
from academy.catalogue.models import SkillVersion
from academy.credentials import keys
from academy.credentials.models import (
    Achievement,
    BadgeClass,
    Confirmation,
    Credential,
    PaperCopy,
    Revocation,
    StatusList,
)
from academy.credentials.papers import code_of_uuid
from academy.database import Base, db, transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.jobs.models import Job
from academy.organisations.models import Organisation, Team
from academy.people.models import Membership, Person
from academy.reports.sector.publishing import figures_for, publish, terms_due
from academy.security.identity import Actor
from tests.cast import JAN, Cast, a_membership, a_person, a_site, a_team, an_organisation

WORKERS, BADGES_EACH = 24, 2
"""Of the team that is real."""
SHOPS = 20
"""Organisations around it, with a team each, and De Schakel itself."""
STAY = 12
"""Of the people in bulk so many work in each team now; all others have left."""
PER_PERSON = 10
PEOPLE_AT_ONCE = 500
PLACES = 15_000
"""Badges on one status list before the next begins."""
DAYS = 3 * 365
JOBS = 2_000
"""What a week of the sweep leaves."""


@dataclass(frozen=True, slots=True)
class Grown:
    """The team that is real, and what its pages are about."""

    team: UUID
    organisation: UUID
    workers: tuple[UUID, ...]


def grow(places: Cast, badges: int, now: datetime) -> Grown:
    """Put the sector into a database with the cast and the palette, and commit."""
    grown = _real_team(places, now)
    shops = [places.schakel, *_more_shops(now)]
    teams = [places.winkel, *db.session.scalars(select(Team).where(Team.name == "Hal"))]
    _lists_and_classes(shops, now)
    db.session.commit()
    _Bulk(teams, now).fill(badges)
    _after_bulk()
    return grown


def _real_team(places: Cast, now: datetime) -> Grown:
    with transaction():
        people = [a_person(f"Medewerker {number}") for number in range(WORKERS)]
        for person in people:
            a_membership(person, team=places.sorteren)
    uuids = tuple(person.uuid for person in people)
    versions = db.session.scalars(
        select(SkillVersion).where(SkillVersion.observations_needed == 0).limit(BADGES_EACH)
    ).all()
    wanted = [(version.uuid, [each["id"] for each in version.criteria]) for version in versions]
    for worker in uuids:
        for version, criteria in wanted:
            _give(worker, places.sorteren.uuid, version, criteria, now)
    return Grown(places.sorteren.uuid, places.schakel.uuid, uuids)


def _give(worker: UUID, team: UUID, version: UUID, criteria: list[str], now: datetime) -> None:
    jan = JAN.identity(now)
    submission = Submission(
        uuid=uuid4(), assessor=Assessor.who_is(jan), person_uuid=worker, team_uuid=team,
        skill_version_uuid=version, level=2, answers=dict.fromkeys(criteria, "seen"),
        observed_on=jan.today, made_at=now, sent_at=now,
    )  # fmt: skip
    with transaction():
        kept = recording.record(submission, by=jan.actor, now=now)
    assert kept.assessment_id is not None, kept.objections
    awarding.award(kept.assessment_id, dependencies(), by=jan.actor)


def _more_shops(now: datetime) -> list[Organisation]:
    shops = []
    for number in range(SHOPS):
        shop = an_organisation(f"Kringloop {number}")
        a_team(a_site(shop), "Hal")
        keys.ensure_keys(
            shop, dependencies().settings, by=Actor(None, "test"), now=now - timedelta(DAYS)
        )
        shops.append(shop)
    return shops


def _lists_and_classes(shops: list[Organisation], now: datetime) -> None:
    """Level 1 of every skill: the badges of the real team are of level 2."""
    for version in db.session.scalars(select(SkillVersion)).all():
        db.session.add(Achievement(skill_version_id=version.id, level=1))
    db.session.flush()
    fresh = db.session.scalars(select(Achievement).where(Achievement.level == 1)).all()
    for shop in shops:
        for achievement in fresh:
            db.session.add(BadgeClass(achievement_id=achievement.id, organisation_id=shop.id))
        if shop is not shops[0]:
            db.session.add(StatusList(organisation_id=shop.id, size=131_072, created_at=now))
    db.session.flush()


@dataclass(slots=True)
class _Place:
    """Where badges of one shop go while they are made."""

    organisation: int
    team: int
    status_list: int
    taken: frozenset[int]
    """Places on that list which the real team has."""
    sequence: int
    newest: bytes
    """The hash of the last line of the chain."""
    index: int = 131_071
    people: int = 0


@dataclass(slots=True)
class _Rows:
    """Rows of some people, by table, in the order in which they may be inserted."""

    of: dict[type[Base], list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, model: type[Base], **values: Any) -> None:
        self.of.setdefault(model, []).append(values)

    def insert(self) -> None:
        for model, rows in self.of.items():
            db.session.connection().execute(cast(Table, model.__table__).insert(), rows)


class _Bulk:
    """Makes people with ten badges each and numbers the rows itself."""

    def __init__(self, teams: list[Team], now: datetime) -> None:
        self._now = now
        self._secret = dependencies().settings.secret_key
        self._assessor = JAN.row.id
        self._person, self._assessment, self._credential = map(
            _newest, (Person, Assessment, Credential)
        )
        self._skills = [
            (achievement.id, achievement.skill_version_id, achievement.skill_version.skill_id)
            for achievement in db.session.scalars(
                select(Achievement).where(Achievement.level == 1).order_by(Achievement.id)
            )
        ]
        self._places = [self._place_of(team) for team in teams]
        sample = db.session.scalars(select(Credential).order_by(Credential.id)).first()
        assert sample is not None
        self._document, self._jwt = sample.document, sample.jwt
        self._names = sample.uuid, sample.person.uuid
        self._answers = dict.fromkeys(("c1", "c2", "c3"), "seen")

    def _place_of(self, team: Team) -> _Place:
        newest = select(func.max(StatusList.id)).where(
            StatusList.organisation_id == team.organisation_id
        )
        head = db.session.get(AuditHead, team.organisation_id)
        if head is None:
            head = AuditHead(chain=team.organisation_id, sequence=0, hash=FIRST_HASH)
            db.session.add(head)
            db.session.flush()
        status_list = db.session.scalar(newest) or 0
        of_the_list = select(Credential.status_index).where(
            Credential.status_list_id == status_list
        )
        taken = frozenset(db.session.scalars(of_the_list))
        return _Place(team.organisation_id, team.id, status_list, taken, head.sequence, head.hash)

    def fill(self, badges: int) -> None:
        everybody = range(badges // PER_PERSON)
        for first in range(0, len(everybody), PEOPLE_AT_ONCE):
            rows = _Rows()
            for number in everybody[first : first + PEOPLE_AT_ONCE]:
                self._add_person(rows, number)
            rows.insert()
            for place in self._places:
                head = db.session.get_one(AuditHead, place.organisation)
                head.sequence, head.hash = place.sequence, place.newest
            db.session.commit()
        for number in range(JOBS):
            at = self._now - timedelta(minutes=number)
            db.session.add(
                Job(name="issue-pending-badges", arguments={}, unique_key=f"old:{number}",
                    state="done", due_at=at, created_at=at, finished_at=at)
            )  # fmt: skip
        db.session.commit()

    def _add_person(self, rows: _Rows, number: int) -> None:
        place = self._places[number % len(self._places)]
        self._person += 1
        person, wallet = self._person, uuid4()
        first_day = self._now - timedelta(days=DAYS - number % (DAYS - 100), hours=number % 24)
        stays = place.people < STAY
        place.people += 1
        name = f"Collega {number}"
        rows.add(Person, id=person, uuid=wallet, name=name, search_text=name.lower(),
                 sort_text=name.lower(), language="nl", created_at=first_day)  # fmt: skip
        last_day = None if stays else local_day(first_day + timedelta(days=90))
        rows.add(Membership, uuid=uuid4(), person_id=person, organisation_id=place.organisation,
                 team_id=place.team, role="worker", staff_number=str(number),
                 starts_on=local_day(first_day), ends_on=last_day)  # fmt: skip
        rows.add(Session, uuid=uuid4(), person_id=person, method="card", device="Chrome",
                 started_at=first_day, last_used_at=first_day, expires_at=first_day)  # fmt: skip
        for each in range(PER_PERSON):
            self._add_badge(rows, place, person, wallet, number + each, name,
                            first_day + timedelta(days=each))  # fmt: skip

    def _add_badge(
        self, rows: _Rows, place: _Place, person: int, wallet: UUID, number: int, name: str,
        at: datetime,
    ) -> None:  # fmt: skip
        achievement, version, skill = self._skills[number % len(self._skills)]
        assessment = self._add_assessment(rows, place, person, version, at, complete=True)
        self._credential += 1
        credential, own = self._credential, uuid4()
        document = self._document.replace(*_pair(self._names[0], own))
        document = document.replace(*_pair(self._names[1], wallet))
        withdrawn = number % 50 == 0
        self._next_place(place)
        rows.add(
            Credential, id=credential, uuid=own, assessment_id=assessment, person_id=person,
            organisation_id=place.organisation, team_id=place.team, assessor_id=self._assessor,
            skill_id=skill, achievement_id=achievement,
            current_key=None if withdrawn else f"{person}:{place.organisation}:{skill}:1",
            status_list_id=place.status_list, status_index=place.index, issued_at=at,
            valid_from=at, valid_until=None, document=document, jwt=self._jwt, supersedes_id=None,
        )  # fmt: skip
        paper = uuid4()
        rows.add(PaperCopy, uuid=paper, credential_id=credential, number=1,
                 code_hash=code_hash(code_of_uuid(paper, self._secret)), printed_name=name,
                 printed_at=at)  # fmt: skip
        if withdrawn:
            rows.add(Revocation, uuid=uuid4(), credential_id=credential, reason="mistake",
                     status_list_id=place.status_list, status_index=place.index,
                     by_id=self._assessor, at=at)  # fmt: skip
        self._log(rows, place, "credential.issued", own, at)
        self._add_afterwards(rows, place, person, version, credential, number, at)

    def _add_afterwards(
        self, rows: _Rows, place: _Place, person: int, version: int, credential: int, number: int,
        at: datetime,
    ) -> None:  # fmt: skip
        """Seen again, practised, taken back, objected to: now and then."""
        later = at + timedelta(days=30)
        if number % 4 == 0:
            again = self._add_assessment(rows, place, person, version, later, complete=True)
            rows.add(Confirmation, assessment_id=again, credential_id=credential, at=later)
        if number % 10 == 1:
            self._add_assessment(rows, place, person, version, at, complete=False)
        if number % 40 == 2:
            back = self._add_assessment(rows, place, person, version, at, complete=True)
            rows.add(AssessmentWithdrawal, assessment_id=back, by_id=self._assessor, at=at)
        if number % 40 == 3:
            disputed = self._add_assessment(rows, place, person, version, at, complete=True)
            rows.add(WorkerResponse, uuid=uuid4(), assessment_id=disputed, kind="objects",
                     reason="", at=at, answer_by=local_day(later), is_open=False)  # fmt: skip
            rows.add(AssessmentReview, uuid=uuid4(), assessment_id=disputed, outcome="rejected",
                     explanation="", by_id=self._assessor, at=later)  # fmt: skip

    def _add_assessment(
        self, rows: _Rows, place: _Place, person: int, version: int, at: datetime, *, complete: bool
    ) -> int:
        self._assessment += 1
        own = uuid4()
        rows.add(
            Assessment, id=self._assessment, uuid=own, content_hash=token_bytes(32),
            person_id=person, assessor_id=self._assessor, organisation_id=place.organisation,
            team_id=place.team, skill_version_id=version, level=1, answers=self._answers,
            complete=complete, remarks=[], note="", method="practice", observed_on=local_day(at),
            recorded_at=at, made_at=at, sent_at=at, objections=[],
        )  # fmt: skip
        self._log(rows, place, "assessment.recorded", own, at)
        return self._assessment

    def _next_place(self, place: _Place) -> None:
        place.index -= 1
        while place.index in place.taken:
            place.index -= 1
        if place.index < 131_072 - PLACES:
            fresh = StatusList(organisation_id=place.organisation, size=131_072,
                               created_at=self._now)  # fmt: skip
            db.session.add(fresh)
            db.session.flush()
            place.status_list, place.index, place.taken = fresh.id, 131_071, frozenset()

    def _log(self, rows: _Rows, place: _Place, action: str, about: UUID, at: datetime) -> None:
        place.sequence += 1
        line = Entry(
            chain=place.organisation, sequence=place.sequence, at=at, actor=JAN.uuid,
            origin="web", action=action, object_uuid=about, details={},
        )  # fmt: skip
        place.newest = event_hash(place.newest, line)
        rows.add(
            AuditEvent, **{name: getattr(line, name) for name in Entry.__slots__},
            hash=place.newest,
        )  # fmt: skip


COUNTS = (
    "UPDATE badge_class SET badges = (SELECT count(*) FROM credential"
    " WHERE credential.organisation_id = badge_class.organisation_id"
    " AND credential.achievement_id = badge_class.achievement_id AND NOT EXISTS"
    " (SELECT 1 FROM revocation WHERE revocation.credential_id = credential.id))"
)


def _pair(old: UUID, new: UUID) -> Iterator[bytes]:
    yield from (str(old).encode(), str(new).encode())


def _newest(model: Any) -> int:
    return db.session.scalar(select(func.max(model.id))) or 0


def _after_bulk() -> None:
    """What the product keeps by itself; PostgreSQL counts on from the rows that were numbered here,
    and knows how many there are."""
    db.session.execute(text(COUNTS))
    db.session.commit()
    if db.engine.dialect.name != "postgresql":
        return
    for table in ("person", "assessment", "credential"):
        db.session.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
        )
    db.session.commit()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def tell_figures(now: datetime) -> None:
    """Let the figures of all its quarters go out, for those who read them."""
    for term in terms_due(local_day(now)):
        publish(term, figures_for(term), now=now)
