"""The child does the dangerous work, within limits, and is replaced when it dies."""

import json
import os
import signal
import threading
from collections.abc import Iterator

import pytest

from badges.proofs import canonical
from badges.sandbox import RefusedInChildError, Sandbox, SandboxError, Task, TooHeavyError, children
from tests.badges.foundry import CONTEXTS, badge, in_svg, itxt, png

pytestmark = pytest.mark.slow

HEAVY_GRAPH = {
    "@context": CONTEXTS,
    "id": "urn:x:y",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "evidence": [{"type": ["Evidence"], "name": str(number)} for number in range(60_000)],
}


@pytest.fixture
def child() -> Iterator[Sandbox]:
    with Sandbox(children=1) as child:
        yield child


def canonicalize(child: Sandbox, document: object) -> str:
    return str(child.run(Task.CANONICALIZE, json.dumps(document).encode()))


def test_the_child_makes_the_same_canonical_form(child: Sandbox) -> None:
    assert canonicalize(child, badge()) == canonical.canonical_nquads(badge())


def test_the_child_takes_badges_out_of_pictures(child: Sandbox) -> None:
    for image in (png(itxt('{"a": 1}')), in_svg('{"a": 1}')):
        assert child.run(Task.UNBAKE, image)["text"] == '{"a": 1}'


def test_a_refusal_comes_back_with_all_it_says(child: Sandbox) -> None:
    with pytest.raises(RefusedInChildError) as caught:
        child.run(Task.UNBAKE, png(itxt("{}"), itxt("{}")))
    refused = caught.value
    assert (refused.code, refused.check) == ("several-badges", "parse")
    assert refused.message.endswith("ask for each apart.")


def test_too_much_work_is_told_from_a_busy_machine(child: Sandbox) -> None:
    with pytest.raises(TooHeavyError):
        child.ask(Task.CANONICALIZE, json.dumps(HEAVY_GRAPH).encode(), wall_seconds=60)
    with pytest.raises(SandboxError):
        child.ask(Task.CANONICALIZE, json.dumps(HEAVY_GRAPH).encode(), wall_seconds=0.01)


def test_too_much_memory_is_too_heavy(child: Sandbox) -> None:
    with pytest.raises(TooHeavyError):
        canonicalize(child, {"@context": CONTEXTS, "x": [{}] * 3_000_000})


def test_after_a_kill_the_next_job_gets_a_new_child(child: Sandbox) -> None:
    with pytest.raises(TooHeavyError):
        child.ask(Task.CANONICALIZE, json.dumps(HEAVY_GRAPH).encode(), wall_seconds=60)
    assert canonicalize(child, badge()) == canonical.canonical_nquads(badge())


def test_a_child_that_dies_while_idle_is_replaced(child: Sandbox) -> None:
    canonicalize(child, badge())
    os.kill(child._idle[0]._process.pid, signal.SIGKILL)
    child._idle[0]._process.wait()
    assert canonicalize(child, badge())


def test_a_child_that_somebody_kills_says_nothing_about_the_input(child: Sandbox) -> None:
    canonicalize(child, badge())
    pid = child._idle[0]._process.pid
    os.kill(pid, signal.SIGSTOP)
    killer = threading.Timer(0.1, os.kill, (pid, signal.SIGKILL))
    killer.start()
    with pytest.raises(SandboxError):
        canonicalize(child, badge())
    killer.join()


def test_a_child_is_replaced_after_many_jobs(
    child: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "_JOBS_PER_CHILD", 2)
    first = _pid_after_a_job(child)
    canonicalize(child, badge())
    assert child._idle == []
    assert _pid_after_a_job(child) != first


def _pid_after_a_job(child: Sandbox) -> int:
    canonicalize(child, badge())
    return child._idle[0]._process.pid


def test_threads_share_the_children() -> None:
    answers: list[str] = []
    with Sandbox(children=2) as child:
        threads = [
            threading.Thread(target=lambda: answers.append(canonicalize(child, badge())))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(child._idle) <= 2
    assert answers == [canonical.canonical_nquads(badge())] * 8


def test_the_child_can_write_no_file_and_has_no_environment(child: Sandbox) -> None:
    canonicalize(child, badge())
    pid = child._idle[0]._process.pid
    limits = _proc(pid, "limits")
    assert "Max file size             0 " in limits
    assert "Max core file size        0 " in limits
    assert _proc(pid, "environ") == ""


def _proc(pid: int, name: str) -> str:
    with open(f"/proc/{pid}/{name}", encoding="utf-8") as file:  # noqa: PTH123 - not a real file
        return file.read()
