"""What pages share on which a colleague confirms: the steps, and errors at the field."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from flask import request

from academy.access import witnesses
from academy.access.attempts import Visitor
from academy.access.models import Account, Card
from academy.access.sign_in_forms import WitnessForm
from academy.access.signing_in import Known
from academy.access.visits import visitor
from academy.access.witnesses import Signature
from academy.database import transaction
from academy.errors import AcademyError
from academy.locking import Lock, row
from academy.people.models import Person


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that was compared, and must still be confirmed in the transaction."""

    signature: Signature
    known: Known
    seen: Visitor
    field: str
    """Where the form asks for it, so that what is wrong stands there."""

    @property
    def decides(self) -> Lock:
        """Whoever confirms holds the means of the colleague too. Named by the transaction, so
        that two who witness for each other at the same moment do not wait for ever."""
        return row(Person, self.known.person_id)

    def confirm(
        self,
        *,
        places: frozenset[int],
        besides: frozenset[int],
        known_to: int | None,
        now: datetime,
        offices: frozenset[int] = frozenset(),
    ) -> Person:
        """See `witnesses.confirm`."""
        with _at(self.field):
            return witnesses.confirm(
                self.signature, self.known, self.seen,
                places=places, besides=besides, known_to=known_to, now=now, offices=offices,
            )  # fmt: skip

    def use(self) -> Account | Card:
        """What somebody signed for themselves with; raises InvalidInputError."""
        with _at(self.field):
            return witnesses.use(self.signature, self.known, self.seen)


def signed(form: WitnessForm, *, secret_key: str, now: datetime) -> Signed | None:
    """What a colleague filled in, compared; None when nobody signed. Raises AcademyError."""
    signature = form.signature
    if signature is None:
        return None
    return compared(signature, "witness", secret_key=secret_key, now=now)


def compared(signature: Signature, field: str, *, secret_key: str, now: datetime) -> Signed:
    """Counted and compared, outside a transaction. Raises AcademyError at the field."""
    seen = visitor(request, secret_key=secret_key, email=signature.name)
    with _at(field):
        with transaction():
            left = witnesses.count(signature, seen, now=now)
        return Signed(signature, witnesses.know(signature, seen, left=left), seen, field)


@contextmanager
def _at(field: str) -> Iterator[None]:
    try:
        yield
    except AcademyError as error:
        error.field = field
        raise
