"""The page with what there is to do, and whether it also comes by mail."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access import mail_choice, mailing
from academy.access.mailing import Post
from academy.access.queries import account_of
from academy.dependencies import dependencies
from academy.security.guard import current_identity, requires
from academy.security.identity import Role
from academy.security.permissions import Permission
from academy.todo import of_marks, of_the_academy, of_the_floor, of_the_shop
from academy.todo.tasks import Source, collect

blueprint = Blueprint("todo", __name__)

SOURCES: Mapping[Role, Sequence[Source]] = {
    Role.TEAM_LEADER: (
        of_the_floor.looks,
        of_the_shop.requests,
        of_the_shop.seconds,
        of_the_shop.agreements,
        of_the_shop.paper,
        of_the_floor.ends_of_badges,
        of_the_floor.attendance,
        of_the_floor.failed_work,
    ),
    Role.ORGANISATION_ADMIN: (
        of_the_floor.looks,
        of_the_shop.office,
        of_the_shop.withdrawn,
        of_the_shop.names,
        of_the_shop.authorities,
        of_the_shop.licences,
        of_the_shop.left_behind,
        of_marks.own,
        of_the_floor.tablets,
        of_the_floor.ends_of_badges,
        of_the_floor.attendance,
        of_the_floor.failed_work,
    ),
    Role.ACADEMY_ADMIN: (
        of_the_academy.proposals,
        of_the_academy.crafts,
        of_the_floor.looks,
        of_the_shop.seconds,
        of_the_academy.palette,
        of_the_academy.domains,
        of_the_academy.mapping,
        of_the_academy.readers,
        of_the_academy.courses,
        of_marks.of_all,
        of_the_academy.failed_work,
    ),
}
"""In the order in which they stand on the page."""


@blueprint.get("/to-do")
@requires(Permission.USE_OWN_ACCOUNT)
def index() -> ResponseReturnValue:
    identity = current_identity()
    mailed = mailing.is_offered() and identity.roles & SOURCES.keys()
    return render_template(
        "todo/index.html",
        tasks=collect(SOURCES, identity, dependencies().clock()),
        account=account_of(identity.person_id) if mailed else None,
    )


@blueprint.post("/to-do/mail")
@requires(Permission.KEEP_PROOFS)
def mail() -> ResponseReturnValue:
    on, off = _("Je krijgt elke maandag een e-mail."), _("Je krijgt geen e-mail meer.")
    flash(on if mail_choice.choose(Post.TODO) else off, "success")
    return redirect(url_for(".index"), 303)
