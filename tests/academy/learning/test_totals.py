"""Hours per course and year: numbers, and never about fewer than five people."""

import csv
import io
from datetime import date

import pytest

from academy.learning import attendance, enrolling
from academy.learning.models import CourseRun
from academy.learning.participants import Candidate
from academy.learning.rules import CourseTotal, Followed, year_totals
from academy.learning.values import Attendance
from tests.academy.learning.conftest import TODAY, a_course, a_run
from tests.cast import ANNA, Cast, a_membership, a_person
from tests.clock import START


def rows(title: str, people: int, *, hours: float = 8, first: int = 1) -> list[Followed]:
    return [Followed(title, person, hours) for person in range(first, first + people)]


def test_a_course_that_five_people_followed_is_a_line() -> None:
    totals = year_totals(rows("Rekenen", 5), others="Andere")

    assert totals.lines == [CourseTotal("Rekenen", 5, 40)]
    assert not totals.left_out


def test_a_course_that_four_people_followed_is_left_out() -> None:
    totals = year_totals([*rows("Rekenen", 5), *rows("Zagen", 4)], others="Andere")

    assert [line.title for line in totals.lines] == ["Rekenen"]
    assert totals.left_out
    assert totals.hours == 40, "a total with the hidden course would give it away"


def test_somebody_who_follows_a_course_twice_is_one_person() -> None:
    twice = [Followed("Rekenen", 1, 8), Followed("Rekenen", 1, 8)]

    totals = year_totals([*rows("Rekenen", 3, first=2), *twice], others="Andere")

    assert totals.lines == []


def test_small_courses_go_together_when_enough_people_followed_them() -> None:
    small = [*rows("Zagen", 3), *rows("Zingen", 3, first=4)]

    totals = year_totals(small, others="Andere")

    assert totals.lines == [CourseTotal("Andere", 6, 48)]
    assert not totals.left_out


def test_small_courses_of_the_same_few_people_stay_left_out() -> None:
    small = [*rows("Zagen", 4), *rows("Zingen", 4)]

    totals = year_totals(small, others="Andere")

    assert totals.lines == []
    assert totals.left_out


def test_a_year_without_courses_has_no_lines() -> None:
    totals = year_totals([], others="Andere")

    assert (totals.lines, totals.left_out, totals.hours) == ([], False, 0)


def followed_by(run: CourseRun, cast: Cast, number: int, *, on: date = TODAY) -> None:
    people = [a_person(f"Deelnemer {each}") for each in range(number)]
    for person in people:
        a_membership(person, team=cast.winkel)
    candidates = [Candidate(person, cast.schakel.id) for person in people]
    enrolments = enrolling.enrol(run, candidates, by=ANNA.actor, now=START)
    done = [Attendance(str(enrolment.uuid), 7.5) for enrolment in enrolments]
    attendance.complete(run, done, on=on, by=ANNA.actor, now=START)


def test_the_academy_sees_hours_and_people_per_course(anna, cast: Cast, course) -> None:
    followed_by(a_run(cast, course), cast, 3)
    followed_by(a_run(cast, course), cast, 3)

    page = anna.page("/courses/totals")

    cells = [cell.get_text(strip=True) for cell in page.select("main tbody th, main tbody td")]
    assert cells == ["Rekenen in de winkel", "6", "45", "Totaal", "", "45"]
    assert "Deelnemer" not in page.get_text()


def test_what_few_people_followed_is_not_told(anna, cast: Cast, course) -> None:
    followed_by(a_run(cast, course), cast, 5)
    followed_by(a_run(cast, a_course("Zagen")), cast, 4)

    page = anna.page("/courses/totals")

    assert "Zagen" not in page.get_text()
    assert "Cursussen met weinig mensen staan er niet bij." in page.get_text()
    assert "Zagen" not in anna.get("/courses/totals.csv").get_data(as_text=True)


def test_a_course_counts_in_the_year_in_which_it_ended(anna, cast: Cast, course) -> None:
    run = a_run(cast, course, starts_on=date(2025, 12, 1), ends_on=date(2025, 12, 31))
    followed_by(run, cast, 5, on=date(2025, 12, 31))

    assert "Nog geen uren" in anna.page("/courses/totals").get_text()
    last_year = anna.page("/courses/totals?year=2025")
    assert "Rekenen in de winkel" in last_year.get_text()
    assert last_year.select_one("main a[href='/courses/totals.csv?year=2025']")


def test_the_totals_can_be_kept_as_a_table(anna, cast: Cast, course) -> None:
    followed_by(a_run(cast, course), cast, 5)

    answer = anna.get("/courses/totals.csv")

    (row,) = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";")
    assert row == {
        "Jaar": "2026", "Cursus": "Rekenen in de winkel", "Mensen": "5", "Uren": "37,5",
    }  # fmt: skip


@pytest.mark.parametrize("year", ["1999", "abc", "-1", "9" * 30, "²"])
def test_another_year_is_not_found(anna, year) -> None:
    assert anna.get("/courses/totals", query_string={"year": year}).status_code == 404
