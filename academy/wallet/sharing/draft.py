"""What a worker has chosen so far, one screen at a time, for a share that does not exist yet.

It stands in the signed cookie of the session, so that no address says for whom it is, nothing is
kept of somebody who stops halfway, and the way back works without script.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from flask import session

from academy.security.identity import Identity
from academy.wallet.brought.models import Brought
from academy.wallet.contents import OwnBadge
from academy.wallet.elsewhere.models import ForeignBadge
from academy.wallet.sharing.models import Audience, Purpose

KEPT = "share_draft"


class Step(StrEnum):
    """One question, on one screen."""

    PERIOD = "period"
    BADGES = "badges"
    AUDIENCE = "audience"
    PURPOSE = "purpose"
    DURATION = "duration"
    NAME = "name"
    CLAIMS = "claims"
    WORDS = "words"
    CHECK = "check"


PLAIN = (Step.BADGES, Step.AUDIENCE, Step.PURPOSE, Step.DURATION, Step.NAME, Step.CHECK)
READY_MADE = (Step.PERIOD, Step.BADGES, Step.DURATION, Step.NAME, Step.CHECK)
"""For a guide or a school it is known for whom and for what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The answers so far; empty is not answered."""

    key: str
    """Becomes the UUID of the share: pressed twice, the last button makes one."""
    by: str
    """The session it belongs to: whoever signs in next on this device begins anew."""
    ready: str = ""
    badges: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    """From elsewhere; these alone answer the question too."""
    period: str = ""
    audience: str = ""
    label: str = ""
    purpose: str = ""
    duration: str = ""
    named: str = ""
    has_claims: bool = False
    """Employers said something that fits the chosen badges, so there is one more question."""
    claims: str = ""
    has_words: bool = False
    """The worker said something of themselves, so there is one more question."""
    words: tuple[str, ...] = ()
    words_are_chosen: bool = False
    """None of them is an answer too."""

    @property
    def steps(self) -> Sequence[Step]:
        steps = READY_MADE if self.ready else PLAIN
        more = [(Step.CLAIMS, self.has_claims), (Step.WORDS, self.has_words)]
        return (*steps[:-1], *(step for step, is_asked in more if is_asked), steps[-1])

    def number_of_steps(self, step: Step) -> int | None:
        """As `step` may tell it; None until the badges are chosen: they decide which more
        questions there are, and a number that grows on the way reads as a mistake."""
        is_known = self.steps.index(step) > self.steps.index(Step.BADGES)
        return len(self.steps) if is_known else None

    def is_answered(self, step: Step) -> bool:
        answers = {
            Step.BADGES: self.badges or self.foreign,
            Step.NAME: self.named,
            Step.WORDS: self.words_are_chosen,
            Step.CHECK: "",
        }
        return bool(answers.get(step, getattr(self, step, "")))

    @property
    def next_step(self) -> Step:
        """The first that is not answered."""
        return next(step for step in self.steps if not self.is_answered(step))

    def after(self, step: Step) -> Step:
        """Where to go when `step` is answered: on, or to what was skipped."""
        following = self.steps[self.steps.index(step) + 1]
        return following if self.may_see(following) else self.next_step

    def may_see(self, step: Step) -> bool:
        """Whether everything before it is answered."""
        return step in self.steps and self.steps.index(step) <= self.steps.index(self.next_step)

    def chosen_of(self, badges: Iterable[OwnBadge]) -> list[OwnBadge]:
        """What was chosen and may still be shown, in the order of the list."""
        return [badge for badge in badges if badge.uuid.hex in self.badges]

    def chosen_of_foreign(self, badges: Iterable[ForeignBadge]) -> list[ForeignBadge]:
        return [badge for badge in badges if badge.uuid.hex in self.foreign]

    def chosen_of_words(self, words: Iterable[Brought]) -> list[Brought]:
        return [each for each in words if each.uuid.hex in self.words]

    @property
    def uuid(self) -> UUID:
        return UUID(self.key)


def begin(identity: Identity, *, ready: Audience | None = None) -> Draft:
    """A new one, in the place of what was there."""
    draft = Draft(key=uuid4().hex, by=identity.session_uuid.hex)
    if ready is not None:
        draft = replace(draft, ready=ready, audience=ready, purpose=Purpose.LEARN)
    return keep(draft)


def current(identity: Identity) -> Draft | None:
    """What this session has begun."""
    kept: dict[str, Any] | None = session.get(KEPT)
    if not isinstance(kept, dict) or kept.get("by") != identity.session_uuid.hex:
        return None
    # a cookie may be of the release before, with an answer that nobody asks any more
    known = {each.name: kept[each.name] for each in fields(Draft) if each.name in kept}
    lists = {name: tuple(known.get(name, ())) for name in ("badges", "foreign", "words")}
    return Draft(**{**known, **lists})


def keep(draft: Draft) -> Draft:
    session[KEPT] = {name: value for name, value in asdict(draft).items() if value}
    return draft


def forget() -> None:
    session.pop(KEPT, None)
