"""What waits for whoever leads a team or administers an organisation."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import ngettext

from academy.jobs.queries import how_many_failed
from academy.learning.trainers import how_many_lack_a_day
from academy.objections.waiting import what_waits
from academy.organisations.queries import own_organisations
from academy.security.identity import Identity
from academy.tablets.parking import open_items
from academy.tablets.unsent import unsent_on
from academy.teams.matrix import ends_by_team
from academy.teams.queries import find_teams, members_of
from academy.teams.words import over, soon
from academy.todo.tasks import Task


def looks(identity: Identity, _now: datetime) -> Iterator[Task]:
    if words := what_waits(identity):
        yield Task(words=words, href=url_for("reviews.index"), icon="eye", is_late=True)


def ends_of_badges(identity: Identity, _now: datetime) -> Iterator[Task]:
    teams = find_teams(identity).teams
    ends = ends_by_team(teams, members_of(teams, identity.today), identity.today)
    for team in teams:
        href = url_for("teams.attention", team_uuid=team.uuid)
        if words := over(ends[team.id]):
            yield Task(words=words, href=href, icon="clock", place=team.name, is_late=True)
        if words := soon(ends[team.id]):
            yield Task(words=words, href=href, icon="clock", place=team.name)


def attendance(identity: Identity, _now: datetime) -> Iterator[Task]:
    """Of courses that the person teaches."""
    if lacking := how_many_lack_a_day(identity):
        words = ngettext(
            "Schrijf bij %(num)s cursus op wie er was.",
            "Schrijf bij %(num)s cursussen op wie er was.",
            lacking,
        )
        yield Task(words=words, href=url_for("learning.trainings"), icon="clipboard-check")


def failed_work(identity: Identity, _now: datetime) -> Iterator[Task]:
    failed = how_many_failed(identity.person_id)
    if failed:
        words = ngettext(
            "%(num)s keer is je werk niet gelukt.", "%(num)s keer is je werk niet gelukt.", failed
        )
        yield Task(words=words, href=url_for("jobs.index"), icon="alert-triangle")


def tablets(identity: Identity, now: datetime) -> Iterator[Task]:
    for organisation in own_organisations(identity).rows:
        href = url_for("tablets.index", organisation_uuid=organisation.uuid)
        if parked := len(open_items(organisation.id)):
            words = ngettext(
                "%(num)s ding van een tablet wacht op jou.",
                "%(num)s dingen van een tablet wachten op jou.",
                parked,
            )
            yield Task(words=words, href=href, icon="device-tablet", place=organisation.name)
        if unsent := len(unsent_on(organisation, now=now)):
            words = ngettext(
                "Op %(num)s tablet staat misschien nog werk.",
                "Op %(num)s tablets staat misschien nog werk.",
                unsent,
            )
            yield Task(words=words, href=href, icon="wifi-off", place=organisation.name)
