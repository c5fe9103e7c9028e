"""What waits for whoever keeps the palette and the courses."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import ngettext

from academy.catalogue.domains.queries import kept_domains
from academy.catalogue.keeping.listing import State, list_skills
from academy.catalogue.mapping.queries import coverage
from academy.catalogue.proposing.queries import how_many_wait
from academy.catalogue.showing.crafts import how_many_wait as how_many_crafts_wait
from academy.catalogue.translating.service import how_many_better
from academy.jobs.queries import dead_jobs
from academy.learning.queries import drafts, how_many_to_complete, how_many_with_a_line
from academy.security.identity import Identity
from academy.todo.tasks import Task

MOST_COUNTED = 100


def proposals(_identity: Identity, _now: datetime) -> Iterator[Task]:
    if waiting := how_many_wait():
        words = ngettext(
            "%(num)s voorstel wacht op een antwoord.",
            "%(num)s voorstellen wachten op een antwoord.",
            waiting,
        )
        yield Task(words=words, href=url_for("proposals.all"), icon="bulb", is_late=True)


def crafts(_identity: Identity, _now: datetime) -> Iterator[Task]:
    """How it is done, made by who can: nobody sees it before the academy looked."""
    if waiting := how_many_crafts_wait():
        words = ngettext(
            "%(num)s keer “Zo doe je het” wacht op jou.",
            "%(num)s keer “Zo doe je het” wacht op jou.",
            waiting,
        )
        yield Task(words=words, href=url_for("palette.all_crafts"), icon="camera", is_late=True)


def palette(identity: Identity, _now: datetime) -> Iterator[Task]:
    states = list_skills(today=identity.today).per_state
    if overdue := states.get(State.OVERDUE, 0):
        words = ngettext(
            "%(num)s vaardigheid moet je weer bekijken.",
            "%(num)s vaardigheden moet je weer bekijken.",
            overdue,
        )
        href = url_for("palette.index", state=State.OVERDUE)
        yield Task(words=words, href=href, icon="clock", is_late=True)
    if open_drafts := states.get(State.DRAFT, 0):
        words = ngettext(
            "%(num)s vaardigheid is nog een concept.",
            "%(num)s vaardigheden zijn nog een concept.",
            open_drafts,
        )
        yield Task(words=words, href=url_for("palette.index", state=State.DRAFT), icon="pencil")


def readers(_identity: Identity, _now: datetime) -> Iterator[Task]:
    if better := how_many_better():
        words = ngettext(
            "Bij %(num)s vertaling weet een lezer betere woorden.",
            "Bij %(num)s vertalingen weet een lezer betere woorden.",
            better,
        )
        yield Task(words=words, href=url_for("palette.translations"), icon="language")


def mapping(_identity: Identity, _now: datetime) -> Iterator[Task]:
    """After a newer list of concepts was read in."""
    if gone := sum(each.needs_care for each in coverage()):
        words = ngettext(
            "Bij %(num)s vaardigheid is de koppeling weg uit de lijst.",
            "Bij %(num)s vaardigheden is de koppeling weg uit de lijst.",
            gone,
        )
        yield Task(words=words, href=url_for("palette.coverage", show="lacking"), icon="list")


def domains(identity: Identity, _now: datetime) -> Iterator[Task]:
    found = kept_domains()
    published = [each.domain for each in found if each.domain]
    if overdue := sum(domain.is_overdue(identity.today) for domain in published):
        words = ngettext(
            "%(num)s domein moet je weer bekijken.",
            "%(num)s domeinen moet je weer bekijken.",
            overdue,
        )
        yield Task(words=words, href=url_for("palette.domains"), icon="clock", is_late=True)
    if written := sum(each.draft is not None for each in found):
        words = ngettext(
            "%(num)s domein is nog een concept.", "%(num)s domeinen zijn nog een concept.", written
        )
        yield Task(words=words, href=url_for("palette.domains"), icon="pencil")


def courses(identity: Identity, _now: datetime) -> Iterator[Task]:
    if unfinished := how_many_to_complete(identity.today):
        words = ngettext(
            "Van %(num)s cursus is nog niet klaar wie hem afmaakte.",
            "Van %(num)s cursussen is nog niet klaar wie ze afmaakte.",
            unfinished,
        )
        yield Task(words=words, href=url_for("learning.past_runs"), icon="school", is_late=True)
    if lines := how_many_with_a_line(identity.today):
        words = ngettext(
            "Bij %(num)s cursus wachten mensen op een plek.",
            "Bij %(num)s cursussen wachten mensen op een plek.",
            lines,
        )
        yield Task(words=words, href=url_for("learning.runs"), icon="users")
    if written := len(drafts()):
        words = ngettext(
            "%(num)s cursus is nog een concept.", "%(num)s cursussen zijn nog een concept.", written
        )
        yield Task(words=words, href=url_for("learning.index"), icon="pencil")


def failed_work(_identity: Identity, _now: datetime) -> Iterator[Task]:
    if failed := len(dead_jobs(limit=MOST_COUNTED)):
        words = ngettext(
            "%(num)s keer is werk niet gelukt.", "%(num)s keer is werk niet gelukt.", failed
        )
        yield Task(words=words, href=url_for("jobs.failed"), icon="alert-triangle", is_late=True)
