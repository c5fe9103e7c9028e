"""From a badge and its paper copy to one printed certificate."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from flask_babel import force_locale, format_date

from academy.access.codes import grouped
from academy.credentials import derived
from academy.credentials.addresses import Addresses
from academy.credentials.certificates.data import BY_HAND, CertificateData, LogoData, Signatory
from academy.credentials.certificates.letters import cannot_be_set
from academy.credentials.certificates.wording import role_in
from academy.credentials.designs.models import CertificateDesign, SignatoryRow
from academy.credentials.designs.queries import design_at
from academy.credentials.models import Credential, PaperCopy
from academy.credentials.papers import code_of
from academy.dates import local_day
from academy.languages import DUTCH, ContentLanguage
from academy.settings import Settings
from academy.web.opening import opened_at


def certificate_data(
    credential: Credential, copy: PaperCopy, settings: Settings, *, language: str
) -> CertificateData:
    """Everything the certificate says, in Dutch or English."""
    with force_locale(language):
        return _data(credential, copy, settings, cast(ContentLanguage, language))


def _data(
    credential: Credential, copy: PaperCopy, settings: Settings, language: ContentLanguage
) -> CertificateData:
    version = credential.achievement.skill_version
    organisation = credential.organisation
    addresses = Addresses(opened_at(settings))
    code = code_of(copy, settings.secret_key)
    design = derived.design_of(credential.achievement, language)
    holder, beside = _names(copy)
    return CertificateData(
        language=language,
        organisation=organisation.name,
        **of_design(design_at(credential.organisation_id, credential.issued_at), language),
        holder=holder,
        holder_in_latin=beside,
        skill=version.name[language],
        level_name=design.level_name,
        level_meaning=version.descriptor(credential.level)[language],
        criteria=tuple(criterion["text"][language] for criterion in version.criteria),
        awarded_on=_day(credential.valid_from),
        valid_until=_day(credential.valid_until) if credential.valid_until else None,
        also_needed=(version.external_requirement or {}).get(language),
        note=(version.note or {}).get(language),
        picture_svg=derived.picture_svg(design),
        picture_alt=design.alt,
        check_url=addresses.paper(code),
        short_address=addresses.paper_short(),
        code=grouped(code),
        credential=credential.document,
        issued_at=credential.issued_at,
        credential_name=f"badge-{credential.uuid}.json",
    )


def of_design(design: CertificateDesign | None, language: ContentLanguage) -> dict[str, Any]:
    """What an organisation laid down for its certificates, as values of `CertificateData`; a line
    to sign on where it laid down nothing."""
    if design is None:
        return {}
    signatories = tuple(_signatory(row, language) for row in design.signatories)
    return {
        "signatories": signatories or (BY_HAND,),
        "sentence": design.text.get(language, ""),
        "logo": LogoData(design.logo, design.logo_width, design.logo_height)
        if design.logo
        else None,
    }


def _signatory(row: SignatoryRow, language: ContentLanguage) -> Signatory:
    role = row["role"].get(language) or role_in(language, row["role"].get(DUTCH, ""))
    return Signatory(row["name"], role)


def _names(copy: PaperCopy) -> tuple[str, str]:
    """The name to print large, and the one beside it; what cannot be set is left to the other."""
    if copy.printed_latin_name and cannot_be_set(copy.printed_name):
        return copy.printed_latin_name, ""
    return copy.printed_name, copy.printed_latin_name


def _day(moment: object) -> str:
    return str(format_date(local_day(moment), "d MMMM y"))  # type: ignore[arg-type]


def certificates_pdf(
    pages: Sequence[CertificateData],
    *,
    made: Callable[[int], None] = lambda _done: None,
    before: Sequence[Any] = (),
) -> bytes:
    """One PDF with a page for each, and `made` hears how many are; `before`: what is laid out
    already and comes first. WeasyPrint is loaded at the first use."""
    from academy.credentials.certificates.pdf import render_pdf  # noqa: PLC0415 - slow to load

    return render_pdf(pages, made=made, before=before)
