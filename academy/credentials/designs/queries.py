"""Which design a certificate has, and which ones an organisation keeps."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from academy.credentials.designs.models import CertificateDesign
from academy.database import db
from academy.organisations.queries import find_administered
from academy.security.identity import Identity


def design_at(organisation_id: int, moment: datetime) -> CertificateDesign | None:
    """The one that counted at that moment, for good: later ones begin later."""
    return db.session.scalar(
        select(CertificateDesign)
        .where(
            CertificateDesign.organisation_id == organisation_id,
            CertificateDesign.used_from <= moment,
        )
        .order_by(CertificateDesign.used_from.desc(), CertificateDesign.id.desc())
        .limit(1)
    )


def draft_of(organisation_id: int) -> CertificateDesign | None:
    return db.session.scalar(
        select(CertificateDesign).where(
            CertificateDesign.organisation_id == organisation_id,
            CertificateDesign.used_from.is_(None),
        )
    )


def find_design(identity: Identity, design_uuid: UUID) -> CertificateDesign | None:
    """One of an organisation that the asker administers."""
    return find_administered(CertificateDesign, identity, design_uuid)
