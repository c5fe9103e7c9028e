"""`people export` and `people erase`: everything comes out, and nothing that names stays behind."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from academy.assessments.models import Assessment, Evidence
from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.audit.verifying import verify_all
from academy.catalogue.loading import load_palette
from academy.credentials.models import Credential, PaperCopy
from academy.database import db, transaction
from academy.learning.models import LearningRecord
from academy.people.models import Membership
from academy.security.identity import Role
from tests.academy.assessments.conftest import address, filled_in
from tests.cast import AMINA, ANNA, BEA, JAN, Cast, a_card, an_account, membership_of
from tests.client import AcademyClient
from tests.clock import START

MARK = "Zeldzaamwoord"
EMAIL = "zeldzaamadres@example.nl"


@pytest.fixture
def planted(cast: Cast, client: AcademyClient, app) -> Cast:
    """Amina with the mark in everything that is kept about her."""
    with transaction():
        load_palette(START, ANNA.actor)
    amina = AMINA.row
    amina.name = f"Amina {MARK}"
    an_account(amina, EMAIL)
    a_card(amina)
    membership_of(AMINA, Role.WORKER).staff_number = MARK
    client.as_(JAN)
    for values in (filled_in(note=MARK), filled_in(0, seen=1, note=MARK, sure="0")):
        assert client.post(address(), data=values).status_code == 303
    seen = db.session.scalars(select(Assessment).order_by(Assessment.id)).first()
    app.extensions["academy"].files.put(f"evidence/{MARK}.jpg", MARK.encode())
    db.session.add(
        Evidence(
            assessment_id=seen.id, storage_key=f"evidence/{MARK}.jpg",
            width=1, height=1, size=13, added_at=START,
        )
    )  # fmt: skip
    db.session.add(
        LearningRecord(
            person_id=amina.id, title={"nl": MARK}, provider=MARK, form="praktijk", hours=2,
            starts_on=date(2026, 5, 1), ends_on=date(2026, 5, 1), details={},
        )
    )  # fmt: skip
    db.session.commit()
    return cast


def run(app, *arguments: str):
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["people", *arguments])
    db.session.rollback()
    return result


def everything_in(app) -> bytes:
    """Every byte of every table and of every file."""
    rows = [
        repr(row)
        for table in db.metadata.sorted_tables
        for row in db.session.execute(select(table)).all()
    ]
    folder = Path(app.extensions["academy"].settings.storage_url.removeprefix("file://"))
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    names = [str(path.relative_to(folder)).encode() for path in folder.rglob("*")]
    return b"\n".join(["\n".join(rows).encode(), *files, *names])


def test_export_tells_everything(planted: Cast, app) -> None:
    result = run(app, "export", str(AMINA.uuid))

    assert result.exit_code == 0, result.output
    content = json.loads(result.output)
    assert content["person"] | {"since": None} == {
        "uuid": str(AMINA.uuid), "name": f"Amina {MARK}", "language": "nl",
        "since": None, "email": EMAIL, "latin_name": "", "reading": None,
        "under_16_until": None, "parent_agreed_on": None, "notice_seen_at": None,
        "uuids_of_merged_records": [], "name_proposed": None,
    }  # fmt: skip
    assert content["memberships"][0]["staff_number"] == MARK
    assert len(content["badges"]) == 1
    assert len(content["observations"]) == 2
    assert "argon2" not in result.output


def test_erase_is_a_dry_run_at_first(planted: Cast, app) -> None:
    before = everything_in(app)

    result = run(app, "erase", str(AMINA.uuid))

    assert "Dry run" in result.output
    assert "photos: 1 (go)" in result.output
    assert "badges: 1 (stay)" in result.output
    assert everything_in(app) == before


def test_erase_leaves_no_mark(planted: Cast, app) -> None:
    signed = db.session.scalars(select(Credential.document)).one()
    lines = len(db.session.scalars(select(AuditEvent)).all())
    assert everything_in(app).count(MARK.encode()) >= 7, "name, search text, number, notes…"

    result = run(app, "erase", str(AMINA.uuid), "--commit")

    assert result.exit_code == 0, result.output
    assert MARK.encode() not in everything_in(app)
    assert EMAIL.encode() not in everything_in(app)
    assert AMINA.row.erased_at is not None
    assert db.session.scalars(select(Credential.document)).one() == signed
    assert db.session.scalars(select(PaperCopy)).one().withdrawn_at is not None
    assert len(db.session.scalars(select(AuditEvent)).all()) > lines
    assert not [chain.findings for chain in verify_all() if chain.findings]
    last = select(AuditEvent).where(AuditEvent.chain == PLATFORM_CHAIN)
    erased = db.session.scalars(last.order_by(AuditEvent.sequence.desc())).first()
    assert (erased.action, erased.object_uuid) == ("person.erased", AMINA.uuid)


def test_the_file_of_sqlite_keeps_no_mark_in_its_free_pages(planted: Cast, app) -> None:
    if db.engine.dialect.name != "sqlite":
        return
    run(app, "erase", str(AMINA.uuid), "--commit")

    path = Path(db.engine.url.database)
    for file in path.parent.glob(f"{path.name}*"):
        assert MARK.encode() not in file.read_bytes(), file.name


def test_who_was_erased_is_found_nowhere(planted: Cast, app, client: AcademyClient) -> None:
    run(app, "erase", str(AMINA.uuid), "--commit")

    assert client.as_(BEA).get(f"/people/{AMINA.uuid}").status_code == 404
    listed = client.page(f"/organisations/{planted.schakel.uuid}/people?who=all")
    assert "–" not in [each.get_text() for each in listed.select("tbody th")]
    again = run(app, "erase", str(AMINA.uuid), "--commit")
    assert again.exit_code == 1
    assert "There is no person" in again.output


def test_the_last_administrator_cannot_be_erased(planted: Cast, app) -> None:
    result = run(app, "erase", str(BEA.uuid), "--commit")

    assert result.exit_code == 1
    assert "laatste beheerder" in result.output
    assert BEA.row.erased_at is None
    held = select(Membership.ends_on).where(Membership.person_id == BEA.row.id)
    assert db.session.scalars(held).one() is None


@pytest.mark.parametrize("text", ["nobody", "4b825dc6-0000-4000-8000-000000000000"])
@pytest.mark.parametrize("command", ["export", "erase"])
def test_an_unknown_person_is_said(cast: Cast, app, command: str, text: str) -> None:
    assert run(app, command, text).exit_code in {1, 2}
