"""A demo signs anybody in with one tap, so it answers this computer and its own network alone.

Both ends are looked at: who asks must have a private address, however a router forwards it, and
the host must be one that we serve, or a page elsewhere could point its own name at us (DNS
rebinding) and read what a visitor's browser may.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from werkzeug.wrappers import Response

from academy.settings import Settings
from academy.web.opening import LOOPBACK, is_near

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class OnlyNearby:
    """A WSGI application that refuses everybody else before anything is read."""

    def __init__(self, app: "WSGIApplication", settings: Settings) -> None:
        self._app = app
        self._hosts = LOOPBACK.union(settings.demo_hosts)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        if not is_near(environ.get("REMOTE_ADDR", "")):
            return _refused("This demo is for its own network only.")(environ, start_response)
        if _host(environ.get("HTTP_HOST", "")) not in self._hosts:
            return _refused("This demo is not served under this address.")(environ, start_response)
        return self._app(environ, start_response)


def _host(text: str) -> str | None:
    """Without the port, and without the brackets of IPv6."""
    try:
        return urlsplit(f"//{text}").hostname
    except ValueError:
        return None


def _refused(sentence: str) -> Response:
    return Response(sentence + "\n", status=403, mimetype="text/plain")
