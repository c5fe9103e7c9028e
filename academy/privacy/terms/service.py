"""An organisation chooses its term."""

from datetime import datetime

from academy.audit import log
from academy.database import must_be_locked
from academy.organisations.models import Organisation
from academy.security.identity import Actor


def choose(organisation: Organisation, months: int, *, by: Actor, now: datetime) -> None:
    """The night goes by it from now on. What went does not come back by a longer one.

    Raises AcademyError for one that goes on in another, which chooses for both.
    """
    must_be_locked(organisation)
    organisation.refuse_merged()
    before = organisation.details_months
    if before == months:
        return
    organisation.details_months = months
    log.record(
        "organisation.term_chosen",
        organisation.uuid,
        organisation_id=organisation.id,
        by=by,
        at=now,
        months=months,
        before=before,
    )
