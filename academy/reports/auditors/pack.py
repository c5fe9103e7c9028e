"""What the pack says of an organisation and a period: who assessed, and how it is watched over.

Counts and outcomes of objections, never who objected or against whom; no worker is named.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from academy.assessments.models import (
    Assessment,
    AssessmentReview,
    ResponseKind,
    WorkerResponse,
)
from academy.catalogue.models import SkillDomain
from academy.credentials.models import Credential, Revocation
from academy.database import db
from academy.organisations.models import Organisation
from academy.people.models import AssessorAuthority
from academy.reports.auditors.changes import Change, changes_of
from academy.reports.auditors.period import within
from academy.sampling.models import Sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Read together, for the page and for the files."""

    organisation: Organisation
    first: date
    last: date
    authorities: Sequence[AssessorAuthority]
    """Those that held on some day of the period, or were withdrawn on the day they began: badges
    may rest on these too."""
    domains: Mapping[int, SkillDomain]
    badges: int
    """Given in the period."""
    revoked: Mapping[str, int]
    """Withdrawn in the period, by reason."""
    samples: Mapping[str, int]
    """Chosen in the period: `chosen`, `of_many`, `right`, `not_right`, `answered`, `open`,
    `late`."""
    objections: Mapping[str, int]
    """Made in the period: `made`, and by what came of it: an outcome, `undone`, `open`, `late`."""
    changes: Sequence[Change]


def pack_of(organisation: Organisation, first: date, last: date, *, today: date) -> Pack:
    """`today`: what is still open after its day is late."""
    domains = db.session.scalars(select(SkillDomain))
    return Pack(
        organisation=organisation,
        first=first,
        last=last,
        authorities=_authorities(organisation, first, last),
        domains={domain.id: domain for domain in domains},
        badges=_given(organisation, first, last),
        revoked=_revoked(organisation, first, last),
        samples=_samples(organisation, first, last, today),
        objections=_objections(organisation, first, last, today),
        changes=changes_of(organisation, first, last),
    )


def _authorities(
    organisation: Organisation, first: date, last: date
) -> Sequence[AssessorAuthority]:
    found = (
        select(AssessorAuthority)
        .where(
            AssessorAuthority.organisation_id == organisation.id,
            or_(
                AssessorAuthority.holds_between(first, last),
                and_(
                    AssessorAuthority.never_held, AssessorAuthority.starts_on.between(first, last)
                ),
            ),
        )
        .order_by(AssessorAuthority.starts_on, AssessorAuthority.id)
        .options(joinedload(AssessorAuthority.person))
    )
    return db.session.scalars(found).all()


def _given(organisation: Organisation, first: date, last: date) -> int:
    found = select(Credential.id).where(
        Credential.organisation_id == organisation.id, *within(Credential.issued_at, first, last)
    )
    return len(db.session.scalars(found).all())


def _revoked(organisation: Organisation, first: date, last: date) -> Mapping[str, int]:
    found = (
        select(Revocation.reason)
        .join(Credential, Credential.id == Revocation.credential_id)
        .where(Credential.organisation_id == organisation.id, *within(Revocation.at, first, last))
    )
    return Counter(map(str, db.session.scalars(found)))


def _samples(organisation: Organisation, first: date, last: date, today: date) -> Mapping[str, int]:
    chosen = select(Sample).where(
        Sample.organisation_id == organisation.id, *within(Sample.chosen_at, first, last)
    )
    counted = Counter[str]()
    for sample in db.session.scalars(chosen):
        counted.update(
            {
                "chosen": 1,
                "of_many": sample.of_many,
                "open": sample.is_open,
                "late": (sample.is_open or sample.waits_for_answer) and sample.due_on < today,
                "answered": sample.answered_at is not None,
            }
        )
        if sample.outcome is not None:
            counted[str(sample.outcome)] += 1
    return counted


def _objections(
    organisation: Organisation, first: date, last: date, today: date
) -> Mapping[str, int]:
    """An assessment counts once, on the day of its first objection."""
    made = (
        select(WorkerResponse)
        .join(WorkerResponse.assessment)
        .where(
            Assessment.organisation_id == organisation.id,
            WorkerResponse.kind == ResponseKind.OBJECTS,
            *within(WorkerResponse.at, first, last),
        )
        .order_by(WorkerResponse.id)
    )
    counted, outcomes = Counter[str](), _outcomes(organisation)
    for response in {each.assessment_id: each for each in db.session.scalars(made)}.values():
        counted["made"] += 1
        counted[outcomes.get(response.assessment_id, "open" if response.is_open else "undone")] += 1
        late = response.is_open and response.answer_by is not None and response.answer_by < today
        counted["late"] += late
    return counted


def _outcomes(organisation: Organisation) -> Mapping[int, str]:
    found = (
        select(AssessmentReview.assessment_id, AssessmentReview.outcome)
        .join(AssessmentReview.assessment)
        .where(
            Assessment.organisation_id == organisation.id,
            Assessment.responses.any(WorkerResponse.kind == ResponseKind.OBJECTS),
        )
    )
    return {row[0]: str(row[1]) for row in db.session.execute(found)}
