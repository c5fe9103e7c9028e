"""Branches of industry: codes of SBI 2008 (Standaard Bedrijfsindeling of CBS)."""

import re
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from academy.folding import plain_digits

WRITTEN: Final = re.compile(r"[0-9]{2}(\.?[0-9]|\.?[0-9]{2}(\.?[0-9])?)?")
NAMES: Final[dict[str, LazyString]] = {
    "38.11": _("Inzameling van afval"),
    "38.32": _("Voorbereiding tot recycling"),
    "47.79": _("Winkels in tweedehands spullen"),
    "95.29": _("Reparatie van spullen"),
}
"""Those that the sector mostly has; another code may be said too, and then goes without a name."""


def sbi_code(text: str) -> str | None:
    """`4779` and `47.79` are both `47.79`; None: it has not the form of a code."""
    typed = plain_digits(text).strip()
    if not WRITTEN.fullmatch(typed):
        return None
    digits = typed.replace(".", "")
    return ".".join(filter(None, (digits[:2], digits[2:4], digits[4:])))


def branch_named(code: str) -> str:
    """A code with its name, as far as we know it."""
    return f"{code} {NAMES[code]}" if code in NAMES else code
