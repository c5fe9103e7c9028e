"""A certificate to test with, and what a scanner sees of it."""

import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from PIL import Image

from academy.credentials.certificates import CertificateData, Signatory, render_pdf
from academy.credentials.pictures import badge_svg

AMINA = CertificateData(
    language="nl",
    organisation="Kringloop De Schakel",
    signatories=(Signatory("Marieke van den Heuvel", "Directeur"),),
    holder="Amina Yusuf",
    skill="Fiets controleren",
    level_name="Zelfstandig",
    level_meaning="De medewerker controleert zelf en schrijft de reparaties op.",
    criteria=(
        "Controleert remmen, banden, licht, ketting en stuur.",
        "Schrijft op wat stuk is.",
        "Controleert het framenummer volgens de winkelregels.",
    ),
    awarded_on="21 november 2026",
    valid_until=None,
    also_needed=None,
    note=None,
    picture_svg=badge_svg(
        name="Fiets controleren",
        level=2,
        level_name="Zelfstandig",
        icon="bike",
        colour="#2b5d0e",
        alt="Badge Fiets controleren, niveau Zelfstandig",
    ),
    picture_alt="Badge Fiets controleren, niveau Zelfstandig",
    check_url="https://badges.deschakel.example/c/4f1wJd0TzqYx8mB2nVhK3A",
    short_address="badges.deschakel.example/c",
    code="K7QF-3MPX-9TRA",
    credential=b'{"id": "urn:uuid:0d3c1a52-3b5e-4d0e-9a53-0f5f9a7f2b11", "proof": {}}',
    issued_at=datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
    credential_name="badge-amina.json",
)


@cache
def printed(data: CertificateData) -> bytes:
    """The certificate alone in a PDF."""
    return render_pdf([data])


def scanned(pdf: bytes, folder: Path, *, dpi: int) -> Image.Image:
    """First page as an office scanner sees it: grey, at this resolution."""
    (folder / "page.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-gray", "-f", "1", "-l", "1", "page.pdf", "page"],
        cwd=folder,
        check=True,
    )
    (file,) = folder.glob("page*.pgm")
    return Image.open(file).convert("L")


def decoded(picture: Image.Image, folder: Path) -> list[str]:
    """What a QR reader finds in a picture."""
    picture.save(folder / "scan.png")
    done = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "-S*.disable", "-Sqrcode.enable", "scan.png"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 4), done.stderr.decode()
    return done.stdout.decode().split()
