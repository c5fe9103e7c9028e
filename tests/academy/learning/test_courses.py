"""The academy's courses: look, add, change, stop."""

import uuid

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.catalogue.loading import load_palette
from academy.learning.models import Course, CourseRun
from academy.security.identity import Actor
from tests.academy.learning.conftest import a_course, a_run
from tests.cast import AMINA, BEA, ERIK, JAN, RENS, Cast
from tests.clock import START
from tests.statements import count_statements

GIVEN = {
    "title_nl": "Vlekken verwijderen",
    "description_nl": "Je leert vlekken herkennen.",
    "assessment_nl": "De teamleider kijkt op het werk.",
    "outcomes_nl": "herkent vlekken\nhaalt vlekken weg",
    "quality_nl": "De academie bekijkt de cursus elk jaar.",
    "least_share": "80",
    "hours": "7,5",
    "form": "praktijk",
    "audience": "textiel",
}
NOT_OF_THE_ACADEMY = [
    pytest.param(member, id=what)
    for member, what in [
        (JAN, "a leader"),
        (AMINA, "a worker"),
        (BEA, "an organisation's administrator"),
        (ERIK, "an employer"),
        (RENS, "a regional reader"),
    ]
]


def titles(page) -> list[str]:
    return [cell.get_text(strip=True) for cell in page.select("main tbody th")]


def the_actions(db_session) -> list[str]:
    return list(db_session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))


def test_courses_stand_by_title(anna) -> None:
    a_course("Zagen")
    a_course("Appels herkennen")

    assert titles(anna.page("/courses")) == ["Appels herkennen", "Zagen"]


def test_search_form_and_audience_narrow_the_list(anna) -> None:
    a_course("Zagen", form="praktijk", audience="werkplaats")
    a_course("Zingen", form="e-learning", audience="iedereen")

    assert titles(anna.page("/courses?q=ZÁG")) == ["Zagen"]
    assert titles(anna.page("/courses?form=e-learning")) == ["Zingen"]
    assert titles(anna.page("/courses?form=e-learning&audience=werkplaats")) == []
    assert "Niets gevonden" in anna.page("/courses?q=xyz").get_text()


def test_without_courses_the_page_says_how_to_begin(anna) -> None:
    page = anna.page("/courses")

    assert "Er zijn nog geen cursussen" in page.get_text()
    assert page.select("main a[href='/courses/new']")


def test_the_list_takes_as_many_statements_for_two_as_for_twelve(anna) -> None:
    a_course("Een"), a_course("Twee")
    with count_statements() as few:
        anna.get("/courses")
    for number in range(10):
        a_course(f"Nog een {number}")

    with count_statements() as many:
        anna.get("/courses")

    assert len(many) == len(few), many


def test_a_new_course_begins_with_version_1_0(anna, db_session) -> None:
    load_palette(START, Actor(None, "test"))
    answer = anna.submit("/courses/new", **GIVEN, skills=["textiel-sorteren", "heftruck-rijden"])

    assert answer.status_code == 303
    course = db_session.scalars(select(Course)).one()
    version = course.current
    assert course.code == "vlekken-verwijderen"
    assert (version.number, version.hours, version.title) == (
        "1.0",
        7.5,
        {"nl": "Vlekken verwijderen"},
    )
    assert version.skill_codes == ["textiel-sorteren", "heftruck-rijden"]
    page = anna.page(answer.location)
    assert "Heftruck of stapelaar gebruiken" in page.get_text()
    assert "7,5" in page.get_text()
    assert "course-version.added" in the_actions(db_session)


def test_english_is_kept_when_it_is_given(anna, db_session) -> None:
    anna.submit("/courses/new", **GIVEN, title_en="Removing stains")

    assert db_session.scalars(select(Course)).one().current.title["en"] == "Removing stains"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title_nl", "", "Vul een titel in."),
        ("title_nl", "x" * 81, "Er passen 80 tekens"),
        ("title_nl", "Vlek\u202eken", "onzichtbare tekens"),
        ("title_nl", "!!!", "Kies een andere titel."),
        ("description_nl", "", "Vul een korte uitleg in."),
        ("description_nl", "x" * 401, "Er passen 400 tekens"),
        ("hours", "", "Vul het aantal uren in."),
        ("hours", "veel", "Vul een aantal uren in, zoals 8 of 7,5."),
        ("hours", "0", "Vul een aantal uren in, zoals 8 of 7,5."),
        ("hours", "-3", "Vul een aantal uren in, zoals 8 of 7,5."),
        ("hours", "NaN", "Vul een aantal uren in, zoals 8 of 7,5."),
        ("hours", "Infinity", "Vul een aantal uren in, zoals 8 of 7,5."),
        ("hours", "1e2", "Vul een aantal uren in, zoals 8 of 7,5."),
        ("hours", "1_0", "Vul een aantal uren in, zoals 8 of 7,5."),
        ("hours", "1e9", "Vul een aantal uren in, zoals 8 of 7,5."),
        ("hours", "401", "Vul een aantal uren in, zoals 8 of 7,5."),
        ("form", "slapend", "Kies een van de mogelijkheden."),
        ("form", "", "Kies"),
        ("audience", "niemand", "Kies een van de mogelijkheden."),
    ],
)
def test_a_mistake_is_said_and_the_rest_is_kept(anna, db_session, field, value, message) -> None:
    answer = anna.post("/courses/new", data={**GIVEN, field: value})

    assert answer.status_code == 422
    assert message in answer.page.select_one("main [role=alert]").get_text()
    assert answer.page.title.get_text().startswith("Fout")
    kept = answer.page.select_one("#assessment_nl").get_text(strip=True)
    assert kept == GIVEN["assessment_nl"]
    assert db_session.scalars(select(Course)).all() == []


def test_a_skill_that_does_not_exist_is_refused(anna, db_session) -> None:
    load_palette(START, Actor(None, "test"))

    answer = anna.post("/courses/new", data={**GIVEN, "skills": "bestaat-niet"})

    assert answer.status_code == 422
    assert db_session.scalars(select(Course)).all() == []


def test_two_courses_do_not_share_a_title(anna, db_session) -> None:
    a_course("Vlekken verwijderen")

    answer = anna.post("/courses/new", data={**GIVEN, "title_nl": "VLEKKEN  verwijderen!"})

    assert answer.status_code == 422
    assert "Er is al een cursus met deze titel." in answer.page.get_text()
    assert len(db_session.scalars(select(Course)).all()) == 1


def test_a_change_makes_a_new_version_and_a_planned_run_keeps_its_own(
    anna, cast: Cast, course: Course, run: CourseRun
) -> None:
    answer = anna.submit(f"/courses/{course.uuid}/edit", hours="12")

    assert answer.status_code == 303
    assert [version.number for version in course.versions] == ["1.0", "1.1"]
    assert course.current.hours == 12
    assert run.course_version.hours == 8
    assert a_run(cast, course).course_version.hours == 12


def test_saving_without_a_change_makes_no_version(anna, course: Course) -> None:
    anna.submit(f"/courses/{course.uuid}/edit")

    assert [version.number for version in course.versions] == ["1.0"]


def test_when_two_people_change_a_course_the_second_hears_it_and_keeps_the_text(
    anna, course: Course
) -> None:
    stale = GIVEN | {"based_on": "1.0", "title_nl": "Mijn titel"}
    anna.submit(f"/courses/{course.uuid}/edit", hours="12")

    answer = anna.post(f"/courses/{course.uuid}/edit", data=stale)

    assert answer.status_code == 409
    assert "Iemand anders veranderde deze cursus" in answer.page.get_text()
    assert answer.page.select_one("#title_nl")["value"] == "Mijn titel"
    assert course.current.hours == 12
    again = stale | {"based_on": answer.page.select_one("[name=based_on]")["value"]}
    assert anna.post(f"/courses/{course.uuid}/edit", data=again).status_code == 303
    assert course.current.title == {"nl": "Mijn titel"}


def test_a_bad_change_changes_nothing(anna, course: Course) -> None:
    answer = anna.post(f"/courses/{course.uuid}/edit", data={**GIVEN, "hours": "x"})

    assert answer.status_code == 422
    assert len(course.versions) == 1


def test_a_course_keeps_a_skill_that_left_the_palette(anna, db_session) -> None:
    course = a_course("Oude dingen", skill_codes=("verdwenen",))

    assert "Niet meer in het palet" in anna.page(f"/courses/{course.uuid}/edit").get_text()
    anna.submit(f"/courses/{course.uuid}/edit", hours="2")
    assert course.current.skill_codes == ["verdwenen"]


def test_a_course_that_stops_leaves_the_list_and_can_come_back(
    anna, course: Course, db_session
) -> None:
    anna.submit(f"/courses/{course.uuid}")

    assert titles(anna.page("/courses")) == []
    assert titles(anna.page("/courses?show=retired")) == ["Rekenen in de winkelGestopt"]
    assert anna.get(f"/courses/{course.uuid}/runs/new").status_code == 409

    anna.submit(f"/courses/{course.uuid}")
    assert titles(anna.page("/courses")) == ["Rekenen in de winkel"]
    assert the_actions(db_session)[-2:] == ["course.retired", "course.reopened"]


def test_stopping_twice_is_written_once(anna, course: Course, db_session) -> None:
    for _time in range(2):
        assert anna.post(f"/courses/{course.uuid}/retire").status_code == 303

    assert the_actions(db_session).count("course.retired") == 1


@pytest.mark.parametrize("member", NOT_OF_THE_ACADEMY)
def test_only_the_academy_sees_the_lists(cast: Cast, client, member) -> None:
    client.as_(member)

    for path in ("", "/new", "/totals", "/totals.csv"):
        assert client.get(f"/courses{path}").status_code == 403
    assert client.get("/course-runs").status_code == 403
    assert client.get("/course-runs/past").status_code == 403


@pytest.mark.parametrize("member", NOT_OF_THE_ACADEMY)
def test_for_others_a_course_answers_like_one_that_does_not_exist(
    client, course: Course, member
) -> None:
    client.as_(member)

    for end in ("", "/edit", "/runs/new"):
        there, nowhere = (
            client.get(f"/courses/{each}{end}", headers={"Accept": "application/json"})
            for each in (course.uuid, uuid.uuid4())
        )
        assert there.status_code == nowhere.status_code == 404
        assert there.data == nowhere.data


def test_nobody_else_changes_a_course(client, course: Course) -> None:
    client.as_(BEA)

    for end in ("edit", "retire", "reopen", "runs/new"):
        assert client.post(f"/courses/{course.uuid}/{end}", data=GIVEN).status_code == 404
    assert (course.retired_at, len(course.versions)) == (None, 1)


def test_nobody_else_adds_a_course(cast: Cast, client, db_session) -> None:
    assert client.as_(JAN).post("/courses/new", data=GIVEN).status_code == 403
    assert db_session.scalars(select(Course)).all() == []


def test_a_visitor_is_asked_to_sign_in(client) -> None:
    for path in ("/courses", "/courses/new", "/course-runs", "/learning", "/learning.csv"):
        answer = client.get(path)
        assert answer.status_code == 303
        assert "/sign-in" in answer.location


def test_an_unknown_course_is_not_found(anna) -> None:
    assert anna.get(f"/courses/{uuid.uuid4()}").status_code == 404
    assert anna.get("/courses/not-a-uuid").status_code == 404
