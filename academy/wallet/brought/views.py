"""A worker says what was before, what one can already and what one would like; nobody else sees it
unless it is shown."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue.models import SkillVersion
from academy.catalogue.queries import open_versions
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.locking import row
from academy.people.models import Person
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.wallet.brought import queries, service
from academy.wallet.brought.forms import BroughtForm
from academy.wallet.brought.models import Brought, Kind
from academy.wallet.brought.rules import OWN_VIEW, has_ended, is_old
from academy.wallet.brought.words import WORDS
from academy.web.answers import BOTH, form_page, refused_page

blueprint = Blueprint("brought", __name__, url_prefix="/wallet/brought")


@blueprint.get("")
@requires(Permission.READ_OWN_FILE)
def index() -> ResponseReturnValue:
    identity, now = current_identity(), dependencies().clock()
    brought = queries.own_brought(identity)
    return render_template(
        "brought/index.html",
        by_kind={kind: [each for each in brought if each.kind == kind] for kind in Kind},
        words=WORDS,
        old=[each for each in brought if is_old(each, now)],
        ended={each.id for each in brought if has_ended(each, identity.today)},
    )


@blueprint.route(f"/new/<any({', '.join(Kind)}):name>", methods=BOTH)
@requires(Permission.READ_OWN_FILE)
def new(name: str) -> ResponseReturnValue:
    kind, identity, now = Kind(name), current_identity(), dependencies().clock()
    form, page = BroughtForm(kind, _skills(kind)), {"words": WORDS[kind], "brought": None}
    if not form.validate_on_submit():
        if form.skill and not form.is_submitted():
            form.skill.data = request.args.get("skill", "")
        return form_page("brought/edit.html", form, **page)
    try:
        with transaction(row(Person, identity.person_id)):
            service.say(form.new_uuid, kind, form.said, by=identity, now=now)
    except AcademyError as refusal:
        return refused_page("brought/edit.html", form, refusal, **page)
    flash(_("Bewaard. Alleen jij ziet dit."), "success")
    return redirect(url_for(".index"), 303)


@blueprint.route("/<uuid:brought_uuid>", methods=BOTH)
@requires(Permission.READ_OWN_FILE, queries.find_own_brought)
def edit(brought: Brought) -> ResponseReturnValue:
    form = BroughtForm(brought.kind, _skills(brought.kind), obj=brought)
    page = {"words": WORDS[brought.kind], "brought": brought}
    if not form.validate_on_submit():
        if form.skill and not form.is_submitted():
            form.skill.data = brought.skill.code if brought.skill else ""
        return form_page("brought/edit.html", form, **page)
    with transaction(row(Person, brought.person_id)):
        service.change(brought, form.said, by=current_identity(), now=dependencies().clock())
    flash(_("Veranderd."), "success")
    return redirect(url_for(".index"), 303)


@blueprint.post("/<uuid:brought_uuid>/confirm")
@requires(Permission.READ_OWN_FILE, queries.find_own_brought)
def confirm(brought: Brought) -> ResponseReturnValue:
    with transaction(row(Person, brought.person_id)):
        service.confirm(brought, by=current_identity(), now=dependencies().clock())
    flash(_("Dank je wel. Het blijft staan."), "success")
    return redirect(url_for(".index"), 303)


@blueprint.post("/<uuid:brought_uuid>/remove")
@requires(Permission.READ_OWN_FILE, queries.find_own_brought)
def remove(brought: Brought) -> ResponseReturnValue:
    with transaction(row(Person, brought.person_id)):
        service.remove(brought, by=current_identity(), now=dependencies().clock())
    flash(_("Weg. Niemand ziet het."), "success")
    return redirect(url_for(".index"), 303)


def _skills(kind: Kind) -> Sequence[SkillVersion]:
    return open_versions() if kind in OWN_VIEW else ()
