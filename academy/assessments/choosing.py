"""In which order skills are offered to a leader: the likeliest first, then the whole palette.

Likely is what is open with this worker, then what this leader looked at last, then what this
team is mostly seen to do. Each skill is offered once.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from sqlalchemy import Select, case, func, select

from academy.assessments.earned import is_practice
from academy.assessments.models import Assessment
from academy.assessments.queries import TeamWorker
from academy.catalogue.models import Skill, SkillDomain, SkillVersion
from academy.catalogue.queries import open_versions
from academy.credentials.models import Achievement, Credential
from academy.credentials.rules import has_expired, runs_out
from academy.database import db
from academy.organisations.models import Team
from academy.organisations.queries import own_or_taken_in
from academy.security.identity import Identity

MOST_LIKELY = 10
"""As many as a tablet shows without scrolling."""
LAST_USED = 5
CRAFT = "vak"
LOOK_BACK = 200
"""Of so many assessments, the newest, it is told what a leader and a team do; the whole history
would say the same and take longer."""


@dataclass(frozen=True, slots=True)
class OwnBadge:
    """A badge that counts here, and whether it asks to look again."""

    level: int
    valid_until: datetime | None
    runs_out: bool
    """Within three months, or it has."""
    has_expired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillChoice:
    """A skill with what the worker reached of it, as far as this organisation knows."""

    version: SkillVersion
    badge: OwnBadge | None = None
    seen_on: date | None = None
    """Seen without a badge so far."""

    @property
    def is_open(self) -> bool:
        return self.seen_on is not None or (self.badge is not None and self.badge.runs_out)


@dataclass(frozen=True, slots=True)
class DomainChoices:
    """The skills of one domain."""

    domain: SkillDomain
    skills: tuple[SkillChoice, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """All skills that can be assessed, each once."""

    likely: tuple[SkillChoice, ...]
    domains: tuple[DomainChoices, ...]

    def __bool__(self) -> bool:
        return bool(self.likely or self.domains)


def choices_for(
    team: Team, identity: Identity, *, worker: TeamWorker | None = None, query: str = ""
) -> Choices:
    """Who looks for words gets what fits them, by domain."""
    # of somebody who left: what came after is between the worker and others
    here = worker is not None and worker.left_on is None
    badges = _badges(worker, identity.today) if worker and here else {}
    seen = _practised(worker) if worker and here else {}
    choices = {version.skill_id: _choice(version, badges, seen) for version in open_versions(query)}
    order = domains_of(team)
    likely = [] if query else list(islice(_likely(choices, identity, order), MOST_LIKELY))
    first = {choice.version.skill_id for choice in likely}
    rest = [choice for skill, choice in choices.items() if skill not in first]
    return Choices(tuple(likely), _by_domain(rest, order))


def domains_of(team: Team) -> list[str]:
    """Codes of the domains in which a team shows its craft, the one most seen lately first.

    Speaking Dutch and working safely are seen in every team, so they tell nothing of this one.
    """
    # first the newest, and then what they are about: so it stops, whatever the team does
    latest = (
        select(Assessment.id, Assessment.skill_version_id)
        .where(Assessment.team_id == team.id)
        .order_by(Assessment.id.desc())
        .limit(LOOK_BACK)
        .subquery()
    )
    found = (
        select(SkillDomain.code)
        .join(Skill, Skill.domain_id == SkillDomain.id)
        .join(SkillVersion, SkillVersion.skill_id == Skill.id)
        .join(latest, latest.c.skill_version_id == SkillVersion.id)
        .where(SkillDomain.id.in_(_craft_domains()))
        .order_by(latest.c.id.desc())
    )
    return [domain for domain, _times in Counter(db.session.scalars(found)).most_common()]


def _craft_domains() -> Select[int]:
    """Numbers of the domains of which at least half the skills are a craft."""
    craft = case((SkillVersion.kind == CRAFT, 1), else_=0)
    return (
        select(Skill.domain_id)
        .join(SkillVersion, SkillVersion.skill_id == Skill.id)
        .group_by(Skill.domain_id)
        .having(func.sum(craft) * 2 >= func.count())
    )


def own_domains_first(domain: str, order: Sequence[str]) -> int:
    """Sort key that keeps the order of the palette for what the team was not seen to do."""
    return order.index(domain) if domain in order else len(order)


def _likely(
    choices: Mapping[int, SkillChoice], identity: Identity, order: Sequence[str]
) -> Iterable[SkillChoice]:
    yield from (found := [choice for choice in choices.values() if choice.is_open])
    last = [choices[skill] for skill in last_used(identity.person_id) if skill in choices]
    own = [each for each in choices.values() if order and _domain(each).code == order[0]]
    given = {choice.version.skill_id for choice in found}
    for choice in (*last, *own):
        if choice.version.skill_id not in given:
            given.add(choice.version.skill_id)
            yield choice


def last_used(person_id: int) -> list[int]:
    """Numbers of the skills that a leader looked at last, the last one first."""
    latest = (
        select(SkillVersion.skill_id)
        .join(Assessment, Assessment.skill_version_id == SkillVersion.id)
        .where(Assessment.assessor_id == person_id)
        .order_by(Assessment.id.desc())
        .limit(LOOK_BACK)
    )
    return list(dict.fromkeys(db.session.scalars(latest)))[:LAST_USED]


def _choice(
    version: SkillVersion, badges: Mapping[int, OwnBadge], seen: Mapping[int, date]
) -> SkillChoice:
    badge = badges.get(version.skill_id)
    seen_on = None if badge else seen.get(version.skill_id)
    return SkillChoice(version=version, badge=badge, seen_on=seen_on)


def _badges(worker: TeamWorker, today: date) -> dict[int, OwnBadge]:
    """Number of a skill to the badge of the highest level that counts."""
    rows = db.session.execute(
        select(Credential.skill_id, Achievement.level, Credential.valid_until)
        .join(Achievement)
        .where(
            Credential.person_id == worker.person.id,
            Credential.organisation_id.in_(own_or_taken_in(worker.team.organisation_id)),
            Credential.current_key.is_not(None),
        )
        .order_by(Achievement.level)
    )
    # the lowest level first, so that the highest stays
    return {
        skill: OwnBadge(level, until, runs_out(until, today), has_expired(until, today))
        for skill, level, until in rows
    }


def _practised(worker: TeamWorker) -> dict[int, date]:
    """Number of a skill to the last day on which it was seen here without a badge so far."""
    rows = db.session.execute(
        select(SkillVersion.skill_id, func.max(Assessment.observed_on))
        .join(SkillVersion)
        .where(
            Assessment.person_id == worker.person.id,
            Assessment.organisation_id == worker.team.organisation_id,
            is_practice(),
        )
        .group_by(SkillVersion.skill_id)
    )
    return {row[0]: row[1] for row in rows}


def _by_domain(choices: Collection[SkillChoice], order: Sequence[str]) -> tuple[DomainChoices, ...]:
    by_domain: dict[SkillDomain, list[SkillChoice]] = {}
    for choice in sorted(choices, key=lambda each: own_domains_first(_domain(each).code, order)):
        by_domain.setdefault(_domain(choice), []).append(choice)
    return tuple(DomainChoices(domain, tuple(own)) for domain, own in by_domain.items())


def _domain(choice: SkillChoice) -> SkillDomain:
    return choice.version.skill.domain
