"""Who loses a race reads at the field what to do, as if the other had been there all along."""

import uuid
from typing import Any

import pytest

from academy.access import accounts
from academy.organisations import service
from academy.people import memberships
from tests.cast import AMINA, BEA, JAN, Cast, a_team, an_account
from tests.client import AcademyClient


def test_the_name_of_a_team(
    client: AcademyClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rule looked before the other team was there; the index looks afterwards."""
    a_team(cast.utrecht, "Kassa")
    monkeypatch.setattr(service, "_refuse_same_name", lambda *_looked_too_early: None)
    values = {"name": "kássa", "site": str(cast.utrecht.uuid), "key": str(uuid.uuid4())}

    answer = client.as_(BEA).post(f"/organisations/{cast.schakel.uuid}/teams/new", data=values)

    assert answer.status_code == 422
    assert error_at(answer, "name") == "Deze naam is er al. Kies een andere naam."


def test_a_role(client: AcademyClient, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memberships, "_refuse_overlap", lambda *_looked_too_early: None)
    values = {
        "role": "worker", "team": str(cast.sorteren.uuid), "starts_on": "2026-11-23",
    }  # fmt: skip

    answer = client.as_(BEA).post(f"/people/{AMINA.uuid}/memberships/new", data=values)

    assert answer.status_code == 422
    assert error_at(answer, "role") == "Deze persoon heeft deze rol hier al."


def test_an_address(client: AcademyClient, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    an_account(AMINA.row, "bezet@example.nl")
    monkeypatch.setattr(accounts, "_belongs_to_another", lambda *_looked_too_early: False)

    answer = client.as_(BEA).post(f"/people/{JAN.uuid}/account", data={"email": "bezet@example.nl"})

    assert answer.status_code == 422
    assert error_at(answer, "email") == "Dit e-mailadres kan niet. Kies een ander adres."


def test_what_no_room_knows_is_an_honest_409(
    client: AcademyClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key of this form came to belong to a team elsewhere, which is not to be told."""
    monkeypatch.setattr(service, "_free_key", lambda _kind, key: key)
    elsewhere = str(cast.textiel.uuid)
    values = {"name": "Nieuw", "site": str(cast.utrecht.uuid), "key": elsewhere}

    answer = client.as_(BEA).post(f"/organisations/{cast.schakel.uuid}/teams/new", data=values)

    assert answer.status_code == 409
    assert "Iemand anders deed dit al" in answer.page.get_text()


def error_at(answer: Any, field: str) -> str:
    found = answer.page.select_one(f"#{field}-error")
    assert found is not None, answer.page.select_one("main").get_text(" ", strip=True)
    return str(found.get_text(" ", strip=True)).removeprefix("Fout: ")
