"""The one question that the engine asks of the world outside: what is at this address?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from badges.errors import BadgesError
from badges.reading import shown

REASONS: Final[Mapping[str, str]] = {
    "not-in-map": "{address} is not in the map, and nothing else may be fetched.",
    "map-file": "The file that the map names for {address} cannot be read.",
    "bad-address": "{address} is not an address that may be fetched.",
    "not-https": "{address} is not an https address on the usual port.",
    "not-public": "{address} does not lead to a public machine on the internet.",
    "no-such-host": "The machine of {address} cannot be found.",
    "no-connection": "The machine of {address} cannot be reached safely.",
    "too-slow": "{address} took too long to answer.",
    "too-many": "{address} was not asked, as the badge asks for too many other documents.",
    "too-large": "{address} answers with more than is allowed.",
    "redirect": "{address} sends us elsewhere, which is not allowed.",
    "bad-answer": "{address} answers in a way that cannot be read.",
}
"""Why a document is not available: stable code to English sentence."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the HTTP status (200, 404, 410…), media type in lower case, and the bytes."""

    status: int
    body: bytes
    content_type: str = ""


class UnavailableError(BadgesError):
    """There is no answer. `code` is one of `REASONS`; the address is escaped."""

    default_check = "status"

    def __init__(self, code: str, address: str) -> None:
        self.code = code
        self.values = {"address": shown(address)}
        super().__init__(REASONS[code].format_map(self.values))


class RedirectedError(UnavailableError):
    """The answer is that the document stands elsewhere; whoever may follow asks there anew."""

    def __init__(self, address: str, location: str) -> None:
        super().__init__("redirect", address)
        self.location = location


class Documents(Protocol):
    """Where documents come from."""

    def get(self, identifier: str) -> Fetched:
        """Return what is at an https address or behind a did:web (without a fragment).

        Raises `UnavailableError` when there is no answer; an answer with an error status is
        an answer, as 410 means something in Open Badges 2.0. No redirect is followed
        (`RedirectedError`).
        """
        ...
