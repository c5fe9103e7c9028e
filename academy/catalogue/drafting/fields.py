"""What a draft says, as flat fields: out of a version, and into an entry of a palette file.

Texts are there in Dutch and in English (`name_nl`, `name_en`); criteria are one text with a line
for each. A draft may lack anything but a Dutch name; `gaps` says what a skill cannot do without.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from academy.catalogue.drafting.models import Fields
from academy.catalogue.keeping.reviewing import is_within_reach
from academy.catalogue.levels import EARNED
from academy.catalogue.models import Skill, SkillVersion
from academy.catalogue.palette_file import MOST_CRITERIA, Entry
from academy.languages import CONTENT_LANGUAGES

LONGEST_NAME: Final = 60
LONGEST_LINE: Final = 120
"""What badge, card and certificate have room for; the palette of the release keeps to it too."""
NAMES: Final = ("name", "description")
MAYBE: Final = ("external_requirement", "note")
YES_OR_NO: Final = ("photo_needed", "certificate_needed")
"""`yes`, `no`, or empty: as the default says."""
NUMBERS: Final = tuple(int(level) for level in EARNED)
EMPTY: Final[Fields] = {
    **{
        f"{name}_{language}": ""
        for language in CONTENT_LANGUAGES
        for name in (
            *NAMES, *MAYBE, "criteria",
            *(f"{part}_{number}" for part in ("level", "you") for number in NUMBERS),
        )
    },
    "domain": "", "kind": "", "icon": "", "esco": None, "competentnl": None,
    "badge_1": True, "safety_critical": False, "named_assessors": False,
    "valid_months": None, "review_on": None, "observations_needed": None, "assessors_needed": None,
    "photo_needed": "", "certificate_needed": "", "sampling_percent": None,
}  # fmt: skip
"""Every field, of a draft that says nothing yet."""
FILL_IN: Final = _("Vul dit in voordat je publiceert.")


def fields_of(version: SkillVersion) -> Fields:
    """What a published version says."""
    found = EMPTY | {"badge_1": 1 in version.badge_levels}
    for name in (
        "kind", "icon", "safety_critical", "named_assessors", "valid_months", "esco", "competentnl",
    ):  # fmt: skip
        found[name] = getattr(version, name)
    for name in ("observations_needed", "assessors_needed"):
        found[name] = getattr(version, name) or None
    found["sampling_percent"] = version.sampling_percent
    for name in YES_OR_NO:
        found[name] = {None: "", True: "yes", False: "no"}[getattr(version, name)]
    for language in CONTENT_LANGUAGES:
        for name in (*NAMES, *MAYBE):
            found[f"{name}_{language}"] = (getattr(version, name) or {}).get(language, "")
        for level in version.levels:
            number = level["level"]
            found[f"level_{number}_{language}"] = level["descriptor"][language]
            found[f"you_{number}_{language}"] = (level.get("you") or {}).get(language, "")
        lines = (criterion["text"][language] for criterion in version.criteria)
        found[f"criteria_{language}"] = "\n".join(lines)
    return found | _of_skill(version.skill)


def _of_skill(skill: Skill) -> Fields:
    """What is no part of a version."""
    return {
        "domain": skill.domain.code,
        "review_on": skill.review_on.isoformat() if skill.review_on else None,
    }


def to_entry(fields: Fields) -> Entry:
    """The same as an entry of a palette file, without its code, version and level names."""
    texts = {name: {code: fields[f"{name}_{code}"] for code in CONTENT_LANGUAGES} for name in NAMES}
    found = {code: lines(fields[f"criteria_{code}"]) for code in CONTENT_LANGUAGES}
    longest = max(map(len, found.values()))  # `gaps` asks for the lines that are not there
    lists = {
        f"criteria_{code}": each + [""] * (longest - len(each)) for code, each in found.items()
    }
    maybe = {f"{name}_{code}": fields[f"{name}_{code}"] or None
             for name in MAYBE for code in CONTENT_LANGUAGES}  # fmt: skip
    same = ("kind", "icon", "esco", "competentnl", "safety_critical", "valid_months",
            "observations_needed", "assessors_needed")  # fmt: skip
    answers = {name: fields.get(name) for name in YES_OR_NO}
    return {
        **texts, **lists, **maybe,
        **{name: fields[name] for name in same},
        **{name: None if not said else said == "yes" for name, said in answers.items()},
        "sampling_percent": fields.get("sampling_percent"),
        "named_assessors": fields.get("named_assessors", False),
        "levels": [_level(fields, number) for number in NUMBERS],
    }  # fmt: skip


def _level(fields: Fields, number: int) -> Entry:
    level = {"level": number} | {
        f"descriptor_{code}": fields[f"level_{number}_{code}"] for code in CONTENT_LANGUAGES
    }
    told = {f"you_{code}": fields[f"you_{number}_{code}"] for code in CONTENT_LANGUAGES}
    if all(told.values()):
        level |= told
    return level if number > 1 or fields["badge_1"] else {**level, "badge": False}


def lines(text: str | None) -> list[str]:
    """The lines of a text that say something."""
    return [line for line in map(str.strip, (text or "").splitlines()) if line]


def differing(one: Fields, other: Fields) -> list[str]:
    """The fields of `one` that `other` says in another way, in the order of the form."""
    return [name for name in one if one[name] != other.get(name)]


def gaps(fields: Fields, *, today: date) -> dict[str, LazyString]:
    """What keeps it from being published, by field, each with what to do."""
    found = dict.fromkeys(_empty(fields), FILL_IN)
    found |= dict(_of_criteria(fields))
    found |= dict(_of_pairs(fields))
    return found | gap_of_review(fields, today=today)


def gap_of_review(fields: Fields, *, today: date) -> dict[str, LazyString]:
    """What is wrong with the day on which somebody looks again."""
    day = fields["review_on"]
    if day is None:
        return {"review_on": _("Kies een dag om opnieuw te kijken.")}
    if not is_within_reach(date.fromisoformat(day), today=today):
        return {"review_on": _("Kies een dag na vandaag, hoogstens 5 jaar vooruit.")}
    return {}


def _empty(fields: Fields) -> Iterator[str]:
    levels = [f"level_{number}" for number in NUMBERS]
    for name in (*NAMES, *levels, "criteria"):
        for language in CONTENT_LANGUAGES:
            if not fields[f"{name}_{language}"]:
                yield f"{name}_{language}"
    yield from (name for name in ("domain", "kind", "icon") if not fields[name])


def _of_criteria(fields: Fields) -> Iterable[tuple[str, LazyString]]:
    dutch, english = lines(fields["criteria_nl"]), lines(fields["criteria_en"])
    if len(set(dutch)) < len(dutch):
        yield "criteria_nl", _("Er staat een regel dubbel.")
    for name, each in (("criteria_nl", dutch), ("criteria_en", english)):
        if len(each) > MOST_CRITERIA:
            yield name, _("Maak er hoogstens %(most)s regels van.", most=MOST_CRITERIA)
        if any(len(line) > LONGEST_LINE for line in each):
            yield name, _("Maak elke regel korter dan %(most)s tekens.", most=LONGEST_LINE)
    if dutch and english and len(dutch) != len(english):
        yield "criteria_en", _("Maak evenveel regels als in het Nederlands.")


def _of_pairs(fields: Fields) -> Iterator[tuple[str, LazyString]]:
    """A text that may be left out is there in both languages, or in neither."""
    for name in (*MAYBE, *(f"you_{number}" for number in NUMBERS)):
        given = {code: bool(fields[f"{name}_{code}"]) for code in CONTENT_LANGUAGES}
        if len(set(given.values())) > 1:
            empty = next(code for code, is_there in given.items() if not is_there)
            yield f"{name}_{empty}", _("Schrijf dit in beide talen, of in geen van beide.")
