"""The job: ten badges at a time, each kept or refused by itself, and never twice.

Between two portions it can be stopped; what was saved by then stays, and the page of the renewal
tells which those were. The right to assess is asked again for every single one, as always.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import select

from academy.access.mailing import tell_news
from academy.access.session import identity_now
from academy.assessments.batch import save_all
from academy.assessments.saving import Saving
from academy.catalogue.queries import open_version
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dates import local_day
from academy.dependencies import Dependencies
from academy.jobs.work import Work
from academy.organisations.models import Team
from academy.organisations.queries import with_the_next
from academy.people.queries import find_led_or_administered_team
from academy.security.identity import Identity
from academy.teams import queries
from academy.teams.renewals.choosing import chosen_badges, keys_to_renew
from academy.teams.together import SkillOfTeam, savings

PORTION = 10


def renew(work: Work, deps: Dependencies) -> None:
    assert work.started is not None  # noqa: S101 - only people start it
    badges = [UUID(each) for each in work.arguments["badges"]]
    for done in range(0, len(badges), PORTION):
        with work.step(done=done, total=len(badges)):
            pass  # stop here if somebody wants it; each assessment has its own transaction
        items = _savings(work, badges[done : done + PORTION], deps)
        db.session.rollback()
        save_all(items, deps)
        _tell(badges[done : done + PORTION], deps)
    with work.step(done=len(badges), total=len(badges)):
        pass
    work.finish()


def _tell(badges: Sequence[UUID], deps: Dependencies) -> None:
    """Whoever wants it hears by mail; all others read it at the next sign-in."""
    holders = select(Credential.person_id).where(Credential.uuid.in_(badges)).distinct()
    with transaction():
        for person_id in db.session.scalars(holders).all():
            tell_news(person_id, now=deps.clock())


def _savings(work: Work, badges: Sequence[UUID], deps: Dependencies) -> list[Saving]:
    assert work.started is not None  # noqa: S101 - `renew` asked
    identity = identity_now(work.started.by_id)
    if identity is None:
        return []
    team = find_led_or_administered_team(identity, work.started.about)
    if team is None:
        return []
    return [
        saving
        for each in with_the_next(team)
        for skill, group in groupby(
            chosen_badges(each, badges, local_day(deps.clock())), key=lambda badge: badge.skill
        )
        for saving in _of_skill(work, each, identity, skill.code, list(group), deps)
    ]


def _of_skill(
    work: Work,
    team: Team,
    identity: Identity,
    code: str,
    badges: Sequence[Credential],
    deps: Dependencies,
) -> list[Saving]:
    """In the words of now; a skill that stopped in the meantime is renewed no more."""
    version = open_version(code)
    if version is None:
        return []
    workers = {each.id: each for each in queries.workers_of(team, identity.today)}
    day, key = work.arguments["day"], UUID(work.arguments["key"])
    keys = keys_to_renew(badges, key, day, identity.person_id)
    return [
        saving
        for badge in badges
        if badge.id in keys
        for saving in savings(
            SkillOfTeam(team, version),
            [workers[badge.person_id]],
            key=keys[badge.id],
            level=badge.level,
            day=date.fromisoformat(day),
            by=identity,
            now=deps.clock(),
        )
    ]
