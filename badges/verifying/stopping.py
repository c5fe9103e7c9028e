"""How an examination stops: with the check that made everything after it pointless."""

from badges.verifying.report import Check, Verdict


class StoppedError(Exception):
    """A check that ends the examination; carries it.

    `verdict` is for what the checks cannot tell by themselves: that there is no badge at all.
    """

    def __init__(self, check: Check, verdict: Verdict | None = None) -> None:
        super().__init__(check.message)
        self.check = check
        self.verdict = verdict
