"""Hours as people write them: `7,5` or `7.5`."""

import re
from decimal import Decimal

from academy.folding import plain_digits

WRITTEN = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


def read_hours(text: str) -> float | None:
    """The number, to a hundredth; None for anything else.

    Not all that Decimal reads: nobody means 100 hours with 1e2.
    """
    plain = plain_digits(text).strip().replace(",", ".")
    return float(round(Decimal(plain), 2)) if WRITTEN.fullmatch(plain) else None


def written_hours(hours: float) -> str:
    """As one would type it: `8`, `7,5`."""
    return f"{hours:g}".replace(".", ",")
