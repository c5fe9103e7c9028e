"""The QR code on paper: it scans small, faded and stained."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from academy.credentials.certificates.qr import QUIET_ZONE, qr_svg
from tests.academy.credentials.paper import AMINA, decoded, printed, scanned

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("blur", [0.6, 0.9], ids=["a copy", "a copy of a copy"])
def test_the_qr_code_scans_at_25_mm_from_a_faded_photocopy(tmp_path: Path, blur: float) -> None:
    page = scanned(printed(AMINA), tmp_path, dpi=150)
    small = page.resize(
        (round(page.width * 25 / symbol_mm()), round(page.height * 25 / symbol_mm()))
    )
    faded = small.filter(ImageFilter.GaussianBlur(blur)).point(lambda grey: 70 + grey * 0.5)
    assert decoded(faded, tmp_path) == [AMINA.check_url]


def test_the_qr_code_scans_when_a_corner_is_stained(tmp_path: Path) -> None:
    page = scanned(printed(AMINA), tmp_path, dpi=150)
    mm = 150 / 25.4
    stain = Image.new("L", (round(5 * mm), round(5 * mm)), 128)
    page.paste(stain, (round(46 * mm), round(252 * mm)))
    assert decoded(page, tmp_path) == [AMINA.check_url]


def symbol_mm() -> float:
    """Printed side of the QR symbol without its quiet zone, from the style sheet and the symbol."""
    styles = Path(__file__).parents[3] / "academy/credentials/certificates/certificate.css"
    width = re.search(r"\.check__code \{[^}]*width: ([\d.]+)mm", styles.read_text("utf-8"))
    side = re.search(r'viewBox="0 0 (\d+) \1"', qr_svg(AMINA.check_url))
    assert width
    assert side
    modules = int(side[1])
    return float(width[1]) * (modules - 2 * QUIET_ZONE) / modules


def test_the_qr_code_is_printed_larger_than_25_mm() -> None:
    assert symbol_mm() >= 25


def test_a_very_long_address_still_gets_a_code(tmp_path: Path) -> None:
    address = (
        "https://badges.stichting-kringloopbedrijf-oost-nederland.example/certificaten/" + "x" * 43
    )
    page = scanned(printed(replace(AMINA, check_url=address)), tmp_path, dpi=200)
    assert decoded(page, tmp_path) == [address]
