"""The public documents behind a badge: issuer, keys, achievement, status list, Open Badges 2.0.

Anybody may read them, from any website; none of them names a person.
"""

import json
import uuid
from typing import Any, TypeVar

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from academy.credentials import derived, publishing, queries, status_lists
from academy.credentials.addresses import Addresses
from academy.dependencies import dependencies
from academy.security.guard import public
from badges import open_badges_2

JSON_TYPES = ["application/json", "application/ld+json", "application/vc", "application/did+json"]
LIST_SECONDS = 5
"""How long a copy of a status list may be used: a withdrawn badge shows within that time."""
DOCUMENT_SECONDS = 300
PICTURE_SECONDS = 86_400

blueprint = Blueprint("documents", __name__)
Found = TypeVar("Found")


def addresses() -> Addresses:
    return Addresses(dependencies().settings.public_url)


def there(found: Found | None) -> Found:
    return abort(404) if found is None else found


def document(
    body: bytes | dict[str, Any],
    mimetype: str = "application/ld+json",
    *,
    status: int = 200,
    seconds: int = DOCUMENT_SECONDS,
) -> Response:
    """A JSON document that websites elsewhere may read."""
    content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False)
    answer = Response(content, status, mimetype=mimetype)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = f"public, max-age={seconds}"
    answer.headers["Vary"] = "Accept"
    return answer


def picture(content: bytes | str, mimetype: str) -> Response:
    answer = document(content if isinstance(content, bytes) else content.encode(), mimetype)
    answer.headers["Cache-Control"] = f"public, max-age={PICTURE_SECONDS}"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def wants_json() -> bool:
    """Whether the asker is a program: it names a JSON type and not, or less, HTML."""
    return request.accept_mimetypes.best_match(["text/html", *JSON_TYPES]) in JSON_TYPES


@blueprint.get("/status/<uuid:status_list_uuid>")
@public
def status_list(status_list_uuid: uuid.UUID) -> ResponseReturnValue:
    found = there(queries.find_status_list(status_list_uuid))
    deps = dependencies()
    signed = status_lists.signed_list(found, deps.settings, now=deps.clock())
    return document(signed, "application/vc", seconds=LIST_SECONDS)


@blueprint.get("/issuers/<slug>/did.json")
@public
def did_document(slug: str) -> ResponseReturnValue:
    organisation = there(queries.find_issuer(slug))
    return document(publishing.did_document(organisation, addresses()), "application/did+json")


@blueprint.get("/issuers/<slug>")
@public
def issuer(slug: str) -> ResponseReturnValue:
    organisation = there(queries.find_issuer(slug))
    if wants_json():
        return document(publishing.issuer_profile(organisation, addresses()))
    return render_template("documents/issuer.html", organisation=organisation)


@blueprint.get("/achievements/<uuid:achievement_uuid>")
@public
def achievement(achievement_uuid: uuid.UUID) -> ResponseReturnValue:
    found = there(queries.find_achievement(achievement_uuid))
    if wants_json():
        return document(publishing.achievement_document(found, addresses()))
    return render_template("documents/achievement.html", achievement=found)


@blueprint.get("/achievements/<uuid:achievement_uuid>.json")
@public
def achievement_json(achievement_uuid: uuid.UUID) -> ResponseReturnValue:
    found = there(queries.find_achievement(achievement_uuid))
    return document(publishing.achievement_document(found, addresses()))


@blueprint.get("/achievements/<uuid:achievement_uuid>.png")
@public
def achievement_png(achievement_uuid: uuid.UUID) -> ResponseReturnValue:
    found = there(queries.find_achievement(achievement_uuid))
    return picture(derived.picture_png(derived.design_of(found)), "image/png")


@blueprint.get("/achievements/<uuid:achievement_uuid>.svg")
@public
def achievement_svg(achievement_uuid: uuid.UUID) -> ResponseReturnValue:
    found = there(queries.find_achievement(achievement_uuid))
    return picture(derived.picture_svg(derived.design_of(found)), "image/svg+xml")


@blueprint.get("/ob2/assertions/<uuid:credential_uuid>")
@public
def ob2_assertion(credential_uuid: uuid.UUID) -> ResponseReturnValue:
    """The hosted assertion; 410 once it is revoked (Open Badges 2.0, "Revocation")."""
    credential = there(queries.public_credential(credential_uuid))
    if credential.revocation is not None:
        gone = open_badges_2.revoked_assertion(derived.ob2_addresses(credential, addresses()))
        return document(gone, status=410, seconds=LIST_SECONDS)
    return document(derived.ob2_assertion(credential, addresses()), seconds=LIST_SECONDS)


@blueprint.get("/ob2/badges/<uuid:badge_class_uuid>")
@public
def ob2_badge(badge_class_uuid: uuid.UUID) -> ResponseReturnValue:
    found = there(queries.find_badge_class(badge_class_uuid))
    return document(there(derived.ob2_badge_class(found, addresses())))


@blueprint.get("/ob2/issuers/<slug>")
@public
def ob2_issuer(slug: str) -> ResponseReturnValue:
    organisation = there(queries.find_issuer(slug))
    return document(there(derived.ob2_issuer(organisation, addresses())))
