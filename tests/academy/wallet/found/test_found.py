"""An organisation brings badges of before for many people; each worker says whose it is."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.audit.models import AuditEvent
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.models import Job, JobState
from academy.jobs.worker import Slot, run_until_idle
from academy.people.models import Membership, Person
from academy.wallet.elsewhere.models import DeclinedBadge, ForeignBadge
from academy.wallet.found.models import FoundBadge, FoundBadges
from tests.academy.verification.conftest import elsewhere
from tests.academy.wallet.elsewhere.test_bringing import REVOKED, foreign
from tests.academy.wallet.test_list import text_of
from tests.cast import AMINA, ANNA, BEA, CAS, GORAN, JAN, Cast, Member
from tests.client import AcademyClient
from tests.clock import TestClock

__all__ = ["elsewhere"]

Files = dict[str, bytes]


def packed(files: Files) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def number(cast: Cast) -> Callable[[Member], str]:
    def of(member: Member) -> str:
        found = select(Membership.staff_number).join(Person).where(Person.uuid == member.uuid)
        return db.session.scalars(found).one()

    return of


@pytest.fixture
def place(elsewhere: Flask, cast: Cast) -> str:
    return f"/organisations/{cast.schakel.uuid}/found-badges"


@pytest.fixture
def bring(elsewhere: Flask, client: AcademyClient, place: str) -> Callable[..., str]:
    """Bea brings a ZIP that is looked at; gives its page."""

    def send(files: Files | bytes) -> str:
        content = files if isinstance(files, bytes) else packed(files)
        client.as_(BEA).page(place)
        answer = client.post(place, data={"file": (io.BytesIO(content), "badges.zip")})
        assert answer.status_code == 303
        run_jobs(elsewhere)
        return str(answer.location)

    return send


def run_jobs(app: Flask) -> None:
    run_until_idle(app, Slot(handlers=HANDLERS))


def outcomes(client: AcademyClient, page: str) -> dict[str, str]:
    """File to what its line says."""
    rows = client.as_(BEA).page(page).select("tbody tr")
    return {
        row.th.get_text(strip=True): " ".join(each.get_text(" ", strip=True) for each in row("td"))
        for row in rows
    }


def kept() -> list[ForeignBadge]:
    return list(db.session.scalars(select(ForeignBadge).order_by(ForeignBadge.id)))


def offer(app: Flask, client: AcademyClient, page: str) -> None:
    assert client.as_(BEA).post(f"{page}/offer").status_code == 303
    run_jobs(app)


def test_a_worker_is_asked_and_keeps_what_is_the_own(
    elsewhere: Flask, client: AcademyClient, bring: Any, number: Any
) -> None:
    page = bring({f"{number(AMINA)} lassen.json": foreign(1, name=AMINA.name)})
    assert kept() == [], "nothing is offered before somebody looked"
    assert AMINA.name in next(iter(outcomes(client, page).values()))

    offer(elsewhere, client, page)

    (badge,) = kept()
    assert badge.confirmed_at is None, "the name in it decides nothing"
    assert badge.found_by.name == "De Schakel"
    assert "Is dit jouw badge?" in text_of(client.as_(AMINA).page("/wallet"))
    shown = text_of(client.page(f"/wallet/elsewhere/{badge.uuid}"))
    assert "De Schakel vond deze badge." in shown
    client.post(f"/wallet/elsewhere/{badge.uuid}/confirm")
    assert "Is dit jouw badge?" not in text_of(client.page("/wallet"))
    assert db.session.scalar(select(func.count(Credential.id))) == 0, "nothing is signed anew"


def test_no_is_not_asked_twice_and_the_organisation_reads_no_answer(
    elsewhere: Flask, client: AcademyClient, bring: Any, number: Any
) -> None:
    files = {f"{number(AMINA)}.json": foreign(1), f"{number(GORAN)}.json": foreign(2)}
    page = bring(files)
    offer(elsewhere, client, page)
    of_amina, of_goran = kept()
    holder, left = of_amina.person_id, of_goran.id
    before = outcomes(client, page)
    client.as_(AMINA).post(f"/wallet/elsewhere/{of_amina.uuid}/remove")
    client.as_(GORAN).post(f"/wallet/elsewhere/{of_goran.uuid}/confirm")
    assert outcomes(client, page) == before
    declined = db.session.scalars(select(DeclinedBadge)).one()
    assert declined.person_id == holder
    told = client.as_(AMINA).get("/wallet/data.json").json
    assert told["said_not_to_be_own"] == [declined.key_hash.hex()]

    again = bring(files)
    offer(elsewhere, client, again)

    assert [each.id for each in kept()] == [left]
    assert outcomes(client, again) == before


def test_each_file_that_cannot_be_offered_says_why(
    elsewhere: Flask, client: AcademyClient, bring: Any, number: Any, cast: Cast
) -> None:
    amina = number(AMINA)
    broken = foreign(3).replace(b"Heftruck", b"Heftrukk")
    good = foreign(5, name="Iemand Anders")
    page = bring({
        f"{amina} goed.json": good,
        f"{amina} zelfde.json": good,
        f"{amina} verslag.docx": b"PK no badge",
        f"{amina} vervalst.json": broken if broken != foreign(3) else b"{}",
        f"{amina} groot.png": b"\x89PNG" + bytes(1024 * 1024),
        "999999 lassen.json": foreign(6),
        "lassen.json": foreign(7),
        "__MACOSX/._1.json": b"junk",
    })  # fmt: skip

    said = outcomes(client, page)

    assert set(said) == {
        f"{amina} goed.json", f"{amina} zelfde.json", f"{amina} verslag.docx",
        f"{amina} vervalst.json", f"{amina} groot.png", "999999 lassen.json", "lassen.json",
    }  # fmt: skip
    assert "Andere naam in de badge. Kijk goed." in said[f"{amina} goed.json"]
    assert "zit er nog een keer in" in said[f"{amina} zelfde.json"]
    assert "Hier zit geen badge in." in said[f"{amina} verslag.docx"]
    assert "hoogstens 1 MB" in said[f"{amina} groot.png"]
    assert "niemand met dit personeelsnummer" in said["999999 lassen.json"]
    assert "niemand met dit personeelsnummer" in said["lassen.json"]
    offer(elsewhere, client, page)
    assert len(kept()) == 1
    table = client.as_(BEA).get(f"{page}.csv").get_data(as_text=True)
    assert table.count("Staat klaar bij de medewerker") == 1


def test_a_badge_that_its_issuer_withdrew_is_not_offered(
    elsewhere: Flask, client: AcademyClient, bring: Any, number: Any
) -> None:
    page = bring({f"{number(AMINA)}.json": foreign(1, credentialStatus={
        "id": REVOKED, "type": "1EdTechRevocationList",
    })})  # fmt: skip
    (said,) = outcomes(client, page).values()
    assert "Kan niet" in said
    client.post(f"{page}/offer")
    run_jobs(elsewhere)
    assert kept() == []


def test_a_list_says_whose_a_file_is(
    elsewhere: Flask, client: AcademyClient, bring: Any, number: Any
) -> None:
    rows = f"Bestand;Nummer\r\nscholen/Lassen.json;{number(AMINA)}\r\nkassa.json;{number(GORAN)}"
    page = bring({
        "scholen/lassen.json": foreign(1),
        "map/kassa.json": foreign(2),
        "van-wie.csv": rows.encode(),
    })  # fmt: skip

    said = outcomes(client, page)

    assert AMINA.name in said["scholen/lassen.json"]
    assert GORAN.name in said["map/kassa.json"]


def test_work_that_was_stopped_goes_on_and_what_nobody_answered_is_taken_back(
    elsewhere: Flask, client: AcademyClient, bring: Any, number: Any, cast: Cast
) -> None:
    page = bring({f"{number(AMINA)}.json": foreign(1), f"{number(GORAN)}.json": foreign(2)})
    client.post(f"{page}/offer")
    with transaction():
        queue.cancel(db.session.scalars(select(Job).where(Job.state == JobState.READY)).one())
    assert "Nog niet klaar" in text_of(client.page(page))
    client.post(f"{page}/go-on")
    client.post(f"{page}/go-on")
    run_jobs(elsewhere)
    _of_amina, of_goran = kept()
    left = of_goran.id
    client.as_(GORAN).post(f"/wallet/elsewhere/{of_goran.uuid}/confirm")

    client.as_(BEA).post(f"{page}/take-back")
    run_jobs(elsewhere)

    assert [each.id for each in kept()] == [left]
    assert "Is dit jouw badge?" not in text_of(client.as_(AMINA).page("/wallet"))
    assert all("Teruggehaald, of al" in each for each in outcomes(client, page).values())
    lines = (
        select(AuditEvent.action)
        .where(AuditEvent.action.startswith("found-badges."))
        .order_by(AuditEvent.id)
    )
    actions = list(db.session.scalars(lines))
    assert actions == ["found-badges.offered", "found-badges.taken_back"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 damaged", "geen ZIP-bestand"),
        (b"just text", "geen ZIP-bestand"),
        (packed({}), "geen badge"),
        (packed({"van-wie.csv": b"a;1"}), "geen badge"),
        (packed({f"{each}.json": b"{}" for each in range(501)}), "te veel bestanden"),
        (packed({"1.json": b"{}", "a.csv": b"a;1", "b.csv": b"a;1"}), "te veel bestanden"),
    ],
)
def test_a_file_that_is_no_such_zip_is_told_and_not_kept(
    client: AcademyClient, bring: Any, content: bytes, words: str
) -> None:
    page = client.page(bring(content))
    assert words in text_of(page)
    assert db.session.scalars(select(FoundBadges.file_key)).all() == [None]
    assert db.session.scalar(select(func.count(FoundBadge.id))) == 0


def test_nothing_chosen_is_told_at_the_field(client: AcademyClient, place: str) -> None:
    client.as_(BEA).page(place)
    answer = client.post(place, data={})
    assert answer.status_code == 422
    assert answer.page.select_one("#file-error")


@pytest.mark.parametrize("member", [JAN, AMINA, ANNA, CAS])
def test_others_find_nothing(
    client: AcademyClient, bring: Any, number: Any, member: Member, place: str
) -> None:
    page = bring({f"{number(AMINA)}.json": foreign(1)})
    client.as_(member)
    assert client.get(place).status_code == 404
    for address in (page, f"{page}.csv"):
        assert client.get(address).status_code == 404
    for act in ("offer", "take-back", "go-on", "throw-away"):
        assert client.post(f"{page}/{act}").status_code == 404


def test_a_number_of_another_organisation_is_nobody(
    client: AcademyClient, bring: Any, cast: Cast
) -> None:
    theirs = db.session.scalars(
        select(Membership).where(Membership.organisation_id == cast.cirkel.id)
    ).first()
    assert theirs is not None
    theirs.staff_number = "77-cirkel"
    db.session.commit()
    (said,) = outcomes(client, bring({"77-cirkel.json": foreign(1)})).values()
    assert "niemand met dit personeelsnummer" in said


def test_thrown_away_and_after_a_week_nothing_of_it_is_left(
    elsewhere: Flask, client: AcademyClient, bring: Any, number: Any, clock: TestClock
) -> None:
    files = elsewhere.extensions["academy"].files
    assert client.post(f"{bring({'1.json': foreign(1)})}/throw-away").status_code == 303
    assert db.session.scalars(select(FoundBadges)).all() == []
    assert list(files.keys("found/")) == []
    bring({f"{number(AMINA)}.json": foreign(1)})
    assert len(list(files.keys("found/"))) == 1

    clock.advance(days=8)
    with transaction():
        queue.enqueue("tidy-imports")
    run_jobs(elsewhere)

    assert db.session.scalars(select(FoundBadges)).all() == []
    assert list(files.keys("found/")) == []
