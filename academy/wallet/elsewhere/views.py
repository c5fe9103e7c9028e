"""A worker brings a badge from elsewhere, says whose it is, checks it again or throws it away."""

from typing import BinaryIO

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.locking import row as row_of
from academy.people.models import Person
from academy.people.queries import own_person
from academy.places import FOREIGN
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.verification.checking import check as check_source
from academy.verification.presenting import present
from academy.verification.visits import count_check
from academy.wallet.elsewhere import queries, service, taking, telling
from academy.wallet.elsewhere.forms import BringForm
from academy.wallet.elsewhere.models import ForeignBadge
from academy.wallet.elsewhere.reading import checked, read
from academy.wallet.elsewhere.rules import may_be_shown
from academy.wallet.elsewhere.sending import as_it_was_brought
from academy.wallet.elsewhere.unpacking import read_bundle
from academy.wallet.elsewhere.words import SAID, TOLD
from academy.web.answers import refused_page
from academy.web.opening import own_hosts
from academy.web.refusals import sentence_of

blueprint = Blueprint("elsewhere", __name__, url_prefix="/wallet/elsewhere")


@blueprint.get("")
@requires(Permission.READ_OWN_FILE)
def index() -> ResponseReturnValue:
    return render_template("elsewhere/index.html", **_listed())


@blueprint.get("/new")
@requires(Permission.READ_OWN_FILE)
def new() -> ResponseReturnValue:
    return render_template("elsewhere/new.html", form=BringForm())


@blueprint.post("/new")
@requires(Permission.READ_OWN_FILE)
def add() -> ResponseReturnValue:
    deps, form = dependencies(), BringForm()
    if not form.validate():
        return render_template("elsewhere/new.html", form=form), 413 if form.too_large else 422
    try:
        count_check(request, deps)
        if form.bundle is not None:
            return _add_all(form.bundle)
        with FOREIGN.taken():
            brought = read(form.source, deps, hosts=own_hosts(deps.settings))
        person = own_person(current_identity())
        with transaction(person):
            kept = service.keep(person, brought, by=current_identity(), now=deps.clock())
    except AcademyError as refusal:
        return refused_page("elsewhere/new.html", form, refusal)
    return redirect(url_for(".show", foreign_uuid=kept.uuid), 303)


def _add_all(file: BinaryIO) -> ResponseReturnValue:
    """The file of everything of another installation: each badge as if it came alone."""
    deps, identity = dependencies(), current_identity()
    kept = queries.kept_files(identity)
    with FOREIGN.taken():
        found = read_bundle(file, deps, kept)
    told = taking.take(own_person(identity), found, by=identity, now=deps.clock())
    telling.tell(told)
    return redirect(url_for(".index" if told.has_badges else "brought.index"), 303)


@blueprint.post("/confirm-all")
@requires(Permission.READ_OWN_FILE)
def confirm_all() -> ResponseReturnValue:
    """A few at a time, so that nobody waits long for a turn."""
    identity, now = current_identity(), dependencies().clock()
    while queries.waiting_foreign(identity, 1):
        with transaction(own_person(identity)):
            for badge in queries.waiting_foreign(identity, service.PORTION):
                service.confirm(badge, by=identity, now=now)
    return redirect(url_for(".index"), 303)


@blueprint.get("/<uuid:foreign_uuid>")
@requires(Permission.READ_OWN_FILE, queries.find_own_foreign_badge)
def show(badge: ForeignBadge) -> ResponseReturnValue:
    return _page(badge)


@blueprint.get("/<uuid:foreign_uuid>/file")
@requires(Permission.READ_OWN_FILE, queries.find_own_foreign_badge)
def file(badge: ForeignBadge) -> ResponseReturnValue:
    return as_it_was_brought(badge)


@blueprint.post("/<uuid:foreign_uuid>/check")
@requires(Permission.READ_OWN_FILE, queries.find_own_foreign_badge)
def check(badge: ForeignBadge) -> ResponseReturnValue:
    """Once more, with every line of the report."""
    deps, source, person_id = dependencies(), badge.source, badge.person_id
    beside = {each.id: each.source for each in badge.endorsements}
    try:
        count_check(request, deps)
        with FOREIGN.taken():
            report = check_source(source, deps)
            said = {key: checked(check_source(each, deps)) for key, each in beside.items()}
    except AcademyError as refusal:
        flash(sentence_of(refusal), "error")
        return redirect(url_for(".show", foreign_uuid=badge.uuid), 303)
    with transaction(row_of(Person, person_id)):
        service.note_check(badge, checked(report), said, now=deps.clock())
    return _page(badge, shown=present(report, deps.settings.public_url, as_file=True))


@blueprint.post("/<uuid:foreign_uuid>/confirm")
@requires(Permission.READ_OWN_FILE, queries.find_own_foreign_badge)
def confirm(badge: ForeignBadge) -> ResponseReturnValue:
    with transaction(badge.person):
        service.confirm(badge, by=current_identity(), now=dependencies().clock())
    flash(_("Bewaard. De badge staat bij Van ergens anders."), "success")
    return redirect(url_for(".index"), 303)


@blueprint.post("/<uuid:foreign_uuid>/remove")
@requires(Permission.READ_OWN_FILE, queries.find_own_foreign_badge)
def remove(badge: ForeignBadge) -> ResponseReturnValue:
    with transaction(badge.person):
        service.remove(badge, by=current_identity(), now=dependencies().clock())
    flash(_("De badge is weg. Het bestand hebben we niet meer."), "success")
    return redirect(url_for(".index"), 303)


def _listed() -> dict[str, object]:
    wish = request.args.get("page", 1, type=int)
    badges, page, pages = queries.page_of_foreign(current_identity(), wish)
    return {
        "kept": [badge for badge in badges if badge.confirmed_at],
        "asked": [badge for badge in badges if not badge.confirmed_at],
        "page": page,
        "pages": pages,
        "told": TOLD,
    }


def _page(badge: ForeignBadge, **more: object) -> ResponseReturnValue:
    shows = may_be_shown(badge, dependencies().clock())
    return render_template(
        "elsewhere/show.html", badge=badge, told=TOLD, said=SAID, shows=shows, **more
    )
