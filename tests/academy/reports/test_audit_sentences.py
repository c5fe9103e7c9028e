"""The log as sentences: what they name, what they keep, and where their links lead."""

import csv
import io

import pytest
from bs4 import BeautifulSoup, Tag

from academy.access.accounts import invite
from academy.audit import log
from academy.audit.models import AuditEvent
from academy.database import db, transaction
from academy.dates import local_day
from academy.organisations import service
from academy.organisations.service import SiteDetails
from academy.people import authorities, memberships
from academy.people.models import Person
from academy.security.identity import Role
from tests.academy.learning.conftest import a_course, a_run, enrolled
from tests.academy.shown import SORTING, Shown, palette, shown
from tests.cast import AMINA, ANNA, BEA, BRAM, CAS, GORAN, JAN, OSCAR, Cast, a_card, membership_of
from tests.client import AcademyClient
from tests.clock import START

__all__ = ["palette", "shown"]

TODAY = local_day(START)


@pytest.fixture
def history(shown: Shown, palette: Cast) -> Cast:
    """Something of each kind that an organisation's log tells."""
    cast, by = palette, BEA.actor
    shown(AMINA, SORTING, 2)
    shown(AMINA, "nood-en-ontruiming", 2)
    shown(GORAN, SORTING, 0)
    a_card(AMINA.row)
    card = a_card(GORAN.row).uuid
    db.session.commit()
    with transaction(cast.schakel, JAN.row):
        goran = membership_of(GORAN, Role.WORKER)
        memberships.move(goran, cast.winkel, first_day=TODAY, today=TODAY, by=by, now=START)
        authorities.grant(
            BRAM.row, cast.schakel, domain_ids=(None,), starts_on=TODAY,
            grounds=authorities.Grounds(None),
            by=by, now=START,
        )  # fmt: skip
        service.change_team(cast.winkel, name="Winkel west", site=cast.utrecht, by=by, now=START)
        service.change_site(cast.utrecht, SiteDetails(name="Utrecht", city=""), by=by, now=START)
        invite(JAN.row, "jan@example.nl", secret_key="x" * 32, organisation_id=cast.schakel.id,
               by=by, now=START)  # fmt: skip
        log.record("card.pin_reset", card, organisation_id=cast.schakel.id,
                   by=JAN.actor, at=START)  # fmt: skip
    return cast


def rows(page: BeautifulSoup) -> list[Tag]:
    return page.select("tbody tr")


def text(row: Tag) -> str:
    return " ".join(row.get_text(" ", strip=True).split())


def number(row: Tag) -> str:
    return row.select("td")[-1].get_text(strip=True)


def told(client: AcademyClient, path: str = "/audit") -> list[str]:
    return [text(row) for row in rows(client.page(path))]


@pytest.mark.usefixtures("history")
def test_a_badge_is_told_as_a_sentence(client: AcademyClient) -> None:
    found = told(client.as_(BEA))
    assert any(
        f"{JAN.name} gaf {AMINA.name} de badge Textiel sorteren , Zelfstandig" in line
        for line in found
    )
    assert any(f"{BEA.name} liet {GORAN.name} beginnen als medewerker in" in line for line in found)


@pytest.mark.usefixtures("history")
def test_no_line_shows_a_number_instead_of_a_name(client: AcademyClient) -> None:
    numbers = [str(event.object_uuid)[:8] for event in db.session.query(AuditEvent)]
    found = told(client.as_(BEA))
    assert not any(each in line for each in numbers for line in found)


@pytest.mark.usefixtures("history")
def test_a_line_without_details_has_a_cell_that_a_phone_leaves_out(client: AcademyClient) -> None:
    cells = client.as_(BEA).page("/audit").select('td[data-label="Bijzonderheden"]')
    assert cells
    assert [str(each) for each in cells if bool(each.contents) != bool(text(each))] == []


@pytest.mark.usefixtures("history")
def test_every_link_in_the_log_finds_its_line(client: AcademyClient) -> None:
    links = {
        (str(link["href"]), number(row))
        for row in rows(client.as_(BEA).page("/audit"))
        for link in row.select("a[href]")
    }
    asked = {href.partition("?")[2].partition("=")[0] for href, _number in links}
    assert asked == {"actor", "person", "skill", "team", "object"}
    for href, line in links:
        assert line in [number(row) for row in rows(client.page(href))], href


@pytest.mark.usefixtures("history")
def test_every_filter_offers_choices_and_each_choice_is_kept(client: AcademyClient) -> None:
    page = client.as_(BEA).page("/audit")
    selects = page.select("#log-filters select")
    assert {str(each["name"]) for each in selects} == {
        "action", "person", "team", "skill", "actor"
    }  # fmt: skip
    for each in selects:
        values = [str(option["value"]) for option in each.select("option")]
        assert len(values) > 2, each["name"]
        chosen = client.page(f"/audit?{each['name']}={values[-1]}")
        [kept] = chosen.select(f"select[name={each['name']}] option[selected]")
        assert kept["value"] == values[-1]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("person={amina}", {"credential.issued"}),
        ("person={goran}", {"membership.ended", "membership.started"}),
        ("person={bram}", {"authority.granted"}),
        ("person={jan}", {"account.start_code_given"}),
        ("person={oscar}", set()),
        ("skill=textiel-sorteren", {"credential.issued"}),
        ("team={winkel}", {"membership.started", "team.changed"}),
        ("team={sorteren}", {"credential.issued", "membership.ended"}),
    ],
)
def test_lines_are_found_by_person_skill_and_team(
    client: AcademyClient, history: Cast, query: str, expected: set[str]
) -> None:
    names = {"amina": AMINA, "goran": GORAN, "bram": BRAM, "jan": JAN, "oscar": OSCAR}
    asked = query.format(
        winkel=history.winkel.uuid,
        sorteren=history.sorteren.uuid,
        **{name: member.uuid for name, member in names.items()},
    )
    shown_lines = {number(row) for row in rows(client.as_(BEA).page(f"/audit?{asked}"))}
    events = db.session.query(AuditEvent).filter(AuditEvent.chain == history.schakel.id)
    assert {each.action for each in events if str(each.sequence) in shown_lines} == expected


@pytest.mark.usefixtures("history")
def test_the_history_of_a_person_is_badges_roles_and_authority(client: AcademyClient) -> None:
    page = client.as_(BEA).page(f"/people/{GORAN.uuid}")
    [link] = page.select("a[href^='/audit?person=']")
    history = client.page(str(link["href"]))
    assert text(history.select("h1")[0]) == f"Geschiedenis van {GORAN.name}"
    assert len(rows(history)) == 2, "no observation without a badge, and no help with a PIN"


def test_what_is_between_a_worker_and_others_names_nobody(
    client: AcademyClient, palette: Cast
) -> None:
    with transaction():
        for action in (
            "assessment.recorded", "assessment.reviewed", "assessment.referred", "card.pin_reset",
            "card.last_try", "card.pin_changed",
        ):  # fmt: skip
            log.record(action, AMINA.uuid, organisation_id=palette.schakel.id, by=JAN.actor,
                       at=START)  # fmt: skip
    assert len(told(client.as_(BEA))) == 6
    assert not any(AMINA.name in line for line in told(client))
    assert told(client, f"/audit?person={AMINA.uuid}") == []
    assert AMINA.name not in client.get("/audit.csv").text


@pytest.mark.parametrize("level", [0, 2])
def test_a_badge_that_somebody_did_not_want_gives_no_reason(
    client: AcademyClient, shown: Shown, level: int
) -> None:
    badge = shown(AMINA, SORTING, 2)
    assert badge is not None
    reason = "objection" if level else "fraud"
    with transaction():
        log.record("credential.revoked", badge.uuid, organisation_id=badge.organisation_id,
                   by=JAN.actor, at=START, reason=reason)  # fmt: skip
    newest = told(client.as_(BEA))[0]
    assert f"trok de badge van {AMINA.name} in" in newest
    assert "Reden" not in newest


@pytest.mark.usefixtures("history")
def test_a_person_of_elsewhere_has_no_name_here(client: AcademyClient, palette: Cast) -> None:
    with transaction():
        log.record("account.start_code_given", OSCAR.uuid, organisation_id=palette.schakel.id,
                   by=BEA.actor, at=START)  # fmt: skip
    assert "gaf iemand een startcode" in told(client.as_(BEA))[0]
    assert "Geschiedenis" not in client.page(f"/audit?person={OSCAR.uuid}").select_one("h1").text  # type: ignore[union-attr]
    assert OSCAR.name not in client.get("/audit.csv").text


@pytest.mark.usefixtures("history")
def test_a_name_cannot_write_into_the_page(client: AcademyClient) -> None:
    with transaction(AMINA.row):
        db.session.get_one(Person, AMINA.row.id).name = "<b>%(level)s</b>"
    page = client.as_(BEA).page("/audit")
    assert not page.select("tbody b")
    assert any("<b>%(level)s</b>" in text(row) for row in rows(page))


@pytest.mark.usefixtures("history")
def test_the_same_lines_come_as_csv(client: AcademyClient) -> None:
    shown_numbers = [number(row) for row in rows(client.as_(BEA).page("/audit"))]
    answer = client.get("/audit.csv")
    assert answer.mimetype == "text/csv"
    lines = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff")), delimiter=";"))
    assert [line[-1] for line in lines[1:]] == shown_numbers
    badge = next(line for line in lines if line[5] == "Textiel sorteren")
    assert badge[1] == f"{JAN.name} gaf {AMINA.name} de badge Textiel sorteren, Zelfstandig"
    narrowed = client.get(f"/audit.csv?person={AMINA.uuid}").text
    assert len(narrowed.splitlines()) == 1 + 2


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("path", ["/audit.csv", f"/audit.csv?person={AMINA.uuid}"])
def test_others_get_no_download(client: AcademyClient, path: str) -> None:
    for member in (JAN, AMINA):
        assert client.as_(member).get(path).status_code == 403


@pytest.mark.usefixtures("history")
def test_a_neighbour_finds_nothing_of_it(client: AcademyClient) -> None:
    for query in (f"person={AMINA.uuid}", f"skill={SORTING}", f"actor={JAN.uuid}"):
        assert told(client.as_(CAS), f"/audit?{query}") == []
        assert len(client.get(f"/audit.csv?{query}").text.splitlines()) == 1


def test_a_line_about_a_course_says_for_whom(client: AcademyClient, cast: Cast) -> None:
    with transaction(ANNA.row):
        run = a_run(cast, a_course())
    with transaction(run):
        enrolled(run, AMINA)
    client.as_(BEA)

    assert any(f"meldde {AMINA.name} aan voor de cursus Rekenen" in each for each in told(client))
    found = told(client, f"/audit?person={AMINA.uuid}")
    assert any("Rekenen in de winkel" in each for each in found)
