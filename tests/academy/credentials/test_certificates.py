"""Certificates on paper: every name whole, readable aloud, and still checkable from a photocopy."""

import io
import json
import re
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from academy.credentials.certificates import (
    BY_HAND,
    CertificateData,
    CertificateError,
    certificate_html,
    render_pdf,
)
from academy.credentials.certificates.markup import direction, is_roomy
from tests.academy.credentials.paper import AMINA, printed

pytestmark = pytest.mark.slow

POINTS_PER_MM = 72 / 25.4

NAMES = {
    "Dutch": "Jan-Willem van 't Hooft-de Graaf",
    "60 characters, Polish": "Maria-Magdalena Wiśniewska-Brzęczyszczykiewicz-Źródło Żółć-Ł",
    "Turkish": "Şükrü İğneci Çağlayan",
    "Vietnamese": "Nguyễn Thị Ánh Nguyệt",
    "Arabic": "عبد الرحمن بن محمد الأنصاري",
    "60 characters, Arabic": "فاطمة الزهراء بنت عبد اللطيف بن إبراهيم الحسيني التشيكوسلوفا",
    "one word with hyphens": "Anna-Wilhelmina-Fredrika-Johanna-Catharina-Elisabeth-Sophia",
    "Persian": "علیرضا پورحسینی گرگانی",
    "Kurdish": "سردار ئازاد پێشەوا ڕەسوڵ",
    "Tigrinya": "ሃይለስላሴ ገብረመድህን ተስፋይ",
    "60 characters, Ukrainian": "Олександра-Світлана Григорівна Шевченко-Їжакевич-Ґалаґанська",
    "60 wide letters": "W" * 60,
}


def words(pdf: bytes) -> str:
    """The text of a PDF as a program reads it aloud, without line breaks."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    text = unicodedata.normalize("NFKC", done.stdout.decode())
    return " ".join(re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text).split())


def word_boxes(pdf: bytes) -> list[tuple[str, float, float, float, float]]:
    """Words of the first page with left, top, right and bottom in millimetres."""
    done = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", "-", "-"], input=pdf, capture_output=True, check=True
    )
    found = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)<',
        done.stdout.decode(),
    )
    return [(text, *(float(n) / POINTS_PER_MM for n in box)) for *box, text in found]  # type: ignore[misc]


def squeezed(text: str) -> str:
    """Without spaces, which a broken line may add."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_in_any_script_is_printed_whole(name: str) -> None:
    pdf = printed(replace(AMINA, holder=name))
    assert squeezed(name) in squeezed(words(pdf))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_stays_inside_the_frame_and_above_the_foot(name: str) -> None:
    boxes = word_boxes(printed(replace(AMINA, holder=name)))
    assert min(left for _, left, _, _, _ in boxes) > 12
    assert max(right for _, _, _, right, _ in boxes) < 198
    last = max(bottom for text, _, _, _, bottom in boxes if text == "winkelregels.")
    assert last < min(top for text, _, top, _, _ in boxes if text == "Datum")


def test_no_letter_is_missing_from_the_packaged_fonts() -> None:
    pdf = render_pdf(
        [
            replace(AMINA, holder=name, credential_name=f"{number}.json")
            for number, name in enumerate(NAMES.values())
        ]
    )
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = {
            str(font.BaseFont).split("+")[-1]
            for page in document.pages
            for font in page.Resources.Font.values()
        }
    assert all(font.startswith("Paper") for font in fonts)
    assert {"Paper-Arabic-Bold", "Paper-Ethiopic-Bold"} <= fonts


def test_the_certificate_says_what_was_seen_and_how_long_it_counts() -> None:
    text = words(printed(AMINA))
    for part in (
        "Kringloop De Schakel",
        "Certificaat",
        "kan dit:",
        "Fiets controleren",
        "Niveau: Zelfstandig",
        *AMINA.criteria,
        "21 november 2026",
        "Blijft geldig",
        "Marieke van den Heuvel",
        "Directeur, namens Kringloop De Schakel",
        "Is dit certificaat echt?",
        "badges.deschakel.example/c",
        "K7QF-3MPX-9TRA",
    ):
        assert part in text


def test_an_english_certificate_with_an_end_and_a_condition() -> None:
    text = words(
        printed(
            replace(
                AMINA,
                language="en",
                valid_until="21 November 2028",
                also_needed="Valid driving licence B",
                note="This is not a BHV certificate.",
            )
        )
    )
    assert "Certificate" in text
    assert "Valid until 21 November 2028" in text
    assert "Also needed for this work: Valid driving licence B" in text
    assert "Please note: This is not a BHV certificate." in text
    assert "Geldig" not in text


def test_an_organisation_without_a_known_signatory_signs_by_hand() -> None:
    text = words(printed(replace(AMINA, signatories=(BY_HAND,))))
    assert "namens Kringloop De Schakel" in text
    assert ", namens" not in text


def test_the_pdf_is_tagged_has_a_language_and_claims_pdf_a_3a() -> None:
    with pikepdf.open(io.BytesIO(printed(AMINA))) as document:
        root = document.Root
        assert root.Lang == "nl"
        assert root.MarkInfo.Marked
        assert root.OutputIntents
        with document.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "3"
            assert metadata["pdfaid:conformance"] == "A"
            assert metadata["dc:title"] == "Certificaat: Fiets controleren"
        tags = structure_tags(root.StructTreeRoot)
    assert {"H1", "H2", "H3", "P", "L", "LI", "Figure"} <= {tag for tag, _ in tags}
    alternatives = [text for tag, text in tags if tag == "Figure"]
    assert alternatives == [
        "Badge Fiets controleren, niveau Zelfstandig",
        "QR-code om dit certificaat te controleren: badges.deschakel.example/c",
    ]


def structure_tags(node: Any) -> list[tuple[str, str]]:
    """Tag and alternative text of every structure element, in reading order."""
    children = node.get("/K", [])
    if not isinstance(children, pikepdf.Array):
        children = [children]
    found = []
    for child in children:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found.append((str(child.S).removeprefix("/"), str(child.get("/Alt", ""))))
            found.extend(structure_tags(child))
    return found


def test_the_signed_badge_is_attached_unchanged_as_the_source() -> None:
    with pikepdf.open(io.BytesIO(printed(AMINA))) as document:
        attachments = document.attachments
        assert list(attachments) == ["badge-amina.json"]
        assert attachments["badge-amina.json"].get_file().read_bytes() == AMINA.credential
        (specification,) = document.Root.AF
        assert specification.AFRelationship == "/Source"


def test_all_certificates_of_a_team_go_into_one_pdf() -> None:
    team = [
        replace(AMINA, holder=name, code=f"CODE-{number}", credential_name=f"badge-{number}.json")
        for number, name in enumerate(("Amina Yusuf", "Bram de Wit", "Oksana Kovalenko"))
    ]
    with pikepdf.open(io.BytesIO(render_pdf(team))) as document:
        assert len(document.pages) == 3
        assert len(document.attachments) == 3
        assert [str(file.F) for file in document.Root.AF] == [f"badge-{n}.json" for n in range(3)]
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "Certificaten"


def test_so_much_text_that_it_does_not_fit_goes_on_to_a_second_page() -> None:
    long = replace(
        AMINA,
        organisation="Stichting Kringloopbedrijf De Nieuwe Schakel Oost-Nederland en Omstreken",
        criteria=tuple(
            f"Punt {number}: {'controleert alles heel precies ' * 4}" for number in range(14)
        ),
    )
    pdf = printed(long)
    assert not is_roomy(long)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 2
    text = words(pdf)
    assert "Punt 13:" in text
    assert "K7QF-3MPX-9TRA" in text
    assert long.organisation in text


@pytest.mark.parametrize("letter", ["W", "ş", "ሃ", "ع"])
def test_text_that_is_called_roomy_never_runs_into_the_foot(letter: str) -> None:
    word = letter * 9 + " "
    growing = [
        replace(AMINA, criteria=(*((word * 9).strip() for _ in range(count)), "Slot."))
        for count in range(8)
    ]
    longest = max((data for data in growing if is_roomy(data)), key=lambda data: len(data.criteria))
    boxes = word_boxes(printed(longest))
    (end,) = [bottom for text, _, _, _, bottom in boxes if text == "Slot."]
    (foot,) = [top for text, _, top, _, _ in boxes if text == "Datum"]
    assert end < foot


def test_the_same_certificate_gives_the_same_bytes() -> None:
    assert render_pdf([AMINA]) == render_pdf([AMINA])


def test_the_only_moment_in_the_file_is_when_the_badge_was_signed() -> None:
    with pikepdf.open(io.BytesIO(printed(AMINA))) as document:
        embedded = document.attachments["badge-amina.json"].get_file()
        assert embedded.creation_date == AMINA.issued_at
        assert embedded.mod_date == AMINA.issued_at
        assert "/CreationDate" not in document.docinfo


def test_markup_in_a_name_is_only_text() -> None:
    evil = '<img src="file:///etc/hostname"> & <b>Bram</b>'
    assert "<b>" not in certificate_html(replace(AMINA, holder=evil))
    assert squeezed(evil) in squeezed(words(printed(replace(AMINA, holder=evil))))


def test_a_picture_that_points_to_a_file_is_not_followed() -> None:
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<image href="file:///etc/hostname" width="9" height="9"/></svg>'
    )
    assert printed(replace(AMINA, picture_svg=picture)).startswith(b"%PDF-1.7")


def test_nothing_to_print_is_said_in_words() -> None:
    with pytest.raises(CertificateError, match="at least one badge"):
        render_pdf([])


def test_two_attachments_with_one_name_are_refused() -> None:
    with pytest.raises(CertificateError, match="its own file name"):
        render_pdf([AMINA, AMINA])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Amina", "ltr"),
        ("'محمد", "rtl"),
        ("שרה", "rtl"),
        ("ሰላም", "ltr"),
        ("", "ltr"),
        ("12", "ltr"),
    ],
)
def test_the_first_strong_letter_decides_the_reading_direction(name: str, expected: str) -> None:
    assert direction(name) == expected


FULLEST = 3
"""Skills with the most of something; whoever says less needs less of the page."""
MEASURES: tuple[Callable[[CertificateData], int], ...] = (
    lambda page: sum(map(len, page.criteria)) + len(page.level_meaning) + len(page.note or ""),
    lambda page: sum(map(len, page.criteria)),
    lambda page: len(page.criteria),
    lambda page: len(page.skill),
    lambda page: len(page.level_meaning),
    lambda page: len(page.also_needed or ""),
    lambda page: len(page.note or ""),
)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_skill_of_the_palette_fits_on_one_page(language: str) -> None:
    content = Path(__file__).parents[3] / "academy/catalogue/content/skillspalet.json"
    pages = [
        replace(
            AMINA,
            language=language,
            holder=NAMES["60 characters, Polish"],
            skill=skill["name"][language],
            level_meaning=max(
                (level[f"descriptor_{language}"] for level in skill["levels"]), key=len
            ),
            criteria=tuple(skill[f"criteria_{language}"]),
            also_needed=skill[f"external_requirement_{language}"],
            note=skill[f"note_{language}"],
            credential_name=f"badge-{skill['id']}.json",
        )
        for skill in json.loads(content.read_text(encoding="utf-8"))["skills"]
    ]
    assert len(pages) == 69
    fullest = {
        page.credential_name: page
        for measure in MEASURES
        for page in sorted(pages, key=measure)[-FULLEST:]
    }
    with pikepdf.open(io.BytesIO(render_pdf(list(fullest.values())))) as document:
        assert len(document.pages) == len(fullest)
