"""A palette file, read and checked before anything of it is believed.

The shape stands in `content/palette.schema.json`; what a schema cannot say stands here. Every
fault names its place, so that whoever wrote the file can mend it.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator

from academy.errors import InvalidInputError

CONTENT = Path(__file__).parent / "content"
PALETTE_FILE = CONTENT / "skillspalet.json"
SCHEMA: dict[str, Any] = json.loads((CONTENT / "palette.schema.json").read_text("utf-8"))
_SKILL = SCHEMA["$defs"]["skill"]["properties"]
LONGEST_TEXT: int = SCHEMA["$defs"]["text"]["maxLength"]
MOST_CRITERIA: int = _SKILL["criteria_nl"]["maxItems"]
MOST_MONTHS: int = _SKILL["valid_months"]["oneOf"][1]["maximum"]
MOST_OBSERVATIONS: int = _SKILL["observations_needed"]["maximum"]
MOST_ASSESSORS: int = _SKILL["assessors_needed"]["maximum"]

Entry = Mapping[str, Any]
"""One skill, or one domain, as the file has it."""


LevelNames = Mapping[int, Mapping[str, str]]
"""The words of a level, by its number."""


class PaletteFileError(InvalidInputError):
    """The file cannot be read as a palette."""


def read_palette(source: Path) -> Entry:
    """Raises PaletteFileError with the first thing that is wrong, and where."""
    try:
        palette: Any = json.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise PaletteFileError("palette-file-unreadable", file=source, why=error) from error
    fault = next(_faults(palette), None)
    if fault is not None:
        place, why = fault
        raise PaletteFileError("palette-file-unfit", file=source, place=place, why=why)
    return palette  # type: ignore[no-any-return]  # the schema says so


def level_names(palette: Entry) -> LevelNames:
    """What the file calls the levels; a file that does not say it has the words of the first."""
    return {each["level"]: each["name"] for each in palette.get("level_scale", ())}


@cache
def names_of_today() -> LevelNames:
    """What a skill without a version before calls its levels: as this release does."""
    return level_names(read_palette(PALETTE_FILE))


def _faults(palette: Any) -> Iterator[tuple[str, str]]:
    """Where and what; the next one is asked only when the one before was no fault."""
    for error in _validator().iter_errors(palette):
        yield "/".join(map(str, error.instance_path)) or "/", error.message[:300]
    counted = Counter(skill["id"] for skill in palette["skills"])
    yield from ((code, "this skill stands there twice") for code, n in counted.items() if n > 1)
    domains = {domain["id"] for domain in palette["domains"]}
    for skill in palette["skills"]:
        yield from ((skill["id"], why) for why in _faults_of(skill, domains))


def _faults_of(skill: Entry, domains: set[str]) -> Iterator[str]:
    if skill["domain"] not in domains:
        yield f"the domain {skill['domain']} is not in the file"
    if [level["level"] for level in skill["levels"]] != [1, 2, 3]:
        yield "the levels must be 1, 2 and 3, in this order"
    if len(skill["criteria_nl"]) != len(skill["criteria_en"]):
        yield "there must be as many criteria in English as in Dutch"
    if len(set(skill["criteria_nl"])) < len(skill["criteria_nl"]):
        yield "a criterion stands there twice"
    for field in ("external_requirement", "note"):
        if bool(skill[f"{field}_nl"]) != bool(skill[f"{field}_en"]):
            yield f"{field} must be there in Dutch and in English, or in neither"
    try:
        date.fromisoformat(skill["review_date"])
    except ValueError as error:
        yield f"review_date: {error}"


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(SCHEMA)
