"""Measure what the costliest files cost: ``python -m bench.bounds [MUTANTS]``.

Every hostile file of the tests, and mutants of good ones, go through the front door as a stranger's
upload does, child process and all. Printed: the worst wall time, the worst processor time (this
process and its children) and the most memory, each with the file that caused it, beside the limits
of 1 second and 150 MB. Wall time means something only on a machine that has nothing else to do, so
the limit is held against processor time.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator

from badges.sandbox import Sandbox
from tests.badges.costs import MOST_BYTES, MOST_SECONDS, Cost, cost_of
from tests.badges.hostile import all_cases
from tests.badges.hostile.cases import Case
from tests.badges.mutants import mutants

MUTANTS = 1000
SHOWN = 3
_FIGURES: tuple[tuple[str, Callable[[Cost], float]], ...] = (
    ("wall ms", lambda cost: cost.wall * 1000),
    ("processor ms", lambda cost: cost.processor * 1000),
    ("child MB", lambda cost: cost.child / 2**20),
    ("own growth MB", lambda cost: cost.own / 2**20),
)


def main() -> int:
    """Print the worst of each kind; 1 when a limit does not hold."""
    return 0 if measure(int(sys.argv[1]) if len(sys.argv) > 1 else MUTANTS) else 1


def measure(count: int = MUTANTS) -> bool:
    """Print the table and say whether the limits held."""
    with Sandbox() as child:
        child.warm()
        costs = [cost_of(case, child) for case in (*all_cases(), *_mutants(count))]
    print(f"\nworst of {len(costs):,} files (limits: {MOST_SECONDS} s, {MOST_BYTES >> 20} MB)")
    for label, figure in _FIGURES:
        for worst in sorted(costs, key=figure, reverse=True)[:SHOWN]:
            print(f"  {label:14}{figure(worst):8.0f}   {worst.name}")
    return all(
        cost.processor < MOST_SECONDS and max(cost.child, cost.own) < MOST_BYTES for cost in costs
    )


def _mutants(count: int) -> Iterator[Case]:
    for number, (name, source) in enumerate(mutants(random.Random(20261121), count)):
        yield Case(f"mutant {number} of {name}", source, frozenset())


if __name__ == "__main__":
    sys.exit(main())
