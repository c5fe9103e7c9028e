"""Our own record of what was issued, and whom we know: what a stolen key cannot write into."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from academy.credentials.addresses import Addresses
from academy.credentials.models import Credential, IssuerKey
from academy.database import db
from academy.organisations.models import Organisation


class IssuanceRegister:
    """A `badges.verifying.Register`: a badge of ours that is not in it was not issued by us."""

    def __init__(self, addresses: Addresses, trust: dict[str, str]) -> None:
        self._prefix = addresses.credential_prefix()
        self._ours = frozenset(trust)

    def keeps(self, issuer: str) -> bool:
        return issuer in self._ours

    def issued(self, issuer: str, credential: str) -> datetime | None:  # noqa: ARG002
        name = credential.rpartition("/")[2]
        try:
            key = UUID(name)
        except ValueError:
            return None
        found = db.session.scalar(select(Credential.issued_at).where(Credential.uuid == key))
        return found if credential == f"{self._prefix}{key}" else None


def known_issuers(addresses: Addresses) -> dict[str, str]:
    """Identifier to name, of every organisation that issues badges here."""
    found = db.session.execute(
        select(Organisation.slug, Organisation.name)
        .join(IssuerKey, IssuerKey.organisation_id == Organisation.id)
        .distinct()
    )
    names: dict[str, str] = {}
    for slug, name in found:
        names[addresses.issuer_did(slug)] = name
        names[addresses.ob2_issuer(slug)] = name
    return names
