"""Verbs on proposals: make, comment, accept, decline."""

import uuid
from datetime import datetime

from sqlalchemy import select

from academy.audit import log
from academy.catalogue.drafting import service as drafting
from academy.catalogue.models import Skill, SkillDomain
from academy.catalogue.proposing.models import Outcome, ProposalComment, SkillProposal
from academy.catalogue.proposing.queries import how_many_wait
from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Identity, Place, Role

MOST_WAITING = 20
"""Of one person; who has more to say waits for an answer first."""
MOST_COMMENTS = 50
ROLES = (Role.TEAM_LEADER, Role.ORGANISATION_ADMIN, Role.EMPLOYER, Role.WORKER)
"""In what role somebody speaks who has several, the first that fits."""


def propose(
    person: Person, key: uuid.UUID, *, title: str, why: str, by: Identity, now: datetime
) -> SkillProposal:
    """A proposal; sent twice with one `key`, it is still one.

    Raises AcademyError when too many of this person wait already.
    """
    must_be_there(person.id)
    there = db.session.scalar(select(SkillProposal).where(SkillProposal.uuid == key))
    if there is not None and there.person_id == person.id:
        return there
    if how_many_wait(person.id) >= MOST_WAITING:
        raise AcademyError("enough-proposals-wait", most=MOST_WAITING)
    place = _place_of(by)
    made = SkillProposal(
        uuid=uuid.uuid4() if there else key,
        person_id=person.id,
        organisation_id=place.organisation_id if place else None,
        role=place.role if place else None,
        title=title,
        why=why,
        made_at=now,
    )
    db.session.add(made)
    db.session.flush()
    _note("skill-proposal.made", made, by=by, now=now)
    return made


def _place_of(identity: Identity) -> Place | None:
    """Of several organisations the first."""
    ranked = sorted(
        (place for place in identity.places if place.role in ROLES),
        key=lambda place: (ROLES.index(place.role), place.organisation_id),
    )
    return ranked[0] if ranked else None


def comment(proposal: SkillProposal, text: str, *, by: Identity, now: datetime) -> None:
    """Raises AcademyError when everything has been said by now."""
    must_be_locked(proposal)
    if len(proposal.comments) >= MOST_COMMENTS:
        raise AcademyError("enough-comments", most=MOST_COMMENTS)
    last = proposal.comments[-1] if proposal.comments else None
    if last is not None and (last.by_id, last.text) == (by.person_id, text):
        return  # sent twice
    proposal.comments.append(ProposalComment(by_id=by.person_id, text=text, at=now))
    _note("skill-proposal.commented", proposal, by=by, now=now)


def accept(
    proposal: SkillProposal,
    *,
    name: str,
    domain: SkillDomain,
    reason: str,
    by: Identity,
    now: datetime,
) -> Skill:
    """It becomes the draft of a skill. Raises AcademyError when it was decided already."""
    must_be_locked(proposal)
    _refuse_decided(proposal)
    skill = drafting.add_skill(name, domain, by=by, now=now)
    proposal.skill = skill
    _decide(proposal, Outcome.ACCEPTED, reason, by=by, now=now)
    return skill


def decline(proposal: SkillProposal, *, reason: str, by: Identity, now: datetime) -> None:
    """Raises AcademyError when it was decided already."""
    must_be_locked(proposal)
    _refuse_decided(proposal)
    _decide(proposal, Outcome.DECLINED, reason, by=by, now=now)


def _refuse_decided(proposal: SkillProposal) -> None:
    if proposal.outcome is not None:
        raise AcademyError("proposal-is-decided")


def _decide(
    proposal: SkillProposal, outcome: Outcome, reason: str, *, by: Identity, now: datetime
) -> None:
    proposal.outcome, proposal.reason = outcome, reason or None
    proposal.decided_at, proposal.decided_by_id = now, by.person_id
    _note(f"skill-proposal.{outcome}", proposal, by=by, now=now)


def _note(action: str, proposal: SkillProposal, *, by: Identity, now: datetime) -> None:
    log.record(action, proposal.uuid, organisation_id=None, by=by.actor, at=now)
