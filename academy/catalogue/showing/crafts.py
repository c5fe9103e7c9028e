"""Verbs on how it is done: offer it, take it back, show it or not, and read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from academy.audit import log
from academy.catalogue.models import Skill
from academy.catalogue.showing.models import Craft, CraftOutcome, CraftPhoto, Folder
from academy.catalogue.showing.recordings import Recording
from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.media.photos import Photo
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.ports import FileStore
from academy.security.identity import Actor, Identity, Role
from academy.security.permissions import Permission
from academy.security.policy import permits

MOST_WAITING = 5
"""Of one person: with ten megabytes of photos and sound each, no more before somebody looked."""
PHOTOS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CraftFiles:
    """What is put in the file store before the row, and where."""

    recording: Recording
    sound_key: str
    photos: Sequence[tuple[Photo, str]]

    @classmethod
    def of(cls, recording: Recording, photos: Sequence[Photo]) -> "CraftFiles":
        return cls(
            recording=recording,
            sound_key=f"{Folder.CRAFT_SOUNDS}{uuid4()}",
            photos=[(photo, f"{Folder.CRAFT_PHOTOS}{uuid4()}.jpg") for photo in photos],
        )

    def put(self, files: FileStore) -> None:
        """What no row names afterwards is swept up at night."""
        files.put(self.sound_key, self.recording.content)
        for photo, key in self.photos:
            files.put(key, photo.content)


def find_craft(identity: Identity, craft_uuid: UUID) -> Craft | None:
    """The own one, or any for the academy."""
    craft = db.session.scalar(select(Craft).where(Craft.uuid == craft_uuid))
    if craft is None or identity.organisations(Role.ACADEMY_ADMIN):
        return craft
    return craft if permits(identity, Permission.TAKE_CRAFT_BACK, craft.scope) else None


def find_visible(identity: Identity | None, craft_uuid: UUID) -> Craft | None:
    """One that is shown to everybody, or that the asker may see besides."""
    craft = db.session.scalar(select(Craft).where(Craft.uuid == craft_uuid))
    if craft is None or craft.outcome == CraftOutcome.SHOWN:
        return craft
    return find_craft(identity, craft_uuid) if identity else None


def shown_of(skill: Skill) -> Sequence[Craft]:
    """The newest first."""
    found = select(Craft).where(Craft.skill_id == skill.id, Craft.outcome == CraftOutcome.SHOWN)
    return db.session.scalars(
        found.options(selectinload(Craft.photos)).order_by(Craft.id.desc())
    ).all()


def own_crafts(identity: Identity, skill: Skill) -> Sequence[Craft]:
    found = select(Craft).where(Craft.skill_id == skill.id, Craft.person_id == identity.person_id)
    return db.session.scalars(found.order_by(Craft.id.desc())).all()


def all_crafts(*, waiting: bool) -> Sequence[Craft]:
    """For the academy: what waits, the oldest first; what was decided, the newest first."""
    found = select(Craft).options(joinedload(Craft.skill), selectinload(Craft.photos))
    if waiting:
        found = found.where(Craft.outcome.is_(None)).order_by(Craft.id)
    else:
        found = found.where(Craft.outcome.is_not(None)).order_by(Craft.id.desc())
    return db.session.scalars(found).all()


def how_many_wait(person_id: int | None = None) -> int:
    """Without a decision: of one person, or of all."""
    found = select(func.count(Craft.id)).where(Craft.outcome.is_(None))
    if person_id is not None:
        found = found.where(Craft.person_id == person_id)
    return db.session.scalar(found) or 0


def offer(
    skill: Skill,
    person: Person,
    key: UUID,
    *,
    sentence: str,
    files: CraftFiles,
    by: Identity,
    now: datetime,
) -> Craft:
    """What somebody shows; sent twice with one `key`, it is still one.

    Raises AcademyError when enough of this person wait already.
    """
    must_be_there(person.id)
    there = db.session.scalar(select(Craft).where(Craft.uuid == key))
    if there is not None and there.person_id == person.id:
        return there
    if how_many_wait(person.id) >= MOST_WAITING:
        raise AcademyError("enough-crafts-wait", most=MOST_WAITING)
    places = [each.organisation_id for each in by.places if by.knows(each.organisation_id)]
    craft = Craft(
        uuid=uuid4() if there else key,
        skill_id=skill.id,
        person_id=person.id,
        organisation_id=min(places, default=None),
        sentence=sentence,
        storage_key=files.sound_key,
        mimetype=files.recording.sound.value,
        made_at=now,
        photos=[
            CraftPhoto(position=place, storage_key=key, width=photo.width, height=photo.height)
            for place, (photo, key) in enumerate(files.photos, 1)
        ],
    )
    db.session.add(craft)
    db.session.flush()
    _note("craft.offered", craft, skill, by=by.actor, now=now)
    return craft


def take_back(craft: Craft, person: Person, *, by: Actor, now: datetime) -> None:
    """Also when it is shown: it is the maker's hands and voice."""
    must_be_locked(person)
    _note("craft.taken_back", craft, craft.skill, by=by, now=now)
    db.session.delete(craft)


def decide(
    craft: Craft, outcome: CraftOutcome, *, reason: str | None, by: Actor, now: datetime
) -> None:
    """Show it, or not; what is shown can be taken away again, with a reason."""
    if craft.outcome == outcome:
        raise AcademyError("craft-is-decided")
    craft.outcome, craft.reason, craft.decided_at = outcome, reason, now
    _note(f"craft.{outcome}", craft, craft.skill, by=by, now=now)


def keys_of(person: Person) -> Iterator[str]:
    """Every file with this person's hands or voice."""
    for craft in db.session.scalars(select(Craft).where(Craft.person_id == person.id)):
        yield craft.storage_key
        yield from (photo.storage_key for photo in craft.photos)


def _note(action: str, craft: Craft, skill: Skill, *, by: Actor, now: datetime) -> None:
    log.record(
        action, craft.uuid, organisation_id=craft.organisation_id, by=by, at=now, skill=skill.code
    )
