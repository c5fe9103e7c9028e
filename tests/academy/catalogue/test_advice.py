"""Advice on the words of a draft: long sentences, hard words, speed, somebody's need."""

import pytest

from academy.catalogue.drafting.advice import advice_on
from academy.catalogue.drafting.fields import EMPTY
from tests.academy.catalogue.test_draft import change
from tests.cast import ANNA, Cast
from tests.client import AcademyClient

LONG = "Je " + "heel " * 14 + "goed."


def said(**fields: str) -> dict[str, str]:
    return {name: " ".join(map(str, each)) for name, each in advice_on(EMPTY | fields).items()}


@pytest.mark.parametrize(
    ("field", "text", "word"),
    [
        ("description_nl", LONG, "16 woorden"),
        ("level_1_nl", "De medewerker verifieert niets, maar kan verifiëren.", "controleren"),
        ("level_2_nl", "De medewerker sorteert op tempo.", "tempo"),
        ("criteria_nl", "Vouwt netjes.\nDoet 20 stuks per uur.", "stuks per"),
        ("criteria_en", "Works at a good pace.", "pace"),
        ("criteria_nl", "Sorteert sneller dan eerst.", "sneller"),
        ("criteria_nl", "Vouwt vlot.", "vlot"),
        ("criteria_en", "Folds quickly.", "quickly"),
        ("level_1_nl", "De medewerker doet het onder begeleiding.", "begeleiding"),
        ("level_1_en", "The worker does it under guidance.", "guidance"),
        ("criteria_nl", "Doet 10 stoelen per dag.", "10 stoelen per dag"),
        ("criteria_nl", "Sorteert twintig zakken kleding per week.", "per week"),
        ("level_2_nl", "De medewerker maakt minstens 5 fietsen.", "minstens 5"),
        ("criteria_nl", "Plakt een band binnen 15 minuten.", "binnen 15 minuten"),
        ("criteria_en", "Finishes 10 chairs a day.", "10 chairs a day"),
        ("level_2_en", "Repairs at least five bikes.", "at least five"),
        ("you_1_nl", "Je doet het met hulp.", "met hulp"),
        ("criteria_nl", "Vraagt het aan de begeleiders.", "begeleiders"),
    ],
)
def test_it_says_what_could_be_better(app, field: str, text: str, word: str) -> None:
    with app.test_request_context():
        found = said(**{field: text})

    assert list(found) == [field]
    assert word in found[field]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("description_nl", "Je sorteert kleren. Je kijkt goed."),
        ("criteria_nl", "Een regel van acht woorden zonder een punt\n" * 3),
        ("criteria_nl", "Laat de lijm minstens 30 minuten drogen.\nKijkt elke dag na."),
        ("criteria_nl", "Tilt met 2 personen."),
        ("criteria_en", "Lets it dry for at least 30 minutes.\nLooks at it every day."),
        ("note_nl", "Dit is geen bewijs van snelheid."),
        ("level_3_en", "Fills in the list and is still careful."),
    ],
)
def test_good_words_get_no_advice(app, field: str, text: str) -> None:
    with app.test_request_context():
        assert said(**{field: text}) == {}


def test_it_stands_beside_the_field_and_stops_nobody(
    client: AcademyClient, cast: Cast, palette: None
) -> None:
    anna = client.as_(ANNA)

    assert change(anna, level_2_nl="De medewerker sorteert op tempo.").status_code == 303

    page = anna.page("/palette/skills/textiel-sorteren/draft")
    assert "Advies bij Niveau 2" in page.get_text(" ", strip=True)
    check = anna.page("/palette/skills/textiel-sorteren/draft/check")
    assert check.select("main .notice a[href$='#level_2_nl']")
    assert check.select("main form[action$='/publish']")
