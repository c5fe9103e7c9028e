"""All certificates of a team in one PDF: read in small steps and rendered by the worker, one
by one, so that whoever waits sees how far it is."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select

from academy.credentials import papers
from academy.credentials.certificates.data import CertificateData
from academy.credentials.certifying import certificate_data, certificates_pdf
from academy.credentials.models import Credential, PaperCopy
from academy.credentials.papers import has_old_name_in_sql, is_newest
from academy.database import db
from academy.dates import local_day
from academy.dependencies import Dependencies
from academy.jobs.queue import Result
from academy.jobs.work import Work
from academy.languages import DUTCH
from academy.locking import Lock, row
from academy.organisations.models import Team
from academy.organisations.queries import with_the_next
from academy.people.models import Person
from academy.searching import in_name_order
from academy.security.identity import Actor
from academy.teams import queries

PAGES_PER_STEP = 10


def make_certificates(work: Work, deps: Dependencies) -> Result | None:
    """Render what the job asks for, keep it and say where; None when there is nothing to print.

    A certificate whose page the holder has withdrawn is left out. One with an old name gets a
    new paper with the name of now: nobody prints an outdated name without asking for it.
    """
    team_uuid = uuid.UUID(work.arguments["team"])
    team = db.session.scalars(select(Team).where(Team.uuid == team_uuid)).one()
    name = f"certificaten-{team.name}.pdf"
    badges = _badges(team, local_day(deps.clock()))
    by, pages = _starter(work), list[CertificateData]()
    for first in range(0, len(badges), PAGES_PER_STEP):
        batch = badges[first : first + PAGES_PER_STEP]
        # in steps, under the locks of ten people at a time; the rendering is under none
        with work.step(*_holders(batch), total=len(badges)):
            pages += _pages(batch, deps, by=by)
    if not pages:
        return None
    result = Result(f"jobs/{work.job_uuid}/certificates.pdf", name)
    # before the row that names it; what no row names is swept up at night
    deps.files.put(result.key, certificates_pdf(pages, made=partial(_tell, work, len(pages))))
    return result


def _tell(work: Work, total: int, done: int) -> None:
    """What takes long is making the pages, so those are counted; reading them is nothing."""
    with work.step(done=done, total=total):
        pass  # a step of its own, so that whoever asked sees it, and can stop it


def old_names(badges: Sequence[int]) -> Sequence[str]:
    """Names, of now, of those who would get a paper that says something else; by name."""
    found = (
        select(Person.name)
        .join(Credential, Credential.person_id == Person.id)
        .join(PaperCopy, PaperCopy.credential_id == Credential.id)
        .where(
            Credential.id.in_(badges),
            PaperCopy.withdrawn_at.is_(None),
            has_old_name_in_sql(),
            is_newest(),
        )
        .group_by(Person.id, Person.name, Person.sort_text)
        .order_by(in_name_order(Person.sort_text), Person.id)
    )
    return db.session.scalars(found).all()


def print_has_old_names(team_uuid: uuid.UUID, today: date) -> bool:
    """Whether somebody in the team got another name since the certificates were printed: printing
    leaves no paper with an old name behind."""
    team = db.session.scalars(select(Team).where(Team.uuid == team_uuid)).one()
    return bool(old_names(_badges(team, today)))


def _badges(team: Team, today: date) -> list[int]:
    """Also of those who went on in another team with it, since the certificates were asked for."""
    teams = with_the_next(team)
    found = (number for each in teams for number in queries.badges_to_print(each, today))
    return list(dict.fromkeys(found))


def _holders(badges: Sequence[int]) -> Iterator[Lock]:
    """Who decides about a new paper: the people whom the badges are about."""
    found = select(Credential.person_id).where(Credential.id.in_(badges)).distinct()
    yield from (row(Person, number) for number in db.session.scalars(found))


def _starter(work: Work) -> Actor:
    """Whoever asked for the certificates stands behind the papers that are made anew."""
    person = db.session.get(Person, work.started.by_id) if work.started else None
    return Actor(person.uuid if person else None, "worker")


def _pages(badges: Sequence[int], deps: Dependencies, *, by: Actor) -> list[CertificateData]:
    found = db.session.scalars(select(Credential).where(Credential.id.in_(badges)))
    by_number = {credential.id: credential for credential in found}
    renewing: dict[str, Any] = {
        "secret_key": deps.settings.secret_key,
        "by": by,
        "now": deps.clock(),
    }
    return [
        certificate_data(credential, copy, deps.settings, language=DUTCH)
        for credential in (by_number[number] for number in badges)
        if (copy := papers.with_name_of_now(credential, **renewing))
    ]
