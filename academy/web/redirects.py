"""Redirects that stay on this site (OWASP ASVS 5.0, 15.3.2)."""

from urllib.parse import urlsplit

from flask import request


def safe_next(default: str) -> str:
    """The `next` address of the form or query if it is a path of ours, else `default`."""
    wish = request.values.get("next", "")
    parts = urlsplit(wish)
    is_path = wish.startswith("/") and not wish.startswith(("//", "/\\")) and "\\" not in wish
    return wish if is_path and not parts.scheme and not parts.netloc else default
