"""Whom this platform knows as an issuer, asked for one at a time.

A badge of somebody else is checked without reading a row, however many organisations there are.
"""

import re
from collections.abc import Iterator, Mapping

from academy.credentials.addresses import Addresses
from academy.credentials.publicity import issuer_name, known_issuers


class KnownIssuers(Mapping[str, str]):
    """What `known_issuers` tells, without telling all of it."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses

    def __getitem__(self, identifier: str) -> str:
        slug = re.split("[:/]", identifier)[-1]
        if identifier in (self._addresses.issuer_did(slug), self._addresses.ob2_issuer(slug)):
            name = issuer_name(slug)
            if name is not None:
                return name
        raise KeyError(identifier)

    def __iter__(self) -> Iterator[str]:
        return iter(known_issuers(self._addresses))

    def __len__(self) -> int:
        return len(known_issuers(self._addresses))
