"""Security headers on every response (OWASP ASVS 5.0 section 3.4).

A page that records or plays sound says so (`allow_recording`, `allow_playing`); no other page can,
nor a script that got into it.
"""

from flask import Flask, Response, g, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",  # blob: a photo before it is sent; data: a drawn upload
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
}
ALLOWED = "headers allowed"
"""In `g`: what the page of this request needs, in place of the usual."""


def register_headers(app: Flask) -> None:
    app.after_request(add_headers)


def allow_playing() -> None:
    """Let the page of this request play sound that we have."""
    _allow({"Content-Security-Policy": f"{CONTENT_SECURITY_POLICY}; media-src 'self'"})


def allow_recording() -> None:
    """Let the page of this request record sound, and play it back before it is sent."""
    _allow(
        {
            "Content-Security-Policy": f"{CONTENT_SECURITY_POLICY}; media-src blob:",
            "Permissions-Policy": "camera=(self), microphone=(self), geolocation=()",
        }
    )


def _allow(headers: dict[str, str]) -> None:
    g.setdefault(ALLOWED, {}).update(headers)


def add_headers(response: Response) -> Response:
    """Add what a view did not set itself; pages about persons are never stored."""
    for name, value in (HEADERS | g.get(ALLOWED, {})).items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        # two years; ASVS 3.4.1 asks for one at least
        response.headers.setdefault("Strict-Transport-Security", "max-age=63072000")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
