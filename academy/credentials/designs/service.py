"""A draft is looked at before it counts, and then counts for what is given from then on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from academy.audit import log
from academy.catalogue.models import Texts
from academy.credentials.designs.models import CertificateDesign, SignatoryRow
from academy.credentials.designs.queries import design_at, draft_of
from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.media.logos import Logo
from academy.organisations.models import Organisation
from academy.security.identity import Actor

MOST_SIGNATORIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What somebody filled in."""

    text: Texts
    signatories: Sequence[SignatoryRow]
    logo: Logo | None = None
    """A new one; None: see `keeps_logo`."""
    keeps_logo: bool = True
    """Whether the logo of the draft, or else of what counts now, goes on."""


def save_draft(
    organisation: Organisation, choices: Choices, *, by: Actor, now: datetime
) -> CertificateDesign:
    """A draft in place of the earlier one, which nobody can let count any more.

    Raises ClosedError when the organisation goes on in another one.
    """
    must_be_locked(organisation)
    organisation.refuse_merged()
    draft = CertificateDesign(
        organisation_id=organisation.id,
        made_at=now,
        text=choices.text,
        signatories=list(choices.signatories),
    )
    _take_logo(draft, organisation, choices, now)
    _forget_draft(organisation)
    db.session.add(draft)
    db.session.flush()
    _record("certificate-design.saved", draft, by=by, now=now)
    return draft


def let_count(
    organisation: Organisation, seen: UUID, *, by: Actor, now: datetime
) -> CertificateDesign:
    """From now on; `seen` is the draft that was looked at, and no other counts.

    Once more changes nothing. Raises AcademyError when there is another draft meanwhile, and
    ClosedError when the organisation goes on in another one.
    """
    must_be_locked(organisation)
    organisation.refuse_merged()
    design = db.session.scalar(
        select(CertificateDesign).where(
            CertificateDesign.uuid == seen, CertificateDesign.organisation_id == organisation.id
        )
    )
    if design is None:
        raise AcademyError("design-was-replaced")
    if design.used_from is None:
        design.used_from = now
        db.session.flush()
        _record("certificate-design.used", design, by=by, now=now)
    return design


def drop_draft(organisation: Organisation, *, by: Actor, now: datetime) -> None:
    """Without one, nothing changes."""
    must_be_locked(organisation)
    draft = draft_of(organisation.id)
    if draft is not None:
        _forget_draft(organisation)
        _record("certificate-design.dropped", draft, by=by, now=now)


def _take_logo(
    draft: CertificateDesign, organisation: Organisation, choices: Choices, now: datetime
) -> None:
    if choices.logo is not None:
        draft.logo = choices.logo.content
        draft.logo_width, draft.logo_height = choices.logo.width, choices.logo.height
        return
    earlier = draft_of(organisation.id) or design_at(organisation.id, now)
    if choices.keeps_logo and earlier is not None:
        draft.logo = earlier.logo
        draft.logo_width, draft.logo_height = earlier.logo_width, earlier.logo_height


def _forget_draft(organisation: Organisation) -> None:
    db.session.execute(
        delete(CertificateDesign).where(
            CertificateDesign.organisation_id == organisation.id,
            CertificateDesign.used_from.is_(None),
        )
    )


def _record(action: str, design: CertificateDesign, *, by: Actor, now: datetime) -> None:
    log.record(action, design.uuid, organisation_id=design.organisation_id, by=by, at=now)
