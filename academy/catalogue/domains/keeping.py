"""Verbs on a published domain: look at it again, put it in another place, archive, take up again.

A domain is never deleted: skills and authorities name it. It is archived when no skill that goes
on is in it, and may lead on to the one that took its place.
"""

from datetime import date, datetime
from typing import Final

from sqlalchemy import select

from academy.audit import log
from academy.catalogue.domains.fields import FIRST
from academy.catalogue.domains.queries import skills_by_domain
from academy.catalogue.keeping.retiring import FIELD, chain_from
from academy.catalogue.keeping.reviewing import refuse_out_of_reach
from academy.catalogue.models import DomainReplacement, SkillDomain
from academy.catalogue.publishing import PALETTE
from academy.catalogue.queries import domains
from academy.database import db, must_be_locked
from academy.errors import AcademyError, InvalidInputError
from academy.security.identity import Actor

UP: Final = -1
DOWN: Final = 1


def review_domain(
    domain: SkillDomain, next_day: date, *, by: Actor, now: datetime, today: date
) -> None:
    """Raises InvalidInputError at the field when the next day makes no sense."""
    must_be_locked(PALETTE)
    refuse_out_of_reach(next_day, today=today)
    domain.review_on = next_day
    _note("skill-domain.reviewed", domain, by=by, now=now)


def move_domain(domain: SkillDomain, way: int, *, by: Actor, now: datetime) -> None:
    """One place up or down; at an end it stays."""
    must_be_locked(PALETTE)
    order = list(domains())
    place = order.index(domain)
    other = min(max(place + way, 0), len(order) - 1)
    if other == place:
        return
    order.insert(other, order.pop(place))
    _number(order)
    _note("skill-domain.moved", domain, by=by, now=now)


def place_domain(domain: SkillDomain, *, after: str) -> None:
    """Right after the domain with this code, or first of all; last when that code is unknown."""
    must_be_locked(PALETTE)
    order = [each for each in domains() if each is not domain]
    codes = [FIRST, *(each.code for each in order)]
    order.insert(codes.index(after) if after in codes else len(order), domain)
    _number(order)


def _number(order: list[SkillDomain]) -> None:
    for position, each in enumerate(order, 1):
        if each.position != position:
            each.position, each.revision = position, each.revision + 1


def archive_domain(
    domain: SkillDomain, *, replaced_by: str | None = None, by: Actor, now: datetime
) -> None:
    """No skill can be put in it; once archived, another replacement can still be said.

    Raises AcademyError while a skill that goes on, or a draft, is in it, and InvalidInputError at
    the field when the replacement leads back here, is archived itself or is not there.
    """
    must_be_locked(PALETTE)
    in_it = skills_by_domain()[domain.code]
    if in_it:
        raise AcademyError("domain-is-in-use", count=in_it)
    replacement = _find_replacement(domain, replaced_by) if replaced_by else None
    there = domain.replacement.by if domain.replacement else None
    if domain.archived_at is not None and replacement is there:
        return
    domain.archived_at = domain.archived_at or now
    _replace(domain, replacement)
    _note("skill-domain.archived", domain, by=by, now=now, replaced_by=replaced_by or None)


def _find_replacement(domain: SkillDomain, code: str) -> SkillDomain:
    found = db.session.scalar(select(SkillDomain).where(SkillDomain.code == code))
    if found is None:
        raise InvalidInputError("replacement-domain-is-unknown").at(FIELD)
    if domain in chain_from(found):
        raise InvalidInputError("replacement-domain-is-circular").at(FIELD)
    if found.archived_at is not None:
        raise InvalidInputError("replacement-domain-is-archived").at(FIELD)
    return found


def _replace(domain: SkillDomain, by: SkillDomain | None) -> None:
    if by is None:
        domain.replacement = None
    elif domain.replacement is None:
        domain.replacement = DomainReplacement(by=by)
    else:
        domain.replacement.by = by


def reopen_domain(domain: SkillDomain, *, by: Actor, now: datetime) -> None:
    """Skills can be put in it again, and nothing takes its place any more."""
    must_be_locked(PALETTE)
    if domain.archived_at is not None:
        domain.archived_at = None
        domain.replacement = None
        _note("skill-domain.reopened", domain, by=by, now=now)


def _note(action: str, domain: SkillDomain, *, by: Actor, now: datetime, **more: object) -> None:
    domain.revision += 1
    log.record(
        action, domain.uuid, organisation_id=None, by=by, at=now, domain=domain.code, **more
    )  # fmt: skip
