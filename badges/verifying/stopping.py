"""How an examination stops: with the check that made everything after it pointless."""

from badges.verifying.report import Check


class StoppedError(Exception):
    """A check that ends the examination; carries it.

    `no_credential` says what the checks cannot tell by themselves: that there is no badge at all.
    """

    def __init__(self, check: Check, *, no_credential: bool = False) -> None:
        super().__init__(check.message)
        self.check = check
        self.no_credential = no_credential
