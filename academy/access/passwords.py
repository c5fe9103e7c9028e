"""Which passwords are good enough: long, and not the first that somebody would try."""

import re

from flask_babel import gettext as _

SHORTEST = 12
LONGEST = 200
FIRST_GUESSES = frozenset(
    {
        "", "abcdefghijkl", "academie", "badge", "badges", "geheim", "geheimgeheim", "kringloop",
        "kringloopwinkel", "letmein", "login", "password", "passwordpassword", "qwerty",
        "qwertyqwerty", "qwertyuiop", "qwertyuiopas", "wachtwoord", "wachtwoordwachtwoord",
        "welkom", "welkomwelkom", "welkomkringloop", "zomer", "winter", "lente", "herfst",
    }
)  # fmt: skip
"""What is left of the passwords that everybody tries when digits and signs are taken away."""


def weakness(password: str, email: str = "") -> str | None:
    """A sentence that says what to do about it, or None when the password is fine."""
    if len(password) < SHORTEST:
        return str(_("Kies een langer wachtwoord: minstens %(count)s tekens.", count=SHORTEST))
    if len(set(password)) < 5:
        return str(_("Kies een wachtwoord met meer verschillende tekens."))
    letters = re.sub(r"[\W\d_]", "", password.lower())
    own_name = re.sub(r"[\W\d_]", "", email.lower().partition("@")[0])
    if letters in FIRST_GUESSES or (own_name and letters == own_name):
        return str(
            _("Kies een wachtwoord dat een ander niet snel raadt. Neem drie of vier woorden.")
        )
    return None
