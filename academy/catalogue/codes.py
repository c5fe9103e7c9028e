"""The code that a name gives, and the number of the version that comes next. Pure."""

from academy.folding import folded

LONGEST_CODE = 60
FIRST_NUMBER = "1.0"


def code_of_name(name: str) -> str:
    """A code like `starten-in-de-kringloop`; empty when no letter or digit is left."""
    words = "".join(sign if sign.isalnum() and sign.isascii() else " " for sign in folded(name))
    return "-".join(words.split())[:LONGEST_CODE].strip("-")


def next_number(number: str | None) -> str:
    """The version after `number`: after 1.0 comes 1.1, and after none comes the first."""
    if number is None:
        return FIRST_NUMBER
    major, minor = number.split(".")
    return f"{major}.{int(minor) + 1}"


def parts_of_number(number: str) -> tuple[int, ...]:
    """To compare by: `1.10` comes after `1.9`."""
    return tuple(map(int, number.split(".")))
