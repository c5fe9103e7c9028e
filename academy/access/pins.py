"""Which PINs are good enough: not one that somebody would try among the first five."""

from itertools import pairwise

from flask_babel import gettext as _

from academy.folding import plain_digits

SHORTEST, LONGEST = 4, 6
YEARS = range(1900, 2100)
"""Of birth and the like; the same range every year, so that a PIN can be made again."""
FIRST_GUESSES = frozenset({"2580", "0852"})
"""Straight down and up on the keys. The demo's 2468 is no secret and stays."""


def typed(text: str) -> str:
    """A PIN as somebody typed it: in digits of any script, perhaps with spaces."""
    return "".join(plain_digits(text).split())


def problem(pin: str) -> str | None:
    """A sentence that says what to do about it, or None when the PIN is fine."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        return str(_("Kies 4, 5 of 6 cijfers."))
    if is_weak(pin):
        return str(_("Kies cijfers die een ander niet snel raadt."))
    return None


def is_weak(pin: str) -> bool:
    """Equal or consecutive digits, a part that is repeated, a year, or straight down the keys."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return (
        (len(steps) == 1 and steps <= {0, 1, 9})
        or any(pin == pin[:size] * (len(pin) // size) for size in (2, 3))
        or (len(pin) == 4 and int(pin) in YEARS)
        or pin in FIRST_GUESSES
    )
