"""A last day far ahead was mistyped: it is told at its field, and nothing is kept."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from academy.audit.models import AuditEvent
from academy.database import db
from academy.people.days import LONGEST_AHEAD, LONGEST_AUTHORITY
from academy.people.licences.service import LONGEST as LONGEST_PAPER
from academy.security.identity import Role
from tests.cast import AMINA, BEA, CAS, JAN, OSCAR, PIET, Cast, Member, membership_of
from tests.client import AcademyClient
from tests.clock import START

TODAY = START.date()
A_YEAR, FIVE_YEARS = "Kies een dag binnen een jaar.", "Kies een laatste dag binnen 5 jaar."


def lines() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(AuditEvent.id))) or 0


def forms(cast: Cast) -> dict[str, tuple[Member, str, dict[str, str]]]:
    """Who sends what where; the last day is still to come."""
    today = TODAY.isoformat()
    leads = membership_of(JAN, Role.TEAM_LEADER).uuid
    return {
        "role": (
            BEA, f"/people/{AMINA.uuid}/memberships/new",
            {"role": "worker", "team": str(cast.winkel.uuid), "starts_on": today},
        ),
        "substitute": (
            JAN, f"/memberships/{leads}/substitute", {"person": str(PIET.uuid), "starts_on": today},
        ),
        "authority": (
            BEA, f"/people/{PIET.uuid}/authorities/new", {"everything": "y", "starts_on": today},
        ),
        "guest": (CAS, f"/people/{OSCAR.uuid}/guest", {"host": str(cast.schakel.uuid)}),
        "own words": (AMINA, "/wallet/brought/new/certificate", {"words": "Heftruck"}),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("form", "field", "longest", "said"),
    [
        ("role", "ends_on", LONGEST_AHEAD, A_YEAR),
        ("role", "starts_on", LONGEST_AHEAD, A_YEAR),
        ("substitute", "ends_on", LONGEST_AHEAD, A_YEAR),
        ("authority", "ends_on", LONGEST_AUTHORITY, FIVE_YEARS),
        ("authority", "starts_on", LONGEST_AHEAD, A_YEAR),
        ("guest", "ends_on", LONGEST_AHEAD, A_YEAR),
        ("own words", "valid_until", LONGEST_PAPER, "Dit is te ver weg."),
    ],
)
def test_is_told_at_the_field(
    client: AcademyClient, cast: Cast, form: str, field: str, longest: timedelta, said: str
) -> None:
    who, page, values = forms(cast)[form]
    before, last = lines(), TODAY + longest
    client.as_(who)

    answer = client.post(page, data=values | {field: _after(last)})

    assert answer.status_code == 422
    assert said in answer.page.find(id=f"{field}-error").get_text()
    assert answer.page.find(id=field)["value"] == _after(last), "what was typed stays"
    assert lines() == before
    assert client.post(page, data=values | {field: last.isoformat()}).status_code == 303


def _after(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()
