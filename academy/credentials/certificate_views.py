"""The certificate with the name on it, for the holder and the organisation."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.credentials import papers, queries
from academy.credentials.certifying import certificate_data, certificates_pdf
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError, NotAllowedError
from academy.languages import CONTENT_LANGUAGES, DUTCH
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.locale import language

AS_PRINTED = "as-printed"
"""Asks for the old name, for whoever was told that it is one."""

blueprint = Blueprint("certificates", __name__)


@blueprint.get("/credentials/<uuid:credential_uuid>/certificate.pdf")
@requires(Permission.READ_CERTIFICATE, queries.find_credential)
def pdf(credential: Credential) -> ResponseReturnValue:
    """The newest paper, in the language asked for, else in that of the page if it is printed."""
    page_language = language() if language() in CONTENT_LANGUAGES else DUTCH
    wish = request.args.get("language", page_language)
    if wish not in CONTENT_LANGUAGES:
        abort(422)
    copy = papers.current_copy(credential)
    if credential.revocation is not None or copy is None:
        return render_template("certificates/withdrawn.html", credential=credential), 409
    if papers.has_old_name(copy, credential.person) and request.args.get("name") != AS_PRINTED:
        shown = {"credential": credential, "copy": copy, "language": wish, "as_printed": AS_PRINTED}
        return render_template("certificates/old_name.html", **shown), 409
    data = certificate_data(credential, copy, dependencies().settings, language=wish)
    filename = f"certificaat-{credential.skill.code}-{wish}.pdf"
    db.session.rollback()
    answer = Response(certificates_pdf([data]), mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=filename)
    return answer


@blueprint.post("/credentials/<uuid:credential_uuid>/certificate/withdraw")
@requires(Permission.WITHDRAW_CERTIFICATE, queries.find_credential)
def withdraw(credential: Credential) -> ResponseReturnValue:
    """Close the pages behind the codes of all papers; a second time changes nothing."""
    with transaction(credential.person):
        papers.withdraw_copies(credential, by=current_identity(), now=dependencies().clock())
    flash(_("De pagina achter je certificaat is dicht. Niemand ziet daar nog je naam."), "success")
    return redirect(url_for("wallet.show", credential_uuid=credential.uuid), 303)


@blueprint.post("/credentials/<uuid:credential_uuid>/certificate")
@requires(Permission.RENEW_CERTIFICATE, queries.find_credential)
def renew(credential: Credential) -> ResponseReturnValue:
    """A paper with the name of now; the one that says so already stays, however often one taps."""
    address = _after_renewing(credential)
    with transaction(credential.person):
        if credential.revocation is not None:
            raise AcademyError("badge-is-revoked")
        copy = papers.with_name_of_now(credential, **_renewing())
        if copy is None:
            _refuse_others(credential)
            papers.renew_copy(credential, **_renewing())
    flash(_("Er is een nieuw certificaat met de naam van nu."), "success")
    return redirect(address, 303)


def _renewing() -> dict[str, Any]:
    deps = dependencies()
    return {
        "secret_key": deps.settings.secret_key,
        "by": current_identity().actor,
        "now": deps.clock(),
    }


def _refuse_others(credential: Credential) -> None:
    """The holder closed the page behind the paper, and only the holder opens it again."""
    if credential.person_id != current_identity().person_id:
        raise NotAllowedError("only-the-holder-renews")


def _after_renewing(credential: Credential) -> str:
    """The paper itself for whoever was printing, else the page of the badge."""
    printing = request.form.get("language")
    if printing in CONTENT_LANGUAGES:
        return url_for(".pdf", credential_uuid=credential.uuid, language=printing)
    is_mine = credential.person_id == current_identity().person_id
    page = "wallet.show" if is_mine else "managing.show"
    return url_for(page, credential_uuid=credential.uuid)
