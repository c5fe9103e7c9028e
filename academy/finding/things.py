"""Badges by their code, and teams, organisations, skills and courses by name."""

from collections.abc import Iterator
from uuid import UUID

from flask import url_for
from flask_babel import format_date

from academy.access.codes import typed
from academy.catalogue.queries import open_versions
from academy.credentials.models import Credential
from academy.credentials.papers import find_copy
from academy.credentials.queries import find_credential
from academy.finding.hits import Hit
from academy.learning.queries import courses, runs_ahead
from academy.organisations.queries import search_organisations
from academy.people.namesakes import called
from academy.searching import has_words
from academy.security.identity import Identity, Role
from academy.teams.queries import find_teams

LEADS = frozenset({Role.TEAM_LEADER, Role.ORGANISATION_ADMIN})


def badges(identity: Identity, query: str) -> Iterator[Hit]:
    """The one with this code of a certificate, or this address; none of another organisation."""
    badge = _badge(identity, query)
    if badge is not None and badge.person_id != identity.person_id:
        yield Hit(
            name=called(badge.person),
            about=badge.achievement.skill_version.name,
            href=url_for("managing.show", credential_uuid=badge.uuid),
        )


def _badge(identity: Identity, query: str) -> Credential | None:
    if (code := typed(query)) is not None:
        copy = find_copy(code)
        return find_credential(identity, copy.credential.uuid) if copy else None
    try:
        return find_credential(identity, UUID(query.strip().rstrip("/").rpartition("/")[2]))
    except ValueError:
        return None


def teams(identity: Identity, query: str) -> Iterator[Hit]:
    for team in find_teams(identity).teams:
        if has_words(f"{team.name} {team.site.name}", query):
            href = url_for("teams.show", team_uuid=team.uuid)
            yield Hit(name=team.name, href=href, place=team.site.name)


def organisations(identity: Identity, query: str) -> Iterator[Hit]:
    """Every one, for the academy."""
    if identity.organisations(Role.ACADEMY_ADMIN):
        for row in search_organisations(query):
            href = url_for("organisations.platform", organisation_uuid=row.uuid)
            yield Hit(name=row.name, href=href, place=row.city)


def skills(_identity: Identity, query: str) -> Iterator[Hit]:
    for version in open_versions(search=query):
        yield Hit(
            title=version.name,
            about=version.skill.domain.name,
            href=url_for("catalogue.show", code=version.skill.code),
        )


def offers(identity: Identity, query: str) -> Iterator[Hit]:
    """Courses that people can still join, for whoever may put them forward."""
    if not identity.roles & LEADS:
        return
    for line in runs_ahead(identity.today):
        title = line.run.course_version.title
        if line.run.cancelled_at is None and has_words(" ".join(title.values()), query):
            day = str(format_date(line.run.starts_on, "d MMMM y"))
            href = url_for("learning.offer", run_uuid=line.run.uuid)
            yield Hit(title=title, href=href, note=day)


def all_courses(identity: Identity, query: str) -> Iterator[Hit]:
    """Also without a day, for the academy."""
    if identity.organisations(Role.ACADEMY_ADMIN):
        for line in courses(search=query, today=identity.today):
            href = url_for("learning.show", course_uuid=line.course.uuid)
            yield Hit(title=line.version.title, href=href)
