"""The bodies that tablets send, read strictly; whatever is of another form is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from flask import request

from academy.access import pins
from academy.assessments.batch import AT_MOST
from academy.errors import AcademyError, InvalidInputError
from academy.tablets import content
from academy.tablets.content import UnfitError
from academy.tablets.encoding import from_point, to_bytes
from academy.tablets.opening import Sealed

MOST_BYTES = 1024 * 1024
MOST_OF_A_PHOTO = 2 * 1024 * 1024
LONGEST_TEXT = 400
LONGEST_GRANT = 4000
LONGEST_KEY = 40


class TooMuchError(AcademyError):
    """More at once than is taken."""

    status = 413


class UnreadableRequestError(AcademyError):
    """Not what a tablet sends; it keeps everything."""

    status = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """What a leader shows, and the key that the tablet made."""

    card: str | None
    grant: str | None
    """One of before, for another team."""
    leader: UUID | None
    pin: str
    signs_with: ec.EllipticCurvePublicKey
    hours: object
    team: UUID | None


def body() -> Mapping[str, Any]:
    """Raises AcademyError."""
    if (request.content_length or 0) > MOST_BYTES:
        raise TooMuchError("too-many-items")
    try:
        said = request.get_json(force=True, silent=True)
    except RecursionError:  # brackets in brackets, without end
        said = None
    if not isinstance(said, dict):
        raise InvalidInputError("tablet-request-unfit")
    return said


def text(said: Mapping[str, Any], name: str, longest: int = LONGEST_TEXT) -> str:
    value = said.get(name)
    if not isinstance(value, str) or len(value) > longest:
        raise InvalidInputError("tablet-request-unfit")
    return value


def sign_in(said: Mapping[str, Any]) -> SignIn:
    """Raises InvalidInputError."""
    by_card, by_grant = (said.get(each) is not None for each in ("card", "grant"))
    by_pin = not by_card and not by_grant
    try:
        return SignIn(
            card=text(said, "card") if by_card else None,
            grant=text(said, "grant", LONGEST_GRANT) if by_grant else None,
            leader=content.uuid_of(said.get("leader")) if by_pin else None,
            pin=pins.typed(text(said, "pin")) if by_pin else "",
            signs_with=from_point(to_bytes(said.get("public_key"))),
            hours=said.get("hours"),
            team=None if said.get("team") is None else content.uuid_of(said["team"]),
        )
    except (UnfitError, ValueError) as fault:
        raise InvalidInputError("tablet-request-unfit") from fault


def delivery() -> tuple[datetime, list[Sealed]]:
    """When it was sent, by the tablet's clock, and the items. Raises AcademyError."""
    try:
        said = body()
        sent_at, items = content.moment_of(said.get("sent_at")), _list(said.get("items"))
        return sent_at, [_sealed(each) for each in items]
    except (InvalidInputError, UnfitError, ValueError) as fault:
        raise UnreadableRequestError("sync-unreadable") from fault


def _list(items: object) -> list[Any]:
    if not isinstance(items, list):
        raise UnfitError(items)
    if len(items) > AT_MOST:
        raise TooMuchError("too-many-items")
    return items


def photo(photo_uuid: UUID) -> Sealed:
    """The sealed bytes of a photo, and which key they were sealed to. Raises AcademyError."""
    if request.content_length is None or request.content_length > MOST_OF_A_PHOTO:
        raise TooMuchError("photo-too-heavy")
    key, told = request.headers.get("Tablet-Key", ""), request.headers.get("Tablet-Settled")
    try:
        return Sealed(photo_uuid, _key(key), request.get_data(), _settled(told))
    except (UnfitError, ValueError) as fault:
        raise InvalidInputError("tablet-request-unfit") from fault


def _sealed(said: Any) -> Sealed:
    if not isinstance(said, dict) or not isinstance(said.get("key"), str):
        raise UnfitError(said)
    return Sealed(
        content.uuid_of(said.get("id")),
        _key(said["key"]),
        to_bytes(said.get("sealed")),
        _settled(said.get("settled")),
    )


def _key(text: str) -> str:
    """As a database can hold it; empty for what is no id of a key, which is known nowhere."""
    return text[:LONGEST_KEY] if text.isascii() and text.isprintable() else ""


def _settled(told: object) -> UUID | None:
    return None if told is None else content.uuid_of(told)
