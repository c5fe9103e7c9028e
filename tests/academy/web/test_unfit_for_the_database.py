"""What PostgreSQL cannot hold gets the same calm answer on both databases: never a fault."""

import pytest

from tests.cast import AMINA, BEA, JAN, Cast
from tests.client import AcademyClient


@pytest.mark.parametrize(
    "path",
    [
        "/issuers/%00",
        "/issuers/a%00b/did.json",
        "/ob2/issuers/%00",
        f"/people/{AMINA.uuid}/skills/a%00b/assess",
    ],
)
def test_an_address_with_a_nul_leads_nowhere(client: AcademyClient, cast: Cast, path: str) -> None:
    answer = client.as_(JAN).get(path)

    assert answer.status_code == 404


def test_a_search_for_what_cannot_be_typed_shows_everybody(
    client: AcademyClient, cast: Cast
) -> None:
    path = f"/organisations/{cast.schakel.uuid}/people"
    page = client.as_(BEA).page(f"{path}?q=a%00b")

    assert AMINA.name in page.main.get_text()


def test_a_card_code_or_address_with_a_nul_is_an_unknown_one(
    client: AcademyClient, cast: Cast
) -> None:
    tries = {
        "/sign-in/card": {"code": "a\0b", "pin": "1\x00234"},
        "/sign-in": {"email": "a\0@example.nl", "password": "\0"},
        "/sign-in/start": {"code": "\0", "password": "vier woorden achter elkaar"},
    }
    answers = {path: client.post(path, data=values) for path, values in tries.items()}

    assert {answer.status_code for answer in answers.values()} == {422}
