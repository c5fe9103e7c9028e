"""Everything that waits in an organisation as one PDF: the cards first, eight on a page, then the
certificates by team and name. Made by the worker; what was printed then waits to be handed over.

The PDF holds codes of workers' cards, as a printed sheet does: without the PIN they open nothing.
"""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from flask import current_app
from flask_babel import force_locale
from sqlalchemy import select

from academy.access.printed import print_of
from academy.credentials import papers
from academy.credentials.certificates.data import CertificateData
from academy.credentials.certifying import certificate_data, certificates_pdf
from academy.credentials.printing import lay_out
from academy.database import db
from academy.dates import local_day
from academy.dependencies import Dependencies
from academy.jobs.queue import Result
from academy.jobs.work import Work
from academy.languages import DUTCH
from academy.locking import row
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.security.identity import Actor
from academy.teams.handovers.models import Handover
from academy.teams.handovers.service import OnItsWay, note_printed, to_print

STYLES: Final = Path(__file__).with_name("cards.css")
CARDS_AT_ONCE: Final = 24
"""Three sheets: a multiple of eight, so that only the last one has room left."""
PDF_VARIANT: Final = "pdf/a-3a"
"""That of certificates, which the cards are bound to."""


def print_what_waits(work: Work, deps: Dependencies) -> None:
    key = uuid.UUID(work.arguments["organisation"])
    organisation = db.session.scalars(select(Organisation).where(Organisation.uuid == key)).one()
    number = organisation.id
    waiting = to_print(number, local_day(deps.clock()))
    cards = [each for each in waiting if each.row.card_id is not None]
    badges = [each.row for each in waiting if each.row.credential_id is not None]
    numbers, by, pages = [each.row.id for each in waiting], _starter(work), list[CertificateData]()
    for each in badges:
        # what takes long is laying out, so that is counted; reading is nothing
        with work.step(row(Person, each.person_id), done=0, total=len(waiting)):
            pages += _page(each, deps, by=by)
    if not cards and not pages:
        work.finish(None)
        return
    tell = partial(_tell, work, len(cards) + len(pages))
    sheets = _card_sheets(cards, deps, made=tell)
    result = Result(f"jobs/{work.job_uuid}/handovers.pdf", "uitdelen.pdf")
    deps.files.put(
        result.key,
        certificates_pdf(pages, before=sheets, made=lambda done: tell(len(cards) + done)),
    )
    with work.step(row(Organisation, number)):
        note_printed(numbers, by=by, now=deps.clock())
    work.finish(result)


def _page(handover: Handover, deps: Dependencies, *, by: Actor) -> list[CertificateData]:
    """None when the holder closed the page behind the paper."""
    badge = handover.credential
    if badge is None:
        return []
    settings = deps.settings
    copy = papers.with_name_of_now(badge, secret_key=settings.secret_key, by=by, now=deps.clock())
    return [certificate_data(badge, copy, settings, language=DUTCH)] if copy else []


def _card_sheets(
    cards: Sequence[OnItsWay], deps: Dependencies, *, made: Callable[[int], None]
) -> list[Any]:
    """In portions: hundreds at once would be minutes in which nobody sees anything happen, nobody
    can stop it, and the lease of the job runs out."""
    sheets = list[Any]()
    for first in range(0, len(cards), CARDS_AT_ONCE):
        made(first)
        sheets.append(_cards_paper(cards[first : first + CARDS_AT_ONCE], deps))
    return sheets


def _cards_paper(cards: Sequence[OnItsWay], deps: Dependencies) -> Any:
    prints = [
        print_of(each.row.card, each.team.organisation.name, deps.settings)
        for each in cards
        if each.row.card is not None
    ]
    teams = [each.team.name for each in cards]
    with force_locale(DUTCH):
        # not render_template: the worker has no request, which the context of pages asks about
        page = current_app.jinja_env.get_template("handovers/_cards_paper.html")
        html = page.render(cards=list(zip(prints, teams, strict=True)), language=DUTCH)
    return lay_out(html, styles=STYLES, variant=PDF_VARIANT)


def _tell(work: Work, total: int, done: int) -> None:
    with work.step(done=done, total=total):
        pass  # a step of its own, so that whoever asked sees it, and can stop it


def _starter(work: Work) -> Actor:
    person = db.session.get(Person, work.started.by_id) if work.started else None
    return Actor(person.uuid if person else None, "worker")
