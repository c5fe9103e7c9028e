"""A badge at its own address: a page with the check, the signed bytes, and pictures."""

import json
import uuid

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from academy.credentials import derived, queries
from academy.credentials.document_views import addresses, document, there, wants_json
from academy.credentials.models import Credential
from academy.dependencies import dependencies
from academy.security.guard import public
from academy.verification.checking import check_own
from academy.verification.presenting import present

blueprint = Blueprint("credentials", __name__)


@blueprint.get("/credentials/<uuid:credential_uuid>")
@public
def show(credential_uuid: uuid.UUID) -> ResponseReturnValue:
    """HTML for people; the signed bytes for who asks for a JSON type."""
    credential = there(queries.public_credential(credential_uuid))
    if wants_json():
        return document(credential.document, _json_type())
    report = check_own(credential, dependencies())
    page = render_template("credentials/show.html", credential=credential, shown=present(report))
    answer = Response(page)
    answer.headers["Vary"] = "Accept"
    return answer


def _json_type() -> str:
    """The JSON type that was asked for, so that strict clients are content."""
    wish = request.accept_mimetypes.best_match(
        ["application/vc", "application/ld+json", "application/json"]
    )
    return wish or "application/vc"


@blueprint.get("/credentials/<uuid:credential_uuid>.json")
@public
def signed_json(credential_uuid: uuid.UUID) -> ResponseReturnValue:
    credential = there(queries.public_credential(credential_uuid))
    return document(credential.document, "application/vc")


@blueprint.get("/credentials/<uuid:credential_uuid>.jwt")
@public
def jwt(credential_uuid: uuid.UUID) -> ResponseReturnValue:
    credential = there(queries.public_credential(credential_uuid))
    return document(credential.jwt.encode(), "application/vc+jwt")


@blueprint.get("/credentials/<uuid:credential_uuid>.png")
@public
def png(credential_uuid: uuid.UUID) -> ResponseReturnValue:
    credential = there(queries.public_credential(credential_uuid))
    return _picture(derived.baked(credential, "png", badge=_to_bake(credential)), "image/png")


@blueprint.get("/credentials/<uuid:credential_uuid>.svg")
@public
def svg(credential_uuid: uuid.UUID) -> ResponseReturnValue:
    credential = there(queries.public_credential(credential_uuid))
    return _picture(derived.baked(credential, "svg", badge=_to_bake(credential)), "image/svg+xml")


def _to_bake(credential: Credential) -> str:
    """The signed badge, or with `?version=2` its Open Badges 2.0 assertion."""
    if request.args.get("version") == "2":
        return json.dumps(derived.ob2_assertion(credential, addresses()), ensure_ascii=False)
    return credential.document.decode()


def _picture(content: bytes, mimetype: str) -> Response:
    answer = document(content, mimetype)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if "download" in request.args:
        name = f"badge.{mimetype.rpartition('/')[2].removesuffix('+xml')}"
        answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
