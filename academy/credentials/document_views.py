"""The public documents behind a badge: issuer, keys, achievement, status list, Open Badges 2.0.

Anybody may read them, from any website; none of them names a person.
"""

import uuid

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from academy.catalogue.queries import replacement_of
from academy.credentials import derived, publicity, publishing, queries, status_lists
from academy.credentials.addresses import Addresses
from academy.credentials.answering import (
    HTML,
    document,
    found_or_404,
    picture,
    varied,
    varied_page,
    wanted_type,
)
from academy.credentials.mapping import SIGNED_IN
from academy.credentials.outside.queries import known_outside
from academy.credentials.page_language import follow_address
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.disclosure import SMALLEST_GROUP, STEP
from academy.languages import CONTENT_LANGUAGES, LANGUAGES
from academy.security.guard import public
from badges.documents import open_badges_2

LIST_SECONDS = 5
"""How long a copy of a status list may be used: a withdrawn badge shows within that time."""

blueprint = Blueprint("documents", __name__)
blueprint.before_request(follow_address)


def addresses() -> Addresses:
    return Addresses(dependencies().settings.public_url)


@blueprint.get("/status/<uuid:status_list_uuid>")
@public
def status_list(status_list_uuid: uuid.UUID) -> ResponseReturnValue:
    found = found_or_404(queries.find_status_list(status_list_uuid))
    deps = dependencies()
    signed = status_lists.signed_list(found, deps.settings, now=deps.clock())
    return document(signed, "application/vc", seconds=LIST_SECONDS)


@blueprint.get("/issuers")
@public
def issuers() -> ResponseReturnValue:
    """Whom we know; as JSON it is the map of trust that `python -m badges verify` takes."""
    wish = wanted_type()
    if wish != HTML:
        return varied(document(publicity.known_issuers(addresses()), wish))
    listed = publicity.issuers(local_day(dependencies().clock()))
    return varied_page("documents/issuers.html", issuers=listed, outside=known_outside())


@blueprint.get("/issuers/<slug>/did.json")
@public
def did_document(slug: str) -> ResponseReturnValue:
    organisation = found_or_404(queries.find_issuer(slug))
    return document(publishing.did_document(organisation, addresses()), "application/did+json")


@blueprint.get("/issuers/<slug>")
@public
def issuer(slug: str) -> ResponseReturnValue:
    wish = wanted_type()
    organisation = found_or_404(queries.find_issuer(slug))
    if wish != HTML:
        return varied(document(publishing.issuer_profile(organisation, addresses()), wish))
    today = local_day(dependencies().clock())
    return varied_page(
        "documents/issuer.html",
        organisation=organisation,
        today=today,
        did=addresses().issuer_did(slug),
        given=publicity.achievements_of(organisation),
        keys=publicity.keys_of(organisation),
        active=publicity.is_active(organisation, today),
        smallest=SMALLEST_GROUP,
        step=STEP,
    )


@blueprint.get("/achievements/<uuid:achievement_uuid>")
@public
def achievement(achievement_uuid: uuid.UUID) -> ResponseReturnValue:
    wish = wanted_type()
    found = found_or_404(queries.find_achievement(achievement_uuid))
    if wish != HTML:
        return varied(document(publishing.achievement_document(found, addresses()), wish))
    return varied_page(
        "documents/achievement.html",
        achievement=found,
        count=publicity.count_of(found),
        replacement=replacement_of(found.skill_version),
    )


@blueprint.get("/achievements/<uuid:achievement_uuid>/<language>")
@public
def achievement_in(achievement_uuid: uuid.UUID, language: str) -> ResponseReturnValue:
    """In another language than that of what is signed: what a badge calls `related`."""
    wish = wanted_type()
    found = found_or_404(queries.find_achievement(achievement_uuid))
    told = found_or_404(publishing.achievement_document_in(found, addresses(), language))
    if wish != HTML:
        return varied(document(told, wish))
    if language in CONTENT_LANGUAGES:
        return redirect(url_for(".achievement", achievement_uuid=found.uuid, language=language))
    return varied_page("documents/achievement_in.html", told=told, told_in=LANGUAGES[language])


@blueprint.get("/achievements/<uuid:achievement_uuid>.json")
@public
def achievement_json(achievement_uuid: uuid.UUID) -> ResponseReturnValue:
    found = found_or_404(queries.find_achievement(achievement_uuid))
    return document(publishing.achievement_document(found, addresses()))


@blueprint.get("/achievements/<uuid:achievement_uuid>.png")
@public
def achievement_png(achievement_uuid: uuid.UUID) -> ResponseReturnValue:
    found = found_or_404(queries.find_achievement(achievement_uuid))
    return picture(derived.picture_png(derived.design_of(found)), "image/png")


@blueprint.get("/achievements/<uuid:achievement_uuid>.svg")
@public
def achievement_svg(achievement_uuid: uuid.UUID) -> ResponseReturnValue:
    found = found_or_404(queries.find_achievement(achievement_uuid))
    return picture(derived.picture_svg(derived.design_of(found)).encode(), "image/svg+xml")


@blueprint.get("/ob2/assertions/<uuid:credential_uuid>")
@public
def ob2_assertion(credential_uuid: uuid.UUID) -> ResponseReturnValue:
    """The hosted assertion; 410 once it is revoked (Open Badges 2.0, "Revocation")."""
    credential = found_or_404(queries.public_credential(credential_uuid))
    if credential.revocation is not None:
        gone = open_badges_2.revoked_assertion(derived.ob2_addresses(credential, addresses()))
        return document(gone, status=410, seconds=LIST_SECONDS)
    return document(derived.ob2_assertion(credential, addresses()), seconds=LIST_SECONDS)


@blueprint.get("/ob2/badges/<uuid:badge_class_uuid>")
@public
def ob2_badge(badge_class_uuid: uuid.UUID) -> ResponseReturnValue:
    found = found_or_404(queries.find_badge_class(badge_class_uuid))
    return document(found_or_404(derived.ob2_badge_class(found, addresses())))


@blueprint.get("/ob2/badges/<uuid:badge_class_uuid>/<language>")
@public
def ob2_badge_in(badge_class_uuid: uuid.UUID, language: str) -> ResponseReturnValue:
    found = found_or_404(queries.find_badge_class(badge_class_uuid))
    told = derived.ob2_badge_class(found, addresses(), language)
    return document(found_or_404(None if language == SIGNED_IN else told))


@blueprint.get("/ob2/issuers/<slug>")
@public
def ob2_issuer(slug: str) -> ResponseReturnValue:
    organisation = found_or_404(queries.find_issuer(slug))
    return document(found_or_404(derived.ob2_issuer(organisation, addresses())))
