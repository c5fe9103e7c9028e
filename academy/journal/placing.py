"""Gives a badge of the journal its place in a database that does not know it.

The signed bytes come back as they were. What they hang on is looked up; what is missing is made
as far as the line tells it: a holder without a name, a status list that is closed, an organisation
of which only the address is known. What cannot be made up, the skill, has to be loaded first.
"""

import base64
import json
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import select

from academy.assessments.models import Assessment, Method
from academy.audit import log
from academy.catalogue.models import Skill, SkillVersion
from academy.credentials import keys
from academy.credentials.addresses import Addresses
from academy.credentials.models import (
    Achievement,
    BadgeClass,
    Credential,
    IssuerKey,
    StatusList,
)
from academy.database import Base, db
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.journal.attempts import CannotPlaceError
from academy.journal.files import Json
from academy.organisations.models import Organisation, OrganisationKind, Site, Team
from academy.people.models import Person
from academy.privacy.erasing import FORGOTTEN
from academy.security.identity import Actor
from academy.tablets import keys as tablet_keys
from academy.tablets.models import KeyUse, TabletKey

Row = TypeVar("Row", bound=Base)


def place_keys(line: Json) -> bool:
    """Add keys that are not known, and retire those that were; a stolen key stays stolen.

    Raises CannotPlaceError for keys of another installation: whoever has the private halves could
    sign in the name of an organisation here.
    """
    names = [told["public_multibase"] for told in line["keys"]]
    known = set(
        db.session.scalars(
            select(IssuerKey.public_multibase).where(IssuerKey.public_multibase.in_(names))
        )
    )
    unknown = [told for told in line["keys"] if told["public_multibase"] not in known]
    # a known one may have been wrapped under the master key of before
    if not all(_is_ours(line, told) for told in unknown):
        message = (
            f"keys of {line['organisation']['slug']} do not open with this MASTER_KEY. Take the "
            "journal of another installation out of the folder"
        )
        raise CannotPlaceError(message)
    organisation = _organisation(line["organisation"], name=line["organisation"]["slug"])
    for told in line["keys"]:
        found = select(IssuerKey).where(IssuerKey.public_multibase == told["public_multibase"])
        key = db.session.scalar(found)
        if key is None:
            key = IssuerKey(
                organisation_id=organisation.id,
                purpose=told["purpose"],
                public_multibase=told["public_multibase"],
                wrapped_private=base64.b64decode(told["wrapped_private"]),
                created_at=_moment(told["created_at"]),
            )
            db.session.add(key)
        key.retired_at = key.retired_at or _moment_or_never(told["retired_at"])
        key.compromised_at = key.compromised_at or _moment_or_never(told["compromised_at"])
    db.session.flush()
    return True


def place_tablet_key(line: Json) -> bool:
    """Raises CannotPlaceError for a key of another installation."""
    uuid = UUID(line["uuid"])
    if db.session.scalar(select(TabletKey.id).where(TabletKey.uuid == uuid)) is not None:
        return False
    key = TabletKey(
        uuid=uuid,
        purpose=KeyUse(line["purpose"]),
        public_point=base64.b64decode(line["public_point"]),
        wrapped_private=base64.b64decode(line["wrapped_private"]),
        created_at=_moment(line["created_at"]),
    )
    if not tablet_keys.opens(key, dependencies().settings.master_key):
        message = f"key {uuid} of tablets does not open with this MASTER_KEY."
        raise CannotPlaceError(message)
    db.session.add(key)
    db.session.flush()
    return True


def _is_ours(line: Json, told: Json) -> bool:
    return keys.opens(
        base64.b64decode(told["wrapped_private"]),
        dependencies().settings.master_key,
        keys.associated_with(
            line["organisation"]["uuid"], told["purpose"], told["public_multibase"]
        ),
    )


def place_badge(line: Json, *, by: Actor, now: datetime) -> Credential:
    """Raises CannotPlaceError."""
    document = line["document"].encode()
    _refuse_foreign(line, document)
    version = _version(line)
    organisation = _organisation(line["organisation"], name=_issuer_name(document))
    holder = _person(line["person"], now=now)
    assessor = _person(line["assessor"], now=now) if "assessor" in line else holder
    assessment = _assessment(line, organisation, holder, assessor, version)
    credential = Credential(
        uuid=UUID(line["badge"]),
        assessment_id=assessment.id,
        person_id=holder.id,
        organisation_id=organisation.id,
        team_id=assessment.team_id,
        assessor_id=assessor.id,
        skill_id=version.skill_id,
        achievement_id=_achievement(line, version, organisation).id,
        current_key=_freed_key(f"{holder.id}:{organisation.id}:{version.skill_id}:{line['level']}"),
        status_list_id=_status_list(line["list"], organisation, now=now).id,
        status_index=line["index"],
        issued_at=_moment(line["at"]),
        valid_from=_moment(line["valid_from"]),
        valid_until=_moment_or_never(line["valid_until"]),
        document=document,
        jwt=line["jwt"],
        supersedes_id=_number(Credential, line["supersedes"]),
    )
    db.session.add(credential)
    db.session.flush()
    log.record(
        "credential.put_back", credential.uuid, organisation_id=organisation.id, by=by, at=now
    )
    return credential


def _refuse_foreign(line: Json, document: bytes) -> None:
    """A journal of another installation, copied into the folder, gives nobody a badge here."""
    here = Addresses(dependencies().settings.public_url)
    told, issuer = json.loads(document), here.issuer_did(line["organisation"]["slug"])
    if told["id"] != here.credential(UUID(line["badge"])) or told["issuer"]["id"] != issuer:
        message = (
            f"the badge {line['badge']} was not given by this installation. Take the journal of "
            "the other one out of the folder"
        )
        raise CannotPlaceError(message)


def _version(line: Json) -> SkillVersion:
    found = db.session.scalar(
        select(SkillVersion)
        .join(Skill, Skill.id == SkillVersion.skill_id)
        .where(Skill.code == line["skill"], SkillVersion.number == line["version"])
    )
    if found is None:
        message = (
            f"version {line['version']} of the skill {line['skill']} is not known here. Load the "
            "palette that has it, then run: flask journal replay --commit"
        )
        raise CannotPlaceError(message)
    return found


def _organisation(told: Json, *, name: str) -> Organisation:
    """An organisation that was made since the backup comes back with its name and address only."""
    known = db.session.scalar(select(Organisation).where(Organisation.slug == told["slug"]))
    if known is not None:
        return known
    fresh = Organisation(
        uuid=UUID(told["uuid"]),
        slug=told["slug"],
        name=name,
        kind=OrganisationKind.THRIFT,
        # the line does not tell when it began
        created_at=datetime.fromisoformat("1970-01-01T00:00:00+00:00"),
    )
    return _added(fresh)


def _issuer_name(document: bytes) -> str:
    return str(json.loads(document)["issuer"]["name"])


def _person(key: str, *, now: datetime) -> Person:
    """The person, or a holder without a name: more than the pseudonym is not told."""
    known = db.session.scalar(select(Person).where(Person.uuid == UUID(key)))
    if known is not None:
        return known
    return _added(Person(uuid=UUID(key), name=FORGOTTEN, language="nl", created_at=now))


def _assessment(
    line: Json, organisation: Organisation, holder: Person, assessor: Person, version: SkillVersion
) -> Assessment:
    """What was seen comes back without answers; a tablet that sends it again is known by it."""
    told = line.get("assessment") or {
        "sent_as": str(uuid4()), "hash": "", "method": Method.PRACTICE.value,
        "observed_on": local_day(_moment(line["at"])).isoformat(),
        "recorded_at": line["at"],
    }  # fmt: skip
    known = db.session.scalar(select(Assessment).where(Assessment.uuid == UUID(told["sent_as"])))
    if known is not None:
        return known
    return _added(
        Assessment(
            uuid=UUID(told["sent_as"]),
            content_hash=base64.b64decode(told["hash"]),
            person_id=holder.id,
            assessor_id=assessor.id,
            organisation_id=organisation.id,
            team_id=_team(line.get("team"), organisation).id,
            skill_version_id=version.id,
            level=line["level"],
            answers={},
            complete=True,
            remarks=[],
            method=told["method"],
            observed_on=date.fromisoformat(told["observed_on"]),
            recorded_at=_moment(told["recorded_at"]),
        )
    )


def _team(key: str | None, organisation: Organisation) -> Team:
    """The team, or one that has ended: no leader must see what another team's did."""
    known = db.session.scalar(select(Team).where(Team.uuid == UUID(key))) if key else None
    if known is not None:
        return known
    of_the_place = Team.organisation_id == organisation.id, Team.name == FORGOTTEN
    nowhere = db.session.scalar(select(Team).where(*of_the_place))
    if nowhere is not None:
        return nowhere
    found = select(Site).where(Site.organisation_id == organisation.id).order_by(Site.id).limit(1)
    site = db.session.scalar(found) or _added(
        Site(organisation_id=organisation.id, name=FORGOTTEN, city="")
    )
    return _added(
        Team(
            organisation_id=organisation.id,
            site_id=site.id,
            name=FORGOTTEN,
            ends_on=date(1970, 1, 1),
        )
    )


def _achievement(line: Json, version: SkillVersion, organisation: Organisation) -> Achievement:
    found = select(Achievement).where(
        Achievement.skill_version_id == version.id, Achievement.level == line["level"]
    )
    achievement = db.session.scalar(found) or _added(
        Achievement(
            uuid=UUID(line["achievement"]), skill_version_id=version.id, level=line["level"]
        )
    )
    places = select(BadgeClass.id).where(
        BadgeClass.achievement_id == achievement.id, BadgeClass.organisation_id == organisation.id
    )
    if line["badge_class"] and db.session.scalar(places) is None:
        _added(
            BadgeClass(
                uuid=UUID(line["badge_class"]),
                achievement_id=achievement.id,
                organisation_id=organisation.id,
            )
        )
    return achievement


def _status_list(told: Json, organisation: Organisation, *, now: datetime) -> StatusList:
    """A list that is not known is closed at once: nobody can tell which places it gave out."""
    known = db.session.scalar(select(StatusList).where(StatusList.uuid == UUID(told["uuid"])))
    return known or _added(
        StatusList(
            uuid=UUID(told["uuid"]),
            organisation_id=organisation.id,
            size=told["size"],
            created_at=now,
            closed_at=now,
        )
    )


def _freed_key(key: str) -> str:
    """Badges come oldest first: the one before does not count any more."""
    earlier = db.session.scalar(select(Credential).where(Credential.current_key == key))
    if earlier is not None:
        earlier.current_key = None
        db.session.flush()
    return key


def _number(model: Any, key: str | None) -> int | None:
    return db.session.scalar(select(model.id).where(model.uuid == UUID(key))) if key else None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _moment_or_never(text: str | None) -> datetime | None:
    return _moment(text) if text else None


def _added(row: Row) -> Row:
    db.session.add(row)
    db.session.flush()
    return row
