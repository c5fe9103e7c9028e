"""Any file at all is answered, with little memory; `python -m bench.bounds` measures the time."""

from collections.abc import Iterator

import pytest

from badges.sandbox import Sandbox
from tests.badges.costs import MOST_BYTES, cost_of
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
    cost = cost_of(case, child)

    assert cost.report.verdict in case.verdicts
    assert cost.child < MOST_BYTES
    assert cost.own < MOST_BYTES
