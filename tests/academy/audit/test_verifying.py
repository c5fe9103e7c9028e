"""Whoever touches the audit log is found, wherever and however."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from academy.audit import log
from academy.audit.log import event_hash
from academy.audit.models import AuditEvent, AuditHead
from academy.audit.verifying import Checkpoint, Damage, Finding, lines_to_read, verify_all
from academy.database import db, transaction
from academy.organisations.models import Organisation
from academy.security.identity import Actor
from tests.cast import Cast
from tests.clock import START

LINES = 8
ACTOR = Actor(None, "command")


@pytest.fixture
def chain(cast: Cast) -> int:
    """De Schakel's chain, with eight lines; De Cirkel has one and the platform two."""
    number = cast.schakel.id
    write(number, LINES)
    write(cast.cirkel.id, 1)
    write(None, 2)
    return number


def write(organisation_id: int | None, lines: int) -> None:
    with transaction():
        for number in range(lines):
            log.record(
                "team.renamed", None, organisation_id=organisation_id, by=ACTOR, at=START, n=number
            )


def found() -> list[Finding]:
    db.session.expire_all()
    return [finding for chain in verify_all() for finding in chain.findings]


def test_whoever_waits_hears_of_every_line(chain: int) -> None:
    heard: list[int] = []

    verify_all(tell=heard.append)

    assert sum(heard) == lines_to_read() == LINES + 3 == sum(v.lines for v in verify_all())


def line(chain: int, sequence: int) -> AuditEvent:
    event = db.session.scalars(
        select(AuditEvent).where(AuditEvent.chain == chain, AuditEvent.sequence == sequence)
    )
    return event.one()


def remove(chain: int, *sequences: int) -> None:
    which = AuditEvent.chain == chain, AuditEvent.sequence.in_(sequences)
    db.session.execute(delete(AuditEvent).where(*which))


def swap(chain: int, one: int, other: int) -> None:
    first, second = line(chain, one), line(chain, other)
    for event, sequence in ((first, 99), (second, one), (first, other)):
        event.sequence = sequence
        db.session.flush()


def test_an_untouched_log_is_as_it_was_written(chain: int) -> None:
    assert [(v.lines, v.findings) for v in verify_all()] == [(2, ()), (LINES, ()), (1, ())]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("action", "team.ended"),
        ("details", {"n": 999}),
        ("origin", "web:somebody-else"),
        ("at", START.replace(year=2020)),
        ("hash", bytes(32)),
    ],
)
@pytest.mark.parametrize("sequence", [1, 4, LINES])
def test_an_edited_line_is_found(chain: int, field: str, value: object, sequence: int) -> None:
    setattr(line(chain, sequence), field, value)
    db.session.flush()
    assert Finding(chain, sequence, sequence, Damage.CHANGED) in found()


def test_an_edit_with_a_new_hash_breaks_the_next_line(chain: int) -> None:
    event = line(chain, 4)
    event.action = "team.ended"
    event.hash = event_hash(line(chain, 3).hash, event)
    db.session.flush()
    assert found() == [Finding(chain, 5, 5, Damage.CHANGED)]


def test_an_edit_of_the_last_line_with_a_new_hash_breaks_the_head(chain: int) -> None:
    event = line(chain, LINES)
    event.action = "team.ended"
    event.hash = event_hash(line(chain, LINES - 1).hash, event)
    db.session.flush()
    assert found() == [Finding(chain, LINES, LINES, Damage.CHANGED)]


@pytest.mark.parametrize(
    ("gone", "first", "last", "damage"),
    [
        pytest.param((1,), 1, 1, Damage.MISSING, id="the first"),
        pytest.param((4, 5), 4, 5, Damage.MISSING, id="some in the middle"),
        pytest.param((7, 8), 7, 8, Damage.CUT_OFF, id="the tail"),
        pytest.param(range(1, LINES + 1), 1, LINES, Damage.CUT_OFF, id="all"),
    ],
)
def test_deleted_lines_are_found(
    chain: int, gone: tuple[int, ...], first: int, last: int, damage: Damage
) -> None:
    remove(chain, *gone)
    assert found() == [Finding(chain, first, last, damage)]


@pytest.mark.parametrize(("one", "other"), [(3, 4), (1, LINES)])
def test_swapped_lines_are_found(chain: int, one: int, other: int) -> None:
    swap(chain, one, other)
    places = {finding.first for finding in found() if finding.damage is Damage.CHANGED}
    assert {one, other} <= places


def test_a_line_inserted_in_place_of_another_does_not_fit_the_next(chain: int) -> None:
    remove(chain, 4)
    insert(chain, 4)
    assert found() == [Finding(chain, 5, 5, Damage.CHANGED)]


def test_a_line_added_after_the_end_is_found(chain: int) -> None:
    insert(chain, LINES + 1)
    assert found() == [Finding(chain, LINES + 1, LINES + 1, Damage.ADDED)]


def insert(chain: int, sequence: int) -> None:
    event = AuditEvent(
        chain=chain, sequence=sequence, at=START, actor=None, origin="command",
        action="team.renamed", object_uuid=None, details={},
    )  # fmt: skip
    event.hash = event_hash(line(chain, sequence - 1).hash, event)
    db.session.add(event)
    db.session.flush()


def test_a_line_moved_to_another_organisation_is_found_twice(chain: int, cast: Cast) -> None:
    line(chain, 2).chain = cast.cirkel.id
    db.session.flush()
    assert {finding.chain for finding in found()} == {chain, cast.cirkel.id}


def test_the_head_alone_set_back_is_found(chain: int) -> None:
    head = db.session.get_one(AuditHead, chain)
    head.sequence, head.hash = LINES - 1, line(chain, LINES - 1).hash
    db.session.flush()
    assert found() == [Finding(chain, LINES, LINES, Damage.ADDED)]


def rewrite(chain: int) -> None:
    """All lines and the head anew, as somebody with the whole database could."""
    previous = log.FIRST_HASH
    for sequence in range(1, LINES + 1):
        event = line(chain, sequence)
        event.details = {"n": "another story"}
        event.hash = previous = event_hash(previous, event)
    db.session.execute(update(AuditHead).where(AuditHead.chain == chain).values(hash=previous))
    db.session.flush()


def cut_with_its_head(chain: int) -> None:
    remove(chain, LINES)
    last = {"sequence": LINES - 1, "hash": line(chain, LINES - 1).hash}
    db.session.execute(update(AuditHead).where(AuditHead.chain == chain).values(last))


@pytest.mark.parametrize(
    ("touch", "damage"),
    [
        pytest.param(rewrite, Damage.REWRITTEN, id="rewritten from the first line"),
        pytest.param(cut_with_its_head, Damage.CUT_OFF, id="cut off, with the head"),
    ],
)
def test_what_is_sound_in_itself_is_found_by_a_checkpoint(
    chain: int, touch: Callable[[int], None], damage: Damage
) -> None:
    checkpoint = next(v.head for v in verify_all() if v.chain == chain)
    touch(chain)
    assert found() == []
    db.session.expire_all()
    [finding] = [f for v in verify_all([checkpoint]) for f in v.findings]
    assert (finding.chain, finding.last, finding.damage) == (chain, LINES, damage)


def test_a_whole_chain_that_is_gone_is_found_by_a_checkpoint(chain: int) -> None:
    gone = Checkpoint(chain + 1000, 5, bytes(32))
    assert verify_all([gone])[-1].findings == (Finding(chain + 1000, 1, 5, Damage.CUT_OFF),)


@pytest.fixture
def committed(chain: int) -> Organisation:
    organisation = db.session.get_one(Organisation, chain)
    db.session.commit()
    return organisation


def test_the_command_says_all_is_well(app: Flask, committed: Organisation) -> None:
    answer = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert answer.exit_code == 0, answer.output
    assert "platform: 2 lines, as written" in answer.output
    assert f"{committed.slug}: 8 lines, as written" in answer.output


def test_the_command_names_the_line_and_fails(app: Flask, committed: Organisation) -> None:
    line(committed.id, 3).action = "team.ended"
    remove(committed.id, 5, 6)
    db.session.commit()
    answer = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert answer.exit_code == 1
    assert "  line 3: not as written" in answer.output
    assert "  lines 5 to 6: missing" in answer.output


def test_a_checkpoint_file_finds_a_rewritten_log(
    app: Flask, committed: Organisation, tmp_path: Path
) -> None:
    kept = tmp_path / "checkpoint.json"
    runner = app.test_cli_runner()
    kept.write_text(runner.invoke(args=["audit", "checkpoint"]).output, encoding="utf-8")
    assert runner.invoke(args=["audit", "verify", "--checkpoint", str(kept)]).exit_code == 0
    rewrite(committed.id)
    db.session.commit()
    assert runner.invoke(args=["audit", "verify"]).exit_code == 0
    answer = runner.invoke(args=["audit", "verify", "--checkpoint", str(kept)])
    assert answer.exit_code == 1
    assert "rewritten" in answer.output


def test_a_file_that_is_no_checkpoint_is_refused(app: Flask, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"platform": []}', encoding="utf-8")
    answer = app.test_cli_runner().invoke(args=["audit", "verify", "--checkpoint", str(other)])
    assert (answer.exit_code, "is no checkpoint" in answer.output) == (1, True)
