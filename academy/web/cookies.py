"""Answers that are the same for everybody never depend on, nor carry, a cookie.

Flask-Login looks into the session at the end of every request, and Flask then tells caches that
another cookie gives another answer. For public documents that is not so, and a shared cache
would keep as many copies as there are visitors.
"""

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin


class CookieSessions(SecureCookieSessionInterface):
    """Flask's own sessions, but for answers with `Cache-Control: public`."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Without a cookie there is nothing to check, so nothing is made ready for it."""
        if self.get_cookie_name(app) not in request.cookies and app.secret_key:
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not response.cache_control.public:
            super().save_session(app, session, response)


def register_cookies(app: Flask) -> None:
    app.session_interface = CookieSessions()
