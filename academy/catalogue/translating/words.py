"""The palette in the languages of workers, names and sentences: read it from a file, find it.

The file says for each Dutch text how it is said: `{"Textiel sorteren": {"uk": "…", …}, …}`. What
gets other words was checked by nobody any more. A version that says something else in Dutch has no
words for it until somebody writes them.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Row, bindparam, select

from academy.audit import log
from academy.catalogue.models import DomainVersion, SkillVersion, Texts
from academy.catalogue.palette_file import CONTENT, LONGEST_TEXT, PaletteFileError
from academy.catalogue.publishing import PALETTE
from academy.catalogue.translating.models import (
    Check,
    DomainTranslationCheck,
    Kind,
    PaletteWord,
    Readable,
    TranslationCheck,
    told_apart,
)
from academy.database import db, must_be_locked
from academy.languages import CONTENT_LANGUAGES, DUTCH, LANGUAGES
from academy.security.identity import Actor

WORDS_FILE: Final = CONTENT / "words.json"
OWN_NAMES: Final = frozenset(LANGUAGES) - set(CONTENT_LANGUAGES)
"""Languages that a version does not hold itself."""


def words_in(language: str) -> Mapping[str, str]:
    """Dutch text to its words; one statement."""
    if language not in OWN_NAMES:
        return {}
    return {row.dutch: row.words for row in db.session.execute(_WORDS, {"language": language})}


_WORDS = select(PaletteWord.dutch, PaletteWord.words).where(
    PaletteWord.language == bindparam("language")
)


def words_of(version: SkillVersion) -> Iterable[Row[tuple[str, str, str]]]:
    """Language, Dutch and words of all that a version says to a worker; one statement."""
    found = select(PaletteWord.language, PaletteWord.dutch, PaletteWord.words)
    said = {texts[DUTCH] for texts in told_of(version)}
    # by language too, which the index begins with: the table grows with the palette
    asked = found.where(PaletteWord.language.in_(OWN_NAMES), PaletteWord.dutch.in_(said))
    return db.session.execute(asked)


def load_words(now: datetime, by: Actor, source: Path = WORDS_FILE) -> int:
    """How many are new or other words; flushes, the caller commits. Raises PaletteFileError."""
    must_be_locked(PALETTE)
    changed = _say({(language, dutch): words for dutch, language, words in _read(source)})
    _forget_checks(changed)
    if changed:
        log.record(
            "palette-words.loaded", None, organisation_id=None, by=by, at=now, count=len(changed)
        )
    db.session.flush()
    return len(changed)


def take_over(check: Check, words: Mapping[str, str], *, by: Actor, now: datetime) -> None:
    """Say these names, by their Dutch, as a reader or the academy would.

    What the reader asked for and nothing else is what that reader finds good. Otherwise the remark
    is settled, also when nothing changes, and the words have to be read again.
    """
    must_be_locked(PALETTE)
    names = names_of(check.version)
    changed = _say({(check.language, name): words[name] for name in names if words.get(name)})
    if check.is_good and not changed:
        return  # somebody else was first
    if _is_as_asked(check, words, {name for _language, name in changed}):
        check.is_good, check.better = True, {}
        _forget_checks(changed, besides=check)
    else:
        _forget_checks(changed, besides=check)
        db.session.delete(check)
    log.record(
        "palette-words.taken",
        check.uuid,
        organisation_id=None,
        by=by,
        at=now,
        language=check.language,
        count=len(changed),
        **told_apart(check.version),
    )
    db.session.flush()


def _is_as_asked(check: Check, words: Mapping[str, str], changed: set[str]) -> bool:
    is_all = bool(check.better) and check.better.items() <= words.items()
    return is_all and not check.words and changed <= check.better.keys()


def _say(said: Mapping[tuple[str, str], str]) -> set[tuple[str, str]]:
    """Language and Dutch to words; those that are new or other words."""
    known = {(row.language, row.dutch): row for row in db.session.scalars(select(PaletteWord))}
    new = said.keys() - known.keys()
    db.session.add_all(
        PaletteWord(language=language, dutch=dutch, words=said[language, dutch])
        for language, dutch in sorted(new)
    )
    better = {key for key, row in known.items() if said.get(key, row.words) != row.words}
    for key in better:
        known[key].words = said[key]
    return better | new


def _forget_checks(changed: set[tuple[str, str]], *, besides: Check | None = None) -> None:
    """What a reader found good of a version said other words."""
    languages = {language for language, _dutch in changed}
    kept: list[Check] = [
        *_checks(TranslationCheck, languages),
        *_checks(DomainTranslationCheck, languages),
    ]
    for each in kept:
        said = {(each.language, texts[DUTCH]) for texts in told_of(each.version)}
        if said & changed and each is not besides:
            db.session.delete(each)


def _checks(kind: type[Kind], languages: Collection[str]) -> Iterable[Kind]:
    return db.session.scalars(select(kind).where(kind.language.in_(languages)))


def names_of(version: Readable) -> list[str]:
    """What a version is called in Dutch, and what its levels are; of a domain also what it is."""
    if isinstance(version, DomainVersion):
        return [texts[DUTCH] for texts in told_of(version)]
    levels = [version.level_name(each["level"])[DUTCH] for each in version.levels]
    return list(dict.fromkeys([version.name[DUTCH], *levels]))


def told_of(version: Readable) -> list[Texts]:
    """What a version says to a worker: names, what it is, what is looked at, and each badge."""
    if isinstance(version, DomainVersion):
        return [each for each in (version.name, version.description) if each]
    levels = [each["level"] for each in version.levels]
    return [
        version.name,
        *map(version.level_name, levels),
        version.description,
        *(each["text"] for each in version.criteria),
        *(version.told_to_worker(level) for level in levels if level in version.badge_levels),
    ]


def _read(source: Path) -> Iterator[tuple[str, str, str]]:
    """Dutch, language, words; every fault names its place."""
    try:
        content: Any = json.loads(source.read_text("utf-8"))
        entries = [
            (dutch, *each) for dutch, languages in content.items() for each in languages.items()
        ]
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        raise PaletteFileError("palette-file-unreadable", file=source, why=error) from error
    for dutch, language, words in entries:
        if language not in OWN_NAMES:
            raise _unfit(source, dutch, f"{language} is none of {', '.join(sorted(OWN_NAMES))}")
        if not isinstance(words, str) or not words.strip():
            raise _unfit(source, dutch, f"{language} has no words")
        if max(len(words), len(dutch)) > LONGEST_TEXT:
            raise _unfit(source, dutch, f"{language} has more than {LONGEST_TEXT} characters")
        yield dutch, language, words.strip()


def _unfit(source: Path, place: str, why: str) -> PaletteFileError:
    return PaletteFileError("palette-file-unfit", file=source, place=place, why=why)
