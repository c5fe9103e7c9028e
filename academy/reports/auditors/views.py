"""Links for auditors, and what whoever has one reads: pages and files, never a change."""

from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.database import transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.organisations.models import Organisation
from academy.reports.audit.words import words
from academy.reports.auditors import access
from academy.reports.auditors.files import zipped
from academy.reports.auditors.forms import AuditorForm
from academy.reports.auditors.models import AuditorAccess
from academy.reports.auditors.pack import Pack, pack_of
from academy.reports.auditors.words import OBJECTIONS, REVOKED, SAMPLES, last_day
from academy.security.guard import Closed, current_identity, public, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page
from academy.web.opening import opened_at

blueprint = Blueprint("auditors", __name__)


@blueprint.after_request
def keep_to_ourselves(answer: Response) -> Response:
    """The address is a key: search engines are kept out, and no other website hears it."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@blueprint.route("/organisations/<uuid:organisation_uuid>/auditors", methods=BOTH)
@requires(Permission.INVITE_AUDITOR, access.find_audited_organisation, closed=Closed.SHOWN)
def index(organisation: Organisation) -> ResponseReturnValue:
    identity, form = current_identity(), AuditorForm.usual(current_identity().today)
    template, shown = "auditors/index.html", _shown(organisation)
    if not form.validate_on_submit():
        return form_page(template, form, **shown)
    try:
        with transaction(organisation):
            access.give(
                organisation,
                form.to_wish(),
                today=identity.today,
                by=identity,
                now=dependencies().clock(),
            )
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    flash(_("De link staat klaar. Geef hem aan de auditor."), "success")
    return redirect(url_for(".index", organisation_uuid=organisation.uuid), 303)


def _shown(organisation: Organisation) -> dict[str, object]:
    secret = dependencies().settings.secret_key
    rows = access.accesses_of(organisation)
    return {
        "organisation": organisation,
        "accesses": rows,
        "codes": {each.id: access.code_of(each, secret) for each in rows},
        "root": opened_at(dependencies().settings),
        "today": current_identity().today,
    }


@blueprint.post("/auditors/<uuid:access_uuid>/end")
@requires(Permission.INVITE_AUDITOR, access.find_access)
def end(found: AuditorAccess) -> ResponseReturnValue:
    with transaction(found.organisation):
        access.take_back(found, by=current_identity(), now=dependencies().clock())
    flash(_("De link werkt niet meer."), "success")
    return redirect(url_for(".index", organisation_uuid=found.organisation.uuid), 303)


@blueprint.get("/auditor/<uuid:access_uuid>/<code>")
@public
def show(access_uuid: UUID, code: str) -> ResponseReturnValue:
    found = _opened(access_uuid, code)
    return render_template(
        "auditors/show.html",
        access=found,
        code=code,
        pack=_pack(found),
        samples=SAMPLES,
        objections=OBJECTIONS,
        revoked=REVOKED,
        action_words=words,
        last_day=last_day,
    )


@blueprint.get("/auditor/<uuid:access_uuid>/<code>/pack.zip")
@public
def download(access_uuid: UUID, code: str) -> ResponseReturnValue:
    answer = Response(zipped(_pack(_opened(access_uuid, code))), mimetype="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="auditdossier.zip"'
    return answer


def _opened(access_uuid: UUID, code: str) -> AuditorAccess:
    deps = dependencies()
    found = access.opened_by(
        access_uuid, code, secret_key=deps.settings.secret_key, today=local_day(deps.clock())
    )
    return found or abort(404)


def _pack(found: AuditorAccess) -> Pack:
    today = local_day(dependencies().clock())
    return pack_of(found.organisation, found.first, found.last, today=today)
