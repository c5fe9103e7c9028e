"""Reads of domains and their drafts. Drafts belong to the academy: nobody else finds them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from academy.catalogue.domains.fields import EMPTY, fields_of
from academy.catalogue.domains.models import DomainDraft, DomainDraftSave
from academy.catalogue.drafting.models import DraftSave, SkillDraft, Text
from academy.catalogue.models import DomainVersion, Skill, SkillDomain, SkillVersion, Texts
from academy.catalogue.publishing import newest_of
from academy.catalogue.queries import CODE
from academy.database import db
from academy.languages import CONTENT_LANGUAGES
from academy.security.identity import Identity
from academy.security.policy import NOWHERE, Scope

NOTHING = UUID(int=0)
"""Names what a page was filled with when nothing was there."""


@dataclass(frozen=True, slots=True)
class KeptDomain:
    """A domain with its draft; without either, somebody threw the draft of a new one away."""

    code: str
    domain: SkillDomain | None
    draft: DomainDraft | None

    @property
    def scope(self) -> Scope:
        return NOWHERE

    @property
    def newest(self) -> DomainVersion | None:
        return newest_of(self.domain.versions) if self.domain else None

    @property
    def text(self) -> Text:
        """What somebody who edits begins with: the draft, or the newest version."""
        if self.draft is not None:
            return _of_save(self.draft.newest)
        if self.newest is not None:
            return Text(fields_of(self.newest), self.newest.uuid)
        return Text(EMPTY, NOTHING)

    @property
    def name(self) -> Texts:
        """As it is published, or else as the draft has it."""
        if self.domain is not None:
            return self.domain.name
        fields = self.text.fields
        names = {language: fields[f"name_{language}"] for language in CONTENT_LANGUAGES}
        return {language: name for language, name in names.items() if name}

    def find_text(self, began: str) -> Text | None:
        """What somebody began with, if it is still there."""
        saves = self.draft.saves if self.draft else ()
        versions = self.domain.versions if self.domain else ()
        return next(
            (
                each
                for each in (
                    *map(_of_save, saves),
                    *(Text(fields_of(version), version.uuid) for version in versions),
                )
                if str(each.uuid) == began
            ),
            None,
        )


def _of_save(save: DomainDraftSave) -> Text:
    # a field that came with a later release is empty in an older save
    return Text(EMPTY | save.fields, save.uuid, save)


def find_domain_or_draft(identity: Identity, code: str) -> KeptDomain | None:
    """Published or not; the policy says who may know of it."""
    found = find_domain_to_save(identity, code)
    return found if found and (found.domain or found.draft) else None


def find_domain_to_save(_identity: Identity, code: str) -> KeptDomain | None:
    """Also when somebody threw the draft away while this one typed: nothing of that is lost."""
    return kept(code) if CODE.fullmatch(code) else None


def kept(code: str) -> KeptDomain:
    """The domain and its draft as they are now."""
    domain = db.session.scalar(select(SkillDomain).where(SkillDomain.code == code))
    draft = db.session.scalar(select(DomainDraft).where(DomainDraft.code == code))
    return KeptDomain(code, domain, draft)


def find_published_domain(_identity: Identity, code: str) -> SkillDomain | None:
    """One that is published; the policy says who may know of it."""
    return kept(code).domain if CODE.fullmatch(code) else None


def kept_domains() -> Sequence[KeptDomain]:
    """All of them, in the order of the palette; those that are drafts only come last."""
    stored = select(SkillDomain).order_by(SkillDomain.position, SkillDomain.id)
    domains = db.session.scalars(stored.options(selectinload(SkillDomain.versions))).all()
    written = select(DomainDraft).order_by(DomainDraft.id)
    found = db.session.scalars(written.options(selectinload(DomainDraft.saves)))
    drafts = {draft.code: draft for draft in found}
    there = [KeptDomain(each.code, each, drafts.pop(each.code, None)) for each in domains]
    return [*there, *(KeptDomain(code, None, draft) for code, draft in drafts.items())]


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
