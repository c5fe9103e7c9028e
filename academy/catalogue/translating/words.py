"""Names of the palette in the languages of workers: read them from a file, find them.

The file says for each Dutch name how it is called: `{"Textiel sorteren": {"uk": "…", …}, …}`. A
name that gets other words was checked by nobody any more.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import bindparam, select

from academy.audit import log
from academy.catalogue.models import SkillVersion
from academy.catalogue.palette_file import CONTENT, LONGEST_TEXT, PaletteFileError
from academy.catalogue.publishing import PALETTE
from academy.catalogue.translating.models import PaletteWord, TranslationCheck
from academy.database import db, must_be_locked
from academy.languages import CONTENT_LANGUAGES, LANGUAGES
from academy.security.identity import Actor

WORDS_FILE: Final = CONTENT / "words.json"
OWN_NAMES: Final = frozenset(LANGUAGES) - set(CONTENT_LANGUAGES)
"""Languages that a version does not hold itself."""


def words_in(language: str) -> Mapping[str, str]:
    """Dutch name to its words; one statement."""
    if language not in OWN_NAMES:
        return {}
    return {row.dutch: row.words for row in db.session.execute(_WORDS, {"language": language})}


_WORDS = select(PaletteWord.dutch, PaletteWord.words).where(
    PaletteWord.language == bindparam("language")
)


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


def take_over(
    check: TranslationCheck, words: Mapping[str, str], *, by: Actor, now: datetime
) -> None:
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
        skill=check.version.skill.code,
        count=len(changed),
    )
    db.session.flush()


def _is_as_asked(check: TranslationCheck, words: Mapping[str, str], changed: set[str]) -> bool:
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


def _forget_checks(
    changed: set[tuple[str, str]], *, besides: TranslationCheck | None = None
) -> None:
    """What a reader found good of a version said other words."""
    languages = {language for language, _dutch in changed}
    found = select(TranslationCheck).where(TranslationCheck.language.in_(languages))
    for each in db.session.scalars(found) if languages else ():
        names = {(each.language, name) for name in names_of(each.version)}
        if names & changed and each is not besides:
            db.session.delete(each)


def names_of(version: SkillVersion) -> list[str]:
    """What a version is called in Dutch, and what its levels are."""
    levels = [version.level_name(each["level"])["nl"] for each in version.levels]
    return list(dict.fromkeys([version.name["nl"], *levels]))


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
