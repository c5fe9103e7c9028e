"""Ask somebody to read a translation, hear what they say, and say what nobody read."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from academy.access import codes
from academy.audit import log
from academy.catalogue.models import DomainVersion, SkillDomain, SkillVersion
from academy.catalogue.publishing import PALETTE, newest_of
from academy.catalogue.queries import open_versions
from academy.catalogue.translating.models import (
    Check,
    DomainTranslationCheck,
    Kind,
    Readable,
    TranslationCheck,
    TranslationReader,
    told_apart,
)
from academy.database import db, must_be_locked
from academy.languages import DUTCH, LANGUAGES
from academy.security.identity import Actor, Identity

TRANSLATIONS: Final = tuple(code for code in LANGUAGES if code != DUTCH)
LASTS: Final = timedelta(days=30)
READER: Final = Actor(None, "reader")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the reading of one language is, over domains and open skills."""

    language: str
    good: int
    proposed: Sequence[Check]
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
    version: Readable,
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
        kind = DomainTranslationCheck if isinstance(version, DomainVersion) else TranslationCheck
        row = kind(version_id=version.id, language=reader.language)
        db.session.add(row)
    row.reader_id, row.is_good, row.checked_at = reader.id, not (words or better), now
    row.words, row.better = words, dict(better)
    _note("translation.checked", reader, by=READER, now=now, **told_apart(version))


def check_of(version: Readable, language: str) -> Check | None:
    if isinstance(version, DomainVersion):
        return _check_of(DomainTranslationCheck, version.id, language)
    return _check_of(TranslationCheck, version.id, language)


def _check_of(kind: type[Kind], version_id: int, language: str) -> Kind | None:
    found = select(kind).where(kind.version_id == version_id, kind.language == language)
    return db.session.scalar(found)


def find_check(_identity: Identity, check_uuid: uuid.UUID) -> Check | None:
    """The policy says who may know of it."""
    return _by_uuid(TranslationCheck, check_uuid) or _by_uuid(DomainTranslationCheck, check_uuid)


def _by_uuid(kind: type[Kind], check_uuid: uuid.UUID) -> Kind | None:
    return db.session.scalar(select(kind).where(kind.uuid == check_uuid))


def is_unread(version: Readable, language: str) -> bool:
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


def checks_in(language: str, kind: type[Kind]) -> Mapping[int, Kind]:
    """Of skills or of domains, by the number of the version."""
    found = select(kind).where(kind.language == language)
    return {each.version_id: each for each in db.session.scalars(found)}


def domain_versions() -> list[DomainVersion]:
    """What each domain that takes part says now, in the order of the palette."""
    found = select(SkillDomain).where(SkillDomain.archived_at.is_(None))
    rows = db.session.scalars(
        found.order_by(SkillDomain.position, SkillDomain.id).options(
            selectinload(SkillDomain.versions)
        )
    )
    newest = (newest_of(each.versions) for each in rows)
    return [each for each in newest if each is not None]


def good_domains(language: str) -> frozenset[str]:
    """Codes of the domains of which a reader found good what they say now."""
    known = checks_in(language, DomainTranslationCheck)
    good = {number for number, check in known.items() if check.is_good}
    return frozenset(each.domain.code for each in domain_versions() if each.id in good)


def to_read() -> list[Readable]:
    """Domains first: they are few, and skills stand in them."""
    return [*domain_versions(), *open_versions()]


def said_of(versions: Iterable[Readable], language: str) -> dict[Readable, Check]:
    """What was said of each in a language, where somebody said something."""
    of_skills: Mapping[int, Check] = checks_in(language, TranslationCheck)
    of_domains: Mapping[int, Check] = checks_in(language, DomainTranslationCheck)
    found = {
        each: (of_domains if isinstance(each, DomainVersion) else of_skills).get(each.id)
        for each in versions
    }
    return {version: check for version, check in found.items() if check is not None}


def how_many_better() -> int:
    """Translations of what is said now for which a reader has better words."""
    of_skills = [each.id for each in open_versions()]
    of_domains = [each.id for each in domain_versions()]
    return _better(TranslationCheck, of_skills) + _better(DomainTranslationCheck, of_domains)


def _better(kind: type[Kind], versions: Sequence[int]) -> int:
    found = select(func.count(kind.id)).where(~kind.is_good, kind.version_id.in_(versions))
    return db.session.scalar(found) or 0


def progress() -> list[Progress]:
    versions = to_read()
    return [_progress(language, versions) for language in TRANSLATIONS]


def _progress(language: str, versions: Sequence[Readable]) -> Progress:
    found = list(said_of(versions, language).values())
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
