"""Which passwords are good enough: long, and not what somebody would try early.

zxcvbn estimates the number of guesses; it does not know Dutch, nor whose password it is.
"""

import re
from collections.abc import Iterable
from threading import Lock

from flask_babel import gettext as _
from zxcvbn import zxcvbn

SHORTEST = 12
LONGEST = 200
LOOKED_AT = 24
"""How much of a password is estimated: 72 signs like `4@8(` took zxcvbn six seconds, these 0.06."""
GOOD = 3
"""zxcvbn's score from 0 to 4: a hundred million guesses or more."""
OWN_PART = 5
"""What must be left without the words that everybody would put together: piet-schakel-2026."""
FIRST_GUESSES = (
    "wachtwoord", "welkom", "welkom01", "geheim", "inloggen", "hallo", "kringloop",
    "kringloopwinkel", "kringloper", "tweedehands", "winkel", "badge", "badges", "academie",
    "academy", "skills", "vaardigheid", "werken", "teamleider", "beheerder", "medewerker",
    "lente", "zomer", "herfst", "winter", "voorjaar", "najaar", "januari", "februari", "maart",
    "april", "juni", "juli", "augustus", "september", "oktober", "november", "december",
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    "nederland", "amsterdam", "rotterdam", "utrecht", "arnhem", "feyenoord", "vandaag", "demo",
)  # fmt: skip
_one_at_a_time = Lock()
"""zxcvbn keeps the words of whom it judges in a global dictionary."""


def weakness(password: str, known: Iterable[str] = ()) -> str | None:
    """A sentence that says what to do about it, or None when the password is fine.

    `known` is what others know of its owner: name, address, organisation.
    """
    if len(password) < SHORTEST:
        return str(_("Kies een langer wachtwoord: minstens %(count)s tekens.", count=SHORTEST))
    words = [*_words_of(known), *FIRST_GUESSES]
    joined = re.sub(r"[\W_]", "", password) or password  # j-a-n is as quickly tried as jan
    own = _without(words, joined)
    if len(own) < OWN_PART or any(_score(form, words) < GOOD for form in {password, joined}):
        return str(
            _("Kies een wachtwoord dat een ander niet snel raadt. Neem drie of vier woorden.")
        )
    return None


def _words_of(known: Iterable[str]) -> list[str]:
    """Each text in one piece and each word of it; single letters would match everything."""
    words = [text for whole in known for text in (whole, *re.split(r"[\W_]+", whole))]
    return [word for word in words if len(word) > 1]


def _without(words: list[str], text: str) -> str:
    """What is left of `text`, the longest words taken out first."""
    rest = text.lower()
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word.lower(), "") if len(word) > 2 else rest
    return rest


def _score(password: str, words: list[str]) -> int:
    with _one_at_a_time:
        return int(zxcvbn(password[:LOOKED_AT], user_inputs=words)["score"])
