"""What a version of the VC Data Model calls the begin and the end of a credential."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from badges.contexts import CREDENTIALS_V1, CREDENTIALS_V2


@dataclass(frozen=True, slots=True)
class Dates:
    """The names of begin and end: in 1.1 section 4.5 and 4.6, in 2.0 section 4.9."""

    start: str
    end: str


DATES: Final = {
    CREDENTIALS_V1: Dates("issuanceDate", "expirationDate"),
    CREDENTIALS_V2: Dates("validFrom", "validUntil"),
}


def dates_of(document: Mapping[str, Any]) -> Dates:
    """Return the names of begin and end in a credential, by its first context.

    Version 1.1 has a `validFrom` too, "reserved for a later version": there it begins nothing.
    """
    named: Any = document.get("@context")
    first = named[0] if isinstance(named, list) and named else named
    return DATES[CREDENTIALS_V1 if first == CREDENTIALS_V1 else CREDENTIALS_V2]
