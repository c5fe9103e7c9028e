"""Judge a document of the foundry's world, as tests of one kind of badge do."""

from typing import Any

from badges.fetching import OfflineMap
from badges.verifying import Outcome, Report, verify
from tests.badges.foundry import NOW, Json, old_world, to_bytes, world


def judged(source: bytes | str | Json | list[Any], **more: Any) -> Report:
    """The report on a document; `more` are documents that can be fetched, by address."""
    if isinstance(source, str):
        source = source.encode()
    raw = source if isinstance(source, bytes) else to_bytes(source)
    return verify(raw, documents=OfflineMap(world() | old_world() | more), now=NOW)


def trouble(report: Report) -> set[str]:
    """The codes of the checks that found trouble."""
    wrong = (Outcome.FAIL, Outcome.UNKNOWN)
    return {check.code for check in report.checks if check.outcome in wrong}
