"""The fixed words of a certificate, per language.

They stand here and not in the message catalogue, because certificates are rendered in worker
processes without a request, in the language of the badge instead of that of the person looking.
"""

from dataclasses import dataclass
from typing import Final

from academy.languages import ContentLanguage


@dataclass(frozen=True, slots=True)
class Wording:
    """Words around the data; `{…}` are filled in by the template."""

    title: str
    titles: str
    """Title of a PDF with more than one certificate."""
    can_do: str
    level: str
    observed: str
    date: str
    validity: str
    valid_until: str
    stays_valid: str
    also_needed: str
    note: str
    on_behalf_of: str
    check_title: str
    check_scan: str
    check_type: str
    check_code: str
    check_shows: str
    attachment: str
    qr_alt: str
    logo_alt: str


ENGLISH_ROLES: Final = {
    "directeur": "Director", "algemeen directeur": "Managing director", "directie": "Management",
    "bestuurder": "Director", "voorzitter": "Chair", "bestuurslid": "Member of the board",
    "manager": "Manager", "bedrijfsleider": "Manager", "filiaalmanager": "Shop manager",
    "teamleider": "Team leader", "coördinator": "Coordinator", "coordinator": "Coordinator",
    "werkleider": "Work supervisor", "werkbegeleider": "Work supervisor",
    "leermeester": "Workplace trainer", "beheerder": "Administrator", "hr-manager": "HR manager",
    "personeelsfunctionaris": "HR officer", "trainer": "Trainer", "docent": "Teacher",
}  # fmt: skip
"""What organisations write in Dutch under a signature, for an English certificate."""


def role_in(language: ContentLanguage, role: str) -> str:
    """The function of the signatory; on an English certificate no word that is not English."""
    return role if language == "nl" else ENGLISH_ROLES.get(role.strip().casefold(), "")


WORDINGS: Final[dict[ContentLanguage, Wording]] = {
    "nl": Wording(
        title="Certificaat",
        titles="Certificaten",
        can_do="kan dit:",
        level="Niveau",
        observed="Wat is gezien?",
        date="Datum",
        validity="Geldigheid",
        valid_until="Geldig tot {date}",
        stays_valid="Blijft geldig",
        also_needed="Ook nodig voor dit werk",
        note="Let op",
        on_behalf_of="namens {organisation}",
        check_title="Is dit certificaat echt?",
        check_scan="Scan de code met een telefoon.",
        check_type="Of ga naar {address}",
        check_code="Typ deze code: {code}",
        check_shows="Je ziet dan de naam, het niveau en de datum. Klopt dat met dit papier?",
        attachment="Ondertekende badge (Open Badges 3.0)",
        qr_alt="QR-code om dit certificaat te controleren: {address}",
        logo_alt="Logo van {organisation}",
    ),
    "en": Wording(
        title="Certificate",
        titles="Certificates",
        can_do="can do this:",
        level="Level",
        observed="What was seen?",
        date="Date",
        validity="Validity",
        valid_until="Valid until {date}",
        stays_valid="Stays valid",
        also_needed="Also needed for this work",
        note="Please note",
        on_behalf_of="on behalf of {organisation}",
        check_title="Is this certificate real?",
        check_scan="Scan the code with a phone.",
        check_type="Or go to {address}",
        check_code="Type this code: {code}",
        check_shows="You then see the name, the level and the date. Do they match this paper?",
        attachment="Signed badge (Open Badges 3.0)",
        qr_alt="QR code to check this certificate: {address}",
        logo_alt="Logo of {organisation}",
    ),
}
