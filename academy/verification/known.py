"""Whom this platform knows as an issuer, asked for one at a time.

A badge of somebody else is checked without reading a row, however many organisations there are.
"""

import re
from collections.abc import Iterator, Mapping

from academy.credentials.addresses import Addresses
from academy.credentials.publicity import issuer_name, known_issuers


class KnownIssuers(Mapping[str, str]):
    """What `known_issuers` tells, without telling all of it; it lives as long as one page, and asks
    for each issuer once."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._names: dict[str, str | None] = {}

    def __getitem__(self, identifier: str) -> str:
        if identifier not in self._names:
            self._names[identifier] = self._name_of(identifier)
        name = self._names[identifier]
        if name is None:
            raise KeyError(identifier)
        return name

    def _name_of(self, identifier: str) -> str | None:
        slug = re.split("[:/]", identifier)[-1]
        ours = (self._addresses.issuer_did(slug), self._addresses.ob2_issuer(slug))
        return issuer_name(slug) if identifier in ours else None

    def __iter__(self) -> Iterator[str]:
        return iter(known_issuers(self._addresses))

    def __len__(self) -> int:
        return len(known_issuers(self._addresses))
