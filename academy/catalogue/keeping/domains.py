"""Verbs on domains: add, change, put in another place, archive, take up again.

A domain that was ever used is never deleted: skills and authorities name it. It is archived when
no skill that goes on is in it.
"""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from academy.audit import log
from academy.catalogue.codes import code_of_name
from academy.catalogue.drafting.models import DraftSave, SkillDraft
from academy.catalogue.models import Skill, SkillDomain, SkillVersion, Texts
from academy.catalogue.publishing import PALETTE
from academy.catalogue.queries import CODE, domains
from academy.database import db, must_be_locked
from academy.errors import AcademyError, InvalidInputError
from academy.security.identity import Actor, Identity

UP: Final = -1
DOWN: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainContent:
    """What a domain is called and how it looks."""

    name: Texts
    icon: str
    colour: str


def find_kept_domain(_identity: Identity, code: str) -> SkillDomain | None:
    """The policy says who may know of it."""
    if not CODE.fullmatch(code):
        return None
    return db.session.scalar(select(SkillDomain).where(SkillDomain.code == code))


def skills_by_domain() -> Counter[str]:
    """By code of the domain: skills that go on in it, and drafts whose newest text is of it."""
    is_open = select(SkillVersion.skill_id).where(SkillVersion.is_open)
    going_on = select(SkillDomain.code, Skill.id).join(Skill.domain).where(Skill.id.in_(is_open))
    newest = select(func.max(DraftSave.id)).group_by(DraftSave.draft_id)
    drafts = select(DraftSave.fields, SkillDraft.skill_id).join(
        SkillDraft, DraftSave.draft_id == SkillDraft.id
    )
    found = {(code, skill_id) for code, skill_id in db.session.execute(going_on)}
    for fields, skill_id in db.session.execute(drafts.where(DraftSave.id.in_(newest))):
        found.add((fields["domain"], skill_id))
    return Counter(code for code, _skill in found)


def add_domain(content: DomainContent, *, by: Actor, now: datetime) -> SkillDomain:
    """The last one of the palette. Raises InvalidInputError when the name is taken."""
    must_be_locked(PALETTE)
    code, others = code_of_name(content.name["nl"]), domains()
    if not code or code in {each.code for each in others}:
        raise name_is_taken()
    position = max((each.position for each in others), default=0) + 1
    domain = SkillDomain(code=code, position=position, revision=1, **asdict(content))
    db.session.add(domain)
    db.session.flush()
    _note("skill-domain.added", domain, by=by, now=now)
    return domain


def name_is_taken() -> InvalidInputError:
    return InvalidInputError("domain-name-is-taken").at("name_nl")


def change_domain(
    domain: SkillDomain, content: DomainContent, *, seen: int, by: Actor, now: datetime
) -> None:
    """Badges that were given keep their skills; pages and pictures show the new name and colour.

    `seen` is the revision on the screen; raises AcademyError when somebody changed it since.
    """
    must_be_locked(PALETTE)
    db.session.refresh(domain)
    if domain.revision != seen:
        raise AcademyError("domain-was-changed")
    names = {each.name["nl"].casefold() for each in domains() if each.id != domain.id}
    if content.name["nl"].casefold() in names:
        raise name_is_taken()
    for name, value in asdict(content).items():
        setattr(domain, name, value)
    _note("skill-domain.changed", domain, by=by, now=now)


def move_domain(domain: SkillDomain, way: int, *, by: Actor, now: datetime) -> None:
    """One place up or down; at an end it stays."""
    must_be_locked(PALETTE)
    order = list(domains())
    place = order.index(domain)
    other = min(max(place + way, 0), len(order) - 1)
    if other == place:
        return
    order.insert(other, order.pop(place))
    for position, each in enumerate(order, 1):
        if each.position != position:
            each.position, each.revision = position, each.revision + 1
    _note("skill-domain.moved", domain, by=by, now=now)


def archive_domain(domain: SkillDomain, *, by: Actor, now: datetime) -> None:
    """Raises AcademyError while a skill that goes on, or a draft, is in it."""
    must_be_locked(PALETTE)
    in_it = skills_by_domain()[domain.code]
    if in_it:
        raise AcademyError("domain-is-in-use", count=in_it)
    if domain.archived_at is None:
        domain.archived_at = now
        _note("skill-domain.archived", domain, by=by, now=now)


def reopen_domain(domain: SkillDomain, *, by: Actor, now: datetime) -> None:
    must_be_locked(PALETTE)
    if domain.archived_at is not None:
        domain.archived_at = None
        _note("skill-domain.reopened", domain, by=by, now=now)


def _note(action: str, domain: SkillDomain, *, by: Actor, now: datetime) -> None:
    if action != "skill-domain.added":
        domain.revision += 1
    log.record(action, domain.uuid, organisation_id=None, by=by, at=now, domain=domain.code)
