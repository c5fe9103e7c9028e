"""A badge at its own address: a page with the check, the signed bytes, and pictures."""

import json
import uuid

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from academy.assessments.words import METHODS
from academy.catalogue.queries import replacement_of
from academy.credentials import derived, queries
from academy.credentials.addresses import Addresses
from academy.credentials.answering import (
    CREDENTIAL_TYPES,
    HTML,
    document,
    found_or_404,
    picture,
    varied,
    varied_page,
    wanted_type,
)
from academy.credentials.models import Credential
from academy.credentials.page_language import follow_address
from academy.dependencies import dependencies
from academy.security.guard import public
from academy.verification.checking import check_own
from academy.verification.observations import observation_of
from academy.verification.presenting import present
from academy.verification.reasons import public_reason

blueprint = Blueprint("credentials", __name__)
blueprint.before_request(follow_address)


@blueprint.get("/credentials/<uuid:credential_uuid>")
@public
def show(credential_uuid: uuid.UUID) -> ResponseReturnValue:
    """HTML for people; the signed bytes for who asks for a JSON type."""
    wish = wanted_type(CREDENTIAL_TYPES)
    credential = found_or_404(queries.public_credential(credential_uuid))
    if wish != HTML:
        return varied(document(credential.document, wish))
    deps = dependencies()
    addresses = Addresses(deps.settings.public_url)
    report = check_own(credential, deps)
    seen = observation_of(credential)
    return varied_page(
        "credentials/show.html",
        credential=credential,
        shown=present(report, deps.settings.public_url),
        reason=public_reason(credential.revocation),
        seen=seen,
        method=METHODS[seen.method],
        replacement=replacement_of(credential.achievement.skill_version),
        address=addresses.credential(credential.uuid),
        checked_at=deps.clock(),
    )


@blueprint.get("/credentials/<uuid:credential_uuid>.json")
@public
def signed_json(credential_uuid: uuid.UUID) -> ResponseReturnValue:
    credential = found_or_404(queries.public_credential(credential_uuid))
    return document(credential.document, "application/vc", download=_name(credential, "json"))


@blueprint.get("/credentials/<uuid:credential_uuid>.jwt")
@public
def jwt(credential_uuid: uuid.UUID) -> ResponseReturnValue:
    credential = found_or_404(queries.public_credential(credential_uuid))
    body = credential.jwt.encode()
    return document(body, "application/vc+jwt", download=_name(credential, "jwt"))


@blueprint.get("/credentials/<uuid:credential_uuid>.png")
@public
def png(credential_uuid: uuid.UUID) -> ResponseReturnValue:
    credential = found_or_404(queries.public_credential(credential_uuid))
    baked = derived.baked(credential, "png", badge=_to_bake(credential))
    return picture(baked, "image/png", download=_name(credential, "png"))


@blueprint.get("/credentials/<uuid:credential_uuid>.svg")
@public
def svg(credential_uuid: uuid.UUID) -> Response:
    credential = found_or_404(queries.public_credential(credential_uuid))
    baked = derived.baked(credential, "svg", badge=_to_bake(credential))
    return picture(baked, "image/svg+xml", download=_name(credential, "svg"))


def _to_bake(credential: Credential) -> str:
    """The signed badge, or with `?version=2` its Open Badges 2.0 assertion."""
    if request.args.get("version") == "2":
        addresses = Addresses(dependencies().settings.public_url)
        return json.dumps(derived.ob2_assertion(credential, addresses), ensure_ascii=False)
    return credential.document.decode()


def _name(credential: Credential, ending: str) -> str:
    """Name of the file to keep: the skill, not the person."""
    version = "-ob2" if request.args.get("version") == "2" else ""
    skill = credential.achievement.skill_version.skill.code
    return f"badge-{skill}{version}.{ending}"
