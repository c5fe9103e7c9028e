"""What is made from the signed badge on demand: pictures, baked pictures, Open Badges 2.0.

Everything here is a pure function of the signed document and the design, so losing it loses
nothing. Only the signed bytes are a record.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, cast

from academy.catalogue.colours import COLOURS
from academy.catalogue.levels import Level
from academy.credentials.addresses import Addresses
from academy.credentials.mapping import SIGNED_IN
from academy.credentials.models import Achievement, BadgeClass, Credential
from academy.credentials.narrative import FIXED
from academy.credentials.pictures.badge import badge_svg
from academy.credentials.pictures.png import badge_png
from academy.credentials.queries import a_credential_of, badge_class_of
from academy.credentials.tellings import in_telling, tellings_of
from academy.languages import DUTCH, ContentLanguage
from academy.organisations.models import Organisation
from badges.documents import open_badges_2, writing
from badges.images import baking
from badges.reading import JsonObject

BAKED_SIZE = 400


@dataclass(frozen=True, slots=True)
class Design:
    """What a badge picture shows."""

    name: str
    level: Level
    level_name: str
    icon: str
    colour: str
    alt: str


def design_of(achievement: Achievement, language: ContentLanguage = DUTCH) -> Design:
    """The picture in Dutch, as the signed badge has it, or in the language of a document."""
    version = achievement.skill_version
    level_name = achievement.level_name[language]
    return Design(
        name=version.name[language],
        level=Level(achievement.level),
        level_name=level_name,
        icon=version.icon,
        colour=COLOURS[version.skill.domain.colour],
        alt=FIXED[language].picture.format(skill=version.name[language], level=level_name.lower()),
    )


@lru_cache(maxsize=512)
def picture_svg(design: Design) -> str:
    return badge_svg(
        name=design.name,
        level=design.level,
        level_name=design.level_name,
        icon=design.icon,
        colour=design.colour,
        alt=design.alt,
    )


@lru_cache(maxsize=512)
def picture_png(design: Design) -> bytes:
    return badge_png(picture_svg(design), size=BAKED_SIZE)


def baked(credential: Credential, form: Literal["png", "svg"], *, badge: str) -> bytes:
    """The picture with `badge` in it: the signed credential, or an Open Badges 2.0 assertion."""
    design = design_of(credential.achievement)
    image = picture_png(design) if form == "png" else picture_svg(design).encode()
    version_2 = json.loads(badge)["@context"] == open_badges_2.CONTEXT
    kind = baking.Kind.OPEN_BADGES_2 if version_2 else baking.Kind.OPEN_BADGES_3
    return baking.bake(image, badge, kind=kind)


def signed_document(credential: Credential) -> JsonObject:
    return cast(JsonObject, json.loads(credential.document))


def ob2_addresses(credential: Credential, addresses: Addresses) -> open_badges_2.Addresses:
    """Where the 2.0 documents of a badge are; LookupError before its badge class was made."""
    badge_class = badge_class_of(credential.achievement_id, credential.organisation_id)
    if badge_class is None:
        message = f"credential {credential.uuid} has no badge class"
        raise LookupError(message)
    return open_badges_2.Addresses(
        assertion=addresses.ob2_assertion(credential.uuid),
        badge_class=addresses.ob2_badge(badge_class.uuid),
        issuer=addresses.ob2_issuer(credential.organisation.slug),
        image=addresses.achievement_picture(credential.achievement.uuid),
    )


def ob2_assertion(credential: Credential, addresses: Addresses) -> dict[str, Any]:
    """The hosted assertion; its salt follows from the badge, so it is the same every time."""
    salt = hashlib.sha256(f"ob2|{credential.uuid}".encode()).hexdigest()[:16]
    return open_badges_2.assertion(
        signed_document(credential), ob2_addresses(credential, addresses), salt=salt
    )


def ob2_badge_class(
    badge_class: BadgeClass, addresses: Addresses, language: str = SIGNED_IN
) -> dict[str, Any] | None:
    """The badge class of an organisation's achievement; None before its first badge, and in a
    language that it cannot be told in."""
    newest = a_credential_of(badge_class.organisation_id, badge_class.achievement_id)
    tellings = tellings_of(newest.achievement) if newest else {}
    if newest is None or language not in tellings:
        return None
    document, where = signed_document(newest), ob2_addresses(newest, addresses)
    places = {each: addresses.ob2_badge_in(badge_class.uuid, each) for each in tellings}
    places[SIGNED_IN] = where.badge_class
    if language != SIGNED_IN:
        told = in_telling(newest.achievement, addresses, language, tellings)
        document["credentialSubject"]["achievement"] = writing.achievement(told)
        where = replace(where, badge_class=places[language])
    others = [(FIXED[each].tag, places[each]) for each in tellings if each != language]
    return open_badges_2.badge_class(document, where, related=others)


def ob2_issuer(organisation: Organisation, addresses: Addresses) -> dict[str, Any] | None:
    """The issuer as its newest badge names it; None before its first badge."""
    newest = a_credential_of(organisation.id)
    if newest is None:
        return None
    return open_badges_2.issuer(signed_document(newest), ob2_addresses(newest, addresses))
