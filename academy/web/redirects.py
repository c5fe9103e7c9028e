"""Redirects that stay on this site (OWASP ASVS 5.0, 15.3.2)."""

from urllib.parse import urlsplit

from flask import request


def safe_next(default: str) -> str:
    """The `next` address of the form or query if it is a path of ours, else `default`."""
    wish = request.values.get("next", "")
    return wish if is_own_path(wish) else default


def is_own_path(text: str) -> bool:
    """Whether `text` is an address on this site and nothing else."""
    if not text.startswith("/") or text.startswith(("//", "/\\")) or "\\" in text:
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and text.isprintable()
