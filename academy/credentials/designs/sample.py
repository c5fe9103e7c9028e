"""A certificate of nobody, to look at a design before it counts. It has no code and no badge."""

from typing import Final

from flask_babel import force_locale

from academy.catalogue.levels import Level
from academy.credentials.certificates import CertificateData, certificate_html
from academy.credentials.certificates.pdf import PDF_VARIANT, STYLES
from academy.credentials.certifying import of_design
from academy.credentials.designs.models import CertificateDesign
from academy.credentials.pictures import badge_svg
from academy.credentials.printing import print_pdf
from academy.languages import ContentLanguage

WORDS: Final[dict[ContentLanguage, dict[str, str]]] = {
    "nl": {
        "holder": "Voorbeeld",
        "skill": "Een vaardigheid",
        "meaning": "Hier staat wat iemand op dit niveau doet.",
        "seen": "Hier staat wat de teamleider zag.",
        "code": "Dit is een voorbeeld",
        "alt": "Badge, alleen als voorbeeld",
    },
    "en": {
        "holder": "Example",
        "skill": "A skill",
        "meaning": "Here it says what somebody does at this level.",
        "seen": "Here it says what the team leader saw.",
        "code": "This is an example",
        "alt": "Badge, only as an example",
    },
}


def sample_pdf(
    design: CertificateDesign, *, language: ContentLanguage, day: str, address: str
) -> bytes:
    """The design on paper; raises what `print_pdf` raises."""
    data = _sample(design, language, day, address)
    return print_pdf(certificate_html(data), styles=STYLES, variant=PDF_VARIANT)


def _sample(
    design: CertificateDesign, language: ContentLanguage, day: str, address: str
) -> CertificateData:
    word = WORDS[language]
    with force_locale(language):
        level = str(Level.INDEPENDENT.title)
    return CertificateData(
        language=language,
        organisation=design.organisation.name,
        **of_design(design, language),
        holder=word["holder"],
        skill=word["skill"],
        level_name=level,
        level_meaning=word["meaning"],
        criteria=(word["seen"],) * 3,
        awarded_on=day,
        valid_until=None,
        also_needed=None,
        note=None,
        picture_svg=badge_svg(
            name=word["skill"],
            level=Level.INDEPENDENT,
            level_name=level,
            icon="award",
            colour="#0b5d4d",
            alt=word["alt"],
        ),
        picture_alt=word["alt"],
        check_url=f"https://{address}",
        short_address=address,
        code=word["code"],
        credential=b"",
        issued_at=design.made_at,
        credential_name="",
    )
