"""When the public counts of badges move: in steps, and only when enough people moved them.

Whoever looks at the page every day sees a count stand still until at least ten people got or lost
the badge since it last moved; so no step is about a few of them (docs/adr/0055).
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from academy.credentials.models import BadgeClass, Credential, Revocation
from academy.database import db
from academy.disclosure import SMALLEST_GROUP, is_enough, rounded


def tell_anew(*, now: datetime) -> None:
    """Move every count that may; in the caller's transaction."""
    moved = func.abs(BadgeClass.badges - BadgeClass.told_of) >= SMALLEST_GROUP
    for each in db.session.scalars(select(BadgeClass).where(moved).order_by(BadgeClass.id)):
        if is_enough(_people(each, _changed_since(each.told_at))):
            enough = is_enough(_people(each, Revocation.id.is_(None)))
            each.told = rounded(each.badges) if enough else 0
            each.told_of, each.told_at = each.badges, now


def _changed_since(moment: datetime | None) -> ColumnElement[bool]:
    """Given since then and not withdrawn, or given before and withdrawn since."""
    if moment is None:
        return Revocation.id.is_(None)
    given, withdrawn = Credential.issued_at > moment, Revocation.at > moment
    return or_(and_(given, Revocation.id.is_(None)), and_(~given, withdrawn))


def _people(kind: BadgeClass, which: ColumnElement[bool]) -> int:
    found = (
        select(func.count(Credential.person_id.distinct()))
        .outerjoin(Credential.revocation)
        .where(
            Credential.organisation_id == kind.organisation_id,
            Credential.achievement_id == kind.achievement_id,
            which,
        )
    )
    return db.session.scalar(found) or 0
