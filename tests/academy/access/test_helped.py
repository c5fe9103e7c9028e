"""What others did with somebody's ways in stands on that person's own page, and nowhere else."""

from dataclasses import replace

from academy.access.helped import help_by_others
from tests.cast import AMINA, BEA, GORAN, JAN, PIN, Cast, a_card
from tests.client import AcademyClient


def helped(client: AcademyClient) -> list[str]:
    found = client.page("/account/sessions").select("section[aria-labelledby=helped] li")
    return [" ".join(each.get_text(" ").split()) for each in found]


def test_one_reads_who_helped_with_the_card_and_when(cast: Cast, client: AcademyClient) -> None:
    client.as_(JAN).post(f"/people/{AMINA.uuid}/card")
    client.as_(BEA).post(f"/people/{AMINA.uuid}/card/pin")

    assert helped(client.as_(AMINA)) == [
        f"{BEA.name} gaf je een nieuwe pincode. 23 november 2026, 10:30",
        f"{JAN.name} maakte een kaart voor je. 23 november 2026, 10:30",
    ]


def test_what_one_did_oneself_and_what_was_done_for_others_is_not_there(
    cast: Cast, client: AcademyClient
) -> None:
    a_card(AMINA.row)
    client.as_(AMINA).submit("/account/pin", "change-pin", current=PIN, pin="80351")
    client.as_(JAN).post(f"/people/{GORAN.uuid}/card")

    assert helped(client.as_(AMINA)) == []


def test_a_session_that_one_organisation_could_have_opened_tells_nothing(
    cast: Cast, client: AcademyClient
) -> None:
    client.as_(JAN).post(f"/people/{AMINA.uuid}/card")

    assert help_by_others(AMINA.identity())
    assert not help_by_others(replace(AMINA.identity(), limited_to=cast.schakel.id))
