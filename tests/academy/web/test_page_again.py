"""Another language shows the same page again, also when a form was sent to get it."""

from academy.security.identity import Role
from tests.cast import AMINA, OSCAR, Cast, membership_of
from tests.client import AcademyClient


def next_of(page) -> str:
    return page.select_one(".language-switch input[name=next]")["value"]


def test_a_page_leads_to_itself_with_its_question(cast: Cast, client: AcademyClient) -> None:
    page = client.page("/sign-in?next=/teams%3Fq%3D1")

    assert next_of(page) == "/sign-in?next=/teams%3Fq%3D1"


def test_a_form_that_is_refused_at_its_own_address_leads_there(
    cast: Cast, client: AcademyClient
) -> None:
    answer = client.post("/sign-in", data={})

    assert next_of(answer.page) == "/sign-in"


def test_an_address_that_only_takes_a_form_leads_back_to_the_form(
    cast: Cast, client: AcademyClient
) -> None:
    team = f"/teams/{membership_of(AMINA, Role.WORKER).team.uuid}"
    client.as_(OSCAR)

    def switch(referrer: str) -> str:
        answer = client.post(f"{team}/certificates", headers={"Referer": f"{referrer}{team}"})
        return next_of(answer.page)

    assert switch("http://localhost") == team
    assert switch("https://elsewhere.example") == "/"
