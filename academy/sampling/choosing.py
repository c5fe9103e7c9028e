"""Which badges are looked at a second time. Pure.

A keyed hash of the badge decides, so nobody can tell beforehand, and nobody can ask again for
another draw. As many as it names are taken, but first of what was saved for many people at once:
that is where a mistake is made many times.
"""

import hmac
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import groupby
from uuid import UUID

STEPS = 2**32
TOGETHER = timedelta(minutes=1)
MANY = 3


@dataclass(frozen=True, slots=True)
class Drawn:
    """A badge, as far as the draw asks."""

    uuid: UUID
    percent: int
    """Of how many badges of its skill in a hundred somebody looks."""
    of_many: bool


def choose(badges: Collection[Drawn], key: bytes) -> Sequence[UUID]:
    """Of the badges of one organisation since the last draw, the ones for a second look."""
    ordered = sorted(badges, key=lambda each: _place(each.uuid, key))
    named = [each for each in ordered if _place(each.uuid, key) < each.percent * STEPS / 100]
    open_to_it = [each for each in ordered if each.percent > 0]
    many = [each for each in open_to_it if each.of_many]
    rest = [each for each in named if not each.of_many]
    return [each.uuid for each in (*many, *rest)][: len(named)]


@dataclass(frozen=True, slots=True)
class Saved:
    """An assessment, as far as it tells whether others were saved with it."""

    number: int
    person_id: int
    what: tuple[int, int, int]
    """Assessor, version of the skill, team."""
    at: datetime


def saved_for_many(assessments: Iterable[Saved]) -> frozenset[int]:
    """Numbers of those that one assessor saved for three people or more within a minute."""
    found = set[int]()
    ordered = sorted(assessments, key=lambda each: (each.what, each.at))
    for _what, group in groupby(ordered, key=lambda each: each.what):
        those = list(group)
        for each in those:
            near = [other for other in those if abs(other.at - each.at) <= TOGETHER]
            if len({other.person_id for other in near}) >= MANY:
                found.add(each.number)
    return frozenset(found)


def _place(badge: UUID, key: bytes) -> int:
    return int.from_bytes(hmac.digest(key, badge.bytes, sha256)[:4], "big")


def key_of(secret: str) -> bytes:
    """A key for this alone, of the installation's secret."""
    return hmac.digest(secret.encode(), b"sampling", sha256)
