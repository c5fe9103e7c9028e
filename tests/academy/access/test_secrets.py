"""Passwords and PINs that somebody would try first are refused, also those that we make."""

import time
from uuid import UUID

import pytest
from flask import Flask

from academy.access import codes, pins
from academy.access.passwords import LONGEST, weakness

KNOWN = ("Jan de Vries", "jan.devries@schakel.example", "De Schakel", "Utrecht")


@pytest.fixture(autouse=True)
def _in_dutch(app: Flask):
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("korte zin", id="short"),
        pytest.param("a" * LONGEST, id="one letter"),
        pytest.param("Wachtwoord2026!", id="password in Dutch"),
        pytest.param("kringloop2026", id="the sector"),
        pytest.param("B@dges4cademie", id="signs for letters"),
        pytest.param("jan de vries 1", id="own name"),
        pytest.param("j.a.n-12345678", id="own name, in pieces"),
        pytest.param("schakel-schakel", id="own organisation"),
        pytest.param("zomerzomerzomer", id="repeated"),
        pytest.param("qwertyuiop[]", id="along the keys"),
        pytest.param("iloveyou12345", id="what leaks everywhere"),
        pytest.param("." * 30, id="no letters"),
    ],
)
def test_a_weak_password_gets_a_sentence(password: str) -> None:
    assert (weakness(password, KNOWN) or "").startswith("Kies een ")


@pytest.mark.parametrize(
    "password",
    [
        "vier woorden achter elkaar",
        "fiets-boom-kaas-lamp",
        "correct horse battery staple",
        "كلمة سر طويلة جدا",
    ],
)
def test_a_few_words_are_fine(password: str) -> None:
    assert weakness(password, KNOWN) is None


def test_what_is_known_of_one_person_counts_for_nobody_else() -> None:
    password = "tesfay.haile.asmara"

    assert weakness(password, ("tesfay.haile.asmara@example.nl", "tesfay.haile.asmara"))
    assert weakness(password) is None


def test_no_text_keeps_the_server_busy() -> None:
    """72 of these signs took zxcvbn more than three seconds."""
    began = time.thread_time()

    weakness("4@8({[<3691!|70$5+7%2" * 9)

    assert time.thread_time() - began < 1


@pytest.mark.parametrize(
    "pin",
    [
        "0000", "7777", "99999", "1234", "4321", "45678", "987654", "7890", "0987", "8901", "1900",
        "1984", "2026", "2049", "2580", "0852", "1212", "9090", "121212", "123123",
    ],
)  # fmt: skip
def test_a_weak_pin_is_refused(pin: str) -> None:
    assert pins.problem(pin) == "Kies cijfers die een ander niet snel raadt."


@pytest.mark.parametrize("pin", ["2468", "1357", "80351", "1899", "2100", "1221", "119820"])
def test_another_pin_is_fine(pin: str) -> None:
    assert pins.problem(pin) is None


@pytest.mark.parametrize("pin", ["", "123", "1234567", "12a4", "٣٤٥٦", "12 4", "-123"])
def test_what_is_no_pin_is_told_so(pin: str) -> None:
    assert pins.problem(pin) == "Kies 4, 5 of 6 cijfers."


@pytest.mark.parametrize("typed", ["2468", " 24 68 ", "٢٤٦٨", "２４６８", "፪፬፮፰"])
def test_a_pin_may_be_typed_in_digits_of_any_script(typed: str) -> None:
    assert pins.typed(typed) == "2468"


def test_no_pin_that_the_server_makes_is_weak() -> None:
    made = [codes.first_pin(UUID(int=n), n % 3, secret_key="k") for n in range(20_000)]

    assert not [pin for pin in made if pins.is_weak(pin)]
    assert len(set(made)) > 8_000, "and every other one is made"
    assert all(len(pin) == codes.PIN_LENGTH for pin in made)
