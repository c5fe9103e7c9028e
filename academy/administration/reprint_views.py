"""Certificates with an old name on them: the office makes new ones right after its yes."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from academy.credentials import papers
from academy.credentials.queries import below_another, manageable_badges
from academy.database import transaction
from academy.dependencies import dependencies
from academy.people.queries import Staff, find_staff
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission

blueprint = Blueprint("reprints", __name__)


@blueprint.get("/people/<uuid:person_uuid>/certificates")
@requires(Permission.MANAGE_ORGANISATION, find_staff)
def show(staff: Staff) -> ResponseReturnValue:
    """Every badge that counts now, with its paper to print."""
    identity = current_identity()
    badges = manageable_badges(identity, staff.person)
    below = below_another(badges, identity.today)
    return render_template(
        "reprints/show.html",
        person=staff.person,
        badges=[badge for badge in badges if badge.id not in below],
        old=papers.with_old_names(badges),
    )


@blueprint.post("/people/<uuid:person_uuid>/certificates")
@requires(Permission.MANAGE_ORGANISATION, find_staff)
def renew(staff: Staff) -> ResponseReturnValue:
    """A new paper for each that has an old name; tapped twice, it is made once."""
    deps, identity = dependencies(), current_identity()
    with transaction(staff.person):
        badges = manageable_badges(identity, staff.person)
        old = papers.with_old_names(badges)
        for badge in badges:
            if badge.id in old:
                papers.with_name_of_now(
                    badge,
                    secret_key=deps.settings.secret_key,
                    by=identity.actor,
                    now=deps.clock(),
                )
    made = ngettext(
        "Er is %(num)s nieuw certificaat met de naam van nu. Print het hier.",
        "Er zijn %(num)s nieuwe certificaten met de naam van nu. Print ze hier.",
        len(old),
    )
    if old:
        flash(made, "success")
    return redirect(url_for(".show", person_uuid=staff.person.uuid), 303)
