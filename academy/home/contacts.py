"""Whom somebody can write to: the organisations where the person works, as far as they said how."""

from collections.abc import Sequence

from sqlalchemy import select

from academy.database import db
from academy.organisations.models import Organisation
from academy.searching import by_name
from academy.security.identity import Identity


def contacts_of(identity: Identity | None) -> Sequence[Organisation]:
    """By name; nothing for a visitor."""
    if identity is None:
        return ()
    places = {place.organisation_id for place in identity.places}
    found = select(Organisation).where(Organisation.id.in_(places), Organisation.email != "")
    return by_name(db.session.scalars(found))
