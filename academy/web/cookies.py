"""Answers that are the same for everybody never depend on, nor carry, a cookie.

Flask-Login looks into the session at the end of every request, and Flask then tells caches that
another cookie gives another answer. For public documents that is not so, and a shared cache
would keep as many copies as there are visitors.
"""

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin


class CookieSessions(SecureCookieSessionInterface):
    """Flask's own sessions, but for answers with `Cache-Control: public`."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not response.cache_control.public:
            super().save_session(app, session, response)


def register_cookies(app: Flask) -> None:
    app.session_interface = CookieSessions()
