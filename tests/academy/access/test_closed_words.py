"""In the first week after a code of somebody else, each role reads what is closed for it."""

import pytest
from sqlalchemy import select

from academy.database import db
from academy.people.models import Membership
from tests.cast import AMINA, BEA, ERIK, JAN, PASSWORD, RENS, Cast, Member, an_account
from tests.client import AcademyClient
from tests.clock import START


@pytest.mark.parametrize(
    ("member", "said", "not_said"),
    [
        pytest.param(AMINA, ("alleen de badges", "op kantoor"), "kun je alles doen", id="worker"),
        pytest.param(JAN, ("je eigen badges", "je beheerder"), "alleen de badges", id="leader"),
        pytest.param(BEA, ("je eigen badges", "de academie"), "op kantoor", id="administrator"),
        pytest.param(ERIK, ("je andere apparaten", "de academie"), "badges", id="employer"),
        pytest.param(RENS, ("je andere apparaten", "de academie"), "badges", id="region"),
    ],
)
def test_each_reads_what_is_closed_for_them_until_when_and_what_to_do(
    cast: Cast, client: AcademyClient, member: Member, said: tuple[str, ...], not_said: str
) -> None:
    account = an_account(member.row, member.email)
    places = select(Membership.organisation_id).where(Membership.person_id == member.row.id)
    account.given_by_id, account.chosen_at = db.session.scalars(places).first(), START
    client.post("/sign-in", data={"email": member.email, "password": PASSWORD})

    notices = [each.get_text() for each in client.page("/account/sessions").select(".notice")]
    notice = " ".join(next(each for each in notices if "Je ziet nu niet alles" in each).split())

    for words in (*said, "Op 30 november"):
        assert words in notice
    assert not_said not in notice
