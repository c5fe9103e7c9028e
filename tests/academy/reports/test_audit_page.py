"""The log page: administrators read their own organisation's lines, and nobody else's."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from academy.assessments.models import Assessment
from academy.assessments.retention import delete_assessment
from academy.audit import log
from academy.audit.models import AuditEvent
from academy.database import db, transaction
from academy.reports.audit import queries
from academy.security.identity import Actor, Role
from tests.academy.shown import SORTING, Shown, palette, shown
from tests.cast import AMINA, ANNA, BEA, CAS, JAN, OSCAR, PIET, Cast, Member, a_membership
from tests.client import AcademyClient
from tests.clock import START
from tests.statements import count_statements

__all__ = ["palette", "shown"]


def write(organisation_id: int | None, action: str, by: Actor, *, days: int = 0) -> None:
    with transaction():
        log.record(action, None, organisation_id=organisation_id, by=by,
                   at=START + timedelta(days=days), number=2)  # fmt: skip


@pytest.fixture
def lines(cast: Cast) -> None:
    schakel, cirkel = cast.schakel.id, cast.cirkel.id
    write(schakel, "assessment.recorded", JAN.actor)
    write(schakel, "credential.issued", JAN.actor, days=3)
    write(schakel, "team.renamed", Actor(None, "command"))
    write(cirkel, "credential.revoked", OSCAR.actor)


def rows(client: AcademyClient, path: str = "/audit") -> list[str]:
    """The text of each line on the page."""
    return [row.get_text(" ", strip=True) for row in client.page(path).select("tbody tr")]


@pytest.mark.usefixtures("lines")
def test_an_administrator_reads_the_own_organisation_newest_first(client: AcademyClient) -> None:
    found = rows(client.as_(BEA))
    assert len(found) == 3
    assert "Het platform: team.renamed" in found[0]
    assert "Jan de Vries gaf iemand de badge" in found[1]
    assert "Nummer: 2" in found[1]
    assert len(rows(client.as_(CAS))) == 1


@pytest.mark.usefixtures("lines")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("action=credential.issued", 1),
        ("action=nothing.happened", 0),
        ("from=2026-11-24", 1),
        ("until=2026-11-23", 2),
        ("from=2026-11-23&until=2026-11-26", 3),
        (f"actor={JAN.uuid}", 2),
        ("object=00000000-0000-4000-8000-000000000000", 0),
        ("from=yesterday&object=what&page=x&actor=%00&action=%00", 3),
        ("before=x", 3),
        ("before=3", 2),
        ("before=99999999999999", 3),
        ("before=1", 0),
        ("from=0001-01-01", 3),
        ("until=9999-12-31", 3),
    ],
)
def test_lines_can_be_narrowed(client: AcademyClient, query: str, expected: int) -> None:
    assert len(rows(client.as_(BEA), f"/audit?{query}")) == expected


def many_lines(cast: Cast, number: int) -> None:
    with transaction():
        for each in range(number):
            log.record("team.renamed", None, organisation_id=cast.schakel.id, by=JAN.actor,
                       at=START, n=each)  # fmt: skip


def older(page: BeautifulSoup) -> str | None:
    """The address of the page with older lines."""
    found = page.find("a", string=lambda text: text and "Oudere regels" in text)
    found = found or page.select_one("a[href*='before=']")
    return str(found["href"]) if found else None


def all_pages(client: AcademyClient, path: str) -> list[list[str]]:
    """The lines of every page, from the newest on."""
    pages: list[list[str]] = []
    address: str | None = path
    while address:
        page = client.page(address)
        pages.append([row.get_text(" ", strip=True) for row in page.select("tbody tr")])
        address = older(page)
    return pages


def test_a_long_log_has_pages(client: AcademyClient, cast: Cast) -> None:
    many_lines(cast, 120)

    pages = all_pages(client.as_(BEA), "/audit")

    assert [len(page) for page in pages] == [50, 50, 20]
    assert [row.rpartition(" ")[2] for page in pages for row in page] == [
        str(number) for number in range(120, 0, -1)
    ]


def test_lines_of_two_organisations_are_told_once_each_on_one_page_after_another(
    client: AcademyClient, cast: Cast
) -> None:
    for _ in range(3):
        many_lines(cast, 30)
        for _each in range(9):
            write(cast.cirkel.id, "team.renamed", OSCAR.actor)
    a_membership(BEA.row, Role.ORGANISATION_ADMIN, organisation=cast.cirkel)
    db.session.commit()

    pages = all_pages(client.as_(BEA), "/audit")

    told = [row for page in pages for row in page]
    assert len(told) == 3 * 30 + 3 * 9
    assert sum("De Cirkel" in row for row in told) == 3 * 9


def test_a_page_looks_through_so_many_lines_and_no_more(
    client: AcademyClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(cast.schakel.id, "credential.issued", JAN.actor)
    many_lines(cast, 30)
    monkeypatch.setattr(queries, "WINDOW", 20)

    page = client.as_(BEA).page("/audit?action=credential.issued")

    assert "zoek verder" in page.get_text()
    assert not page.select("tbody tr")
    address = older(page)
    assert address is not None
    assert len(rows(client, address)) == 1
    assert older(client.page(address)) is None


@pytest.mark.parametrize(
    ("days", "expected"), [("from=2026-11-25", 3), ("until=2026-11-24", 2),
                           ("from=2026-11-24&until=2026-11-25", 2), ("until=2026-11-20", 0)]
)  # fmt: skip
def test_days_are_found_without_looking_through_what_lies_between(
    client: AcademyClient, cast: Cast, monkeypatch: pytest.MonkeyPatch, days: str, expected: int
) -> None:
    for day in range(5):
        write(cast.schakel.id, "team.renamed", JAN.actor, days=day)
    monkeypatch.setattr(queries, "WINDOW", 2)
    monkeypatch.setattr(queries, "MARGIN", 0)

    pages = all_pages(client.as_(BEA), f"/audit?{days}")

    assert sum(len(page) for page in pages) == expected


def test_the_number_of_statements_does_not_grow(client: AcademyClient, cast: Cast) -> None:
    client.as_(BEA)
    counts = []
    for _ in range(2):
        write(cast.schakel.id, "assessment.recorded", JAN.actor)
        write(cast.schakel.id, "assessment.recorded", AMINA.actor)
        with count_statements() as statements:
            client.page("/audit")
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_what_an_outsider_did_shows_no_name(client: AcademyClient, cast: Cast) -> None:
    write(cast.schakel.id, "key.created", ANNA.actor)
    [row] = rows(client.as_(BEA))
    assert "Iemand van buiten" in row
    assert ANNA.name not in row


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("member", [AMINA, JAN, ANNA])
def test_others_may_not_read_it(client: AcademyClient, member: Member) -> None:
    assert client.as_(member).get("/audit").status_code == 403


def test_a_visitor_is_asked_to_sign_in(client: AcademyClient) -> None:
    assert client.get("/audit").status_code == 303


def test_an_administrator_of_two_organisations_can_choose(
    client: AcademyClient, cast: Cast, lines: None
) -> None:
    a_membership(BEA.row, Role.ORGANISATION_ADMIN, organisation=cast.cirkel)
    db.session.commit()
    client.as_(BEA)
    assert len(rows(client)) == 4
    assert len(rows(client, f"/audit?organisation={cast.cirkel.uuid}")) == 1


def test_an_older_line_that_names_a_level_does_not_show_it(
    client: AcademyClient, cast: Cast
) -> None:
    for level in range(4):
        with transaction():
            log.record("assessment.recorded", None, organisation_id=cast.schakel.id, by=JAN.actor,
                       at=START, level=level)  # fmt: skip
    found = rows(client.as_(BEA))
    assert len(found) == 4
    assert (
        len({row.removesuffix(str(number)) for number, row in zip("4321", found, strict=True)}) == 1
    )
    assert "Niveau" not in "".join(found)


@pytest.mark.parametrize("level", [0, 2])
def test_what_is_recorded_names_no_level(shown: Shown, level: int) -> None:
    shown(AMINA, SORTING, level, seen=False)
    line = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "assessment.recorded")
    ).one()
    assert line.details == {}


def test_the_line_of_a_deletion_does_not_say_which_assessment_it_was(
    client: AcademyClient, shown: Shown
) -> None:
    shown(AMINA, SORTING, 0)
    observation = db.session.scalars(select(Assessment)).one()
    gone, organisation_id = observation.uuid, observation.organisation_id
    with transaction():
        delete_assessment(observation.id, by=Actor(None, "worker"), now=START)
    with transaction():  # as the first release wrote it
        log.record("assessment.deleted", gone, organisation_id=organisation_id,
                   by=Actor(None, "worker"), at=START)  # fmt: skip
    deleted = [row for row in rows(client.as_(BEA)) if "haalde een oude beoordeling weg" in row]
    assert len(deleted) == 2
    assert not any(str(gone)[:8] in row for row in deleted)
    [about] = rows(client, f"/audit?object={gone}")
    assert "Jan de Vries sloeg een beoordeling op" in about
    for outsider in (JAN, PIET, AMINA, ANNA):
        assert client.as_(outsider).get("/audit").status_code == 403
