"""How long an answer may be used again (RFC 9111), for one private cache in memory."""

import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Final

from badges.fetching.documents import Fetched

MAX_ENTRIES: Final = 256
MAX_BYTES: Final = 16 * 1024 * 1024
MAX_FRESH_SECONDS: Final = 24 * 3600.0

_MAX_AGE: Final = re.compile(r'\bmax-age\s*=\s*"?(\d{1,10})')


@dataclass(frozen=True, slots=True)
class Entry:
    """A kept answer: fresh until a moment of the caller's clock, and how to ask again."""

    answer: Fetched
    fresh_until: float
    etag: str
    last_modified: str

    @property
    def validators(self) -> dict[str, str]:
        """The headers that tell one version from another; a 304 may leave them out."""
        return {"etag": self.etag, "last-modified": self.last_modified}

    @property
    def conditions(self) -> dict[str, str]:
        """The request headers that ask "has it changed?" (RFC 9110, 13.1)."""
        conditions = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in conditions.items() if value}


class Cache:
    """Answers by address, the least recently used thrown out first. Not for several threads."""

    def __init__(self) -> None:
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._bytes = 0

    def find(self, url: str) -> Entry | None:
        """Return the kept answer, fresh or not."""
        entry = self._entries.get(url)
        if entry is not None:
            self._entries.move_to_end(url)
        return entry

    def keep(self, url: str, answer: Fetched, headers: Mapping[str, str], *, now: float) -> None:
        """Keep an answer if its headers (names in lower case) allow that."""
        self.drop(url)
        control = headers.get("cache-control", "").lower()
        if answer.status != 200 or "no-store" in control or headers.get("vary", "").strip() == "*":
            return
        entry = Entry(
            answer,
            now + fresh_seconds(headers),
            headers.get("etag", ""),
            headers.get("last-modified", ""),
        )
        if entry.fresh_until <= now and not entry.conditions:
            return
        self._entries[url] = entry
        self._bytes += len(answer.body)
        while len(self._entries) > MAX_ENTRIES or self._bytes > MAX_BYTES:
            self.drop(next(iter(self._entries)))

    def drop(self, url: str) -> None:
        """Forget an answer."""
        entry = self._entries.pop(url, None)
        if entry is not None:
            self._bytes -= len(entry.answer.body)


def fresh_seconds(headers: Mapping[str, str]) -> float:
    """Return for how long an answer is fresh (RFC 9111, 4.2); 0 if it does not say.

    >>> fresh_seconds({"cache-control": "public, max-age=60", "age": "10"})
    50.0
    """
    control = headers.get("cache-control", "").lower()
    if "no-cache" in control:
        return 0.0
    found = _MAX_AGE.search(control)
    lifetime = float(found.group(1)) if found else _until_expires(headers)
    age = headers.get("age", "")
    spent = float(age) if re.fullmatch(r"\d{1,10}", age) else 0.0
    # a day at most, whatever it says: a key that was stolen must not be believed for a year
    return max(0.0, min(lifetime - spent, MAX_FRESH_SECONDS))


def _until_expires(headers: Mapping[str, str]) -> float:
    try:
        expires = parsedate_to_datetime(headers["expires"])
        return (expires - parsedate_to_datetime(headers["date"])).total_seconds()
    except (KeyError, ValueError, TypeError):
        return 0.0
