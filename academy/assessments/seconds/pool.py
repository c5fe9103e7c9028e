"""Who may be the second person: asked anew each time, so it follows every change of roles.

First the leaders of other teams of the organisation who may assess the skill. Only when there is
none, whoever administers the academy. Nobody as long as the own team has a second person itself.
Conditions on a statement that has `SecondLook`, its skill and the version open for assessment.
"""

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, false, or_
from sqlalchemy.orm import InstrumentedAttribute, aliased

from academy.assessments.covering import covers_the_skill
from academy.assessments.models import Assessment
from academy.assessments.seconds.models import SecondLook
from academy.catalogue.models import Skill, SkillVersion
from academy.people.guests import looks_on
from academy.people.models import AssessorAuthority, Membership
from academy.security.identity import Identity, Role

OUTSIDE = (SecondLook, Skill, SkillVersion, AssessorAuthority)
"""What a condition within a condition refers to; SQLAlchemy finds only the nearest by itself."""
_earlier, _its_version = aliased(Assessment), aliased(SkillVersion)


def reaches(identity: Identity) -> ColumnElement[bool]:
    """Whether it is for the asker to take."""
    today = identity.today
    is_open = and_(~has_a_second_person(today), ~is_taken(today))
    return or_(
        SecondLook.taken_by_id == identity.person_id, and_(is_open, is_in_the_pool(identity))
    )


def is_in_the_pool(identity: Identity) -> ColumnElement[bool]:
    """Whether the asker could be the second person, whoever took it meanwhile."""
    today = identity.today
    here = SecondLook.organisation_id.in_(identity.organisations(Role.TEAM_LEADER))
    of_the_academy = identity.organisations(Role.ACADEMY_ADMIN)
    may_assess = exists().where(
        AssessorAuthority.person_id == identity.person_id, _may_assess(today)
    )
    return or_(
        and_(here, may_assess, ~_looked_before(identity.person_id)),
        ~reaches_the_organisation(today) if of_the_academy else false(),
    )


def has_a_second_person(today: date) -> ColumnElement[bool]:
    """Whether somebody else looks in the team of the worker, who needs no request."""
    return _somebody(today, Membership.team_id == SecondLook.team_id, looks_on(today))


def reaches_the_organisation(today: date) -> ColumnElement[bool]:
    """Whether a leader of any team there could be the second person."""
    return _somebody(today, _leads_there())


def is_taken(today: date) -> ColumnElement[bool]:
    """By somebody who still may look: else it is everybody's again."""
    return exists().where(
        Membership.person_id == SecondLook.taken_by_id,
        Membership.holds_on(today),
        or_(Membership.role == Role.ACADEMY_ADMIN, _leads_there()),
    )


def _leads_there() -> ColumnElement[bool]:
    return and_(
        Membership.organisation_id == SecondLook.organisation_id,
        Membership.role == Role.TEAM_LEADER,
    )


def _somebody(today: date, *in_the_role: ColumnElement[bool]) -> ColumnElement[bool]:
    """Found by authority, which few have, and not among all who work there."""
    who = AssessorAuthority.person_id
    has_the_role = exists().where(
        Membership.person_id == who, Membership.holds_on(today), *in_the_role
    )
    return exists().where(
        _may_assess(today),
        who != SecondLook.person_id,
        ~_looked_before(who),
        has_the_role.correlate(*OUTSIDE),
    )


def _may_assess(today: date) -> ColumnElement[bool]:
    """Whether the authority of the statement is for this skill, there and today."""
    return and_(
        AssessorAuthority.organisation_id == SecondLook.organisation_id,
        covers_the_skill(),
        AssessorAuthority.holds_on(today),
    )


def _looked_before(person_id: int | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether the person is one of those who looked already, and counts."""
    found = exists().where(
        _earlier.person_id == SecondLook.person_id,
        _earlier.organisation_id == SecondLook.organisation_id,
        _earlier.assessor_id == person_id,
        _earlier.complete,
        _its_version.id == _earlier.skill_version_id,
        _its_version.skill_id == SecondLook.skill_id,
        ~_earlier.withdrawal.has(),
    )
    return found.correlate(*OUTSIDE)
