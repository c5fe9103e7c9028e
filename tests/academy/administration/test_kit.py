"""The kit that an organisation begins with: three sheets, in its colour, with its name."""

import io

import pytest
from pypdf import PdfReader

from academy.database import db
from academy.organisations.models import Organisation
from tests.cast import AMINA, ANNA, BEA, ERIK, JAN, RENS, Cast, as_
from tests.client import AcademyClient


@pytest.fixture
def address(cast: Cast) -> str:
    return f"/organisations/{cast.schakel.uuid}/kit"


def test_every_colour_is_three_sheets_with_the_name_on_each(
    client: AcademyClient, address: str
) -> None:
    links = as_(client, BEA).page(address).select("main a[href*='kit.pdf']")

    assert len(links) == 6
    for link in (links[0], links[-1]):
        answer = client.get(str(link["href"]))
        assert answer.mimetype == "application/pdf"
        sheets = PdfReader(io.BytesIO(answer.data)).pages
        pages = [" ".join(sheet.extract_text().split()) for sheet in sheets]
        assert len(pages) == 3
        assert all("De Schakel" in text for text in pages)
        assert "Laat zien wat je kunt" in pages[0]


def test_the_longest_name_takes_no_fourth_sheet(
    client: AcademyClient, cast: Cast, address: str
) -> None:
    db.session.get_one(Organisation, cast.schakel.id).name = ("Kringloopbedrijf " * 5)[:80]
    db.session.commit()

    answer = as_(client, BEA).get(f"{address}.pdf?colour=blue")
    assert len(PdfReader(io.BytesIO(answer.data)).pages) == 3


@pytest.mark.parametrize("colour", ["", "pink", "blue\x00", "#0b5394"])
def test_another_colour_is_refused(client: AcademyClient, address: str, colour: str) -> None:
    answer = as_(client, BEA).get(f"{address}.pdf", query_string={"colour": colour})
    assert answer.status_code == 422


def test_only_the_own_office_prints_it(client: AcademyClient, cast: Cast, address: str) -> None:
    for other in (JAN, AMINA, RENS, ERIK, ANNA):
        assert as_(client, other).get(address).status_code in {403, 404}
        assert client.get(f"{address}.pdf?colour=blue").status_code in {403, 404}
    elsewhere = f"/organisations/{cast.cirkel.uuid}/kit"
    assert as_(client, BEA).get(elsewhere).status_code == 404
    assert client.get(f"{elsewhere}.pdf?colour=blue").status_code == 404
