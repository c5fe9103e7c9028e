"""What waits for a yes of the office."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from academy.database import db
from academy.organisations.models import Organisation
from academy.people.models import Membership, Person
from academy.people.naming.models import NameProposal
from academy.people.queries import going_on


def proposal_of(person: Person) -> NameProposal | None:
    """Also one that was declined."""
    return db.session.scalar(select(NameProposal).where(NameProposal.person_id == person.id))


def open_proposal_of(person: Person) -> NameProposal | None:
    found = proposal_of(person)
    return None if found is None or found.declined_at is not None else found


def proposed_at(organisation: Organisation, today: date) -> Sequence[NameProposal]:
    """Of who works there, the oldest first."""
    here = select(Membership.person_id).where(going_on(today, organisations=[organisation.id]))
    found = select(NameProposal).where(
        NameProposal.person_id.in_(here), NameProposal.declined_at.is_(None)
    )
    return db.session.scalars(found.order_by(NameProposal.id)).all()
