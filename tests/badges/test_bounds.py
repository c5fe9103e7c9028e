"""Any file at all is answered for little time and memory."""

from collections.abc import Iterator

import pytest

from badges.sandbox import Sandbox
from tests.badges.costs import MOST_BYTES, MOST_SECONDS, cost_of
from tests.badges.hostile.cases import Case
from tests.badges.hostile.heavy import FAMILIES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def child() -> Iterator[Sandbox]:
    with Sandbox(children=1) as child:
        child.warm()
        yield child


@pytest.mark.parametrize(
    "case", [case for family in FAMILIES for case in family()], ids=lambda case: case.name
)
def test_the_costliest_files_stay_within_the_limits(case: Case, child: Sandbox) -> None:
    """Processor time, for wall time says more about the machine than about the file."""
    cost = cost_of(case, child)

    assert cost.report.verdict in case.verdicts
    assert cost.processor < MOST_SECONDS
    assert cost.child < MOST_BYTES
    assert cost.own < MOST_BYTES
