"""Redirects, where they may be followed: Open Badges 2.0 hosted documents only, three at most.

Each hop is an address like any other: the fetcher checks it anew.
"""

from dataclasses import dataclass
from typing import Final

from badges.fetching.documents import Documents, Fetched, RedirectedError, UnavailableError

MAX_HOPS: Final = 3


@dataclass(frozen=True, slots=True)
class Followed:
    """What was found, and where in the end."""

    fetched: Fetched
    address: str


def follow(address: str, documents: Documents) -> Followed:
    """Return what is at an address, after redirects; raises `UnavailableError`."""
    here = address
    for _ in range(MAX_HOPS + 1):
        try:
            return Followed(documents.get(here), here)
        except RedirectedError as redirected:
            here = redirected.location
    raise UnavailableError("redirect", address)
