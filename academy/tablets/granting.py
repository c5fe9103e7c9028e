"""Give a leader a grant for one team on one tablet, and end it. It flushes; views open the
transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select

from academy.access import codes
from academy.access.models import Card
from academy.audit import log
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.errors import InvalidInputError, NotAllowedError
from academy.people.guests import looks_on
from academy.people.models import Membership, Person
from academy.security.identity import Actor
from academy.settings import Settings
from academy.tablets import grants, keys, palette
from academy.tablets.grants import Claims, ForgedGrantError
from academy.tablets.leaders import LedTeam
from academy.tablets.models import KeyUse, LeaderGrant, Tablet
from academy.tablets.sealing import PROTOCOL
from academy.tablets.signing_in import Leader, forgive

SHORT, LONG = 12, 24
"""Hours; the longer one only where the organisation allows it, and with a card."""


@dataclass(frozen=True, slots=True)
class Given:
    """A grant that was just given."""

    row: LeaderGrant
    text: str
    """The JWS."""
    roster_key: bytes
    earlier: Mapping[UUID, bytes]
    """The roster keys of this leader's other grants here that go on: what was half filled in under
    one of them is theirs, also when they have another card by now."""


def hours_for(tablet: Tablet, method: str, asked: object) -> int:
    may_be_long = tablet.long_grants and method == "card"
    return LONG if asked == LONG and may_be_long else SHORT


def give(
    tablet: Tablet,
    leader: Leader,
    team: LedTeam,
    *,
    signs_with: ec.EllipticCurvePublicKey,
    hours: int,
    settings: Settings,
    now: datetime,
) -> Given:
    """An audit line names the leader: whoever else used the card is seen there.

    Raises NotAllowedError for a tablet that was taken away at this very moment.
    """
    must_be_locked(tablet)
    if tablet.revoked_at is not None:
        raise NotAllowedError("tablet-revoked")
    forgive(tablet, team.person_id)
    given_at = now.replace(microsecond=0)  # as a JWS says it
    until = given_at + timedelta(hours=hours)
    row = LeaderGrant(
        uuid=uuid4(), tablet_id=tablet.id, person_id=team.person_id,
        organisation_id=tablet.organisation_id, team_id=team.team_id, card_uuid=leader.card_uuid,
        method=leader.method, given_at=given_at, expires_at=min(until, leader.until or until),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    by = Actor(team.person_uuid, tablet.device.actor.origin)
    log.record(
        "tablet.signed_in", tablet.uuid, organisation_id=tablet.organisation_id, by=by, at=now,
        way=leader.method,
    )  # fmt: skip
    text = _written(row, tablet, team, signs_with, settings)
    return Given(
        row,
        text,
        roster_key(leader.card_uuid, row.uuid, settings),
        {
            each.uuid: roster_key(each.card_uuid, each.uuid, settings)
            for each in running(tablet, now)
            if each.person_id == row.person_id and each.uuid != row.uuid and each.card_uuid
        },
    )


def _written(
    row: LeaderGrant,
    tablet: Tablet,
    team: LedTeam,
    signs_with: ec.EllipticCurvePublicKey,
    settings: Settings,
) -> str:
    key = keys.newest_first(KeyUse.GRANT)[0]
    claims = Claims(
        grant_uuid=row.uuid, issuer=settings.public_url, person_uuid=team.person_uuid,
        tablet_uuid=tablet.uuid, team_uuid=team.team_uuid,
        organisation_uuid=tablet.organisation.uuid, palette=palette.version(),
        given_at=row.given_at, expires_at=row.expires_at, signs_with=signs_with,
    )  # fmt: skip
    return grants.write(claims, keys.private_half(key, settings), key.uuid)


def roster_key(card_uuid: UUID, grant_uuid: UUID, settings: Settings) -> bytes:
    """What the tablet can compute from the card by itself, without a network."""
    code = codes.card_code(card_uuid, secret_key=settings.secret_key)
    info = f"{PROTOCOL} roster".encode()
    return HKDF(SHA256(), 32, salt=grant_uuid.bytes, info=info).derive(code.encode("ascii"))


def end(row: LeaderGrant, *, by: Actor, now: datetime) -> None:
    """The leader signed out; what was made before goes on counting."""
    must_be_locked(row.tablet)
    if row.ended_at is None:
        row.ended_at = now
        log.record(
            "tablet.signed_out", row.tablet.uuid, organisation_id=row.organisation_id, by=by, at=now
        )


def running(tablet: Tablet, now: datetime) -> Sequence[LeaderGrant]:
    found = select(LeaderGrant).where(
        LeaderGrant.tablet_id == tablet.id,
        LeaderGrant.ended_at.is_(None),
        LeaderGrant.expires_at > now,
    )
    return db.session.scalars(found.order_by(LeaderGrant.id)).all()


def holds(row: LeaderGrant, *, now: datetime) -> bool:
    """Whether the leader may go on working with it."""
    goes_on = row.ended_at is None and now < row.expires_at
    return goes_on and row.id in which_hold([row], local_day(now))


def which_open(rows: Sequence[LeaderGrant]) -> set[int]:
    """Numbers of those whose leader still has the card with which they were given: a card that is
    made void opens nothing, and whoever was in with it shows the new one."""
    cards = {row.card_uuid for row in rows}
    working = select(Card.uuid).where(Card.uuid.in_(cards), Card.voided_at.is_(None))
    open_cards = set(db.session.scalars(working))
    return {row.id for row in rows if row.card_uuid in open_cards}


def leader_of(row: LeaderGrant) -> UUID:
    return db.session.scalars(select(Person.uuid).where(Person.id == row.person_id)).one()


def which_hold(rows: Sequence[LeaderGrant], today: date) -> set[int]:
    """Numbers of those whose leader still leads the team, or is still a guest there."""
    found = (
        select(LeaderGrant.id)
        .join(
            Membership,
            (Membership.person_id == LeaderGrant.person_id)
            & (Membership.team_id == LeaderGrant.team_id),
        )
        .where(
            LeaderGrant.id.in_([row.id for row in rows]),
            looks_on(today),
            Membership.holds_on(today),
        )
    )
    return set(db.session.scalars(found))


def shown(tablet: Tablet, text: str, settings: Settings, *, now: datetime) -> LeaderGrant:
    """The grant that goes on of which a tablet has the text: only a leader who is in can show it.

    Raises InvalidInputError.
    """
    try:
        claims = grants.read(text, keys.grant_key, issuer=settings.public_url)
    except ForgedGrantError as fault:
        raise InvalidInputError("wrong-tablet-grant") from fault
    row = find_grant(tablet, claims.grant_uuid)
    if row is None or not holds(row, now=now) or row.id not in which_open([row]):
        raise InvalidInputError("wrong-tablet-grant")
    return row


def find_grant(tablet: Tablet, grant_uuid: UUID) -> LeaderGrant | None:
    found = select(LeaderGrant).where(
        LeaderGrant.uuid == grant_uuid, LeaderGrant.tablet_id == tablet.id
    )
    return db.session.scalar(found)
