"""Every check says what it found in plain words, in Dutch and through the catalogues."""

import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask

from academy.verification.check_words import SENTENCES
from academy.verification.file_words import DAMAGES
from academy.verification.sentences import WORDS, sentence
from badges.verifying import Check, CheckId, Outcome
from badges.verifying.messages import MESSAGES

ROOT = Path(__file__).resolve().parents[3]
ENGLISH = ROOT / "academy" / "translations" / "en" / "LC_MESSAGES" / "messages.po"


def a_check(code: str, **values: str) -> Check:
    return Check(CheckId.PARSE, Outcome.FAIL, code, values)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_has_a_dutch_sentence_with_the_same_placeholders(app: Flask) -> None:
    with app.test_request_context():
        missing = [
            f'{code}: add the Dutch of "{english}" to academy/verification/check_words.py'
            for code, english in MESSAGES.items()
            if code not in SENTENCES
        ]
        assert not missing, "\n".join(missing)
        different = [
            f"{code}: the Dutch must have the placeholders {sorted(placeholders(english))}"
            for code, english in MESSAGES.items()
            if placeholders(str(SENTENCES[code])) != placeholders(english)
        ]
    assert not different, "\n".join(different)
    gone = SENTENCES.keys() - MESSAGES.keys()
    assert not gone, f"no check says these any more, delete them: {sorted(gone)}"


def test_english_gives_the_words_of_the_engine(app: Flask) -> None:
    with ENGLISH.open("rb") as file:
        catalogue = read_po(file, locale="en")
    with app.test_request_context():
        dutch = {code: str(text) for code, text in SENTENCES.items()}
    wrong = [
        f'the English of "{dutch[code]}" is: {english}'
        for code, english in MESSAGES.items()
        if (message := catalogue.get(dutch[code])) and message.string not in ("", english)
    ]

    assert not wrong, "\n".join(wrong)


def test_no_two_codes_say_the_same_in_dutch_and_something_else_in_english(app: Flask) -> None:
    with app.test_request_context():
        said: dict[str, set[str]] = {}
        for code, text in SENTENCES.items():
            said.setdefault(str(text), set()).add(MESSAGES[code])
    mixed = {text: english for text, english in said.items() if len(english) > 1}

    assert not mixed, f"a catalogue has one translation for each: {mixed}"


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (a_check("not-ended", moment="2027-05-03T22:30:00Z"), "De badge geldt tot 4 mei 2027."),
        (a_check("too-large", limit="5,242,880"), "5.242.880 bytes"),
        (a_check("not-json", spot="line 3, column 14"), "regel 3, plek 14"),
        (a_check("svg-damaged", spot="the first tag"), "geen goede XML: het begin."),
        (a_check("png-damaged", problem="it ends too early"), "het houdt te vroeg op"),
        (a_check("issuer-known", name="De {Schakel} <b>%s"), "De {Schakel} <b>%s."),
        (a_check("revoked-reason", reason="{0.__class__} %(x)s"), "{0.__class__} %(x)s"),
    ],
)
def test_values_are_put_into_words(app: Flask, check: Check, said: str) -> None:
    with app.test_request_context():
        assert said in sentence(check)


def test_every_value_of_the_engine_is_known_or_needs_no_words() -> None:
    named = set().union(*(placeholders(text) for text in MESSAGES.values()))
    as_they_are = {
        "address",
        "context",
        "name",
        "reason",
        "count",
        "number",
        "message",
        "byte",
        "kind",
    }

    assert named <= WORDS.keys() | as_they_are, "say in WORDS how the new one is written in Dutch"


def test_every_damage_to_a_picture_has_words() -> None:
    source = (ROOT / "badges" / "images" / "png.py").read_text(encoding="utf-8")
    missing = [text for text in DAMAGES if f'"{text}"' not in source]

    assert source.count("raise _damaged(") == len(DAMAGES), "add the new damage to DAMAGES"
    assert not missing, f"png.py does not say {missing} any more"


def test_a_check_of_a_badge_in_a_collection_says_which_one(app: Flask) -> None:
    place = "/credentialSubject/verifiableCredential/1/validUntil"
    values = {"moment": "2026-05-03T22:30:00Z"}
    check = Check(CheckId.VALID_UNTIL, Outcome.FAIL, "ended", values, place, text="Badge 2 …")
    with app.test_request_context():
        assert sentence(check) == (
            "Badge 2 in deze verzameling: De badge gold tot 4 mei 2026. "
            "Vraag de eigenaar of er een nieuwe is."
        )


def test_a_code_that_is_new_in_the_engine_is_said_in_english(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MESSAGES, "brand-new", "Something new about {name}.")  # type: ignore[arg-type]
    with app.test_request_context():
        assert sentence(a_check("brand-new", name="us")) == "Something new about us."
