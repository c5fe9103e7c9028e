"""The skills passport: what stands in it, on a page and on paper, and how many sheets it takes."""

import io
import subprocess
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader, PdfWriter
from sqlalchemy import select

from academy.catalogue.models import Skill
from academy.credentials.models import Credential
from academy.database import db
from academy.dependencies import dependencies
from academy.wallet.passport import contents
from academy.wallet.passport.booklet import booklet_pdf
from academy.wallet.passport.contents import MOST_CARDS, Passport, passport_of
from academy.wallet.passport.paper import passport_pdf
from academy.wallet.sharing.rules import Period
from tests.academy.credentials.paper import decoded, scanned
from tests.academy.shown import EMERGENCY, SORTING, Shown
from tests.academy.wallet.conftest import palette, shown
from tests.academy.wallet.test_list import text_of
from tests.cast import AMINA, GORAN, Cast
from tests.client import AcademyClient
from tests.clock import START

__all__ = ["palette", "shown"]

LONG = "Weten wat je doet als er iets kapot gaat en niemand in de buurt is om het je te vertellen"
HARDEST = "Zwartewaterkanaalbrugwachtersweduwe-van der Scheveningen-Hottentottententoonstelling"


def words(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def sheets(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def wallet(app: Flask, shown: Shown) -> Passport:
    """Of Amina, with two badges, one of them a year old and of the first level."""
    shown(skill=SORTING, days_ago=3)
    shown(skill=_another(), level=1, days_ago=300)
    return passport_of(AMINA.identity(START), dependencies())


def _another() -> str:
    taken = (SORTING, EMERGENCY)
    return str(db.session.scalars(select(Skill.code).where(Skill.code.not_in(taken))).first())


def of_so_many(passport: Passport, number: int) -> Passport:
    return replace(passport, entries=list(islice(cycle(passport.entries), number)))


def test_the_page_holds_what_counts_and_a_choice(amina: AcademyClient, shown: Shown) -> None:
    shown(skill=SORTING, days_ago=10)
    shown(skill=EMERGENCY, days_ago=300)
    page = amina.page("/wallet/passport")
    boxes = page.select("input[name=badges]")
    assert len(boxes) == 2
    assert all(box.has_attr("checked") for box in boxes)

    sorting = db.session.scalars(
        select(Credential.uuid).join(Skill).where(Skill.code == SORTING)
    ).one()
    chosen = amina.post("/wallet/passport", data={"period": "always", "badges": sorting.hex}).page
    listed = [each.get_text() for each in chosen.select(".paper-list h2")]
    assert listed == ["Textiel sorteren"]
    assert len(chosen.select("input[name=badges][checked]")) == 1
    quarter = {"period": "quarter", "badges": [box["value"] for box in boxes]}
    in_time = amina.post("/wallet/passport", data=quarter).page
    assert [each.get_text() for each in in_time.select(".paper-list h2")] == ["Textiel sorteren"]
    assert "tot en met" in text_of(in_time)


def test_a_choice_that_is_none_is_told_and_loses_nothing(
    amina: AcademyClient, shown: Shown
) -> None:
    badge = shown(skill=SORTING)
    for path in ("/wallet/passport", "/wallet/passport.pdf"):
        answer = amina.post(path, data={"period": "always"})
        assert answer.status_code == 422
        assert "Kies minstens 1 badge." in answer.text
    wrong = amina.post("/wallet/passport", data={"period": "soon", "badges": badge.uuid.hex})
    assert wrong.status_code == 422


def test_nobody_puts_a_badge_of_somebody_else_in_it(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    hers, his = shown(AMINA), shown(GORAN)
    data = {"period": "always", "badges": [hers.uuid.hex, his.uuid.hex]}
    assert client.as_(AMINA).post("/wallet/passport.pdf", data=data).status_code == 422


def test_somebody_without_badges_hears_so(amina: AcademyClient) -> None:
    assert "Er is geen badge die nu geldig is." in text_of(amina.page("/wallet/passport"))


def test_it_comes_as_a_file(amina: AcademyClient, shown: Shown) -> None:
    badge = shown(skill=SORTING)
    data = {"period": "always", "badges": badge.uuid.hex}
    answer = amina.post("/wallet/passport.pdf", data=data)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == "inline; filename=skillspaspoort.pdf"
    assert "Textiel sorteren" in words(answer.data)
    assert AMINA.name in words(answer.data)


@pytest.mark.parametrize(
    ("number", "most"), [(0, 1), (1, 1), (14, 1), (17, 2), (MOST_CARDS, 4), (MOST_CARDS + 1, 4)]
)
def test_sixty_badges_take_four_sheets(
    app: Flask, wallet: Passport, number: int, most: int
) -> None:
    with app.test_request_context():
        pdf = passport_pdf(of_so_many(wallet, number))
    assert sheets(pdf) == most
    assert ("En nog 1 badge" in words(pdf)) == (number > MOST_CARDS)


def test_the_longest_texts_still_fit(app: Flask, wallet: Passport) -> None:
    entry = wallet.entries[0]
    badge = replace(
        entry.badge,
        name={"nl": LONG, "en": LONG},
        issuer="Stichting Kringloopwinkels en Leerwerkbedrijven Noord- en Midden-Limburg",
        valid_until=START,
        seen_again_on=date(2026, 11, 1),
    )
    passport = replace(
        wallet, name=HARDEST, latin_name="x" * 60, entries=[replace(entry, badge=badge)] * 60
    )
    with app.test_request_context():
        assert sheets(passport_pdf(passport)) == 4


def test_a_name_from_right_to_left_is_set(app: Flask, wallet: Passport) -> None:
    named = replace(wallet, name="آمنة يوسف", latin_name="Amina Yusuf")
    with app.test_request_context():
        pdf = passport_pdf(named)
    assert "Amina Yusuf" in words(pdf)
    assert sheets(pdf) == 1


def test_a_phone_reads_the_codes(app: Flask, wallet: Passport, tmp_path: Path) -> None:
    with app.test_request_context():
        pdf = passport_pdf(wallet)
    found = decoded(scanned(pdf, tmp_path, dpi=300), tmp_path)
    assert sorted(found) == sorted(each.check_url for each in wallet.entries)


def test_a_period_is_said_and_leaves_out_what_is_older(app: Flask, wallet: Passport) -> None:
    quarter = passport_of(AMINA.identity(START), dependencies(), period=Period.QUARTER)
    assert len(quarter.entries) == 1
    assert quarter.first is not None
    with app.test_request_context():
        assert "tot en met" in words(passport_pdf(quarter))


@pytest.mark.parametrize(
    ("number", "most"),
    [(0, 2), (1, 3), (12, 3), (13, 5), (16, 6), (MOST_CARDS, 14), (MOST_CARDS + 1, 14)],
)
def test_a_booklet_has_a_place_for_every_sticker(
    app: Flask, wallet: Passport, number: int, most: int
) -> None:
    with app.test_request_context():
        pdf = booklet_pdf(of_so_many(wallet, number))
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == most
    assert pages[0].mediabox.width > pages[0].mediabox.height, "to fold in the middle"
    if number:
        assert pages[-1].mediabox.width < pages[-1].mediabox.height


def test_more_than_fit_in_it_are_told_of(
    amina: AcademyClient, wallet: Passport, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "In het boekje passen" not in text_of(amina.page("/wallet/passport"))

    monkeypatch.setattr(contents, "MOST_CARDS", 0)

    assert "In het boekje passen 0 badges" in text_of(amina.page("/wallet/passport"))


def test_a_phone_reads_the_stickers(app: Flask, wallet: Passport, tmp_path: Path) -> None:
    with app.test_request_context():
        pdf = booklet_pdf(wallet)
    writer = PdfWriter()
    writer.add_page(PdfReader(io.BytesIO(pdf)).pages[-1])
    buffer = io.BytesIO()
    writer.write(buffer)
    found = decoded(scanned(buffer.getvalue(), tmp_path, dpi=200), tmp_path)
    assert sorted(found) == sorted(each.check_url for each in wallet.entries)


def test_a_later_badge_gets_the_next_place(app: Flask, amina: AcademyClient, shown: Shown) -> None:
    """Whoever stuck the first ones in goes on in the same booklet."""
    first, later = "Textiel sorteren", "Weten wat je doet bij nood"
    for badge in (SORTING, EMERGENCY):
        shown(skill=badge, days_ago=3 if badge == SORTING else 1)
        with app.test_request_context():
            told = words(booklet_pdf(passport_of(AMINA.identity(START), dependencies())))
        assert first in told

    assert told.index(first) < told.index(later)


def test_the_booklet_comes_as_a_file(amina: AcademyClient, shown: Shown) -> None:
    badge = shown(skill=SORTING)
    data = {"period": "always", "badges": badge.uuid.hex}
    answer = amina.post("/wallet/booklet.pdf", data=data)
    assert answer.headers["Content-Disposition"] == "inline; filename=stempelboekje.pdf"
    assert "Plak de sticker" in words(answer.data)
    assert amina.post("/wallet/booklet.pdf", data={}).status_code == 422
