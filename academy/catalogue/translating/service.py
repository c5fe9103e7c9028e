"""Ask somebody to read a translation, hear what they say, and say what nobody read."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from academy.access import codes
from academy.audit import log
from academy.catalogue.models import SkillVersion
from academy.catalogue.publishing import PALETTE
from academy.catalogue.queries import open_versions
from academy.catalogue.translating.models import TranslationCheck, TranslationReader
from academy.database import db, must_be_locked
from academy.languages import DUTCH, LANGUAGES
from academy.security.identity import Actor, Identity

TRANSLATIONS: Final = tuple(code for code in LANGUAGES if code != DUTCH)
LASTS: Final = timedelta(days=30)
READER: Final = Actor(None, "reader")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the reading of one language is, over the open skills."""

    language: str
    good: int
    proposed: Sequence[TranslationCheck]
    """With words that would be better."""
    total: int


def code_of(reader_uuid: uuid.UUID, *, secret_key: str) -> str:
    """In the link; it can be made again, so the academy finds the link again."""
    return codes.code_for(f"reader:{reader_uuid}", secret_key=secret_key)


def invite(language: str, *, secret_key: str, by: Actor, now: datetime) -> TranslationReader:
    key = uuid.uuid4()
    reader = TranslationReader(
        uuid=key,
        language=language,
        code_hash=codes.code_hash(code_of(key, secret_key=secret_key)),
        made_at=now,
        expires_at=now + LASTS,
    )
    db.session.add(reader)
    db.session.flush()
    _note("translation-reader.invited", reader, by=by, now=now)
    return reader


def stop(reader: TranslationReader, *, by: Actor, now: datetime) -> None:
    must_be_locked(PALETTE)
    if reader.stopped_at is None:
        reader.stopped_at = now
        _note("translation-reader.stopped", reader, by=by, now=now)


def find_reader(_identity: Identity, reader_uuid: uuid.UUID) -> TranslationReader | None:
    """The policy says who may know of it."""
    return db.session.scalar(select(TranslationReader).where(TranslationReader.uuid == reader_uuid))


def reader_with(code: str, now: datetime) -> TranslationReader | None:
    """Whoever has this link, while it works."""
    found = db.session.scalar(
        select(TranslationReader).where(TranslationReader.code_hash == codes.code_hash(code))
    )
    return found if found and found.works_at(now) else None


def open_links(secret_key: str, now: datetime) -> list[tuple[TranslationReader, str]]:
    """Readers whose link works, with its code; after another secret key the old ones do not."""
    found = select(TranslationReader).where(
        TranslationReader.stopped_at.is_(None), TranslationReader.expires_at > now
    )
    readers = db.session.scalars(found.order_by(TranslationReader.id)).all()
    links = [(each, code_of(each.uuid, secret_key=secret_key)) for each in readers]
    return [(each, code) for each, code in links if codes.code_hash(code) == each.code_hash]


def check(
    version: SkillVersion,
    reader: TranslationReader,
    *,
    words: str,
    better: Mapping[str, str],
    now: datetime,
) -> None:
    """`words` and `better`: what would be better; nothing of either when it is good."""
    must_be_locked(PALETTE)
    row = check_of(version, reader.language)
    if row is None:
        row = TranslationCheck(version_id=version.id, language=reader.language)
        db.session.add(row)
    row.reader_id, row.is_good, row.checked_at = reader.id, not (words or better), now
    row.words, row.better = words, dict(better)
    _note("translation.checked", reader, by=READER, now=now, skill=version.skill.code)


def check_of(version: SkillVersion, language: str) -> TranslationCheck | None:
    return db.session.scalar(
        select(TranslationCheck).where(
            TranslationCheck.version_id == version.id, TranslationCheck.language == language
        )
    )


def find_check(_identity: Identity, check_uuid: uuid.UUID) -> TranslationCheck | None:
    """The policy says who may know of it."""
    return db.session.scalar(select(TranslationCheck).where(TranslationCheck.uuid == check_uuid))


def is_unread(version: SkillVersion, language: str) -> bool:
    """Whether nobody found the translation good."""
    if language not in TRANSLATIONS:
        return False
    found = check_of(version, language)
    return found is None or not found.is_good


def good_languages(version: SkillVersion) -> frozenset[str]:
    """In which a reader found what it says good; one statement."""
    found = select(TranslationCheck.language).where(
        TranslationCheck.version_id == version.id, TranslationCheck.is_good
    )
    return frozenset(db.session.scalars(found))


def checks_in(language: str) -> Mapping[int, TranslationCheck]:
    """By the number of the version."""
    found = select(TranslationCheck).where(TranslationCheck.language == language)
    return {each.version_id: each for each in db.session.scalars(found)}


def progress() -> list[Progress]:
    versions = open_versions()
    return [_progress(language, versions) for language in TRANSLATIONS]


def _progress(language: str, versions: Sequence[SkillVersion]) -> Progress:
    checks = checks_in(language)
    found = [checks[version.id] for version in versions if version.id in checks]
    return Progress(
        language=language,
        good=sum(each.is_good for each in found),
        proposed=[each for each in found if not each.is_good],
        total=len(versions),
    )


def _note(
    action: str, reader: TranslationReader, *, by: Actor, now: datetime, **more: object
) -> None:
    log.record(
        action, reader.uuid, organisation_id=None, by=by, at=now, language=reader.language, **more
    )
