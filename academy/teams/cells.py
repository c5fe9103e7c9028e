"""Short addresses of the cells of a matrix: two thousand whole ones are half of the page.

A cell names its worker and its skill by the beginnings of their UUIDs, as long as it takes to tell
each from all others of the team and of the palette.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from academy.assessments.queries import SkillToAssess, find_skill_to_assess
from academy.people.queries import find_led_or_administered_team
from academy.security.identity import Identity
from academy.teams import queries

SHORTEST, WHOLE = 4, 32


def beginnings(uuids: Iterable[UUID]) -> Mapping[UUID, str]:
    """For each the part that tells it from all others, all of one length."""
    whole = {each: each.hex for each in uuids}
    length = next(
        length
        for length in range(SHORTEST, WHOLE + 1)
        if len({each[:length] for each in whole.values()}) == len(whole)
    )
    return {number: each[:length] for number, each in whole.items()}


def begins(beginning: str, uuids: Iterable[UUID]) -> UUID | None:
    """The only one that begins so."""
    found = [each for each in uuids if each.hex.startswith(beginning)]
    return found[0] if len(found) == 1 and len(beginning) >= SHORTEST else None


def find_cell(identity: Identity, team_uuid: UUID, worker: str, skill: str) -> SkillToAssess | None:
    """The worker and the skill of a cell, by what its address says."""
    team = find_led_or_administered_team(identity, team_uuid)
    if team is None:
        return None
    codes = {each.uuid: each.code for each in queries.palette()}
    person = begins(worker, (each.uuid for each in queries.workers_of(team, identity.today)))
    chosen = begins(skill, codes)
    return find_skill_to_assess(identity, person, codes[chosen]) if person and chosen else None
