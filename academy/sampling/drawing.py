"""Draw from the badges that were given since the last time, each night."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from academy.assessments.models import Assessment
from academy.assessments.standing import rule_of
from academy.audit import log
from academy.credentials.models import Credential
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.sampling.choosing import Drawn, Saved, choose, saved_for_many
from academy.sampling.models import Sample, SamplingMark
from academy.security.identity import Actor

SAMPLING = "sampling"
"""The name by which two draws wait for each other."""
LOOK_WITHIN = timedelta(days=28)
SETTLED = timedelta(minutes=10)
"""Nobody is still writing a badge that was issued so long ago."""


def draw(key: bytes, *, by: Actor, now: datetime) -> int:
    """Gives how many badges were chosen. The first time only remembers where to begin."""
    must_be_locked(SAMPLING)
    until = now - SETTLED
    since = db.session.scalar(select(func.max(SamplingMark.until)))
    if since is not None and since >= until:
        return 0
    db.session.add(SamplingMark(until=until))
    given = {} if since is None else _given(since, until)
    return sum(_chosen(badges, key, by=by, now=now) for badges in given.values())


def _chosen(badges: Sequence[Credential], key: bytes, *, by: Actor, now: datetime) -> int:
    assessments = _assessments(badges)
    many = saved_for_many(_saved(each) for each in assessments.values())
    drawn = [
        Drawn(
            badge.uuid,
            rule_of(assessments[badge.assessment_id]).sampling_percent,
            badge.assessment_id in many,
        )
        for badge in badges
    ]
    uuids = set(choose(drawn, key))
    for badge in badges:
        if badge.uuid in uuids:
            _add(badge, of_many=badge.assessment_id in many, by=by, now=now)
    return len(uuids)


def _add(badge: Credential, *, of_many: bool, by: Actor, now: datetime) -> None:
    sample = Sample(
        credential_id=badge.id,
        organisation_id=badge.organisation_id,
        of_many=of_many,
        chosen_at=now,
        look_by=local_day(now) + LOOK_WITHIN,
    )
    db.session.add(sample)
    db.session.flush()
    log.record(
        "sample.chosen", sample.uuid, organisation_id=badge.organisation_id, by=by, at=now,
        badge=str(badge.uuid),
    )  # fmt: skip


def _given(since: datetime, until: datetime) -> Mapping[int, list[Credential]]:
    """Badges that count, by organisation; none was drawn before."""
    found = (
        select(Credential)
        .where(
            Credential.issued_at > since,
            Credential.issued_at <= until,
            Credential.current_key.is_not(None),
            Credential.id.not_in(select(Sample.credential_id)),
        )
        .order_by(Credential.id)
    )
    by_place = defaultdict[int, list[Credential]](list)
    for badge in db.session.scalars(found):
        by_place[badge.organisation_id].append(badge)
    return by_place


def _assessments(badges: Sequence[Credential]) -> Mapping[int, Assessment]:
    found = select(Assessment).where(Assessment.id.in_({each.assessment_id for each in badges}))
    rows = db.session.scalars(found.options(joinedload(Assessment.skill_version)))
    return {each.id: each for each in rows}


def _saved(assessment: Assessment) -> Saved:
    return Saved(
        assessment.id,
        assessment.person_id,
        (assessment.assessor_id, assessment.skill_version_id, assessment.team_id),
        assessment.made_at or assessment.recorded_at,
    )
