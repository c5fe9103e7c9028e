"""How an examination stops: with the check that made everything after it pointless."""

from collections.abc import Mapping
from types import MappingProxyType

from badges.verifying.report import Check, CheckId, Outcome


class StoppedError(Exception):
    """A check that ends the examination; carries it.

    `no_credential` says what the checks cannot tell by themselves: that there is no badge at all.
    """

    def __init__(self, check: Check, *, no_credential: bool = False) -> None:
        super().__init__(check.message)
        self.check = check
        self.no_credential = no_credential


def unread(
    code: str, values: Mapping[str, str] = MappingProxyType({}), place: str = ""
) -> StoppedError:
    """Return the stop for what cannot be read here: it says nothing about a badge."""
    return StoppedError(Check(CheckId.PARSE, Outcome.UNKNOWN, code, values, place))
