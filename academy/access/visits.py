"""What a request tells about who tries to get in, and the cookie of a browser that got in before.

That cookie names no one and opens nothing. It only lets the owner of an account keep trying
while a stranger elsewhere has used up the tries (OWASP: device cookies), and the tablet of a shop
while somebody in the same building uses up those of the address.
"""

import hashlib
import secrets

from flask import Request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from academy.access.attempts import Visitor
from academy.access.devices import describe

COOKIE = "device"
OWN_PHONE = "own-phone"
YEAR_SECONDS = 31_536_000
MOST_ACCOUNTS = 24
"""A tablet of a team; the cookie stays under 2 kB."""


def visitor(request: Request, *, secret_key: str, email: str = "") -> Visitor:
    """Who tries, seen from outside; `email` finds what this browser knows of that account."""
    known = _known_accounts(request, secret_key)
    return Visitor(
        address=request.remote_addr or "",
        device=describe(request.headers.get("User-Agent", "")),
        device_token=known.get(_owner(email, secret_key)),
        known_as=next(reversed(known), None),
        own_phone=request.cookies.get(OWN_PHONE),
        secret_key=secret_key,
    )


def remember_device(answer: Response, request: Request, *, name: str, secret_key: str) -> Response:
    """Note in the browser that this account, or the card with this code, signed in here."""
    known, owner = _known_accounts(request, secret_key), _owner(name, secret_key)
    known[owner] = known.pop(owner, "") or secrets.token_urlsafe(16)  # the newest comes last
    newest = dict(list(known.items())[-MOST_ACCOUNTS:])
    answer.set_cookie(
        COOKIE,
        _serializer(secret_key).dumps(newest),
        max_age=YEAR_SECONDS,
        path="/sign-in",  # no other page needs it, so none is sent it
        samesite="Lax",
        httponly=True,
        secure=request.is_secure,
    )
    return answer


def is_shared(request: Request, *, secret_key: str) -> bool:
    """Whether more than one person signed in here: then it is nobody's own phone."""
    return len(_known_accounts(request, secret_key)) > 1


def remember_own_phone(answer: Response, request: Request, token: str) -> Response:
    answer.set_cookie(
        OWN_PHONE, token, max_age=YEAR_SECONDS, path="/sign-in", samesite="Lax", httponly=True,
        secure=request.is_secure,
    )  # fmt: skip
    return answer


def _known_accounts(request: Request, secret_key: str) -> dict[str, str]:
    try:
        known = _serializer(secret_key).loads(request.cookies.get(COOKIE, ""))
    except BadSignature:
        return {}
    return dict(known)


def _owner(name: str, secret_key: str) -> str:
    return hashlib.sha256(f"device:{secret_key}:{name}".encode()).hexdigest()[:32]


def _serializer(secret_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt="device")
