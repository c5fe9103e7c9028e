"""A list may say which certificate from outside somebody has; the paper itself is never brought."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from academy.administration.imports.models import StaffImportRow
from academy.audit.models import AuditEvent
from academy.catalogue.licensing.models import SkillLicence
from academy.catalogue.models import Skill
from academy.database import db
from academy.people.licences.models import Licence, LicenceKind
from academy.people.models import Person
from academy.security.identity import Role
from tests.academy.administration.imports.conftest import Lists, rows_of, told, works_here
from tests.academy.shown import SORTING, Shown, palette, shown
from tests.cast import AMINA, BEA, JAN, OSCAR, Cast, membership_of
from tests.clock import START

__all__ = ["palette", "shown"]
HEAD = (
    "Personeelsnummer;Naam;Team;Certificaat van buiten;Certificaat geldig tot en met;"
    "Papier gezien door (personeelsnummer)"
)
UNTIL = date(2028, 12, 1)
NEW = "500;Ans de Boer;Winkel;heftruck;1-12-2028;"


@pytest.fixture
def kinds(cast: Cast) -> list[LicenceKind]:
    kinds = [
        LicenceKind(name={"nl": "Heftruck", "en": "Forklift"}),
        LicenceKind(name={"nl": "BHV", "en": "First aid"}),
        LicenceKind(name={"nl": "Oud", "en": "Old"}, stopped_at=START),
    ]
    db.session.add_all(kinds)
    membership_of(JAN, Role.TEAM_LEADER).staff_number = "7"
    membership_of(AMINA, Role.WORKER).staff_number = "101"
    membership_of(OSCAR, Role.TEAM_LEADER).staff_number = "9"
    db.session.commit()
    return kinds


@pytest.fixture
def ready(lists: Lists, kinds: list[LicenceKind]) -> Lists:
    return lists


def kept() -> list[tuple[str, str, date | None, str]]:
    """Whose, which, until when, seen by whom."""
    found = db.session.scalars(select(Licence).order_by(Licence.id))
    return [
        (row.person.name, row.kind.name["nl"], row.valid_until, row.seen_by.name) for row in found
    ]


def test_somebody_new_comes_with_a_certificate(ready: Lists) -> None:
    done = ready.bring(f"{HEAD}\n{NEW}")
    assert told(done) == [(2, "new", "", "")]
    assert "Heftruck, 2028-12-01" in ready.page(done, "new").main.get_text()

    ready.add(done)

    assert kept() == [("Ans de Boer", "Heftruck", UNTIL, BEA.name)]
    row = rows_of(ready.newest())[0]
    assert (row.licence, row.licence_until, row.seen_by) == ("", "", "")


def test_somebody_known_gets_one_and_the_same_list_again_adds_none(ready: Lists) -> None:
    text = f"{HEAD}\n101;{AMINA.name};Sorteren;First aid;;7"

    done = ready.add(ready.bring(text))

    assert kept() == [(AMINA.name, "BHV", None, JAN.name)]
    assert works_here(AMINA.name) == [("Sorteren", "101")]
    again = ready.bring(text)
    assert told(again) == [(2, "same", "", "")]
    assert list(rows_of(done)[0].changes) == ["licence"]


def test_it_is_in_the_log_of_the_organisation(ready: Lists, cast: Cast) -> None:
    ready.add(ready.bring(f"{HEAD}\n{NEW}"))

    line = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "person.licence_kept")
    ).one()
    assert (line.chain, line.actor) == (cast.schakel.id, BEA.uuid)


@pytest.mark.parametrize(
    ("cells", "problem", "column"),
    [
        pytest.param("Hefboom;1-12-2028;", "licence-unknown", "LICENCE", id="no such kind"),
        pytest.param("Oud;1-12-2028;", "licence-unknown", "LICENCE", id="stopped"),
        pytest.param(";1-12-2028;", "licence-missing", "LICENCE", id="a day alone"),
        pytest.param(";;7", "licence-missing", "LICENCE", id="a colleague alone"),
        pytest.param("Heftruck;morgen;", "day-unreadable", "VALID_UNTIL", id="no day"),
        pytest.param("Heftruck;1-12-2025;", "licence-is-over", "VALID_UNTIL", id="over"),
        pytest.param("Heftruck;1-12-2099;", "licence-too-far", "VALID_UNTIL", id="too far"),
        pytest.param("Heftruck;;77", "seer-unknown", "SEEN_BY", id="nobody"),
        pytest.param("Heftruck;;9", "seer-unknown", "SEEN_BY", id="a leader elsewhere"),
        pytest.param("Heftruck;;101", "seer-unknown", "SEEN_BY", id="a worker"),
        pytest.param("Heftruck;;500", "seer-unknown", "SEEN_BY", id="the person"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(
    ready: Lists, cells: str, problem: str, column: str
) -> None:
    done = ready.bring(f"{HEAD}\n500;Ans de Boer;Winkel;{cells}")

    assert told(done) == [(2, "wrong", problem, column)]
    assert ready.client.get(f"/imports/{done.uuid}/wrong.xlsx").status_code == 200
    assert ready.page(done, "wrong").select_one("tbody .pill, tbody td")


def test_a_kind_that_is_unknown_is_told_with_those_that_are_there(ready: Lists) -> None:
    done = ready.bring(f"{HEAD}\n500;Ans de Boer;Winkel;Hefboom;;")

    text = ready.page(done, "wrong").main.get_text()

    assert "Het certificaat Hefboom kennen we niet. Kies uit: BHV, Heftruck." in text


def test_without_any_kind_the_row_says_so(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n{NEW}")

    assert told(done) == [(2, "wrong", "licence-no-kinds", "LICENCE")]


def test_a_wrong_one_is_mended_on_its_page(ready: Lists) -> None:
    done = ready.bring(f"{HEAD}\n500;Ans de Boer;Winkel;Hefboom;1-12-2028;77")
    path = f"/imports/{done.uuid}/rows/{rows_of(done)[0].uuid}"
    assert ready.client.page(path).select_one("input[name=licence][value=Hefboom]")

    assert ready.client.submit(path, "row", licence="BHV").status_code == 422
    assert ready.client.submit(path, "row", seen_by="7").status_code == 303

    ready.add(ready.newest())
    assert kept() == [("Ans de Boer", "BHV", UNTIL, JAN.name)]


def test_a_kind_that_stops_meanwhile_waits_for_a_person(
    ready: Lists, kinds: list[LicenceKind]
) -> None:
    done = ready.bring(f"{HEAD}\n{NEW}")
    kinds[0].stopped_at = START
    db.session.commit()

    done = ready.add(done)

    assert told(done) == [(2, "wrong", "licence-unknown", "LICENCE")]
    assert works_here("Ans de Boer") == []


def test_undone_it_goes_with_the_row_and_comes_back_from_the_bin(ready: Lists) -> None:
    text = f"{HEAD}\n{NEW}\n101;{AMINA.name};Sorteren;BHV;;7"
    done = ready.undo(ready.add(ready.bring(text)))
    assert {row.standing for row in rows_of(done)} == {"undone"}
    assert kept() == []

    ready.post(done, "restore")
    ready.work()

    assert kept() == [
        ("Ans de Boer", "Heftruck", UNTIL, BEA.name), (AMINA.name, "BHV", None, JAN.name),
    ]  # fmt: skip


def test_one_that_was_taken_away_since_is_no_hindrance(ready: Lists) -> None:
    done = ready.add(ready.bring(f"{HEAD}\n{NEW}"))
    licence = db.session.scalars(select(Licence)).one()
    ready.client.post(f"/licences/{licence.uuid}/remove")

    assert {row.standing for row in rows_of(ready.undo(done))} == {"undone"}


def test_another_one_since_keeps_somebody_new(ready: Lists, kinds: list[LicenceKind]) -> None:
    done = ready.add(ready.bring(f"{HEAD}\n{NEW}"))
    ans = db.session.scalars(select(Person).where(Person.name == "Ans de Boer")).one()
    db.session.add(
        Licence(
            person_id=ans.id, organisation_id=done.organisation_id, kind_id=kinds[1].id,
            valid_until=None, seen_on=START.date(), seen_by_id=BEA.row.id,
        )
    )  # fmt: skip
    db.session.commit()

    done = ready.undo(done)

    assert {row.standing for row in rows_of(done)} == {"stays"}
    assert [each[1] for each in kept()] == ["Heftruck", "BHV"], "wholly or not at all"


def test_what_gave_a_badge_since_stays(
    ready: Lists, kinds: list[LicenceKind], shown: Shown
) -> None:
    sorting = db.session.scalars(select(Skill).where(Skill.code == SORTING)).one()
    db.session.add(SkillLicence(skill_id=sorting.id, kind_id=kinds[1].id))
    db.session.commit()
    done = ready.add(ready.bring(f"{HEAD}\n101;{AMINA.name};Sorteren;BHV;;7"))
    assert shown() is not None

    done = ready.undo(done)

    assert [row.standing for row in rows_of(done)] == ["stays"]
    assert kept() == [(AMINA.name, "BHV", None, JAN.name)]


def test_the_last_day_of_the_paper_is_not_that_of_the_person(ready: Lists) -> None:
    soon = (START.date() + timedelta(days=3)).strftime("%d-%m-%Y")
    ready.add(ready.bring(f"{HEAD}\n101;{AMINA.name};Sorteren;BHV;{soon};"))

    assert works_here(AMINA.name) == [("Sorteren", "101")]
    assert db.session.scalars(select(func.count(StaffImportRow.id))).one() == 1
