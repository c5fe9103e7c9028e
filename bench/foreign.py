"""Badges of somebody else, of the kinds that people bring, and what is fetched for them.

From an issuer with a website; no two of a kind are the same.
"""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric import rsa
from PIL import Image, ImageDraw, ImageFilter

from badges.documents import Issuer
from badges.fetching import OfflineMap
from badges.images import baking
from badges.issuing import issue_jwt, prepare
from badges.keys import did
from badges.keys.signing import RsaSigner
from bench.engine import (
    KIND,
    THEIR_DID,
    THEIR_DOCUMENTS,
    THEIR_SIGNER,
    a_credential,
    foreign_badge,
)

TURNS = 200
BADGES_A_TURN = 4
"""So many of a kind are made for one turn, each for another program."""
CAMPUS = "https://campus.elders.example"
RSA = RsaSigner(f"{THEIR_DID}#rsa", rsa.generate_private_key(65537, 2048))


class Foreign(NamedTuple):
    """A kind of badge: how one is made, and the ending of its file."""

    made: Callable[[int], bytes]
    ending: str

    @property
    def is_picture(self) -> bool:
        return self.ending == "png"


def _picture() -> bytes:
    """Plain shapes with soft edges, as most badges have."""
    drawn, file = Image.new("RGBA", (400, 400)), io.BytesIO()
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((10, 10, 390, 390), fill="#0b5d4d")
    pen.polygon([(200, 80), (320, 300), (80, 300)], fill="#e6a817")
    drawn.filter(ImageFilter.GaussianBlur(1)).save(file, "PNG")
    return file.getvalue()


PICTURE = _picture()


def _token(number: int) -> bytes:
    credential = replace(
        a_credential(number), issuer=Issuer(THEIR_DID, "Iemand anders"), status=None
    )
    return issue_jwt(prepare(credential), RSA).encode()


def _in_picture(number: int) -> bytes:
    return baking.bake(PICTURE, foreign_badge(number, listed=True).decode(), kind=KIND)


def _of_moodle(number: int) -> bytes:
    text = json.dumps(_assertion(number))
    return baking.bake(PICTURE, text, kind=baking.Kind.OPEN_BADGES_2)


def _assertion(number: int) -> dict[str, Any]:
    """Open Badges 2.0, hosted, as Moodle writes it: the class and the issuer inside."""
    address = f"{CAMPUS}/badges/assertion.php?b={number}"
    return {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": address,
        "recipient": {"type": "email", "hashed": True, "salt": "x", "identity": "sha256$00"},
        "badge": {
            "@context": "https://w3id.org/openbadges/v2",
            "type": "BadgeClass",
            "id": f"{CAMPUS}/badges/class.php?id=1",
            "name": "Textiel sorteren",
            "description": "Sorteert ingezameld textiel op soort en kwaliteit.",
            "image": f"{CAMPUS}/badges/1.png",
            "criteria": {"narrative": "Laat op de werkvloer zien dat je het kunt."},
            "issuer": _CAMPUS_ISSUER,
        },
        "issuedOn": "2026-11-01T10:00:00+01:00",
        "verify": {"type": "hosted", "url": address},
    }


_CAMPUS_ISSUER = {
    "@context": "https://w3id.org/openbadges/v2",
    "type": "Issuer",
    "id": f"{CAMPUS}/badges/issuer.php",
    "name": "Iemand anders",
    "url": CAMPUS,
    "email": "leren@elders.example",
}
_KEYS = [
    did.Method(each.verification_method, THEIR_DID, each.public_key) for each in (THEIR_SIGNER, RSA)
]
KINDS = {
    "smallest, nothing to fetch": Foreign(foreign_badge, "json"),
    "JSON with a status list": Foreign(partial(foreign_badge, listed=True), "json"),
    "the same in a PNG": Foreign(_in_picture, "png"),
    "JWT with RSA": Foreign(_token, "jwt"),
    "Open Badges 2.0 of Moodle, PNG": Foreign(_of_moodle, "png"),
}
ELSEWHERE = OfflineMap(
    {
        **THEIR_DOCUMENTS,
        THEIR_DID: did.build_document(THEIR_DID, _KEYS),
        _CAMPUS_ISSUER["id"]: _CAMPUS_ISSUER,
        **{each["id"]: each for each in map(_assertion, range(BADGES_A_TURN * TURNS))},
    }
)
