"""Drafts of courses: kept unfinished, compared, published whole; nobody's work is lost."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.learning.models import Course, CourseDraft, CourseVersion
from tests.academy.learning.test_courses import GIVEN
from tests.cast import JAN


def drafts(db_session) -> list[CourseDraft]:
    return list(db_session.scalars(select(CourseDraft)))


@pytest.fixture
def draft(anna, course: Course, db_session) -> CourseDraft:
    """Of the next version of the course, with another number of hours."""
    page = f"/courses/{course.uuid}/edit"
    form = {field["name"]: field.get("value", "") for field in anna.page(page).select("[name]")}
    anna.post(f"/courses/{course.uuid}/draft", data=filled(form, hours="12"))
    [kept] = drafts(db_session)
    return kept


def filled(form: dict[str, str], **changes: str) -> dict[str, str]:
    """As a browser would send what `form` shows, for a course of the tests."""
    return {**GIVEN, **{name: form[name] for name in ("based_on", "revision")}, **changes}


def seen(draft: CourseDraft, **changes: str) -> dict[str, str]:
    return {**GIVEN, "revision": str(draft.revision), **changes}


def test_a_course_is_kept_before_it_is_ready(anna, db_session) -> None:
    answer = anna.post("/courses/new/draft", data={"title_nl": "Half af", "hours": ""})

    assert answer.status_code == 303
    assert db_session.scalars(select(Course)).all() == []
    page = anna.page(answer.location)
    assert page.h1.get_text(strip=True) == "Concept: Half af"
    assert page.select_one("#title_nl")["value"] == "Half af"
    assert "Half af" in anna.page("/courses").main.get_text()


def test_what_is_in_a_draft_has_to_fit(anna, db_session) -> None:
    answer = anna.post("/courses/new/draft", data={"title_nl": "x" * 81, "hours": "veel"})

    assert answer.status_code == 422
    said = answer.page.select_one("main [role=alert]").get_text()
    assert "Er passen 80 tekens" in said
    assert "Vul een aantal uren in" in said
    assert drafts(db_session) == []


def test_an_incomplete_draft_is_not_published(anna, db_session) -> None:
    address = anna.post("/courses/new/draft", data={"title_nl": "Half af"}).location

    answer = anna.post(f"{address}/publish", data={"title_nl": "Half af", "revision": "1"})

    assert answer.status_code == 422
    said = answer.page.select_one("main [role=alert]").get_text()
    for sentence in (
        "Vul in wat iemand na de cursus kan.", "Vul in hoe de kwaliteit wordt bewaakt.",
        "Kies hoe de cursus wordt gegeven.", "Vul het aantal uren in.",
    ):  # fmt: skip
        assert sentence in said
    assert db_session.scalars(select(Course)).all() == []


def test_a_new_course_is_published_from_its_draft(anna, db_session) -> None:
    address = anna.post("/courses/new/draft", data={"title_nl": "Half af"}).location

    anna.post(f"{address}/publish", data={**GIVEN, "revision": "1"})

    [course] = db_session.scalars(select(Course))
    assert course.current.outcomes == {"nl": "herkent vlekken\nhaalt vlekken weg"}
    assert drafts(db_session) == []


def test_a_draft_says_what_changes_and_becomes_the_next_version(
    anna, draft, course, db_session
) -> None:
    before = course.current.number
    page = anna.page(f"/course-drafts/{draft.uuid}")
    rows = [" ".join(row.get_text(" ").split()) for row in page.select("main tbody tr")]
    assert "Aantal uren 8 12" in rows
    assert course.current.hours == 8.0

    anna.post(f"/course-drafts/{draft.uuid}/publish", data=seen(draft, hours="12"))

    db_session.expire_all()
    assert (course.current.number, course.current.hours) == ("1.1", 12.0)
    told = anna.page(f"/courses/{course.uuid}/versions")
    headings = [each.get_text() for each in told.select("main h2")]
    assert headings == ["Versie 1.1", f"Versie {before}"]
    assert "Aantal uren 8 12" in " ".join(told.main.get_text(" ").split())
    assert drafts(db_session) == []


def test_changing_goes_on_with_the_draft(anna, draft, course) -> None:
    answer = anna.get(f"/courses/{course.uuid}/edit")

    assert answer.location == f"/course-drafts/{draft.uuid}"
    assert "Ga verder met het concept" in anna.page(f"/courses/{course.uuid}").get_text()
    assert anna.post(f"/courses/{course.uuid}/draft", data=GIVEN).status_code == 409


def test_the_second_of_two_reads_what_the_first_wrote(anna, draft, db_session) -> None:
    """Both opened the same revision; the second keeps the own text and sees the other's."""
    both = seen(draft)
    anna.post(f"/course-drafts/{draft.uuid}", data={**both, "title_nl": "Van de eerste"})

    answer = anna.post(f"/course-drafts/{draft.uuid}", data={**both, "title_nl": "Van de tweede"})

    assert answer.status_code == 409
    page = answer.page
    assert page.select_one("#title_nl")["value"] == "Van de tweede"
    assert "Iemand anders schreef hier: Van de eerste" in page.get_text()
    db_session.expire_all()
    assert draft.title == "Van de eerste"
    again = {**both, "revision": page.select_one("[name=revision]")["value"]}
    anna.post(f"/course-drafts/{draft.uuid}", data={**again, "title_nl": "Samen"})
    db_session.expire_all()
    assert draft.title == "Samen"


def test_publishing_an_old_revision_is_told_too(anna, draft, course, db_session) -> None:
    both = seen(draft)
    anna.post(f"/course-drafts/{draft.uuid}", data={**both, "title_nl": "Van de eerste"})

    answer = anna.post(f"/course-drafts/{draft.uuid}/publish", data=both)

    assert answer.status_code == 409
    assert len(db_session.scalars(select(CourseVersion)).all()) == 1


def test_a_version_that_came_in_between_is_told(anna, draft, course, db_session) -> None:
    anna.post(f"/courses/{course.uuid}/edit", data={**GIVEN, "based_on": course.current.number})

    answer = anna.post(f"/course-drafts/{draft.uuid}/publish", data=seen(draft, hours="12"))
    assert answer.status_code == 409
    assert "Iemand anders veranderde deze cursus" in answer.page.get_text()

    anna.post(f"/course-drafts/{draft.uuid}/publish", data=seen(draft, hours="12"))
    db_session.expire_all()
    assert (course.current.number, course.current.hours) == ("1.2", 12.0)


def test_a_draft_is_thrown_away(anna, draft, course, db_session) -> None:
    address = f"/course-drafts/{draft.uuid}"

    anna.post(f"{address}/discard")

    assert drafts(db_session) == []
    actions = db_session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions[-2:] == ["course-draft.saved", "course-draft.discarded"]
    assert anna.get(address).status_code == 404


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"level": "4"}, "Vul ook het nummer in het register in"),
        ({"level_register": "NLQF-12"}, "Kies ook het niveau"),
        ({"level": "9", "level_register": "x"}, "Kies een van de mogelijkheden."),
        ({"outcomes_nl": ""}, "Vul in wat iemand na de cursus kan."),
        ({"least_share": "101"}, "Vul een getal in van 0 tot en met 100."),
    ],
)
def test_the_elements_of_a_micro_credential_are_asked_for(anna, changes, message) -> None:
    answer = anna.post("/courses/new", data={**GIVEN, **changes})

    assert answer.status_code == 422
    assert message in answer.page.select_one("main [role=alert]").get_text()


def test_drafts_are_the_academys_alone(client, draft, course) -> None:
    client.as_(JAN)

    assert client.get(f"/course-drafts/{draft.uuid}").status_code == 404
    for end in ("", "/publish", "/discard"):
        assert client.post(f"/course-drafts/{draft.uuid}{end}", data=GIVEN).status_code == 404
    assert client.get(f"/courses/{course.uuid}/versions").status_code == 404
