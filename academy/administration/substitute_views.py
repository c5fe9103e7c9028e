"""Pages on which an administrator, or a leader of the own team, names a substitute and ends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from academy.access import means
from academy.administration.forms import SubstituteForm
from academy.administration.membership_views import to_a_way_in
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.people import memberships, queries
from academy.people.models import Membership
from academy.people.namesakes import called
from academy.security.guard import current_identity, requires
from academy.security.identity import Identity, Role
from academy.security.permissions import Permission
from academy.security.policy import Scope
from academy.web.answers import BOTH, form_page, refused_page

blueprint = Blueprint("substitutes", __name__)


@dataclass(frozen=True, slots=True)
class Substitution:
    """Who replaces, and who is replaced: whose it is to end it."""

    row: Membership
    away: Membership

    @property
    def scope(self) -> Scope:
        return self.away.scope


def find_substitution(identity: Identity, membership_uuid: UUID) -> Substitution | None:
    row = db.session.scalar(select(Membership).where(Membership.uuid == membership_uuid))
    away = db.session.get(Membership, row.replaces_id) if row and row.replaces_id else None
    known = queries.find_replaceable(identity, away.uuid) if away else None
    return Substitution(row, known) if row and known else None


@blueprint.route("/memberships/<uuid:membership_uuid>/substitute", methods=BOTH)
@requires(Permission.NAME_SUBSTITUTE, queries.find_replaceable)
def new(away: Membership) -> ResponseReturnValue:
    """Somebody leads the team for a while, with the same authority."""
    identity, template, others = current_identity(), "substitutes/new.html", _others(away)
    form = SubstituteForm(starts_on=identity.today).offer(others)
    by_office = _is_office(identity, away)
    if not form.validate_on_submit():
        return form_page(template, form, away=away, by_office=by_office)
    chosen = next(row.person for row in others if str(row.person.uuid) == form.person.data)
    try:
        with transaction(away.organisation, chosen):
            memberships.appoint_substitute(
                away,
                chosen,
                starts_on=form.starts_on.data,
                ends_on=form.ends_on.data,
                by=identity.actor,
                now=dependencies().clock(),
            )
            means.end_those_of_others(
                chosen, away.organisation, by=identity.actor, now=dependencies().clock()
            )
    except AcademyError as refusal:
        return refused_page(template, form, refusal, away=away, by_office=by_office)
    if by_office:
        return to_a_way_in(chosen, away.organisation)
    flash(_("%(name)s vervangt jou in dit team.", name=called(chosen)), "success")
    return _to_the_team(away)


@blueprint.post("/memberships/<uuid:membership_uuid>/substitute/end")
@requires(Permission.NAME_SUBSTITUTE, find_substitution)
def end(found: Substitution) -> ResponseReturnValue:
    """The leader is back: from now on."""
    identity, now, row = current_identity(), dependencies().clock(), found.row
    by_office, person = _is_office(identity, found.away), row.person
    if row.goes_on_from(identity.today):
        with transaction(row.organisation, person):
            memberships.end_now(row, today=identity.today, by=identity.actor, now=now)
            means.end_those_given_by(
                row.organisation, person, today=identity.today, by=identity.actor, now=now
            )
    flash(_("Opgeslagen."), "success")
    if by_office:
        return redirect(url_for("people.show", person_uuid=found.away.person.uuid), 303)
    return _to_the_team(found.away)


def _others(away: Membership) -> Sequence[Membership]:
    """A leader chooses among the other leaders; the office among everybody who works there."""
    identity = current_identity()
    leaders_only = not _is_office(identity, away)
    return queries.colleagues_of(away, identity.today, leaders_only=leaders_only)


def _is_office(identity: Identity, away: Membership) -> bool:
    return away.organisation_id in identity.organisations(Role.ORGANISATION_ADMIN)


def _to_the_team(away: Membership) -> ResponseReturnValue:
    team = away.team
    assert team is not None  # noqa: S101 - a leader leads one, which the database keeps
    return redirect(url_for("teams.show", team_uuid=team.uuid), 303)
