"""What waits for whoever leads a team, or keeps the office of shops, besides looking at work."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from academy.administration.assessors.queries import assessors_of, withdrawn_unread
from academy.assessments.agreements.queries import of_team
from academy.assessments.agreements.words import ASKS, STANDINGS
from academy.assessments.requests.queries import asked_in, waiting_long
from academy.assessments.seconds.queries import for_the_asker, for_the_office
from academy.learning import participants
from academy.organisations.queries import own_organisations
from academy.people.guests import offers_to
from academy.people.licences.queries import how_many_end
from academy.people.namesakes import called
from academy.people.naming.queries import proposed_at
from academy.security.identity import Identity, Role
from academy.teams.handovers.service import to_hand_over, waiting_at
from academy.teams.queries import find_teams
from academy.todo.tasks import Task


def requests(identity: Identity, now: datetime) -> Iterator[Task]:
    """Of the teams that the person leads: an administrator hears after two weeks."""
    led = identity.teams(Role.TEAM_LEADER)
    for team in find_teams(identity).teams:
        if team.id in led and (asked := len(asked_in(team, today=identity.today, now=now))):
            words = ngettext("%(num)s vraag om te kijken", "%(num)s vragen om te kijken", asked)
            href = url_for("teams.show", team_uuid=team.uuid)
            yield Task(words=words, href=href, icon="hand-stop", place=team.name)


def seconds(identity: Identity, now: datetime) -> Iterator[Task]:
    """Badges of other teams that need a second person: what the asker took, and may take."""
    found = for_the_asker(identity, now=now)
    mine = sum(each.asked.taken_by_id == identity.person_id for each in found)
    href = url_for("reviews.index")
    if mine:
        words = ngettext(
            "Kijk als tweede bij %(num)s medewerker",
            "Kijk als tweede bij %(num)s medewerkers",
            mine,
        )
        yield Task(words=words, href=href, icon="eye")
    if others := len(found) - mine:
        words = ngettext(
            "Ander team: %(num)s badge wacht op een tweede kijker",
            "Andere teams: %(num)s badges wachten op een tweede kijker",
            others,
        )
        yield Task(words=words, href=href, icon="users")


def agreements(identity: Identity, _now: datetime) -> Iterator[Task]:
    """Of the teams that the person leads: what a worker proposed, or of which the day is near."""
    led = identity.teams(Role.TEAM_LEADER)
    for team in find_teams(identity).teams:
        rows = of_team(team, identity.today) if team.id in led else []
        for each in rows:
            asks = each.asks(identity.person_id)
            if asks or each.waits:
                stand = ASKS if asks else STANDINGS[each.standing]
                yield Task(
                    words=str(_("Afspraak over leren: %(stand)s", stand=stand)),
                    href=url_for("agreements.show", agreement_uuid=each.agreement.uuid),
                    icon="clipboard-check",
                    place=called(each.agreement.person),
                )


def paper(identity: Identity, _now: datetime) -> Iterator[Task]:
    led = identity.teams(Role.TEAM_LEADER)
    for team in find_teams(identity).teams:
        rows = to_hand_over(team, identity.today) if team.id in led else []
        if printed := [row for row in rows if row.printed_at]:
            words = ngettext(
                "Geef af: %(num)s kaart of certificaat",
                "Geef af: %(num)s kaarten en certificaten",
                len(printed),
            )
            href = url_for("handovers.show", team_uuid=team.uuid)
            yield Task(words=words, href=href, icon="printer", place=team.name)


def office(identity: Identity, now: datetime) -> Iterator[Task]:
    for organisation in own_organisations(identity).rows:
        here = organisation.uuid
        if late := len(waiting_long(organisation, today=identity.today, now=now)):
            words = ngettext(
                "%(num)s vraag om te kijken wacht al 2 weken",
                "%(num)s vragen om te kijken wachten al 2 weken",
                late,
            )
            href = url_for("organisations.show", organisation_uuid=here)
            yield Task(
                words=words, href=href, icon="hand-stop", place=organisation.name, is_late=True
            )
        if seconds := for_the_office(organisation, today=identity.today, now=now):
            words = ngettext(
                "%(num)s badge wacht op een tweede kijker",
                "%(num)s badges wachten op een tweede kijker",
                len(seconds),
            )
            href = url_for("organisations.show", organisation_uuid=here, _anchor="seconds")
            late = any(each.is_late(now) for each in seconds)
            yield Task(words=words, href=href, icon="users", place=organisation.name, is_late=late)
        if papers := sum(waiting_at(organisation, identity.today).values()):
            words = ngettext(
                "Print %(num)s kaart of certificaat voor een team",
                "Print %(num)s kaarten en certificaten voor de teams",
                papers,
            )
            href = url_for("handovers.index", organisation_uuid=here)
            yield Task(words=words, href=href, icon="printer", place=organisation.name)
        if offers := offers_to(organisation, identity.today):
            words = ngettext(
                "%(num)s gastbeoordelaar wacht op jullie ja",
                "%(num)s gastbeoordelaars wachten op jullie ja",
                offers,
            )
            href = url_for("guests.index", organisation_uuid=here)
            yield Task(words=words, href=href, icon="users", place=organisation.name)


def names(identity: Identity, _now: datetime) -> Iterator[Task]:
    """Workers who say that their name is written in another way."""
    for organisation in own_organisations(identity).rows:
        for each in proposed_at(organisation, identity.today):
            yield Task(
                words=str(_("Deze naam klopt niet. Zeg ja of nee.")),
                href=url_for("people.show", person_uuid=each.person.uuid),
                icon="pencil",
                place=called(each.person),
            )


def licences(identity: Identity, _now: datetime) -> Iterator[Task]:
    """Certificates from outside that are over, or soon will be."""
    for organisation in own_organisations(identity).rows:
        if ending := how_many_end(organisation, identity.today):
            words = ngettext(
                "%(num)s certificaat van buiten is verlopen of verloopt binnen twee maanden",
                "%(num)s certificaten van buiten zijn verlopen of verlopen binnen twee maanden",
                ending,
            )
            href = url_for("licences.index", organisation_uuid=organisation.uuid)
            yield Task(words=words, href=href, icon="certificate", place=organisation.name)


def authorities(identity: Identity, _now: datetime) -> Iterator[Task]:
    """Whoever may assess not for long: nobody is to find out on the day itself."""
    for organisation in own_organisations(identity).rows:
        if ending := len(assessors_of(organisation, identity.today).expiring):
            words = ngettext(
                "%(num)s bevoegdheid om te beoordelen stopt binnen twee maanden",
                "%(num)s bevoegdheden om te beoordelen stoppen binnen twee maanden",
                ending,
            )
            href = url_for("assessors.index", organisation_uuid=organisation.uuid)
            yield Task(words=words, href=href, icon="clipboard-check", place=organisation.name)


def left_behind(identity: Identity, _now: datetime) -> Iterator[Task]:
    """Who left and keeps a seat in a course that somebody else could have."""
    for organisation in own_organisations(identity).rows:
        if gone := participants.left_behind(organisation.id, identity.today):
            words = ngettext(
                "%(num)s persoon die weg is, staat nog bij een cursus.",
                "%(num)s mensen die weg zijn, staan nog bij een cursus.",
                len(gone),
            )
            href = url_for("learning.offer", run_uuid=gone[0].run.uuid)
            yield Task(words=words, href=href, icon="school", place=organisation.name)


def withdrawn(identity: Identity, _now: datetime) -> Iterator[Task]:
    """What the academy took from somebody, until an administrator says to have read it."""
    for organisation in own_organisations(identity).rows:
        if taken := len(withdrawn_unread(organisation)):
            words = ngettext(
                "De academie stopte %(num)s bevoegdheid om te beoordelen. Lees waarom.",
                "De academie stopte %(num)s bevoegdheden om te beoordelen. Lees waarom.",
                taken,
            )
            href = url_for("assessors.index", organisation_uuid=organisation.uuid)
            yield Task(
                words=words,
                href=href,
                icon="clipboard-check",
                place=organisation.name,
                is_late=True,
            )
