"""A proof of participation as an Open Badge: of the course, never of a skill."""

import io
import json

import pytest
from sqlalchemy import select

from academy.credentials.models import Credential
from academy.database import db
from academy.learning.models import CourseRun, LearningRecord
from badges.documents import micro_credentials
from tests.academy.learning.test_record import followed
from tests.cast import AMINA, ANNA, BEA, GORAN, JAN, Member
from tests.client import AcademyClient


def address(record: LearningRecord) -> str:
    return f"/learning/{record.uuid}/open-badge"


def test_the_holder_gets_a_signed_proof_of_the_course(
    client: AcademyClient, run: CourseRun
) -> None:
    record = followed(run, AMINA)

    answer = client.as_(AMINA).post(address(record))

    assert answer.status_code == 200
    document = json.loads(answer.data)
    achievement = document["credentialSubject"]["achievement"]
    assert achievement["achievementType"] == "Course"
    assert "geen badge voor een vaardigheid" in achievement["criteria"]["narrative"]
    assert document["credentialSubject"]["id"] == AMINA.row.uuid.urn
    assert AMINA.row.name not in answer.get_data(as_text=True)
    assert not db.session.scalars(select(Credential)).all()
    assert "Open Badge" in client.page(f"/learning/{record.uuid}/proof").get_text()


def test_it_has_every_element_that_the_eu_asks(client: AcademyClient, run: CourseRun) -> None:
    record = followed(run, AMINA)

    found = micro_credentials.elements(client.as_(AMINA).post(address(record)).get_json(force=True))

    assert {name for name, value in found.items() if value is None} == {"level"}
    assert "rekent een prijs uit" in found["learning_outcomes"]
    assert found["workload"] == "7,5 uur"
    assert found["participation"] == "In een groep"


def test_anybody_can_check_it(client: AcademyClient, run: CourseRun) -> None:
    record = followed(run, AMINA)
    content = client.as_(AMINA).post(address(record)).data

    report = client.post("/verify", data={"file": (io.BytesIO(content), "b.json")}, csrf=False)

    assert report.status_code == 200
    assert "Deze badge is echt" in report.page.get_text()


def test_what_somebody_changed_in_it_is_noticed(client: AcademyClient, run: CourseRun) -> None:
    record = followed(run, AMINA)
    content = client.as_(AMINA).post(address(record)).data.replace(b"7,5 uur", b"75 uur!")

    report = client.post("/verify", data={"file": (io.BytesIO(content), "b.json")}, csrf=False)

    assert "Deze badge is echt" not in report.page.get_text()


def test_it_is_signed_once(client: AcademyClient, run: CourseRun) -> None:
    record = followed(run, AMINA)
    client.as_(AMINA)

    assert client.post(address(record)).data == client.post(address(record)).data


def test_what_was_taken_back_is_ours_no_more(client: AcademyClient, run: CourseRun) -> None:
    record = followed(run, AMINA)
    enrolment = record.enrolment.uuid
    content = client.as_(AMINA).post(address(record)).data

    assert client.as_(ANNA).post(f"/enrolments/{enrolment}/reopen").status_code == 303

    report = client.post("/verify", data={"file": (io.BytesIO(content), "b.json")}, csrf=False)
    assert "Deze badge is echt" not in report.page.get_text()


@pytest.mark.parametrize("member", [GORAN, JAN, BEA])
def test_nobody_else_gets_it(client: AcademyClient, run: CourseRun, member: Member) -> None:
    record = followed(run, AMINA)

    assert client.as_(member).post(address(record)).status_code == 404


def test_the_academy_gets_those_of_its_courses(client: AcademyClient, run: CourseRun) -> None:
    record = followed(run, AMINA)

    assert client.as_(ANNA).post(address(record)).status_code == 200


def test_without_what_the_eu_asks_there_is_none(client: AcademyClient, run: CourseRun) -> None:
    record = followed(run, AMINA)
    record.details = record.details | {"outcomes": {}}
    db.session.commit()

    page = client.as_(AMINA).page(f"/learning/{record.uuid}/proof")

    assert "Open Badge" not in page.get_text()
    assert client.post(address(record)).status_code == 409
