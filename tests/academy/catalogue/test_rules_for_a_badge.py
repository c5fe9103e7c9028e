"""The default rules for a badge, and what a skill says otherwise."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from academy.audit.models import AuditEvent
from academy.catalogue.validation.defaults import newest_default, set_default
from academy.catalogue.validation.models import ValidationDefault
from academy.catalogue.validation.rule import FIRST, OwnRule, Rule
from academy.database import db, transaction
from tests.cast import ANNA, BEA, JAN, Cast, Member
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race

NOTHING = OwnRule(0, 0, None, None, None, None, asks_certificate=True)
STRICT = Rule(
    observations=2, assessors=2, photo=True, certificate=True, sampling_percent=10, valid_months=36
)
SENT = {"observations": "2", "assessors": "1", "sampling_percent": "10", "seen": ""}


@pytest.fixture
def anna(client: AcademyClient, cast: Cast, palette: None) -> AcademyClient:
    return client.as_(ANNA)


def test_what_a_skill_does_not_say_is_as_the_default_says() -> None:
    assert NOTHING.over(STRICT) == STRICT


@pytest.mark.parametrize(
    ("own", "change"),
    [
        ({"observations": 1}, {"observations": 1}),
        ({"assessors": 3}, {"assessors": 3}),
        ({"photo": False}, {"photo": False}),
        ({"certificate": False}, {"certificate": False}),
        ({"asks_certificate": False}, {"certificate": False}),
        ({"sampling_percent": 0}, {"sampling_percent": 0}),
        ({"valid_months": 12}, {"valid_months": 12}),
        ({"valid_months": 0}, {"valid_months": None}),
    ],
)
def test_what_a_skill_says_goes_before_the_default(
    own: dict[str, object], change: dict[str, object]
) -> None:
    assert replace(NOTHING, **own).over(STRICT) == replace(STRICT, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "met"),
    [
        (FIRST, True),
        (replace(FIRST, observations=2), False),
        (replace(FIRST, assessors=2), False),
        (replace(FIRST, photo=True), False),
        (replace(FIRST, certificate=True), False),
    ],
)
def test_whether_one_look_with_nothing_beside_it_is_enough(rule: Rule, met: bool) -> None:
    assert rule.is_met_by_one(photo=False, certificate=False) is met


def test_the_academy_sets_the_default(anna: AcademyClient) -> None:
    page = anna.page("/palette/rules")
    assert page.select_one("#observations")["value"] == "1"
    assert (
        "60" in page.select_one("#others ~ table, section table").get_text()
    )  # valid for 60 months by itself

    assert anna.post("/palette/rules", data=SENT | {"photo": "y"}).status_code == 303

    kept = newest_default()
    assert kept.rule == replace(FIRST, observations=2, photo=True, sampling_percent=10)
    line = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert line.action == "rules.set"
    assert anna.page("/palette/rules").select_one("#observations")["value"] == "2"
    assert ANNA.name.split()[0] in anna.page("/palette/rules").select_one("main").get_text()
    skill = anna.page("/palette/skills/textiel-sorteren").main.get_text()
    assert "op 2 verschillende dagen, door 1 beoordelaar" in skill
    assert "Wie bevoegd is voor dit domein of voor alles" in skill


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("observations", "0"),
        ("observations", "6"),
        ("observations", ""),
        ("assessors", "veel"),
        ("assessors", "4"),
        ("sampling_percent", "101"),
        ("sampling_percent", "-1"),
        ("valid_months", "0"),
        ("valid_months", "9" * 30),
    ],
)
def test_a_rule_that_makes_no_sense_is_told_at_the_field(
    anna: AcademyClient, name: str, value: str
) -> None:
    answer = anna.post("/palette/rules", data=SENT | {name: value})

    assert answer.status_code == 422
    assert answer.page.select_one(f"#{name}-error")
    assert newest_default() is None


def test_of_two_who_change_the_rules_the_second_looks_again(anna: AcademyClient) -> None:
    anna.post("/palette/rules", data=SENT)
    answer = anna.post("/palette/rules", data=SENT | {"observations": "3"})

    assert answer.status_code == 409
    assert answer.page.select_one("#observations")["value"] == "3"
    assert newest_default().observations == 2


def test_the_same_rules_again_are_no_new_default(anna: AcademyClient) -> None:
    for _twice in range(2):
        page = anna.page("/palette/rules")
        seen = page.select_one("[name=seen]").get("value", "")
        anna.post("/palette/rules", data=SENT | {"seen": seen})

    assert db.session.scalar(select(func.count(ValidationDefault.id))) == 1


@pytest.mark.parametrize("member", [JAN, BEA])
def test_only_the_academy_sets_the_rules(
    client: AcademyClient, cast: Cast, palette: None, member: Member
) -> None:
    assert client.as_(member).get("/palette/rules").status_code == 403
    assert client.post("/palette/rules", data=SENT).status_code == 403


def test_two_who_set_the_rules_at_once(app, cast: Cast, palette: None) -> None:
    anna = ANNA.identity()

    def set_to(rule: Rule) -> str:
        with transaction("content"):
            set_default(rule, seen="", by=anna, now=START)
        return DONE

    results = race(app, lambda: set_to(STRICT), lambda: set_to(replace(STRICT, photo=False)))

    assert sorted(results).count(DONE) == 1, results
    assert db.session.scalar(select(func.count(ValidationDefault.id))) == 1
