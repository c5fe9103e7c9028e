"""What stands in a wallet: badges by skill, what the worker is practising, and what is near."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from academy.assessments.awarding import counts
from academy.assessments.models import Assessment, ReviewOutcome, WorkerResponse
from academy.catalogue.levels import Level
from academy.catalogue.models import SkillVersion, Texts
from academy.credentials.models import RevocationReason
from academy.dates import local_day
from academy.security.identity import Identity
from academy.wallet import queries, rules
from academy.wallet.queries import BadgeRow
from academy.wallet.rules import COUNTING, Reached, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnBadge:
    """A badge as its holder sees it in the list."""

    uuid: UUID
    achievement_uuid: UUID
    version_id: int
    skill_id: int
    name: Texts
    domain_code: str
    domain_name: Texts
    domain_icon: str
    domain_colour: str
    level: int
    level_name: Texts
    issuer: str
    given_at: datetime
    valid_until: datetime | None
    seen_again_on: date | None
    standing: Standing
    is_new: bool

    @property
    def counts(self) -> bool:
        return self.standing in COUNTING

    def is_long_unseen(self, today: date) -> bool:
        last_seen = self.seen_again_on or local_day(self.given_at)
        return self.counts and rules.is_long_unseen(last_seen, self.valid_until, today)


@dataclass(frozen=True, slots=True)
class SkillBadges:
    """One skill: the badge that stands in front, and the earlier ones behind it."""

    front: OwnBadge
    earlier: tuple[OwnBadge, ...]


class Practice(StrEnum):
    """Where something that was seen without a badge stands."""

    NOT_YET = "not_yet"
    UNFINISHED = "unfinished"
    NO_BADGE = "no_badge"
    """Everything was seen, at a level for which the palette gives none."""
    SEEN_ONCE = "seen_once"
    """Everything was seen; another day, or another person, must see it too."""
    OBJECTED = "objected"
    """The worker did not agree; somebody else looks, and answers before a day."""
    CHECKED = "checked"
    """Somebody else still has to look, for another reason; that has no day."""
    LOOKED_AT_AGAIN = "looked_at_again"
    """Somebody else found that the work must be seen anew."""
    REJECTED = "rejected"
    """Somebody else looked and found that it does not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practised:
    """A skill that the worker is practising, as it was seen the last time."""

    assessment_uuid: UUID
    version: SkillVersion
    level: int
    practice: Practice
    seen: int
    asked: int
    """How many points were seen, and how many there are."""
    observed_on: date
    assessor: str
    delete_on: date | None
    answer_by: date | None
    """Before this day the worker hears what came of the objection."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """A level of a skill that the worker may show next."""

    version: SkillVersion
    level: int

    @property
    def descriptor(self) -> Texts:
        return self.version.told_to_worker(self.level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wallet:
    """Everything on the page of a worker's own badges."""

    skills: tuple[SkillBadges, ...]
    hidden: tuple[OwnBadge, ...]
    new: tuple[OwnBadge, ...]
    practising: tuple[Practised, ...]
    objections: tuple[WorkerResponse, ...]
    next_steps: tuple[NextStep, ...]

    def unseen(self, today: date, *, besides: Collection[int]) -> list[OwnBadge]:
        """Badges that nobody saw confirmed for long, a few of them, the oldest first; `besides`:
        numbers of skills that the person asks about already."""
        fronts = [skill.front for skill in self.skills if skill.front.skill_id not in besides]
        found = [badge for badge in fronts if badge.is_long_unseen(today)]
        return sorted(found, key=lambda badge: badge.given_at)[: rules.MOST_STEPS]

    def steps(self, *, besides: Collection[int]) -> list[NextStep]:
        """What is near, without what the person asks about already."""
        return [step for step in self.next_steps if step.version.skill_id not in besides]

    @property
    def is_empty(self) -> bool:
        return not (self.skills or self.hidden)


def wallet_of(identity: Identity, *, now: datetime) -> Wallet:
    """Read it, in a constant number of statements."""
    rows = queries.own_badges(identity)
    badges = _own_badges(rows, queries.seen_again(identity), now)
    # hidden ones count for the next steps: somebody who hides a badge still has the skill
    hidden = {row.uuid for row in rows if row.is_hidden}
    shown = [(row.skill_id, badge) for row, badge in zip(rows, badges, strict=True)]
    own = identity.came_in_by_themselves
    return Wallet(
        skills=by_skill([(skill, badge) for skill, badge in shown if badge.uuid not in hidden]),
        # that somebody hides a badge is theirs to know
        hidden=tuple(each for each in badges if each.uuid in hidden and own),
        new=tuple(badge for badge in badges if badge.is_new and badge.uuid not in hidden),
        practising=_practising(queries.own_observations(identity), rows),
        objections=tuple(queries.own_open_objections(identity)),
        next_steps=_next_steps(rows, shown),
    )


def own_skills(identity: Identity, *, now: datetime) -> tuple[SkillBadges, ...]:
    """Every badge that the person did not hide, by skill, the newest skill first."""
    rows = queries.own_badges(identity)
    badges = _own_badges(rows, queries.seen_again(identity), now)
    both = zip(rows, badges, strict=True)
    return by_skill([(row.skill_id, badge) for row, badge in both if not row.is_hidden])


def _own_badges(
    rows: Sequence[BadgeRow], seen_again: Mapping[int, date], now: datetime
) -> list[OwnBadge]:
    superseded = {row.supersedes_id for row in rows}
    return [
        own_badge(row, replaced=row.id in superseded, seen_again_on=seen_again.get(row.id), now=now)
        for row in rows
    ]


def own_badge(
    row: BadgeRow, *, replaced: bool, seen_again_on: date | None, now: datetime
) -> OwnBadge:
    """`replaced`: a newer badge took its place."""
    reason = row.withdrawn_for
    standing = rules.standing_of(
        valid_until=row.valid_until,
        withdrawn=reason is not None and reason != RevocationReason.REPLACED,
        replaced=replaced or reason == RevocationReason.REPLACED,
        now=now,
    )
    return OwnBadge(
        uuid=row.uuid,
        achievement_uuid=row.achievement_uuid,
        version_id=row.version_id,
        skill_id=row.skill_id,
        name=row.name,
        domain_code=row.domain_code,
        domain_name=row.domain_name,
        domain_icon=row.domain_icon,
        domain_colour=row.domain_colour,
        level=row.level,
        level_name=row.level_name,
        issuer=row.issuer,
        given_at=row.valid_from,
        valid_until=row.valid_until,
        seen_again_on=seen_again_on,
        standing=standing,
        is_new=rules.is_new(row.issued_at, standing, now),
    )


def _front_first(badge: OwnBadge) -> tuple[int, int, float]:
    return rules.front_first(badge.standing, badge.level, badge.given_at)


def by_skill(badges: Sequence[tuple[int, OwnBadge]]) -> tuple[SkillBadges, ...]:
    """Together by number of skill: what counts first, and then the newest."""
    ordered = sorted(badges, key=lambda each: (each[0], _front_first(each[1])))
    groups = [[badge for _s, badge in group] for _s, group in groupby(ordered, lambda e: e[0])]
    skills = [SkillBadges(group[0], tuple(group[1:])) for group in groups]
    skills.sort(key=lambda skill: (not skill.front.counts, -skill.front.given_at.timestamp()))
    return tuple(skills)


def _practising(
    observations: Sequence[Assessment], badges: Sequence[BadgeRow]
) -> tuple[Practised, ...]:
    """The last observation of each skill, unless a badge came after it."""
    badge_at: dict[int, datetime] = {}
    for badge in badges:
        badge_at[badge.skill_id] = max(
            badge.issued_at, badge_at.get(badge.skill_id, badge.issued_at)
        )
    latest: dict[int, Assessment] = {}
    for each in observations:
        latest.setdefault(each.skill_version.skill_id, each)
    return tuple(
        practised(each)
        for skill, each in latest.items()
        if skill not in badge_at or badge_at[skill] < each.recorded_at
    )


def practised(assessment: Assessment) -> Practised:
    version = assessment.skill_version
    return Practised(
        assessment_uuid=assessment.uuid,
        version=version,
        level=assessment.level,
        practice=_practice(assessment),
        seen=sum(assessment.answers.get(each["id"]) == "seen" for each in version.criteria),
        asked=len(version.criteria),
        observed_on=assessment.observed_on,
        assessor=assessment.assessor.name,
        delete_on=assessment.delete_on,
        answer_by=next((each.answer_by for each in assessment.responses if each.answer_by), None),
    )


def _practice(assessment: Assessment) -> Practice:
    if not counts(assessment):
        return _set_aside(assessment)
    if assessment.level == Level.NOT_YET:
        return Practice.NOT_YET
    if not assessment.complete:
        return Practice.UNFINISHED
    gives_one = assessment.level in assessment.skill_version.badge_levels
    return Practice.SEEN_ONCE if gives_one else Practice.NO_BADGE


def _set_aside(assessment: Assessment) -> Practice:
    """Why what was seen does not count, or not yet (docs/adr/0027)."""
    if assessment.reviews:
        again = assessment.reviews[0].outcome == ReviewOutcome.LOOK_AGAIN
        return Practice.LOOKED_AT_AGAIN if again else Practice.REJECTED
    return Practice.OBJECTED if assessment.is_objected_to else Practice.CHECKED


def _next_steps(
    rows: Sequence[BadgeRow], badges: Sequence[tuple[int, OwnBadge]]
) -> tuple[NextStep, ...]:
    domain_of = {row.skill_id: row.domain_id for row in rows}
    if not domain_of:
        return ()
    reached = [
        Reached(skill, domain_of[skill], badge.level, badge.counts)
        for skill, badge in _fronts(badges)
    ]
    found = {skill.skill_id: skill for skill in queries.open_skills(set(domain_of.values()))}
    steps = rules.next_steps(reached, [(each.skill_id, each.domain_id) for each in found.values()])
    versions = queries.versions({found[step.skill_id].version_id for step in steps})
    return tuple(
        _next_step(versions[found[step.skill_id].version_id], step.level) for step in steps
    )


def _next_step(version: SkillVersion, level: int) -> NextStep:
    """That level, or the first one above it that gives a badge."""
    giving = (each for each in sorted(version.badge_levels) if each >= level)
    return NextStep(version, next(giving, level))


def _fronts(badges: Sequence[tuple[int, OwnBadge]]) -> list[tuple[int, OwnBadge]]:
    """The best badge of each skill, hidden or not, in the order in which skills were shown."""
    best: dict[int, OwnBadge] = {}
    for skill, badge in badges:
        if skill not in best or _front_first(badge) < _front_first(best[skill]):
            best[skill] = badge
    return list(best.items())
