"""Pages on which an organisation designs its certificates and looks before a draft counts."""

from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, format_date
from flask_babel import gettext as _

from academy.credentials.addresses import Addresses
from academy.credentials.designs import service
from academy.credentials.designs.forms import DesignForm, SeenDesignForm, as_filled_in
from academy.credentials.designs.models import CertificateDesign
from academy.credentials.designs.queries import design_at, draft_of, find_design
from academy.credentials.designs.sample import sample_pdf
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.languages import CONTENT_LANGUAGES, DUTCH
from academy.media.logos import MAX_BYTES, Logo, clean_logo
from academy.organisations.models import Organisation
from academy.organisations.queries import find_administered_organisation
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page
from academy.web.opening import opened_at
from academy.web.refusals import sentence_of

blueprint = Blueprint("designs", __name__)


@blueprint.route("/organisations/<uuid:organisation_uuid>/certificate", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, find_administered_organisation)
def edit(organisation: Organisation) -> ResponseReturnValue:
    """The draft, else what counts now; saving makes a draft."""
    draft, current = draft_of(organisation.id), design_at(organisation.id, dependencies().clock())
    form = DesignForm(data=as_filled_in(draft or current))
    seen = SeenDesignForm(formdata=None, design=draft.uuid if draft else "")
    shown = {"organisation": organisation, "draft": draft, "current": current, "seen": seen}
    if not form.validate_on_submit():
        return form_page("designs/edit.html", form, **shown)
    try:
        logo = _brought(form)
    except AcademyError as refusal:
        return refused_page("designs/edit.html", form, refusal, **shown)
    now = dependencies().clock()
    with transaction(organisation):
        service.save_draft(organisation, form.choices(logo), by=current_identity().actor, now=now)
    flash(_("Het concept is bewaard. Bekijk het, en laat het dan gelden."), "success")
    return redirect(_home(organisation), 303)


@blueprint.post("/organisations/<uuid:organisation_uuid>/certificate/use")
@requires(Permission.MANAGE_ORGANISATION, find_administered_organisation)
def use(organisation: Organisation) -> ResponseReturnValue:
    """Let the draft that was looked at count from now on."""
    seen = _seen()
    try:
        with transaction(organisation):
            now = dependencies().clock()
            service.let_count(organisation, seen, by=current_identity().actor, now=now)
    except AcademyError as refusal:
        flash(sentence_of(refusal), "error")
    else:
        flash(_("Dit ontwerp geldt voor badges die je van nu af aan geeft."), "success")
    return redirect(_home(organisation), 303)


@blueprint.post("/organisations/<uuid:organisation_uuid>/certificate/drop")
@requires(Permission.MANAGE_ORGANISATION, find_administered_organisation)
def drop(organisation: Organisation) -> ResponseReturnValue:
    with transaction(organisation):
        now = dependencies().clock()
        service.drop_draft(organisation, by=current_identity().actor, now=now)
    flash(_("Het concept is weg."), "success")
    return redirect(_home(organisation), 303)


@blueprint.get("/certificate-designs/<uuid:design_uuid>/preview.pdf")
@requires(Permission.MANAGE_ORGANISATION, find_design)
def preview(design: CertificateDesign) -> ResponseReturnValue:
    """On paper, in Dutch or English, of nobody."""
    wish = request.args.get("language", DUTCH)
    if wish not in CONTENT_LANGUAGES:
        abort(422)
    address = Addresses(opened_at(dependencies().settings)).paper_short()
    with force_locale(wish):
        day = str(format_date(current_identity().today, "d MMMM y"))
    content = sample_pdf(design, language=wish, day=day, address=address)
    answer = Response(content, mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=f"certificaat-{wish}.pdf")
    return answer


@blueprint.get("/certificate-designs/<uuid:design_uuid>/logo.png")
@requires(Permission.MANAGE_ORGANISATION, find_design)
def logo(design: CertificateDesign) -> ResponseReturnValue:
    if design.logo is None:
        abort(404)
    return Response(design.logo, mimetype="image/png")


def _brought(form: DesignForm) -> Logo | None:
    """The logo that came along; raises AcademyError at its field."""
    upload = form.logo.data
    if not upload:
        return None
    content = upload.read(MAX_BYTES + 1)
    db.session.rollback()  # nothing is held while a picture is read
    try:
        return clean_logo(content)
    except AcademyError as refusal:
        raise refusal.at("logo") from None


def _seen() -> UUID:
    form = SeenDesignForm()
    if not form.validate():
        abort(422)
    try:
        return UUID(form.design.data or "")
    except ValueError:
        abort(422)


def _home(organisation: Organisation) -> str:
    return url_for(".edit", organisation_uuid=organisation.uuid)
