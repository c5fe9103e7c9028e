"""Verbs on drafts of domains: add, save, throw away, publish. One at a time, as with skills.

What only one of two changed goes together by itself, of what both changed both texts are shown
(`drafting.merging`). Skills, authorities and badges name the domain, never a version of it, so
that publishing one touches none of them.
"""

from datetime import date, datetime

from academy.audit import log
from academy.catalogue.codes import code_of_name, next_number
from academy.catalogue.comparing import VersionChange, change_of_domain
from academy.catalogue.domains.fields import EMPTY, gaps, to_values
from academy.catalogue.domains.keeping import place_domain
from academy.catalogue.domains.models import DomainDraft, DomainDraftSave
from academy.catalogue.domains.queries import KeptDomain, kept, kept_domains
from academy.catalogue.drafting.fields import differing
from academy.catalogue.drafting.merging import put_together
from academy.catalogue.drafting.models import Fields
from academy.catalogue.loading import differences
from academy.catalogue.models import DomainVersion, SkillDomain
from academy.catalogue.publishing import PALETTE, publish_domain
from academy.catalogue.queries import domains
from academy.database import db, must_be_locked
from academy.errors import AcademyError, InvalidInputError
from academy.folding import folded
from academy.security.identity import Identity


class IncompleteDomainError(InvalidInputError):
    """The domain lacks something that it needs; `gaps` says what."""


def add_domain(name: str, *, by: Identity, now: datetime) -> str:
    """A draft of a new domain; its code.

    Raises InvalidInputError when another domain has, or once had, the same name.
    """
    must_be_locked(PALETTE)
    code = code_of_name(name)
    if not code or code in {each.code for each in kept_domains()}:
        raise _name_is_taken()
    _add_save(kept(code), EMPTY | {"name_nl": name}, by=by, now=now)
    return code


def _name_is_taken() -> InvalidInputError:
    return InvalidInputError("domain-name-is-taken").at("name_nl")


def save(code: str, typed: Fields, *, began: str, by: Identity, now: datetime) -> bool:
    """Keep what was typed, together with what somebody else saved meanwhile.

    Gives whether another's changes came along. Raises DraftConflictError when both changed the
    same field, and InvalidInputError when another domain has the name.
    """
    must_be_locked(PALETTE)
    found = kept(code)
    there = found.text
    fields = put_together(there, typed, began=began, start=found.find_text(began))
    _refuse_name_of_another(code, fields)
    if differing(there.fields, fields):
        _add_save(found, fields, by=by, now=now)
    return bool(differing(fields, typed))


def _refuse_name_of_another(code: str, fields: Fields) -> None:
    name = folded(fields["name_nl"])
    if name in {folded(each.name["nl"]) for each in kept_domains() if each.code != code}:
        raise _name_is_taken()


def _add_save(found: KeptDomain, fields: Fields, *, by: Identity, now: datetime) -> None:
    draft = found.draft
    if draft is None:
        draft = DomainDraft(code=found.code, saves=[])
        db.session.add(draft)
    revision = len(draft.saves) + 1
    draft.saves.append(
        DomainDraftSave(revision=revision, fields=fields, by_id=by.person_id, at=now)
    )
    db.session.flush()
    _note(
        "domain-draft.saved" if found.draft else "domain-draft.begun", draft, by=by, now=now
    )  # fmt: skip


def throw_away(code: str, *, by: Identity, now: datetime) -> None:
    """The draft goes; what is published stays."""
    must_be_locked(PALETTE)
    draft = kept(code).draft
    if draft is not None:
        _note("domain-draft.deleted", draft, by=by, now=now)
        db.session.delete(draft)


def proposed(found: KeptDomain) -> DomainVersion:
    """The version that the draft would become; the database does not know it."""
    number = next_number(found.newest.number if found.newest else None)
    return DomainVersion(number=number, **to_values(found.text.fields))


def proposed_change(found: KeptDomain) -> VersionChange:
    """What publishing the draft would change."""
    return change_of_domain(found.newest, proposed(found), found.code)


def publish(
    code: str, *, seen: str, over: str, by: Identity, now: datetime, today: date
) -> DomainVersion | None:
    """Publish the draft as the next version; None when it said nothing new but day or place.

    `seen` is the save, and `over` the number of the version, that stood on the screen. Raises
    AcademyError when either is not the newest, IncompleteDomainError when something lacks, and
    InvalidInputError when another domain took the name.
    """
    must_be_locked(PALETTE)
    found = kept(code)
    number = found.newest.number if found.newest else ""
    if found.draft is None or str(found.draft.newest.uuid) != seen or number != over:
        raise AcademyError("draft-was-changed")
    fields = found.text.fields
    if gaps(fields, today=today):
        raise IncompleteDomainError("domain-is-incomplete")
    _refuse_name_of_another(code, fields)
    published = _publish_fields(found, fields, by=by, now=now)
    db.session.delete(found.draft)
    return published


def _publish_fields(
    found: KeptDomain, fields: Fields, *, by: Identity, now: datetime
) -> DomainVersion | None:
    domain = found.domain or _new_domain(found.code)
    values = to_values(fields)
    version = None
    if not domain.versions or differences(domain, values):
        version = publish_domain(domain, values, now=now)
    domain.review_on = date.fromisoformat(fields["review_on"])
    domain.revision += 1
    db.session.add(domain)
    db.session.flush()
    if fields["place"]:
        place_domain(domain, after=fields["place"])
    _note_published(domain, version, is_new=found.domain is None, by=by, now=now)
    return version


def _new_domain(code: str) -> SkillDomain:
    """The last one of the palette."""
    position = max((each.position for each in domains()), default=0) + 1
    return SkillDomain(code=code, position=position, revision=0, versions=[])


def _note_published(
    domain: SkillDomain, version: DomainVersion | None, *, is_new: bool, by: Identity, now: datetime
) -> None:
    if version is None:
        _log("skill-domain.reviewed", domain, by=by, now=now)
        return
    _log(
        "skill-domain.added" if is_new else "skill-domain.changed",
        domain, by=by, now=now, number=version.number,
    )  # fmt: skip


def _log(action: str, domain: SkillDomain, *, by: Identity, now: datetime, **said: str) -> None:
    log.record(
        action, domain.uuid, organisation_id=None, by=by.actor, at=now, domain=domain.code, **said
    )


def _note(action: str, draft: DomainDraft, *, by: Identity, now: datetime) -> None:
    log.record(
        action, draft.uuid, organisation_id=None, by=by.actor, at=now, domain=draft.code
    )  # fmt: skip
