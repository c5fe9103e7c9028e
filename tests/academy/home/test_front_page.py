"""The front door: four doors for everybody, and in a demo three things more."""

from bs4 import BeautifulSoup

from tests.academy.wallet.test_list import text_of
from tests.cast import AMINA, ANNA, JAN, Cast
from tests.client import AcademyClient


def doors(page: BeautifulSoup) -> list[str]:
    return [each.get_text(strip=True) for each in page.select(".door__title")]


def test_a_visitor_finds_four_doors(client: AcademyClient) -> None:
    page = client.page("/")

    assert doors(page) == [
        "Ik ben teamleider", "Ik ben medewerker", "Academie of kantoor", "Controleer een badge",
    ]  # fmt: skip
    for door in page.select(".door"):
        assert client.get(str(door["href"])).status_code == 200


def test_who_is_signed_in_goes_on_where_they_work(client: AcademyClient, cast: Cast) -> None:
    starts = {JAN: "/teams", AMINA: "/wallet", ANNA: "/to-do"}
    for member, start in starts.items():
        page = client.as_(member).page("/")
        assert page.select_one(".hero a.button--primary")["href"] == start
        assert member.name in text_of(page)


def test_without_a_demo_there_is_no_story_no_tile_and_no_reset(
    client: AcademyClient, palette: Cast
) -> None:
    page = client.page("/")

    assert not page.select("main form")
    assert not page.select(".person-tile")
    assert "verhaal" not in text_of(page).lower()


def test_a_demo_offers_the_story_a_tile_for_each_role_and_a_fresh_start(
    client: AcademyClient, story: Cast
) -> None:
    page = client.page("/")

    assert "Het verhaal van Amina" in text_of(page)
    tiles = [each.get_text(" ", strip=True) for each in page.select(".person-tile")]
    assert any("Teamleider" in each for each in tiles)
    assert any("Medewerker" in each for each in tiles)
    assert any("Academie" in each for each in tiles)
    assert page.select_one('main form[action="/demo/reset"]')


def test_a_tile_signs_in_with_one_tap(client: AcademyClient, story: Cast) -> None:
    tile = client.page("/").find("button", attrs={"value": str(AMINA.uuid)})

    answer = client.post("/sign-in/demo", data={"person": tile["value"]})

    assert answer.location == "/wallet"


def test_a_demo_whose_people_are_gone_has_no_story(client: AcademyClient, story: Cast) -> None:
    AMINA.row.name = "Fatima Kaya"

    assert "verhaal" not in text_of(client.page("/")).lower()
    assert client.get("/story").status_code == 404
