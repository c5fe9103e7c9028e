"""What a browser keeps of how somebody wants pages: no secret, and nothing of whoever signs in."""

from flask import request
from werkzeug.wrappers import Response

YEAR_SECONDS = 31_536_000


def keep_on_device(answer: Response, name: str, value: str) -> None:
    """For a year; no script of a page needs it."""
    answer.set_cookie(
        name,
        value,
        max_age=YEAR_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure,
    )
