"""What one certificate says. No more about the worker than the name: see the privacy notes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from academy.languages import ContentLanguage


class CertificateError(ValueError):
    """No certificate can be made of this; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs for the organisation."""

    name: str
    """Empty leaves a line to write a name under."""
    role: str
    """Function, such as "Directeur"; may be empty."""


@dataclass(frozen=True, slots=True)
class LogoData:
    """The logo of the organisation, of so many pixels."""

    png: bytes
    width: int
    height: int


BY_HAND: Final = Signatory("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateData:
    """One certificate, every text ready to print in `language`."""

    language: ContentLanguage
    organisation: str
    """Name of the organisation that awards the badge."""
    signatories: tuple[Signatory, ...] = (BY_HAND,)
    """One or two."""
    sentence: str = ""
    """What the organisation adds in its own words; empty: nothing."""
    logo: LogoData | None = None
    holder: str
    """Name of the worker as shown, in any script."""
    holder_in_latin: str = ""
    """The same name in Latin letters, to compare with an identity card; empty: none."""
    skill: str
    """Name of the skill."""
    level_name: str
    """Level in the words of its version (`SkillVersion.level_name`)."""
    level_meaning: str
    """What somebody at this level does, one sentence."""
    criteria: tuple[str, ...]
    """What was observed, one sentence each."""
    awarded_on: str
    """Day of the award in words, such as "3 mei 2026"."""
    valid_until: str | None
    """Last valid day in words; None when the badge stays valid."""
    also_needed: str | None
    """Proof of others that the work asks for, such as "Geldig rijbewijs B"."""
    note: str | None
    """What the badge is not, such as "Dit is geen BHV-certificaat."."""
    picture_svg: str
    """Badge picture made by `badge_svg`."""
    picture_alt: str
    """Alternative text of the badge picture."""
    check_url: str
    """Secret address in the QR code, of a page that shows name, level and date."""
    short_address: str
    """Address to type, such as "badges.example/c"."""
    code: str
    """Code to type at the short address, in groups, such as "K7QF-3MPX-9TRA"."""
    credential: bytes
    """The signed badge exactly as issued, attached to the PDF."""
    issued_at: datetime
    """When the badge was signed; the date of the attachment."""
    credential_name: str
    """File name of the attachment, different for every certificate in one PDF."""
