"""What somebody filled in is not lost when the session or the form ran out meanwhile.

The page that says so carries the input along: to signing in again, and then to sending it again
with a fresh token. Only for what the browser says was sent from a page of ours, so that nobody
elsewhere can put words into a form. Passwords, PINs and files are never carried.
"""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from flask import render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, Unauthorized

from academy.dependencies import dependencies
from academy.security.guard import optional_identity
from academy.web.redirects import is_own_path

NEVER_CARRIED = re.compile(r"csrf|password|pin$|current|kept|told_again", re.IGNORECASE)
MOST_FIELDS = 500

Fields = list[tuple[str, str]]


def is_lost_input(error: HTTPException) -> bool:
    """Whether a form of ours came too late to be accepted."""
    return (
        request.method == "POST"
        and isinstance(error, Unauthorized | CSRFError)
        and bool(request.form)
        and comes_from_here()
        and not request.path.startswith("/sign-")
    )


def lost_input_page(error: HTTPException) -> str:
    """Ask to sign in again; or, when that is no problem, to look and send again."""
    fields = carried_fields()
    signed_in = optional_identity() is not None and not isinstance(error, Unauthorized)
    if signed_in:
        return send_again_page(request.full_path.rstrip("?"), fields)
    return render_template("errors/signed_out.html", **carried(request.full_path, fields))


def send_again_page(path: str, fields: Fields) -> str:
    """The input in a form with a fresh token, and a button to send it."""
    return render_template("errors/send_again.html", path=path, fields=fields)


def carried(path: str, fields: Fields) -> dict[str, Any]:
    """What the page of signing in again needs, to pass the input on."""
    return {"path": path.rstrip("?"), "kept": json.dumps(fields, ensure_ascii=False)}


def carried_fields() -> Fields:
    pairs = [(name, value) for name in request.form for value in request.form.getlist(name)]
    return [(name, plain(value)) for name, value in pairs[:MOST_FIELDS] if is_carried(name)]


def is_carried(name: str) -> bool:
    return not NEVER_CARRIED.search(name) and name.isprintable()


def read_carried(path: str, kept: str) -> tuple[str, Fields] | None:
    """What was carried, or None when it is not what we made."""
    if not is_own_path(path):
        return None
    try:
        pairs = json.loads(kept)
        fields = [(str(name), plain(str(value))) for name, value in pairs][:MOST_FIELDS]
    except (ValueError, TypeError, RecursionError):
        return None
    return path, [(name, value) for name, value in fields if is_carried(name)]


def comes_from_here() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    # Safari before 16.4 sends no Sec-Fetch-Site, but an Origin with every post; a proxy may have
    # given us another name than the one that people type
    ours = {request.host, urlsplit(dependencies().settings.public_url).netloc}
    return urlsplit(request.headers.get("Origin", "")).netloc in ours


def plain(value: str) -> str:
    """Without characters that no page may hold; the form will tell about them again."""
    return "".join(sign for sign in value if sign.isprintable() or sign in "\n\r\t")
