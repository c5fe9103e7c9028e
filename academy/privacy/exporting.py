"""Everything that is kept about one person, for that person (GDPR articles 15 and 20).

The wallet tells what it and the rooms below it keep; what other rooms keep comes in here.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from academy.database import db
from academy.people.leaving.models import WorkAnswer
from academy.people.licences.models import Licence
from academy.people.licences.queries import licences_of
from academy.people.models import Guest
from academy.security.identity import Identity
from academy.teams.handovers.models import Handover
from academy.teams.observation_sheets.models import ObservationSheet, SheetWorker
from academy.wallet.exporting import Json, kept_for_the_wallet


def everything_about(identity: Identity, *, now: datetime) -> Json:
    """Plain values only; moments in ISO 8601, badges exactly as they were signed."""
    return {
        **kept_for_the_wallet(identity, now=now),
        "on_sheets": [_sheet(row) for row in _sheets(identity)],
        "on_the_way": [_on_its_way(row) for row in _rows(Handover, identity)],
        "certificates_seen": [_licence(row) for row in licences_of(identity.person_id)],
        "said_about_work": [_answer(row) for row in _rows(WorkAnswer, identity)],
        "guest_elsewhere": [_guest(row) for row in _rows(Guest, identity)],
    }


def _rows(table: Any, identity: Identity) -> list[Any]:
    found = select(table).where(table.person_id == identity.person_id).order_by(table.id)
    return list(db.session.scalars(found))


def _sheets(identity: Identity) -> list[ObservationSheet]:
    """On which the person's name was printed, as long as something of it can be entered."""
    found = (
        select(ObservationSheet)
        .join(SheetWorker, SheetWorker.sheet_id == ObservationSheet.id)
        .where(SheetWorker.person_id == identity.person_id)
        .options(joinedload(ObservationSheet.skills))
        .order_by(ObservationSheet.id)
    )
    return list(db.session.scalars(found).unique())


def _sheet(row: ObservationSheet) -> Json:
    return {
        "number": row.number,
        "team": row.team.name,
        "printed_at": row.made_at.isoformat(),
        "skills": [each.version.name["nl"] for each in row.skills],
    }


def _on_its_way(row: Handover) -> Json:
    """A card or certificate that the office prints and a leader gives."""
    return {
        "what": "card" if row.card_id else "certificate",
        "team": row.team.name,
        "asked_at": row.asked_at.isoformat(),
        "printed_at": row.printed_at.isoformat() if row.printed_at else None,
        "given_on": row.given_on.isoformat() if row.given_on else None,
    }


def _guest(row: Guest) -> Json:
    """That another organisation was offered the person as a guest assessor."""
    return {
        "from": row.home.name,
        "at": row.host.name,
        "offered_at": row.offered_at.isoformat(),
        "accepted_at": row.accepted_at.isoformat() if row.accepted_at else None,
        "until": row.ends_on.isoformat() if row.ends_on else None,
        "ended_at": row.ended_at.isoformat() if row.ended_at else None,
    }


def _licence(row: Licence) -> Json:
    """Of outside, that an organisation saw; the paper is not kept."""
    return {
        "kind": row.kind.name,
        "organisation": row.organisation.name,
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        "seen_on": row.seen_on.isoformat(),
    }


def _answer(row: WorkAnswer) -> Json:
    return {
        "left": row.membership.organisation.name,
        "said": row.said,
        "said_at": row.said_at.isoformat(),
    }
