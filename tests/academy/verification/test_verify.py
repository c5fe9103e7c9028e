"""Anybody checks a badge of ours, in every form in which we give it."""

import json

from sqlalchemy import select

from academy.assessments.models import Assessment
from academy.credentials.models import PaperCopy
from academy.credentials.papers import code_of
from academy.database import db
from academy.dependencies import dependencies
from tests.academy.verification.conftest import JSON, Check, as_file, the_credential
from tests.cast import JAN
from tests.client import AcademyClient
from tests.clock import TestClock

ROOT = "https://badges.example.nl"
FORMS = [".json", ".png", ".svg", ".jwt", ".png?version=2", ".svg?version=2"]


def test_every_form_is_valid(client: AcademyClient, badge: str, check: Check) -> None:
    verdicts = {form: check(client.get(badge + form).data)["verdict"] for form in FORMS}

    assert verdicts == dict.fromkeys(FORMS, "valid")


def test_the_report_is_as_the_contract_says(
    client: AcademyClient, badge: str, check: Check
) -> None:
    report = check(client.get(badge + ".json").text)

    assert report["valid"] is True
    assert (report["verdict"], report["version"], report["format"]) == (
        "valid", "3.0", "data-integrity",
    )  # fmt: skip
    assert report["credential"]["id"] == ROOT + badge
    assert {check["id"] for check in report["checks"]} == {
        "parse", "schema", "safe-mode", "proof", "key-controller", "issuer", "valid-from",
        "valid-until", "status", "recipient", "endorsements",
    }  # fmt: skip
    assert all(check["outcome"] in {"pass", "skip"} for check in report["checks"])


def test_one_changed_character_is_found(client: AcademyClient, badge: str, check: Check) -> None:
    for form in (".json", ".jwt", ".svg", ".svg?version=2"):
        text = client.get(badge + form).text
        place = 400 if form == ".jwt" else text.index("Z", text.index("2026-11"))
        other = "B" if text[place] != "B" else "C"

        assert check(text[:place] + other + text[place + 1 :])["verdict"] == "invalid", form


def test_after_undo_it_is_revoked_in_every_form(
    client: AcademyClient, badge: str, check: Check
) -> None:
    kept = [client.get(badge + form).data for form in FORMS]
    shown = db.session.scalars(select(Assessment.uuid)).one()

    client.as_(JAN).post(f"/assessments/{shown}/undo")

    assert [check(each)["verdict"] for each in kept] == ["revoked"] * len(FORMS)


def test_after_its_end_it_is_expired_in_every_form(
    client: AcademyClient, badge: str, check: Check, clock: TestClock
) -> None:
    kept = [client.get(badge + form).data for form in FORMS]

    clock.advance(days=366)

    assert [check(each)["verdict"] for each in kept] == ["expired"] * len(FORMS)


def test_what_is_only_not_valid_now_has_a_clock_and_no_question_mark(
    client: AcademyClient, badge: str, clock: TestClock
) -> None:
    kept = client.get(badge + ".png").data
    clock.advance(days=366)

    page = client.post("/verify", data={"file": as_file(kept)}, csrf=False).page

    assert page.select_one(".verdict--warn use")["href"].endswith("#clock")


def test_a_person_gets_a_page(client: AcademyClient, badge: str) -> None:
    file = as_file(client.get(badge + ".png").data)

    page = client.post("/verify", data={"file": file}, csrf=False).page

    assert page.select_one(".verdict--good").get_text(strip=True).startswith("Deze badge is echt")
    words = page.get_text(" ", strip=True)
    assert "We kennen de uitgever: De Schakel." in words
    assert page.find("a", href=badge), "the report leads to the page of the badge"
    assert page.select_one("[data-module~=print]")


def test_a_page_of_a_forged_badge_says_nothing_of_what_it_claims(
    client: AcademyClient, badge: str
) -> None:
    document = json.loads(client.get(badge + ".json").data)
    document["name"] = "Directeur van alles"

    page = client.post("/verify", data={"text": json.dumps(document)}, csrf=False).page

    assert page.select_one(".verdict--bad")
    assert "Directeur van alles" not in page.get_text()


def test_a_program_may_send_the_badge_bare(client: AcademyClient, badge: str) -> None:
    body = client.get(badge + ".json").data

    for kind in ("application/json", "application/vc", "application/octet-stream"):
        answer = client.post("/verify", data=body, content_type=kind, headers=JSON, csrf=False)
        assert answer.json["verdict"] == "valid", kind


def test_a_program_may_send_text_under_the_name_of_the_file(
    client: AcademyClient, badge: str, check: Check
) -> None:
    text = client.get(badge + ".json").text

    answer = client.post("/verify", data={"file": text}, headers=JSON, csrf=False)

    assert answer.json["verdict"] == "valid"


def test_an_address_of_ours_leads_people_to_its_page_and_programs_to_its_report(
    client: AcademyClient, badge: str, check: Check
) -> None:
    for root in (ROOT, "http://localhost", "HTTPS://BADGES.example.nl", "badges.example.nl"):
        text = f" {root}{badge}.png\n"

        answer = client.post("/verify", data={"text": text}, csrf=False)

        assert (answer.status_code, answer.location) == (303, badge), root
        assert check(text)["verdict"] == "valid", root


def test_an_address_of_ours_where_nothing_is(badge: str, check: Check) -> None:
    assert check(f"{ROOT}{badge[:-4]}0000")["verdict"] == "no-credential"


def test_the_address_of_an_assertion_is_checked(badge: str, check: Check) -> None:
    uuid = badge.rpartition("/")[2]

    assert check(f"{ROOT}/ob2/assertions/{uuid}")["verdict"] == "valid"


def test_a_code_on_paper_leads_to_what_was_printed(
    client: AcademyClient, badge: str, check: Check
) -> None:
    copy = db.session.scalars(select(PaperCopy)).one()
    code = code_of(copy, dependencies().settings.secret_key)
    typed = f" {code[:4].lower()}-{code[4:8]} {code[8:]} "

    answer = client.post("/verify", data={"text": typed}, csrf=False)

    assert (answer.status_code, answer.location) == (303, f"/c/{code}")
    assert check(typed)["verdict"] == "valid"
    assert check(f"{ROOT}/c/{code}")["verdict"] == "valid"


def test_a_check_leaves_nothing_behind(client: AcademyClient, badge: str, check: Check) -> None:
    before = the_credential().document

    report = check(client.get(badge + ".png").data)

    assert the_credential().document == before
    assert "Amina" not in json.dumps(report)


def test_the_form_sends_nothing_with_a_cookie(client: AcademyClient) -> None:
    page = client.page("/verify")

    form = page.select_one("#verify")
    assert form["enctype"] == "multipart/form-data"
    assert not form.select("[name=csrf_token]")
    assert form.select_one("[data-module=scan-code]").has_attr("hidden"), "only with a camera"
