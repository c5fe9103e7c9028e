"""The table of what is supported is true, and it is the one in the documentation."""

import pytest

from tests.badges import support_in_use
from tests.badges.hostile import all_cases
from tests.badges.support import PAGE, PEERS, ROWS, Row, refreshed

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("row", [row for row in ROWS if row.proof], ids=lambda row: row.what)
def test_what_the_table_says_is_so(row: Row) -> None:
    assert row.proof is not None
    assert row.proof()


@pytest.mark.parametrize("row", support_in_use.ROWS, ids=lambda row: row.what)
def test_of_what_is_in_use_the_table_says_what_is_so(row: support_in_use.Row) -> None:
    assert row.judged() == row.verdict
    told = row.peers.split(", ")
    assert len(told) == len(support_in_use.PEERS)
    assert set(told) <= {"yes", "no", "-"}


def test_every_row_speaks_about_every_peer() -> None:
    for row in ROWS:
        told = row.peers.split(", ")
        assert len(told) == len(PEERS), row.what
        assert set(told) <= {"yes", "partly", "no", "?"}


def test_the_page_has_the_fresh_table() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == refreshed(page), "Run python -m tests.badges.support."


def test_the_page_tells_how_many_files_were_tried() -> None:
    cases = list(all_cases())
    good = sum(case.verdicts == {"valid"} for case in cases)
    assert f"{len(cases)} files, {good} of them good" in PAGE.read_text(encoding="utf-8")
