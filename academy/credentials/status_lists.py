"""Bitstring status lists: an unpredictable place for each badge, and the signed list itself."""

import json
import secrets
from datetime import datetime, timedelta

from sqlalchemy import CompoundSelect, bindparam, select, union_all

from academy.credentials import keys
from academy.credentials.addresses import Addresses
from academy.credentials.models import Credential, KeyPurpose, Revocation, StatusList
from academy.credentials.statements.models import Statement
from academy.database import ask, db
from academy.organisations.models import Organisation
from academy.settings import Settings
from badges.documents import status
from badges.documents.bitstring import MIN_ENTRIES, blank, set_bits
from badges.keys import Signer
from badges.proofs import data_integrity

LIFETIME = timedelta(days=1)
DRAWS = 8
"""Places drawn at once; when half of them are taken, twice in a row, a new list begins. That is by
chance: half of the lists reach 14% of their places, one in a hundred stops below 9%."""


def current_list(organisation_id: int, *, of_statements: bool = False) -> StatusList | None:
    """The list on which new badges go, or what the organisation says from now on."""
    asked = {"organisation_id": organisation_id, "of_statements": of_statements}
    return db.session.scalar(_CURRENT, asked)


_CURRENT = (
    select(StatusList)
    .where(
        StatusList.organisation_id == bindparam("organisation_id"),
        StatusList.closed_at.is_(None),
        StatusList.is_of_statements == bindparam("of_statements"),
    )
    .order_by(StatusList.id.desc())
    .limit(1)
)


def open_list(organisation: Organisation, now: datetime) -> StatusList:
    """The list on which new badges go, a new one when the last has no room."""
    current = current_list(organisation.id)
    if current is not None and free_places(current.id, current.size):
        return current
    fresh = StatusList(organisation_id=organisation.id, size=MIN_ENTRIES, created_at=now)
    db.session.add(fresh)
    db.session.flush()
    return fresh


def free_places(list_id: int, size: int, count: int = 1) -> list[int]:
    """So many random indexes that no badge has, or none when half of what was drawn is taken.

    A list that fills up would make the remaining places predictable. The unique constraint
    settles a race for one place.
    """
    drawn = [secrets.randbelow(size) for _ in range(DRAWS + 2 * (count - 1))]
    asked = {"list_id": list_id, "drawn": drawn}
    taken = set(ask(_TAKEN, asked).scalars())
    free = [index for index in dict.fromkeys(drawn) if index not in taken]
    return free[:count] if len(free) > len(drawn) // 2 else []


_TAKEN = select(Credential.status_index).where(
    Credential.status_list_id == bindparam("list_id"),
    Credential.status_index.in_(bindparam("drawn", expanding=True)),
)


def place_for_statement(organisation: Organisation, now: datetime) -> tuple[StatusList, int]:
    """For what the organisation says; it is locked, so nobody else draws here now."""
    current = current_list(organisation.id, of_statements=True)
    if current is None or not (free := _free_of_statements(current)):
        current = StatusList(
            organisation_id=organisation.id,
            size=MIN_ENTRIES,
            created_at=now,
            is_of_statements=True,
        )
        db.session.add(current)
        db.session.flush()
        free = _free_of_statements(current)
    return current, free[0]


def _free_of_statements(status_list: StatusList) -> list[int]:
    taken = select(Statement.status_index).where(Statement.status_list_id == status_list.id)
    drawn = [secrets.randbelow(status_list.size) for _ in range(DRAWS)]
    used = set(db.session.scalars(taken.where(Statement.status_index.in_(drawn))))
    free = [index for index in drawn if index not in used]
    return free if len(free) > DRAWS // 2 else []


def revoked_indexes(status_list: StatusList) -> frozenset[int]:
    """The places of every badge and every statement on the list that was withdrawn."""
    return frozenset(db.session.scalars(_WITHDRAWN, {"list_id": status_list.id}))


_WITHDRAWN: CompoundSelect[tuple[int]] = union_all(
    select(Revocation.status_index).where(Revocation.status_list_id == bindparam("list_id")),
    select(Statement.status_index).where(
        Statement.status_list_id == bindparam("list_id"), Statement.withdrawn_at.is_not(None)
    ),
)


_SIGNED: dict[str, tuple[tuple[frozenset[int], datetime, str], bytes]] = {}
"""The newest signed form of each list, with what it was made of; losing this costs a signature."""


def signed_list(status_list: StatusList, settings: Settings, *, now: datetime) -> bytes:
    """The list as it is now, signed; made again after a revocation and at least every hour."""
    # by the clock, so that all processes sign the same bytes and caches hold one list
    hour = now.replace(minute=0, second=0, microsecond=0)
    signer = keys.signers(status_list.organisation, settings)[KeyPurpose.STATUS]
    revoked = revoked_indexes(status_list)
    url = Addresses(settings.public_url).status_list(status_list.uuid)
    version = (revoked, hour, signer.verification_method)
    known = _SIGNED.get(url)
    if known is None or known[0] != version:
        bits = set_bits(blank(status_list.size), sorted(revoked))
        known = (version, _sign(url, bits, signer, hour))
        _SIGNED[url] = known
    return known[1]


def _sign(url: str, bits: bytes, signer: Signer, hour: datetime) -> bytes:
    issuer = signer.verification_method.partition("#")[0]
    document = status.list_credential(
        url, issuer=issuer, bits=bits, valid_from=hour, lifetime=LIFETIME
    )
    suite = data_integrity.Suite.EDDSA_RDFC_2022
    proof = data_integrity.create_proof(document, signer, suite=suite, created=hour)
    return json.dumps({**document, "proof": proof}, ensure_ascii=False).encode()
