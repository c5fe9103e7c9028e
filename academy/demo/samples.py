"""Samples to try on the page that checks; only the demo has them.

They are badges from the database. The tampered one is a good badge with one character changed.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext
from sqlalchemy import Select, select

from academy.credentials.derived import signed_document
from academy.credentials.models import Credential, Revocation, RevocationReason
from academy.database import db
from academy.dates import local_day


class SampleName(StrEnum):
    """What a sample shows."""

    GOOD = "good"
    TAMPERED = "tampered"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Sample:
    """A badge to try: what it is called, how it looks, and what was done to it."""

    name: SampleName
    label: LazyString
    icon: str
    story: LazyString


SAMPLES = {
    SampleName.GOOD: Sample(
        SampleName.GOOD,
        lazy_gettext("Een goede badge"),
        "circle-check",
        lazy_gettext("Dit is een echte badge, zoals een medewerker hem kan delen."),
    ),
    SampleName.TAMPERED: Sample(
        SampleName.TAMPERED,
        lazy_gettext("Een badge die is veranderd"),
        "pencil",
        lazy_gettext("In deze badge is 1 cijfer veranderd. Het niveau is nu anders."),
    ),
    SampleName.REVOKED: Sample(
        SampleName.REVOKED,
        lazy_gettext("Een ingetrokken badge"),
        "arrow-back-up",
        lazy_gettext("De handtekening van deze badge klopt. Maar de badge is later ingetrokken."),
    ),
    SampleName.EXPIRED: Sample(
        SampleName.EXPIRED,
        lazy_gettext("Een verlopen badge"),
        "clock",
        lazy_gettext("Deze badge was een tijd geldig. Die tijd is voorbij."),
    ),
}


def has_sample(name: SampleName, now: datetime) -> bool:
    return (
        db.session.scalar(_choice(name, now).with_only_columns(Credential.id).limit(1)) is not None
    )


def sample_source(name: SampleName, now: datetime) -> bytes | None:
    """The signed bytes to check, or None when there is no such badge."""
    found = db.session.scalar(_choice(name, now).order_by(Credential.id.desc()).limit(1))
    if found is None:
        return None
    return tampered(found) if name is SampleName.TAMPERED else found.document


def tampered(credential: Credential) -> bytes:
    """The badge with another level: one digit of its address differs."""
    document = signed_document(credential)
    result = document["credentialSubject"]["result"][0]
    level = result["achievedLevel"]
    result["achievedLevel"] = level[:-1] + ("2" if level.endswith("3") else "3")
    return json.dumps(document, ensure_ascii=False).encode()


def _choice(name: SampleName, now: datetime) -> Select[Credential]:
    badges = select(Credential).outerjoin(Revocation)
    expired = Credential.has_expired_on(local_day(now))
    if name is SampleName.REVOKED:
        withdrawn = Revocation.reason.is_not(None), Revocation.reason != RevocationReason.UNDONE
        return badges.where(*withdrawn, ~expired)
    if name is SampleName.EXPIRED:
        return badges.where(Revocation.id.is_(None), expired)
    return badges.where(Revocation.id.is_(None), ~expired)
