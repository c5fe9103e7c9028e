"""What the academy needs from outside, in its own words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

Clock = Callable[[], datetime]
"""The present moment, in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail, in plain text."""

    to: str
    subject: str
    text: str


class Mailer(Protocol):
    """Brings mail to somebody."""

    def send(self, mail: Mail) -> None:
        """Raises OSError when it cannot go now."""


class FileStore(Protocol):
    """Keeps bytes under a key; the same key always means the same bytes."""

    def put(self, key: str, content: bytes) -> None: ...

    def get(self, key: str) -> bytes:
        """Raises FileNotFoundError when nothing is kept under `key`."""

    def delete(self, key: str) -> None:
        """Forgets `key`; deleting what is not there is no error."""

    def keys(self, folder: str = "") -> Iterator[str]:
        """Everything that is kept, or what is kept under `folder/`, in no order."""

    def keys_from_before(self, moment: datetime, folder: str) -> Iterator[str]:
        """What is kept under `folder/` and was put there before `moment`."""
