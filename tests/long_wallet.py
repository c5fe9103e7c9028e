"""A wallet of years: earlier badges for the same skills and levels, copied from those there are.

Pages read columns only, so a copy costs them what a badge of its own does.
"""

import json
from datetime import datetime, timedelta
from itertools import count, cycle, islice
from uuid import uuid4

from sqlalchemy import func, insert, select
from sqlalchemy.orm import undefer

from academy.credentials import keys
from academy.credentials.addresses import Addresses
from academy.credentials.models import Credential, KeyPurpose
from academy.database import db
from academy.settings import Settings
from badges import issuing

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


def sign_each(person_id: int, settings: Settings, *, now: datetime) -> None:
    """Give every copy a signed document of its own, as whoever checks them asks for; commits."""
    found = select(Credential).where(Credential.person_id == person_id)
    badges = db.session.scalars(found.options(undefer(Credential.document))).all()
    addresses = Addresses(settings.public_url)
    signer = keys.signers(badges[0].organisation, settings)[KeyPurpose.CREDENTIALS]
    for badge in badges:
        document = json.loads(badge.document)
        address = addresses.credential(badge.uuid)
        if document["id"] == address:
            continue
        del document["proof"]
        document["id"] = address
        listed = document["credentialStatus"]
        listed["statusListIndex"] = str(badge.status_index)
        listed["id"] = f"{listed['statusListCredential']}#{badge.status_index}"
        prepared = issuing.prepare_document(document, issuing.Kind.BADGE)
        badge.document = issuing.issue(prepared, signer, created=now.replace(microsecond=0))
    db.session.commit()
