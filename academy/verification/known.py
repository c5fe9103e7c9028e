"""Whom this platform knows as an issuer, asked for one at a time.

A badge of somebody unknown is checked without reading all of them, however many there are. Ours and
those outside are two facts: whoever is ours has each badge in our register, whoever is outside is
known by name only.
"""

import re
from abc import abstractmethod
from collections.abc import Iterator, Mapping

from academy.credentials.addresses import Addresses
from academy.credentials.outside.queries import outside_name
from academy.credentials.publicity import issuer_name, known_issuers, our_issuers


class AskedOnce(Mapping[str, str]):
    """Identifier to name; it lives as long as one page, and asks for each issuer once."""

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

    @abstractmethod
    def _name_of(self, identifier: str) -> str | None: ...

    @abstractmethod
    def _all(self) -> Mapping[str, str]: ...

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


class OurIssuers(AskedOnce):
    """The organisations that give badges here, or gave them."""

    def _name_of(self, identifier: str) -> str | None:
        slug = re.split("[:/]", identifier)[-1]
        ours = (self._addresses.issuer_did(slug), self._addresses.ob2_issuer(slug))
        return issuer_name(slug) if identifier in ours else None

    def _all(self) -> Mapping[str, str]:
        return our_issuers(self._addresses)


class KnownIssuers(AskedOnce):
    """Ours, and those outside that the academy looked at; never their own word for who they are."""

    def __init__(self, addresses: Addresses) -> None:
        super().__init__(addresses)
        self.ours = OurIssuers(addresses)

    def _name_of(self, identifier: str) -> str | None:
        return self.ours.get(identifier) or outside_name(identifier)

    def _all(self) -> Mapping[str, str]:
        return known_issuers(self._addresses)
