"""What a line of the journal says, read from rows that were just committed.

Pseudonyms, codes and hashes; no name, no note, no answer. The signed document holds none either.
"""

import base64
from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from academy.access.models import Card
from academy.assessments.models import Assessment
from academy.catalogue.models import Skill, SkillVersion
from academy.credentials import keys
from academy.credentials.models import Achievement, BadgeClass, Credential, Revocation, StatusList
from academy.database import ask, db
from academy.journal.files import Json
from academy.journal.models import JournalDebt, Kind
from academy.organisations.models import Organisation, Team
from academy.people.models import Person
from academy.tablets.models import TabletKey

OF_THE_WORK = ("assessor", "team", "assessment")
"""What a line of a badge tells about the work; it goes when the person is erased."""


def lines_for(debts: Iterable[JournalDebt]) -> Iterator[Json]:
    """A line for each debt; none for what is not there any more."""
    debts = list(debts)
    issued = _issued([debt.object_uuid for debt in debts if debt.kind == Kind.ISSUED])
    for debt in debts:
        make = MAKERS.get(Kind(debt.kind))
        line = make(debt) if make else issued.get(debt.object_uuid)
        if line is not None:
            yield {"kind": str(debt.kind), **line}


def without_the_work(line: Json) -> Json:
    """What stays of a line when its person is erased: the badge as it was signed."""
    return {name: value for name, value in line.items() if name not in OF_THE_WORK}


def _issued(badges: Collection[UUID]) -> dict[UUID, Json]:
    """By badge, all in one question: most lines are of badges."""
    if not badges:
        return {}
    found = ask(_ISSUED, {"badges": list(badges)})
    return {row.badge: _line_of_badge(row) for row in found}


def _line_of_badge(row: Any) -> Json:
    told: Json = {name: _plain(value) for name, value in row._mapping.items()}  # noqa: SLF001
    told["document"] = row.document.decode()  # JSON in UTF-8: the same bytes come back
    # together, so that erasing takes them out in one go (`without_the_work`)
    work = {"hash", "method", "observed_on", "recorded_at", "sent_as"}
    told["assessment"] = {name: told.pop(name) for name in sorted(work)}
    told["organisation"] = {"uuid": told["organisation"], "slug": told.pop("slug")}
    told["list"] = {"uuid": told["list"], "size": told.pop("size")}
    if row.is_erased:
        told = without_the_work(told)
    del told["is_erased"]
    return told


_holder, _assessor, _earlier = aliased(Person), aliased(Person), aliased(Credential)
_ISSUED = (
    select(
        Credential.uuid.label("badge"),
        Credential.issued_at.label("at"),
        Credential.valid_from,
        Credential.valid_until,
        Credential.status_index.label("index"),
        Credential.document,
        Credential.jwt,
        _holder.uuid.label("person"),
        _holder.erased_at.is_not(None).label("is_erased"),
        _assessor.uuid.label("assessor"),
        _earlier.uuid.label("supersedes"),
        Organisation.uuid.label("organisation"),
        Organisation.slug,
        Team.uuid.label("team"),
        Skill.code.label("skill"),
        SkillVersion.number.label("version"),
        Achievement.level,
        Achievement.uuid.label("achievement"),
        BadgeClass.uuid.label("badge_class"),
        StatusList.uuid.label("list"),
        StatusList.size,
        Assessment.uuid.label("sent_as"),
        Assessment.content_hash.label("hash"),
        Assessment.method,
        Assessment.observed_on,
        Assessment.recorded_at,
    )
    .join(_holder, _holder.id == Credential.person_id)
    .join(_assessor, _assessor.id == Credential.assessor_id)
    .outerjoin(_earlier, _earlier.id == Credential.supersedes_id)
    .join(Organisation, Organisation.id == Credential.organisation_id)
    .join(Team, Team.id == Credential.team_id)
    .join(Achievement, Achievement.id == Credential.achievement_id)
    .join(SkillVersion, SkillVersion.id == Achievement.skill_version_id)
    .join(Skill, Skill.id == SkillVersion.skill_id)
    .outerjoin(
        BadgeClass,
        (BadgeClass.achievement_id == Achievement.id)
        & (BadgeClass.organisation_id == Organisation.id),
    )
    .join(StatusList, StatusList.id == Credential.status_list_id)
    .join(Assessment, Assessment.id == Credential.assessment_id)
    .where(Credential.uuid.in_(bindparam("badges", expanding=True)))
)


def _revoked(debt: JournalDebt) -> Json | None:
    row = db.session.execute(
        select(Revocation.reason, Revocation.at, Person.uuid)
        .join(Credential, Credential.id == Revocation.credential_id)
        .outerjoin(Person, Person.id == Revocation.by_id)
        .where(Credential.uuid == debt.object_uuid)
    ).one_or_none()
    if row is None:
        return None
    told = {"badge": debt.object_uuid, "reason": row.reason, "at": row.at, "by": row.uuid}
    return {name: _plain(value) for name, value in told.items()}


def _voided(debt: JournalDebt) -> Json | None:
    at = db.session.scalar(select(Card.voided_at).where(Card.uuid == debt.object_uuid))
    return None if at is None else {"card": str(debt.object_uuid), "at": _plain(at)}


def _erased(debt: JournalDebt) -> Json | None:
    at = db.session.scalar(select(Person.erased_at).where(Person.uuid == debt.object_uuid))
    return None if at is None else {"person": str(debt.object_uuid), "at": _plain(at)}


def _keys(debt: JournalDebt) -> Json | None:
    found = select(Organisation).where(Organisation.uuid == debt.object_uuid)
    organisation = db.session.scalar(found)
    if organisation is None:
        return None
    told = ("purpose", "public_multibase", "wrapped_private", "created_at", "retired_at",
            "compromised_at")  # fmt: skip
    return {
        "organisation": {"uuid": str(organisation.uuid), "slug": organisation.slug},
        "keys": [
            {name: _plain(getattr(key, name)) for name in told}
            for key in keys.published_keys(organisation.id)
        ],
    }


def _tablet_key(debt: JournalDebt) -> Json | None:
    key = db.session.scalar(select(TabletKey).where(TabletKey.uuid == debt.object_uuid))
    if key is None:
        return None
    told = ("uuid", "purpose", "public_point", "wrapped_private", "created_at")
    return {name: _plain(getattr(key, name)) for name in told}


MAKERS = {
    Kind.REVOKED: _revoked,
    Kind.VOIDED: _voided,
    Kind.ERASED: _erased,
    Kind.KEYS: _keys,
    Kind.TABLET_KEY: _tablet_key,
}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
