"""A wallet of years: earlier badges for the same skills and levels, copied from those there are.

Pages read columns only, so a copy costs them what a badge of its own does.
"""

from datetime import timedelta
from itertools import count, cycle, islice
from uuid import uuid4

from sqlalchemy import func, insert, select

from academy.credentials.models import Credential
from academy.database import db

COPIED = [column for column in Credential.__table__.columns if column.name != "id"]


def lengthen(person_id: int, number: int) -> None:
    """Until the person has `number` badges; commits."""
    found = select(*COPIED).where(Credential.person_id == person_id).order_by(Credential.id)
    rows = [dict(row._mapping) for row in db.session.execute(found)]
    places = count((db.session.scalar(select(func.max(Credential.status_index))) or 0) + 1)
    copies = [
        row
        | {
            "uuid": uuid4(),
            "current_key": None,
            "status_index": next(places),
            "valid_from": row["valid_from"] - timedelta(days=1 + turn),
            "issued_at": row["issued_at"] - timedelta(days=1 + turn),
        }
        for turn, row in enumerate(islice(cycle(rows), number - len(rows)))
    ]
    db.session.execute(insert(Credential.__table__), copies)
    db.session.commit()
