"""Make a sheet for a team with some skills, and find it again. It flushes; views open the
transaction."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from academy.assessments.rules import OLDEST_OBSERVATION_DAYS
from academy.audit import log
from academy.catalogue.models import SkillVersion
from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.organisations.models import Team
from academy.people.queries import led_or_administered
from academy.security.identity import Identity
from academy.teams.observation_sheets.models import ObservationSheet, SheetSkill, SheetWorker
from academy.teams.queries import workers_of

MOST_SKILLS = 4
"""As many as fit beside a name on A4 with boxes that a pen can hit."""
SHOWN = 20
"""Sheets of before that the page of a team lists."""
KEEP_ROWS = timedelta(days=2 * OLDEST_OBSERVATION_DAYS)
"""Printed in store, taken out weeks later, entered within the time in which that may be done."""


def make(
    team: Team, versions: Sequence[SkillVersion], *, key: uuid.UUID, by: Identity, now: datetime
) -> ObservationSheet:
    """`key` comes with the form, so that a form that is sent twice makes one sheet.

    Raises AcademyError when nobody works in the team.
    """
    must_be_locked(team.organisation)
    known = db.session.scalar(select(ObservationSheet).where(ObservationSheet.uuid == key))
    if known is not None and known.team_id == team.id:
        return known
    workers = workers_of(team, by.today)
    if not workers:
        raise AcademyError("nobody-in-the-team")
    sheet = ObservationSheet(
        uuid=key if known is None else uuid.uuid4(), organisation_id=team.organisation_id,
        team_id=team.id, number=_next_number(team), made_by_id=by.person_id, made_at=now,
        workers=[SheetWorker(person_id=worker.id) for worker in workers],
        skills=[SheetSkill(skill_version_id=version.id) for version in versions],
    )  # fmt: skip
    db.session.add(sheet)
    db.session.flush()
    log.record(
        "team.sheet_made", team.uuid, organisation_id=team.organisation_id, by=by.actor, at=now,
        number=sheet.number,
    )  # fmt: skip
    return sheet


def _next_number(team: Team) -> int:
    highest = select(func.max(ObservationSheet.number)).where(
        ObservationSheet.organisation_id == team.organisation_id
    )
    return (db.session.scalar(highest) or 0) + 1


def find_sheet(identity: Identity, sheet_uuid: uuid.UUID) -> ObservationSheet | None:
    """Of a team that the asker leads or administers, as long as its rows are kept."""
    found = (
        select(ObservationSheet)
        .join(Team, Team.id == ObservationSheet.team_id)
        .where(ObservationSheet.uuid == sheet_uuid, led_or_administered(identity))
    )
    sheet = db.session.scalar(found)
    return sheet if sheet and sheet.workers else None


def sheets_of(team: Team, *, now: datetime) -> Sequence[ObservationSheet]:
    """The newest first, as far as they can still be entered."""
    found = select(ObservationSheet).where(
        ObservationSheet.team_id == team.id, ObservationSheet.made_at > now - KEEP_ROWS
    )
    return db.session.scalars(found.order_by(ObservationSheet.id.desc()).limit(SHOWN)).all()


def forget_old_rows(now: datetime) -> None:
    """The number stays, for assessments name it and it is not given again."""
    old = select(ObservationSheet.id).where(ObservationSheet.made_at <= now - KEEP_ROWS)
    for rows in (SheetWorker, SheetSkill):
        db.session.execute(delete(rows).where(rows.sheet_id.in_(old)))
