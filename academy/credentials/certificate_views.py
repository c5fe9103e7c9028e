"""The certificate with the name on it, for the holder and the organisation."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.credentials import papers, queries
from academy.credentials.certifying import certificate_data, certificates_pdf
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.languages import CONTENT_LANGUAGES, DUTCH
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.locale import language

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
@requires(Permission.WITHDRAW_CERTIFICATE, queries.find_credential)
def renew(credential: Credential) -> ResponseReturnValue:
    """A paper with the name of now; the one that says so already stays, however often one taps."""
    deps = dependencies()
    with transaction(credential.person):
        if credential.revocation is not None:
            raise AcademyError(_("Deze badge is ingetrokken. Er is geen certificaat meer."))
        copy = papers.current_copy(credential)
        if copy is None or copy.printed_name != credential.person.name:
            papers.renew_copy(
                credential,
                secret_key=deps.settings.secret_key,
                by=current_identity(),
                now=deps.clock(),
            )
    flash(_("Er is een nieuw certificaat met je naam van nu."), "success")
    return redirect(url_for("wallet.show", credential_uuid=credential.uuid), 303)
