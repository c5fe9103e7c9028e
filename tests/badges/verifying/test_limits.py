"""One verification may cost so much in all; what is left over is not guessed at."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from badges.fetching import OfflineMap
from badges.sandbox import Answer, Sandbox, Task
from badges.verifying import CheckId, Outcome, verify
from badges.verifying.limits import CHILD_SECONDS, LimitedSandbox, TooMuchError
from tests.badges.foundry import NOW, badge, collection, signed, to_bytes
from tests.badges.hostile.heavy import OWN_KEY, own


class Dear(Sandbox):
    """A sandbox in which four jobs take all the time there is."""

    def ask(self, task: Task, payload: bytes, **limits: Any) -> Answer:
        return replace(super().ask(task, payload, **limits), cpu_seconds=CHILD_SECONDS / 3.5)


@pytest.fixture(scope="module")
def child() -> Iterator[Sandbox]:
    with Dear(children=1) as child:
        yield child


def record_of(count: int) -> bytes:
    members = [signed(own(badge(id=f"urn:uuid:limits-{n}")), OWN_KEY) for n in range(count)]
    return to_bytes(signed(own(collection(members)), OWN_KEY))


def test_badges_that_there_was_no_time_for_are_not_judged(child: Sandbox) -> None:
    report = verify(record_of(6), documents=OfflineMap(), now=NOW, child=child)
    assert report.verdict == "could-not-check"
    assert [str(member.verdict) for member in report.members] == ["valid"] * 3 + [
        "could-not-check"
    ] * 3
    for member in report.members[3:]:
        assert member.credential is None
        assert member.outcome(CheckId.PROOF) is Outcome.UNKNOWN


def test_nothing_runs_once_the_time_is_spent(
    child: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("badges.verifying.limits.CHILD_SECONDS", 0.0)
    limited = LimitedSandbox(child)
    assert limited.spent
    with pytest.raises(TooMuchError):
        limited.run(Task.CANONICALIZE, b"{}")


def test_no_part_is_begun_once_this_thread_worked_long_enough(
    child: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("badges.verifying.limits.TOTAL_SECONDS", -1.0)
    report = verify(record_of(1), documents=OfflineMap(), now=NOW, child=child)
    assert report.verdict == "could-not-check"
    assert report.outcome(CheckId.PROOF) is Outcome.UNKNOWN
