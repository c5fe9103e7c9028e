"""Redirects that stay on this site (OWASP ASVS 5.0, 15.3.2)."""

from urllib.parse import quote, urlsplit

from flask import current_app, request, url_for


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


def page_again() -> str:
    """Where this page can be had again, in another language: its own address; when only a form is
    sent there, the page that the form stood on."""
    if request.method in {"GET", "HEAD"} or _can_be_read(request.path):
        query = request.query_string.decode("utf-8", "replace")
        return quote(request.path) + (f"?{query}" if query else "")
    form_page = urlsplit(request.referrer or "")
    if form_page.netloc == request.host and _can_be_read(form_page.path):
        return form_page.path + (f"?{form_page.query}" if form_page.query else "")
    return url_for("home.index")


def _can_be_read(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and adapter.test(path, method="GET")
