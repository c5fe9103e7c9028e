"""What is asked: the badge's surroundings, the same for every check of one verification."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from badges.fetching.documents import Documents
from badges.reading import JsonObject
from badges.sandbox import Task
from badges.verifying.resolving import Resolver


class Runner(Protocol):
    """What does the dangerous work: a sandbox with limits."""

    @property
    def spent(self) -> bool:
        """Whether the limits leave no time for more."""
        ...

    def run(self, task: Task, payload: bytes) -> Any:
        """Return the child's answer; see `Sandbox.run` for the errors."""
        ...


class Register(Protocol):
    """An issuer's own record of what it issued, which a stolen key cannot write into.

    It is asked about badges (Open Badges 3.0 credentials, 2.0 assertions) and endorsements, alone
    or in a collection; not about collections and lists, which issuers need not record.
    """

    def keeps(self, issuer: str) -> bool:
        """Say whether every badge and endorsement of this issuer is in this register."""
        ...

    def issued(self, issuer: str, document: JsonObject) -> datetime | None:
        """Return when the issuer issued this very badge, or None if it did not.

        A document that says anything else than what was issued under its id was not issued.
        """
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. `now` must have a time zone. See `verify` for the rest."""

    documents: Documents
    resolver: Resolver
    sandbox: Runner
    now: datetime
    trust: Mapping[str, str] | None
    recipient: str | None
    register: Register | None
    nulls: bool = True
    """Whether there may be a null in what was handed in; most badges have none to look for."""
