"""An old backup loses no badge, un-revokes nothing, un-erases nobody, and reuses no place."""

import base64
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import delete, select

from academy.access.models import Session
from academy.assessments.models import Assessment
from academy.audit import log
from academy.audit.verifying import verify_all
from academy.catalogue.models import SkillVersion
from academy.credentials import keys
from academy.credentials.models import (
    Credential,
    IssuerKey,
    Revocation,
    RevocationReason,
    StatusList,
)
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.journal.files import JournalFolder, Json
from academy.journal.replaying import replay
from academy.organisations.models import Organisation
from academy.people.models import Membership, Person
from tests.academy.credentials.test_counting import counted, kept
from tests.academy.shown import EMERGENCY, SORTING, Shown
from tests.cast import AMINA, DEWI, GORAN, JAN, OSCAR, Cast, Member, a_membership, a_person
from tests.client import AcademyClient
from tests.clock import START, TestClock

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def runner(app: Flask, db_session: object) -> FlaskCliRunner:
    return app.test_cli_runner()


def run(runner: FlaskCliRunner, *arguments: str) -> str:
    db.session.commit()
    answer = runner.invoke(args=list(arguments))
    assert answer.exit_code == 0, answer.exception or answer.output
    db.session.rollback()
    db.session.expire_all()
    return answer.output


def documents() -> dict[str, tuple[bytes, str, int]]:
    found = select(Credential)
    return {str(c.uuid): (c.document, c.jwt, c.status_index) for c in db.session.scalars(found)}


def withdrawn() -> set[str]:
    found = select(Credential.uuid).join(Revocation)
    return {str(each) for each in db.session.scalars(found)}


@pytest.fixture
def old(runner: FlaskCliRunner, shown: Shown, tmp_path: Path) -> Path:
    """A backup with a badge of Goran, of before everything else that happened."""
    shown(GORAN)
    file = tmp_path / "old.zip"
    run(runner, "backup", str(file))
    return file


@sqlite_only
def test_badges_given_since_come_back_byte_for_byte(
    runner: FlaskCliRunner, old: Path, shown: Shown, client: AcademyClient
) -> None:
    badge = shown(AMINA)
    shown(GORAN, EMERGENCY)
    key = str(badge.uuid)
    before, address = documents(), f"/credentials/{key}"
    output = run(runner, "restore", str(old), "--commit")
    assert "2 badges given since come back" in output
    assert "will be unknown" not in output
    assert documents() == before
    page = client.get(f"{address}.json")
    assert page.data == before[key][0]
    assert client.get(address).status_code == 200
    assert not [chain.findings for chain in verify_all() if chain.findings]


@sqlite_only
def test_the_database_of_now_may_be_lost_altogether(
    runner: FlaskCliRunner, old: Path, shown: Shown
) -> None:
    """A bare machine: an empty database, the old backup and the journal."""
    badge = shown(AMINA)
    with transaction(AMINA.row):
        revoke(db.session.get_one(Credential, badge.id), RevocationReason.FRAUD,
               by=JAN.identity(), now=START)  # fmt: skip
    before, gone = documents(), withdrawn()
    with transaction():
        empty()
    output = run(runner, "restore", str(old), "--commit")
    assert "1 badges given since come back" in output
    assert "1 badges were withdrawn since" in output
    assert (documents(), withdrawn()) == (before, gone)


@sqlite_only
def test_badges_are_counted_rightly_afterwards(
    runner: FlaskCliRunner, old: Path, shown: Shown
) -> None:
    (before,) = db.session.scalars(select(Credential)).all()
    shown(AMINA)
    shown(GORAN, EMERGENCY)
    with transaction(GORAN.row):
        revoke(db.session.get_one(Credential, before.id), RevocationReason.FRAUD,
               by=JAN.identity(), now=START)  # fmt: skip
    run(runner, "restore", str(old), "--commit")
    assert sorted(counted().values()) == [1, 1]
    assert {kind: badges for kind, badges in kept().items() if badges} == counted()


def empty() -> None:
    for table in reversed(db.metadata.sorted_tables):
        db.session.execute(delete(table))


@sqlite_only
def test_who_was_erased_stays_erased_with_all_photos(
    runner: FlaskCliRunner, shown: Shown, tmp_path: Path, client: AcademyClient
) -> None:
    badge = shown(AMINA)
    sent = db.session.scalars(select(Assessment.uuid)).one()
    dependencies().files.put(f"evidence/{sent}/photo.jpg", b"a photo")
    file, document = tmp_path / "old.zip", badge.document
    run(runner, "backup", str(file))
    run(runner, "people", "erase", str(AMINA.uuid), "--commit")
    output = run(runner, "restore", str(file), "--commit")
    assert "1 people were erased since" in output
    assert AMINA.row.erased_at is not None
    assert AMINA.row.name == "–"
    assert db.session.scalars(select(Credential.document)).one() == document
    assert list(dependencies().files.keys()) == []
    database = Path(str(db.engine.url.database))
    for each in database.parent.glob(f"{database.name}*"):
        assert b"Amina" not in each.read_bytes(), each.name


@sqlite_only
def test_a_badge_of_somebody_new_comes_back_without_a_holder(
    runner: FlaskCliRunner, old: Path, shown: Shown, cast: Cast, client: AcademyClient
) -> None:
    somebody = Member("Nieuwe Naam")
    a_membership(a_person(somebody.name, uuid=somebody.uuid), team=cast.sorteren)
    db.session.commit()
    badge = shown(somebody)
    before, address = documents(), f"/credentials/{badge.uuid}"
    run(runner, "restore", str(old), "--commit")
    assert documents() == before
    holder = db.session.scalars(select(Person).where(Person.uuid == somebody.uuid)).one()
    assert (holder.name, holder.memberships) == ("–", [])
    assert client.get(address).status_code == 200


@sqlite_only
def test_no_list_and_no_place_is_used_again(
    runner: FlaskCliRunner, old: Path, shown: Shown
) -> None:
    shown(AMINA)
    places = {(c.status_list_id, c.status_index) for c in db.session.scalars(select(Credential))}
    run(runner, "restore", str(old), "--commit")
    again = {(c.status_list_id, c.status_index) for c in db.session.scalars(select(Credential))}
    assert places == again
    fresh = db.session.scalars(select(StatusList).where(StatusList.closed_at.is_(None))).one()
    assert fresh.id not in {number for number, _index in places}


@sqlite_only
def test_keys_made_since_are_known_again_and_stolen_ones_stay_stolen(
    runner: FlaskCliRunner, old: Path, shown: Shown
) -> None:
    run(runner, "keys", "rotate", "de-schakel", "--commit")
    stolen = keys.published_keys(find("de-schakel").id)[0].public_multibase
    with transaction():
        key = db.session.scalars(
            select(IssuerKey).where(IssuerKey.public_multibase == stolen)
        ).one()
        key.compromised_at = START
        place = find("de-schakel")
        log.record("key.compromised", place.uuid, organisation_id=place.id, by=JAN.actor, at=START)
    badge = shown(AMINA)
    known = {
        k.public_multibase: k.compromised_at for k in keys.published_keys(find("de-schakel").id)
    }
    document = badge.document
    run(runner, "restore", str(old), "--commit")
    after = {
        k.public_multibase: k.compromised_at for k in keys.published_keys(find("de-schakel").id)
    }
    assert after == known
    assert document in {found for found, _jwt, _index in documents().values()}
    assert len(keys.active_keys(find("de-schakel").id)) == 3


def stolen_at() -> dict[str, object]:
    found = keys.published_keys(find("de-schakel").id)
    return {key.public_multibase: key.compromised_at for key in found}


def find(slug: str) -> Organisation:
    return db.session.scalars(select(Organisation).where(Organisation.slug == slug)).one()


@sqlite_only
def test_an_organisation_that_began_to_issue_since_loses_no_badge(
    runner: FlaskCliRunner, old: Path, shown: Shown, client: AcademyClient, cast: Cast
) -> None:
    """De Cirkel gave no badge before the backup, so neither its keys nor its list are in it."""
    badge = shown(DEWI, by=OSCAR, team=cast.textiel)
    before, address = documents(), f"/credentials/{badge.uuid}"
    run(runner, "restore", str(old), "--commit")
    assert documents() == before
    assert client.get(address).status_code == 200


def test_replaying_twice_changes_nothing(
    app: Flask, shown: Shown, folder: JournalFolder, clock: TestClock
) -> None:
    badge = shown(AMINA)
    shown(GORAN)
    with transaction(AMINA.row):
        revoke(db.session.get_one(Credential, badge.id), RevocationReason.MISTAKE,
               by=JAN.identity(), now=START)  # fmt: skip
    before, gone = documents(), withdrawn()
    with transaction():
        forget_badges()
    first = replay(folder, now=clock())
    assert (first.badges, first.withdrawn, first.left_out) == (2, 1, ())
    rows = everything()
    second = replay(folder, now=clock() + timedelta(days=1))
    assert (second.badges, second.withdrawn, second.erased) == (0, 0, 0)
    assert everything() == rows
    assert (documents(), withdrawn()) == (before, gone)


def test_a_badge_whose_renewal_was_withdrawn_is_the_current_one_again(
    app: Flask, shown: Shown, folder: JournalFolder, clock: TestClock
) -> None:
    badge, renewal = shown(AMINA, EMERGENCY, days_ago=300), shown(AMINA, EMERGENCY)
    with transaction(AMINA.row):
        revoke(db.session.get_one(Credential, renewal.id), RevocationReason.MISTAKE,
               by=JAN.identity(), now=START)  # fmt: skip
    before = current_badges()
    assert before == {str(badge.uuid)}
    with transaction():
        forget_badges()
    replay(folder, now=clock())
    assert current_badges() == before


def current_badges() -> set[str]:
    found = select(Credential.uuid).where(Credential.current_key.is_not(None))
    return {str(each) for each in db.session.scalars(found)}


def forget_badges() -> None:
    for name in ("revocation", "paper_copy", "confirmation", "credential", "assessment"):
        db.session.execute(delete(db.metadata.tables[name]))


def everything() -> list[str]:
    tables = [table for table in db.metadata.sorted_tables if table.name != "journal_debt"]
    return [repr(row) for table in tables for row in db.session.execute(select(table)).all()]


def test_a_badge_of_an_unknown_skill_stays_in_the_journal(
    app: Flask, shown: Shown, folder: JournalFolder, clock: TestClock
) -> None:
    shown(AMINA)
    with transaction():
        forget_badges()
        version = db.session.scalars(
            select(SkillVersion).where(SkillVersion.skill.has(code=SORTING))
        )
        row = version.one()
        number, row.number = row.number, "0.0"
    found = replay(folder, now=clock())
    assert found.badges == 0
    assert "Load the palette" in found.left_out[0]
    with transaction():
        db.session.scalars(
            select(SkillVersion).where(SkillVersion.number == "0.0")
        ).one().number = number
    assert replay(folder, now=clock()).badges == 1


def rewritten(folder: JournalFolder, kind: str, change: Callable[[Json], Json]) -> None:
    """Lines of a kind as somebody else would have written them, each with its right check."""
    lines = [change(line) if line["kind"] == kind else line for line in list(folder.lines())]
    folder.forget_all()
    folder.append(lines)


def elsewhere(line: Json) -> Json:
    document = line["document"].replace("badges.example.nl", "badges.elders.example")
    return line | {"document": document}


def without_index(line: Json) -> Json:
    return {name: value for name, value in line.items() if name != "index"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param(elsewhere, "not given by this installation", id="another installation"),
        pytest.param(without_index, "cannot be read", id="half a line"),
        pytest.param(lambda line: line | {"badge": "x"}, "cannot be read", id="no UUID"),
        pytest.param(lambda line: line | {"level": 9}, "does not fit", id="no such level"),
    ],
)
def test_a_forged_line_takes_no_other_with_it(
    app: Flask,
    shown: Shown,
    folder: JournalFolder,
    clock: TestClock,
    change: Callable[[Json], Json],
    sentence: str,
) -> None:
    shown(GORAN)
    (right,) = documents()
    shown(AMINA)
    with transaction():
        forget_badges()
    rewritten(folder, "issued", lambda line: line if line["badge"] == right else change(line))

    found = replay(folder, now=clock())

    assert (found.badges, set(documents())) == (1, {right})
    assert [sentence in why for why in found.left_out] == [True]
    assert not [chain.findings for chain in verify_all() if chain.findings]


def test_keys_of_another_installation_sign_nothing_here(
    app: Flask, shown: Shown, folder: JournalFolder, clock: TestClock
) -> None:
    """Of an organisation with the same address there: who has those keys is not us."""
    shown(GORAN)
    before = db.session.scalars(select(IssuerKey.public_multibase)).all()
    private = base64.b64encode(b"\x01" + bytes(80)).decode()

    def foreign(line: Json) -> Json:
        made = [
            key | {"wrapped_private": private, "public_multibase": f"z6Mk{number}"}
            for number, key in enumerate(line["keys"])
        ]
        return line | {"keys": made}

    rewritten(folder, "keys", foreign)

    found = replay(folder, now=clock())

    assert db.session.scalars(select(IssuerKey.public_multibase)).all() == before
    assert "do not open with this MASTER_KEY" in found.left_out[0]


def test_what_was_sent_by_a_tablet_is_known_when_it_comes_again(
    app: Flask, shown: Shown, folder: JournalFolder, clock: TestClock
) -> None:
    shown(AMINA)
    before = db.session.execute(select(Assessment.uuid, Assessment.content_hash)).all()
    with transaction():
        forget_badges()
    replay(folder, now=clock())
    assert db.session.execute(select(Assessment.uuid, Assessment.content_hash)).all() == before


def test_a_journal_of_nothing_is_replayed(app: Flask, db_session: object, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "journal", ignore_errors=True)
    found = replay(JournalFolder(tmp_path / "journal"), now=START)
    assert (found.badges, found.left_out) == (0, ())
    assert not db.session.scalars(select(Session)).all()
    assert not db.session.scalars(select(Membership)).all()
