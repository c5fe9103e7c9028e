"""All skills for whoever keeps the palette: published, drafts, overdue and stopped ones."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, load_only, selectinload

from academy.catalogue.drafting.models import DraftSave, Fields, SkillDraft
from academy.catalogue.models import Skill, SkillDomain, SkillVersion, Texts
from academy.catalogue.publishing import newest_of
from academy.catalogue.queries import called
from academy.database import db
from academy.languages import CONTENT_LANGUAGES


class State(StrEnum):
    """Where a skill is in its life; it may be in more than one."""

    PUBLISHED = "published"
    DRAFT = "draft"
    """New, or with changes that are not published yet."""
    OVERDUE = "overdue"
    """Somebody should have looked at it again."""
    RETIRED = "retired"
    """Nobody is assessed on it any more; badges that there are stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLine:
    """A skill as the list shows it."""

    skill: Skill
    name: Texts
    number: str | None
    """Of the newest version; None: never published."""
    states: frozenset[State]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What of the palette was asked for, and how many skills each state would give."""

    shelves: Sequence[tuple[SkillDomain, Sequence[SkillLine]]]
    per_state: Mapping[str, int]
    per_domain: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(len(lines) for _domain, lines in self.shelves)


def states_of(skill: Skill, *, has_draft: bool, today: date) -> frozenset[State]:
    newest = newest_of(skill.versions)
    found = {State.DRAFT} if has_draft else set()
    if newest is None:
        return frozenset(found)
    if not any(version.is_open for version in skill.versions):
        return frozenset(found | {State.RETIRED})
    if skill.is_overdue(today):
        found.add(State.OVERDUE)
    return frozenset(found | {State.PUBLISHED})


def list_skills(
    *, search: str = "", state: str | None = None, domain: str | None = None, today: date
) -> Listed:
    """Skills by domain; each count is what that choice would give while the other stays."""
    lines = _lines(search, today)
    in_domain = [each for each in lines if domain in (None, each.skill.domain.code)]
    in_state = [each for each in lines if state is None or state in each.states]
    both = [each for each in in_domain if state is None or state in each.states]
    shelves = groupby(both, key=lambda line: line.skill.domain)
    return Listed(
        shelves=[(found, list(each)) for found, each in shelves],
        per_state=Counter(str(each) for line in in_domain for each in line.states),
        per_domain=Counter(line.skill.domain.code for line in in_state),
    )


def _lines(search: str, today: date) -> list[SkillLine]:
    drafts = _names_of_drafts()
    return [
        SkillLine(
            skill=skill,
            name=newest.name if newest else drafts[skill.id],
            number=newest.number if newest else None,
            states=states_of(skill, has_draft=skill.id in drafts, today=today),
        )
        for skill in _skills(search)
        if (newest := newest_of(skill.versions)) or skill.id in drafts
    ]


def _skills(search: str) -> Iterable[Skill]:
    columns = load_only(
        SkillVersion.number, SkillVersion.name, SkillVersion.published_at, SkillVersion.retired_at
    )
    found = (
        select(Skill)
        .join(Skill.domain)
        .where(called(search))
        .options(selectinload(Skill.versions).options(columns))
        .order_by(SkillDomain.position, SkillDomain.id, Skill.id)
    )
    return db.session.scalars(found)


def _names_of_drafts() -> dict[int, Texts]:
    """By skill."""
    each = aliased(DraftSave)
    newest = select(func.max(each.revision)).where(each.draft_id == SkillDraft.id).scalar_subquery()
    found = (
        select(SkillDraft.skill_id, DraftSave.fields)
        .join(DraftSave, DraftSave.draft_id == SkillDraft.id)
        .where(DraftSave.revision == newest)
    )
    return {number: _name(fields) for number, fields in db.session.execute(found)}


def _name(fields: Fields) -> Texts:
    return {code: fields[f"name_{code}"] for code in CONTENT_LANGUAGES if fields[f"name_{code}"]}
