"""What was filled in is told again when the right to save it ends while the form is open."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from academy.assessments.models import Assessment
from academy.database import db, transaction
from academy.dates import local_day
from academy.learning import service, trainers
from academy.learning.models import CourseRun, CourseTrainer, Presence
from academy.people import guests, memberships
from academy.people.models import Guest, Membership
from academy.security.identity import Role
from academy.web.told_again import WORDS
from tests.academy.assessments.conftest import address
from tests.academy.learning.conftest import a_course, a_run, enrolled
from tests.academy.shown import SORTING, palette
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    CAS,
    GORAN,
    JAN,
    OSCAR,
    PIET,
    Cast,
    Member,
    membership_of,
)
from tests.client import AcademyClient, Filled
from tests.clock import START

__all__ = ["palette"]
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
TODAY = local_day(START)
SEEN = {"level": "2", "criterion_c1": "seen", "note": "Sorteert snel en netjes op kleur."}


def send(client: AcademyClient, filled: Filled, **headers: str):
    target, fields = filled
    return client.post(target, data=fields, csrf=False, headers=FROM_HERE | headers)


def told(page: BeautifulSoup) -> str:
    return page.select_one("#told").get_text(" ", strip=True)


def end(row: Membership) -> None:
    with transaction(row.organisation, row.person):
        memberships.end_now(row, today=TODAY, by=BEA.actor, now=START)


def kept(kind: type) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


class TestOnACourse:
    @pytest.fixture
    def run(self, cast: Cast) -> CourseRun:
        """Jan teaches it; Amina and Goran are there."""
        run = a_run(cast, a_course())
        enrolled(run, AMINA, GORAN)
        trainers.add(run, membership_of(JAN, Role.TEAM_LEADER), by=ANNA.actor, now=START)
        return run

    @pytest.fixture
    def ticked(self, run: CourseRun, client: AcademyClient) -> Filled:
        """Amina was there for three hours, and of Goran nothing is said."""
        page = f"/course-runs/{run.uuid}/attendance"
        amina = next(each for each in run.enrolments if each.person.uuid == AMINA.uuid)
        key = str(amina.uuid).replace("-", "_")
        return client.as_(JAN).fill_in(
            page, "round", **{f"answer_{key}": "there", f"hours_{key}": "3"}
        )

    def test_who_is_taken_off_reads_what_was_ticked(
        self, ticked: Filled, client: AcademyClient
    ) -> None:
        row = db.session.scalars(select(CourseTrainer)).one()
        with transaction(row.run):
            trainers.remove(row, by=ANNA.actor, now=START)

        answer = send(client, ticked)

        assert answer.status_code == 404
        assert "Dit is niet opgeslagen" in answer.page.h1.get_text()
        assert "Je mag dit niet meer doen" in answer.page.get_text()
        assert told(answer.page) == (
            f"Rekenen in de winkel, 23 november 2026 {AMINA.name}: Was er Uren van {AMINA.name}: 3"
        )
        assert kept(Presence) == 0

    def test_who_leads_no_more_reads_it_too(self, ticked: Filled, client: AcademyClient) -> None:
        end(membership_of(JAN, Role.TEAM_LEADER))

        answer = send(client, ticked)

        assert answer.status_code == 404
        assert f"{AMINA.name}: Was er" in told(answer.page)

    def test_a_course_that_is_called_off_says_so(
        self, run: CourseRun, ticked: Filled, client: AcademyClient
    ) -> None:
        with transaction(run):
            service.cancel_run(run, by=ANNA.actor, now=START)

        answer = send(client, ticked)

        assert answer.status_code == 409
        assert "gaat niet door" in answer.page.get_text()
        assert f"{AMINA.name}: Was er" in told(answer.page)

    def test_one_that_is_saved_tells_nothing(self, ticked: Filled, client: AcademyClient) -> None:
        assert send(client, ticked).status_code == 303
        assert kept(Presence) == 1


class TestOfALeader:
    @pytest.fixture
    def seen(self, palette: Cast, client: AcademyClient) -> Filled:
        return client.as_(JAN).fill_in(address(), "assess", **SEEN)

    def refused(self, client: AcademyClient, filled: Filled) -> str:
        answer = send(client, filled)
        assert answer.status_code == 404
        assert kept(Assessment) == 0
        return told(answer.page)

    def test_who_moved_away(self, seen: Filled, client: AcademyClient) -> None:
        end(membership_of(JAN, Role.TEAM_LEADER))

        said = self.refused(client, seen)

        assert said.startswith(f"{AMINA.name}, Textiel sorteren")
        assert "Zelfstandig" in said
        assert "Notitie: Sorteert snel en netjes op kleur." in said

    def test_of_a_worker_who_moved(self, seen: Filled, palette: Cast, client: AcademyClient):
        row = membership_of(AMINA, Role.WORKER)
        with transaction(row.organisation, row.person):
            memberships.move(
                row, palette.winkel, first_day=date(2025, 1, 6), today=TODAY, by=BEA.actor,
                now=START,
            )  # fmt: skip
        row.ends_on = TODAY - timedelta(days=100)

        assert "Sorteert snel" in self.refused(client, seen)

    def test_a_substitute_whose_time_ended(self, palette: Cast, client: AcademyClient) -> None:
        client.as_(JAN).submit(
            f"/memberships/{membership_of(JAN, Role.TEAM_LEADER).uuid}/substitute",
            "substitute", person=str(PIET.uuid), ends_on=(TODAY + timedelta(7)).isoformat(),
        )  # fmt: skip
        filled = client.as_(PIET).fill_in(address(), "assess", **SEEN)
        end(db.session.scalars(select(Membership).where(Membership.replaces_id.is_not(None))).one())

        assert "Sorteert snel" in self.refused(client, filled)

    def test_a_guest_who_was_ended(self, palette: Cast, client: AcademyClient) -> None:
        until = (TODAY + timedelta(7)).isoformat()
        client.as_(CAS).submit(
            f"/people/{OSCAR.uuid}/guest", "guest", host=str(palette.schakel.uuid), ends_on=until
        )
        guest = db.session.scalars(select(Guest)).one()
        client.as_(BEA).submit(
            f"/guests/{guest.uuid}/accept", "guest",
            team=str(palette.sorteren.uuid), ends_on=until,
        )  # fmt: skip
        filled = client.as_(OSCAR).fill_in(address(), "assess", **SEEN)
        guest = db.session.scalars(select(Guest)).one()
        with transaction(guest.host, guest.person):
            guests.end(guest, by=BEA.identity(), now=START)

        assert "Sorteert snel" in self.refused(client, filled)

    def test_several_at_once(self, palette: Cast, client: AcademyClient) -> None:
        page = f"/teams/{palette.sorteren.uuid}/skills/{SORTING}/together"
        people = [str(AMINA.uuid), str(GORAN.uuid)]
        filled = client.as_(JAN).fill_in(page, "together", people=people, level="2")
        end(membership_of(JAN, Role.TEAM_LEADER))

        said = self.refused(client, filled)

        assert f"Wie heb je gezien?: {AMINA.name}" in said
        assert f"Wie heb je gezien?: {GORAN.name}" in said

    def test_a_text_that_carries_no_words_stands_by_itself(
        self, palette: Cast, client: AcademyClient
    ) -> None:
        typed = "Kassa leren voor de zomer,\nsamen met Fatma"
        filled = f"/people/{AMINA.uuid}/agreements", {"note": typed, "pin": "geheim woord 12"}
        client.as_(PIET)

        said = self.refused(client, (filled[0], filled[1] | {"csrf_token": client.csrf_token()}))

        assert said == typed

    @pytest.mark.parametrize("site", ["cross-site", "none"], ids=["from elsewhere", "by no page"])
    def test_nothing_is_told_of_what_another_page_sent(
        self, site: str, seen: Filled, client: AcademyClient
    ) -> None:
        end(membership_of(JAN, Role.TEAM_LEADER))

        answer = send(client, seen, **{"Sec-Fetch-Site": site})

        assert (answer.status_code, answer.page.select("#told")) == (404, [])

    @pytest.mark.parametrize(
        "words",
        [
            "", "x", "[]", "[1,2,3]", '["",[{}],[["note"]]]', '["",[],[["note","N",0,null]]]',
            '["",[{}],[["note","N",[],null]]]', '["",[{}],[[{},"N",0,null]]]', "[" * 5000,
        ],
    )  # fmt: skip
    def test_words_that_are_not_ours_break_nothing(
        self, words: str, seen: Filled, client: AcademyClient
    ) -> None:
        end(membership_of(JAN, Role.TEAM_LEADER))

        answer = send(client, (seen[0], seen[1] | {WORDS: words}))

        assert told(answer.page) == "Sorteert snel en netjes op kleur."

    def test_nor_say_a_secret(self, seen: Filled, client: AcademyClient) -> None:
        end(membership_of(JAN, Role.TEAM_LEADER))
        words = json.dumps(["", [{}], [["pin", "P", 0, None], ["note", "<b>N</b>", 0, None]]])

        answer = send(client, (seen[0], seen[1] | {"pin": "2468", WORDS: words}))

        assert told(answer.page) == "<b>N</b>: Sorteert snel en netjes op kleur."


@pytest.mark.parametrize("member", [JAN, AMINA], ids=["in Dutch", "in a language of workers"])
def test_a_file_that_went_along_is_said_to_be_lost(
    member: Member, palette: Cast, client: AcademyClient
) -> None:
    client.as_(member)
    data = {
        "csrf_token": client.csrf_token(), "reason": "Ik deed dit helemaal zelf",
        "voice": (BytesIO(b"x"), "stem.webm"),
    }  # fmt: skip
    nowhere = "/assessments/00000000-0000-4000-8000-000000000000/response"

    answer = client.post(
        nowhere, data=data, csrf=False, headers=FROM_HERE, content_type="multipart/form-data"
    )

    assert answer.status_code == 404
    assert "Je foto of opname is niet bewaard." in answer.page.get_text()
