"""What somebody finds at a second look, and what whoever gave the badge answers."""

from datetime import datetime, timedelta

from academy.audit import log
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.errors import AcademyError
from academy.locking import row
from academy.people.models import Person
from academy.sampling.models import Sample, SampleOutcome
from academy.security.identity import Identity

ANSWER_WITHIN = timedelta(days=14)


def look(
    sample: Sample, outcome: SampleOutcome, finding: str, *, by: Identity, now: datetime
) -> None:
    """Raises AcademyError when somebody else was first."""
    must_be_locked(row(Person, sample.credential.person_id))
    if not sample.is_open:
        raise AcademyError("reviewed-already")
    sample.outcome, sample.by_id, sample.looked_at = outcome, by.person_id, now
    if outcome is SampleOutcome.NOT_RIGHT:
        sample.finding = finding
        sample.answer_by = local_day(now) + ANSWER_WITHIN
    _log("sample.looked_at", sample, by=by, now=now, outcome=outcome.value)


def answer(sample: Sample, text: str, *, by: Identity, now: datetime) -> None:
    """Raises AcademyError when it was answered."""
    must_be_locked(row(Person, sample.credential.person_id))
    if not sample.waits_for_answer:
        raise AcademyError("reviewed-already")
    sample.answer, sample.answered_at = text, now
    _log("sample.answered", sample, by=by, now=now)


def _log(action: str, sample: Sample, *, by: Identity, now: datetime, **details: str) -> None:
    db.session.flush()
    log.record(
        action, sample.uuid, organisation_id=sample.organisation_id, by=by.actor, at=now,
        badge=str(sample.credential.uuid), **details,
    )  # fmt: skip
