"""Whether one organisation may go on in another: pure, each reason by its code."""

from dataclasses import dataclass

from academy.errors import AcademyError, InvalidInputError
from academy.organisations.models import OrganisationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is known of an organisation, to decide whether it may be merged."""

    organisation_id: int
    kind: OrganisationKind
    has_end: bool
    goes_on_in: str | None
    """The name of another, when it goes on there or everybody is on the way."""
    takes_in: bool
    """People of another one are on their way to it."""
    has_administrator: bool
    imports: bool
    """Somebody adds or takes back a list of people at this moment."""
    offers_badges: bool
    """Badges of before are looked at, offered or taken back at this moment."""


def refuse(goes: Found, stays: Found) -> None:
    """Raises AcademyError."""
    if goes.organisation_id == stays.organisation_id:
        raise InvalidInputError("merge-with-itself").at("into")
    if {goes.kind, stays.kind} != {OrganisationKind.THRIFT}:
        raise InvalidInputError("merge-shops-only").at("into")
    if name := goes.goes_on_in or stays.goes_on_in:
        raise AcademyError("organisation-was-merged", name=name)
    if goes.has_end or stays.has_end:
        raise AcademyError("merge-with-a-closed-one")
    if goes.takes_in:
        raise AcademyError("organisation-takes-in")
    if not stays.has_administrator:
        raise AcademyError("merge-without-administrator")
    if goes.imports:
        raise AcademyError("merge-while-importing")
    if goes.offers_badges:
        raise AcademyError("merge-while-offering")
