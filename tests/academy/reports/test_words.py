"""Every action that the code writes into the log has words for the page that shows it."""

import re
from collections.abc import Iterator

from academy.reports.audit.words import ACTIONS
from academy.settings import PROJECT

CALL = re.compile(r"(?<!\w)(?:log\.record|record|_record\w*|_log)\(\s*\"([a-z_-]+\.[a-z_]+)\"")


def written_actions() -> Iterator[str]:
    for file in (PROJECT / "academy").rglob("*.py"):
        yield from CALL.findall(file.read_text(encoding="utf-8"))


def test_every_action_has_words() -> None:
    found = set(written_actions())
    assert len(found) > 40, "this test has lost sight of how lines are written"
    missing = sorted(found - set(ACTIONS))
    assert not missing, f"Say in academy/reports/audit/words.py what these mean: {missing}"
