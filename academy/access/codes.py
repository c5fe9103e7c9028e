"""Codes that people copy by hand: Crockford's base32, made with the server's key.

A code can be made again from what it belongs to (to reprint a card), but not from the database
alone, which keeps SHA-256 of it.
"""

import hashlib
import hmac
import re
import unicodedata
import uuid
from itertools import count

from academy.access import pins
from academy.folding import plain_digits

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
"""80 bits."""
LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
BETWEEN = re.compile(
    r"[\s\u00ad\u00b7\u2010-\u2015\u2022\u2212\u200b-\u200f\u2060\ufeff.,/\\_*|\u060c-]"
)
"""What stands between the groups of a code: on paper, in copied text, and as people write it. No
colon and no @, for then it is an address."""
PIN_LENGTH = 4


def card_code(card_uuid: uuid.UUID, *, secret_key: str) -> str:
    return code_for(f"card:{card_uuid}", secret_key=secret_key)


def start_code(person_uuid: uuid.UUID, number: int, *, secret_key: str) -> str:
    """The one-time code with which a person chooses a password for the `number`th time."""
    return code_for(f"start:{person_uuid}:{number}", secret_key=secret_key)


def first_pin(card_uuid: uuid.UUID, number: int, *, secret_key: str) -> str:
    """The PIN that goes with a card until its holder chooses another; never a weak one."""
    purpose = f"first-pin:{card_uuid}:{number}"
    tries = (
        _digits(purpose if again == 0 else f"{purpose}:{again}", secret_key) for again in count()
    )
    return next(pin for pin in tries if not pins.is_weak(pin))


def _digits(purpose: str, secret_key: str) -> str:
    return f"{int.from_bytes(_digest(purpose, secret_key)) % 10**PIN_LENGTH:0{PIN_LENGTH}}"


def grouped(code: str) -> str:
    """In groups of four, as on the card."""
    return " ".join(re.findall("....", code))


def normalised(text: str) -> str | None:
    """A code as somebody typed it, or None when it cannot be one."""
    plain = unicodedata.normalize("NFKC", plain_digits(text))
    code = BETWEEN.sub("", plain).upper().translate(LOOK_ALIKE)
    is_code = len(code) == LENGTH and all(sign in ALPHABET for sign in code)
    return code if is_code else None


def typed(text: str) -> str | None:
    """As `normalised`, also of the whole address that a hand scanner reads from a card."""
    return normalised(text) or normalised(text.strip().rstrip("/").rpartition("/")[2])


def code_hash(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()


def code_for(purpose: str, *, secret_key: str) -> str:
    """The code of one thing; another purpose gives another code."""
    # five bits a sign: the first 80 of 256 are as good as any
    value = int.from_bytes(_digest(purpose, secret_key)[: LENGTH * 5 // 8])
    return "".join(ALPHABET[value >> shift & 31] for shift in range(LENGTH * 5 - 5, -1, -5))


def _digest(purpose: str, secret_key: str) -> bytes:
    return hmac.new(secret_key.encode(), purpose.encode(), hashlib.sha256).digest()
