"""What a certificate says, sign by sign: names in two spellings, copied text, English words."""

import io
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from academy.credentials.certificates.letters import cannot_be_set, is_latin
from academy.credentials.certificates.wording import role_in
from tests.academy.credentials.paper import AMINA, printed
from tests.academy.credentials.test_certificates import NAMES, structure_tags, word_boxes, words

pytestmark = pytest.mark.slow


AS_TYPED = (
    "Sofie Offringa-Fjölnir",
    "Ĳsbrand van der Ĳssel",
    "عبد الرحمن بن محمد الأنصاري",
    "ሃይለስላሴ ገብረመድህን ተስፋይ",
    "Şükrü İğneci",
)


@pytest.mark.parametrize("name", AS_TYPED)
def test_text_that_is_copied_is_the_text(name: str) -> None:
    """Sign by sign: no ligature, no shape of a letter instead of the letter."""
    pdf = printed(replace(AMINA, holder=name, skill="Efficiënt fietsen afflikken, ĳverig"))
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    copied = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", done.stdout.decode())
    text = " ".join(copied.split())

    assert name in text
    assert "Efficiënt fietsen afflikken, ĳverig" in text
    assert [sign for sign in text if "\ufb00" <= sign <= "\ufdff" or sign >= "\ufe70"] == []


def test_a_name_in_another_script_has_its_latin_letters_beside_it() -> None:
    pdf = printed(replace(AMINA, holder=NAMES["Tigrinya"], holder_in_latin="Haileselassie Tesfay"))

    text = words(pdf)
    assert f"{NAMES['Tigrinya']} Haileselassie Tesfay kan dit:" in text


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_two_spellings_stay_above_the_foot(name: str) -> None:
    longest = "Maria-Magdalena Wisniewska-Brzeczyszczykiewicz-Zrodlo Zolc-L"
    boxes = word_boxes(printed(replace(AMINA, holder=name, holder_in_latin=longest)))
    assert max(right for _, _, _, right, _ in boxes) < 198
    last = max(bottom for text, _, _, _, bottom in boxes if text == "winkelregels.")
    assert last < min(top for text, _, top, _, _ in boxes if text == "Datum")


@pytest.mark.parametrize(
    ("name", "hole"),
    [*((name, False) for name in (*NAMES.values(), *AS_TYPED)), ("山田 太郎", True),
     ("தமிழ்", True), ("שרה כהן", True), ("Amina 😀", True), ("a\u200db", False)],
)  # fmt: skip
def test_letters_that_no_font_has_are_known_beforehand(name: str, hole: bool) -> None:
    assert cannot_be_set(name) is hole


@pytest.mark.parametrize(
    ("name", "latin"),
    [("Şükrü İğneci", True), ("Ĳsbrand", True), ("O’Neil-3", True), ("Олена", False),
     ("Amina ሰላም", False), ("", True)],
)  # fmt: skip
def test_which_names_are_in_latin_letters(name: str, latin: bool) -> None:
    assert is_latin(name) is latin


@pytest.mark.parametrize(
    ("role", "english"),
    [("Directeur", "Director"), (" bedrijfsleider ", "Manager"), ("Hoofd van alles", "")],
)
def test_the_function_under_a_signature_is_english_or_left_out(role: str, english: str) -> None:
    assert role_in("en", role) == english
    assert role_in("nl", role) == role


def test_an_english_certificate_is_english_to_the_last_word() -> None:
    """What is left when names are taken out stands in a list of English words."""
    content = Path(__file__).parents[3] / "academy/catalogue/content/skillspalet.json"
    [skill] = [
        each
        for each in json.loads(content.read_text(encoding="utf-8"))["skills"]
        if each["id"] == "textiel-sorteren"
    ]
    [signatory] = AMINA.signatories
    page = replace(
        AMINA,
        language="en",
        signatories=(replace(signatory, role=role_in("en", signatory.role)),),
        skill=skill["name"]["en"],
        level_name="Independently",
        level_meaning=skill["levels"][1]["descriptor_en"],
        criteria=tuple(skill["criteria_en"]),
        awarded_on="21 November 2026",
        picture_alt="Badge Sorting textiles, level independently",
    )
    pdf = printed(page)
    text = words(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        text += " ".join(alt for _tag, alt in structure_tags(document.Root.StructTreeRoot))
        assert document.Root.Lang == "en"
    dutch = {"de", "het", "een", "van", "is", "dit", "naam", "niveau", "geldig", "namens", "code",
             "directeur", "gezien", "ga", "naar", "typ", "blijft"} - {"is", "code"}  # fmt: skip
    names = f"{page.holder} {page.organisation} {signatory.name} {page.short_address}"
    told = {word.strip(".,:?").casefold() for word in text.split()}
    assert told & dutch <= {word.casefold() for word in names.split()}
