"""One of each thing that an address can name, of one place: for tests that ask with the things of
elsewhere. Each part makes what one area keeps, and gives the names that addresses have for it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select

from academy.access.models import OwnPhone, Session
from academy.assessments.agreements.models import AgreedSkill, Agreement
from academy.assessments.models import (
    Assessment,
    AssessmentConflict,
    Evidence,
    ResponseKind,
    VoiceMessage,
)
from academy.assessments.requests.models import LookRequest
from academy.assessments.seconds.models import SecondLook
from academy.catalogue.models import Skill
from academy.catalogue.proposing.models import SkillProposal
from academy.credentials.models import Credential
from academy.credentials.statements.models import Statement
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.jobs import queue
from academy.jobs.rights import Started
from academy.learning import attendance, trainers
from academy.learning.models import LearningRecord
from academy.learning.values import Attendance
from academy.objections.responding import Said, respond
from academy.organisations.models import Organisation, Team
from academy.people.doubles.models import Double
from academy.people.licences.models import Licence, LicenceKind
from academy.people.models import Guest
from academy.security.identity import Role
from academy.security.permissions import Permission
from academy.tablets.models import LeaderGrant, ParkedItem, Tablet
from academy.teams.observation_sheets.models import ObservationSheet, SheetSkill, SheetWorker
from academy.wallet.brought.models import Brought, Kind
from academy.wallet.claims.models import Claim
from academy.wallet.elsewhere.models import ForeignBadge
from academy.wallet.found.models import FoundBadge, FoundBadges, Stage
from academy.wallet.sharing.models import Audience, Purpose, Share, SharedBadge
from tests.academy.learning.conftest import TODAY, enrolled
from tests.academy.shown import SORTING, Shown
from tests.cast import ANNA, JAN, Cast, Member, a_card, an_authority, as_
from tests.client import AcademyClient
from tests.clock import START

Things = Mapping[str, uuid.UUID]


@dataclass(frozen=True, slots=True)
class Place:
    """A team with who leads it and who works in it."""

    leader: Member
    worker: Member
    administrator: Member
    team: Team


def everything_of(place: Place, cast: Cast, shown: Shown, run: Any) -> Things:
    team = place.team
    if place.leader is not JAN:
        an_authority(place.leader.row, team.organisation)
        db.session.commit()
    badge = shown(place.worker, by=place.leader, team=team)
    db.session.commit()
    assert badge is not None
    things = {
        **assessed(place, badge),
        **people(place, home=cast.employer),
        **kept_of(place),
        **learned(place, run),
        **on_the_floor(place),
        **shared(place, badge),
    }
    db.session.commit()
    return things


def assessed(place: Place, badge: Credential) -> Things:
    """An assessment that somebody objects to, aloud too, with a photo, another version, a request
    and a second look that was taken."""
    leader, worker = place.leader, place.worker
    found = select(Assessment).where(Assessment.person_id == worker.row.id)
    assessment = db.session.scalars(found).one()
    respond(assessment, Said(kind=ResponseKind.OBJECTS), by=worker.actor, now=START)
    photo = Evidence(uuid=uuid.uuid4(), assessment_id=assessment.id, width=1, height=1, size=1,
                     storage_key=f"evidence/{assessment.uuid}/x.jpg", added_at=START)  # fmt: skip
    conflict = AssessmentConflict(
        uuid=uuid.uuid4(), assessment_id=assessment.id, content={"level": 1},
        content_hash=bytes(32), by_id=leader.row.id, at=START,
    )  # fmt: skip
    asked = LookRequest(person_id=worker.row.id, skill_id=_skill().id, asked_at=START)
    second = SecondLook(
        uuid=uuid.uuid4(), assessment_id=assessment.id, person_id=worker.row.id,
        skill_id=_skill().id, organisation_id=place.team.organisation_id, team_id=place.team.id,
        asked_at=START, taken_by_id=leader.row.id, taken_at=START,
    )  # fmt: skip
    heard = VoiceMessage(
        uuid=uuid.uuid4(), assessment_id=assessment.id, storage_key=f"voices/{assessment.uuid}/x",
        mimetype="audio/webm", size=1, content_hash=bytes(32), said_at=START,
    )  # fmt: skip
    dependencies().files.put(heard.storage_key, b"x")
    db.session.add_all([photo, conflict, asked, second, heard])
    db.session.flush()
    return {
        "assessment_uuid": assessment.uuid, "photo_uuid": photo.uuid,
        "conflict_uuid": conflict.uuid, "credential_uuid": badge.uuid, "request_uuid": asked.uuid,
        "second_uuid": second.uuid, "message_uuid": heard.uuid,
    }  # fmt: skip


def people(place: Place, *, home: Organisation) -> Things:
    """Where they work, what they may do, where they are signed in, and a guest who is offered."""
    leader, worker, team = place.leader, place.worker, place.team
    authority = an_authority(worker.row, team.organisation)
    a_card(worker.row)
    guest = Guest(
        uuid=uuid.uuid4(), person_id=leader.row.id, home_id=home.id,
        host_id=team.organisation_id, ends_on=TODAY + timedelta(days=30),
        offered_by_id=place.administrator.row.id, offered_at=START,
    )  # fmt: skip
    db.session.add(guest)
    db.session.commit()
    with transaction():
        job = queue.enqueue(
            "team-certificates", {"team": str(team.uuid)},
            started=Started(by_id=leader.row.id, permission=Permission.READ_TEAM, about=team.uuid),
        )  # fmt: skip
    client = current_app.test_client()
    assert isinstance(client, AcademyClient)
    as_(client, worker)
    session = select(Session.uuid).where(Session.person_id == worker.row.id)
    return {
        "organisation_uuid": team.organisation.uuid, "site_uuid": team.site.uuid,
        "team_uuid": team.uuid, "person_uuid": worker.uuid, "authority_uuid": authority.uuid,
        "membership_uuid": worker.row.memberships[0].uuid, "job_uuid": job,
        "session_uuid": db.session.scalars(session).one(), "guest_uuid": guest.uuid,
    }  # fmt: skip


def kept_of(place: Place) -> Things:
    """What the organisation keeps of the worker: another record, a paper, an agreement, and badges
    that it found; and what the worker asked the academy."""
    worker, office, home = place.worker.row, place.administrator.row, place.team.organisation_id
    kind = LicenceKind(name={"nl": "Heftruck", "en": "Fork-lift"})
    double = Double(
        uuid=uuid.uuid4(), organisation_id=home, person_id=worker.id, asked_by_id=office.id,
        other_id=place.leader.row.id, asked_at=START,
    )  # fmt: skip
    agreement = Agreement(
        uuid=uuid.uuid4(), person_id=worker.id, organisation_id=home, made_at=START, helps=[],
        made_by_id=place.leader.row.id, due_on=TODAY, skills=[AgreedSkill(skill_id=_skill().id)],
    )  # fmt: skip
    found = FoundBadges(
        uuid=uuid.uuid4(), organisation_id=home, by_id=office.id, created_at=START,
        file_name="badges.zip", stage=Stage.OPEN,
    )  # fmt: skip
    asked = SkillProposal(
        uuid=uuid.uuid4(), person_id=worker.id, organisation_id=home, role=Role.WORKER,
        title="Naaien", why="Dat kan ik.", made_at=START,
    )  # fmt: skip
    db.session.add_all([kind, double, agreement, found, asked])
    db.session.flush()
    licence = Licence(
        uuid=uuid.uuid4(), person_id=worker.id, organisation_id=home, kind_id=kind.id,
        seen_on=TODAY, seen_by_id=office.id,
    )  # fmt: skip
    line = FoundBadge(found_id=found.id, number=0, file="1.png", person_id=worker.id)
    db.session.add_all([licence, line])
    db.session.flush()
    return {
        "double_uuid": double.uuid, "agreement_uuid": agreement.uuid, "found_uuid": found.uuid,
        "proposal_uuid": asked.uuid, "licence_uuid": licence.uuid,
    }  # fmt: skip


def learned(place: Place, run: Any) -> Things:
    """A course that the worker did."""
    (enrolment,) = enrolled(run, place.worker)
    db.session.commit()
    attendance.complete(run, [Attendance(str(enrolment.uuid), 8.0)], on=TODAY, by=ANNA.actor,
                        now=START)  # fmt: skip
    record = select(LearningRecord.uuid).where(LearningRecord.person_id == place.worker.row.id)
    leads = next(row for row in place.leader.row.memberships if row.role == Role.TEAM_LEADER)
    trainer = trainers.add(run, leads, by=ANNA.actor, now=START)
    return {
        "enrolment_uuid": enrolment.uuid, "record_uuid": db.session.scalars(record).one(),
        "trainer_uuid": trainer.uuid,
    }  # fmt: skip


def on_the_floor(place: Place) -> Things:
    """A tablet with somebody signed in and something that could not be read, and a sheet."""
    leader, worker, team = place.leader, place.worker, place.team
    tablet = Tablet(
        uuid=uuid.uuid4(), organisation_id=team.organisation_id, site_id=team.site_id,
        name="Tablet", created_at=START,
    )  # fmt: skip
    db.session.add(tablet)
    db.session.flush()
    parked = ParkedItem(
        uuid=uuid.uuid4(), organisation_id=team.organisation_id, tablet_id=tablet.id,
        item_uuid=uuid.uuid4(), key="", sealed=b"", sealed_hash=tablet.uuid.bytes * 2,
        reason="cannot-open", came_at=START,
    )  # fmt: skip
    grant = LeaderGrant(
        uuid=uuid.uuid4(), organisation_id=team.organisation_id, tablet_id=tablet.id,
        person_id=leader.row.id, team_id=team.id, method="card", given_at=START, expires_at=START,
    )  # fmt: skip
    sheet = ObservationSheet(
        uuid=uuid.uuid4(), organisation_id=team.organisation_id, team_id=team.id, number=team.id,
        made_by_id=leader.row.id, made_at=START, workers=[SheetWorker(person_id=worker.row.id)],
        skills=[SheetSkill(skill_version_id=_skill().versions[-1].id)],
    )  # fmt: skip
    db.session.add_all([parked, grant, sheet])
    db.session.flush()
    return {
        "tablet_uuid": tablet.uuid, "item_uuid": parked.uuid, "grant_uuid": grant.uuid,
        "sheet_uuid": sheet.uuid,
    }  # fmt: skip


def shared(place: Place, badge: Credential) -> Things:
    """What the worker says and shows to somebody, who says something back; what the organisation
    says of others; and the worker's own phone."""
    worker, secret = place.worker, uuid.uuid4()
    share = Share(
        uuid=uuid.uuid4(), person_id=worker.row.id, token_hash=secret.bytes * 2,
        audience=Audience.GUIDE, label="", purpose=Purpose.LEARN, with_name=True, made_at=START,
        ends_at=START + timedelta(days=7), badges=[SharedBadge(credential_id=badge.id, position=0)],
    )  # fmt: skip
    claim = Claim(
        uuid=uuid.uuid4(), person_id=worker.row.id, share_uuid=share.uuid, skill="Plakken",
        words="", firm="De Fietsfabriek", author="E. Fietsma", said_at=START,
    )  # fmt: skip
    foreign = ForeignBadge(
        uuid=uuid.uuid4(), person_id=worker.row.id, key_hash=share.token_hash, source=b"{}", size=2,
        kind="json", name="Lassen", issuer="De Lasschool", holder="", given_on="", valid_until="",
        verdict="valid", checked_at=START, added_at=START,
    )  # fmt: skip
    own = Brought(
        uuid=uuid.uuid4(), person_id=worker.row.id, kind=Kind.WORK, words="Kok", place="", time="",
        said_at=START, confirmed_at=START,
    )  # fmt: skip
    phone = OwnPhone(
        uuid=uuid.uuid4(), person_id=worker.row.id, token_hash=share.token_hash, device="Telefoon",
        made_at=START,
    )  # fmt: skip
    said = Statement(
        uuid=uuid.uuid4(), organisation_id=place.team.organisation_id,
        achievement_id=badge.achievement_id, said_at=START,
    )  # fmt: skip
    db.session.add_all([share, claim, foreign, own, phone, said])
    db.session.flush()
    return {
        "share_uuid": share.uuid, "claim_uuid": claim.uuid, "foreign_uuid": foreign.uuid,
        "brought_uuid": own.uuid, "phone_uuid": phone.uuid, "statement_uuid": said.uuid,
    }  # fmt: skip


def _skill() -> Skill:
    return db.session.scalars(select(Skill).where(Skill.code == SORTING)).one()
