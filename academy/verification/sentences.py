"""What the checks say, in plain Dutch and through the catalogues in other languages."""

from badges.verifying import Check


def sentence(check: Check) -> str:
    return check.message
