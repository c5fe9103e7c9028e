"""The only code of this package that may open a connection to somebody else's machine.

https on port 443 only; the name is looked up once, every answer must be public, and the
connection goes to one of those very addresses, with the name for TLS and for `Host`. Redirects are
told, never followed; no proxy, no netrc, no cookies; 1 MiB and 5 seconds in all, headers included.
Answers are kept as HTTP allows (`caching`).
"""

import http.client
import io
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Any, Final
from urllib.parse import urljoin

from badges.errors import DidError
from badges.fetching.addresses import Target, is_https, is_public, target
from badges.fetching.caching import Cache
from badges.fetching.documents import Fetched, RedirectedError, UnavailableError
from badges.fetching.offline import ACCEPT
from badges.keys import did

MAX_BYTES: Final = 1024 * 1024
SECONDS: Final = 5.0
_PORT: Final = 443

Resolve = Callable[[str], Sequence[str]]
"""Host name to IP addresses; raises OSError."""

Connect = Callable[[str, float], socket.socket]
"""IP address and seconds to a connected socket on port 443; raises OSError."""


def look_up(host: str) -> list[str]:
    """Return all addresses of a host, in the system's order of preference."""
    answers = socket.getaddrinfo(host, _PORT, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def connect(address: str, seconds: float) -> socket.socket:
    """Return a TCP connection to an address on port 443."""
    return socket.create_connection((address, _PORT), timeout=seconds)


class GuardedFetcher:
    """A `Documents` that goes to the internet; safe to share between threads.

    `resolve`, `open_connection`, `tls` and `clock` are parameters for tests.
    """

    def __init__(
        self,
        *,
        resolve: Resolve = look_up,
        open_connection: Connect = connect,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._resolve = resolve
        self._connect = open_connection
        self._tls = tls or _tls_context()
        self._clock = clock
        self._cache = Cache()
        self._lock = threading.Lock()

    def get(self, identifier: str) -> Fetched:
        """See `Documents.get`."""
        url = _url(identifier)
        found = target(url)
        if found is None:
            raise UnavailableError("bad-address" if is_https(url) else "not-https", url)
        now = self._clock()
        # held for the dictionary only: nobody waits for somebody else's network
        with self._lock:
            kept = self._cache.find(url)
        if kept is not None and now < kept.fresh_until:
            return kept.answer
        answer, headers = self._ask(found, url, kept.conditions if kept else {})
        if answer.status == 304 and kept is not None:
            answer, headers = kept.answer, {**kept.validators, **headers}
        with self._lock:
            self._cache.keep(url, answer, headers, now=now)
        return answer

    def _ask(
        self, found: Target, url: str, conditions: dict[str, str]
    ) -> tuple[Fetched, dict[str, str]]:
        deadline = time.monotonic() + SECONDS
        addresses = self._addresses(found.host, url, deadline)
        try:
            with self._open(addresses, found.host, deadline) as connection:
                return _exchange(_Wire(connection, deadline), found, conditions)
        except TimeoutError:
            raise UnavailableError("too-slow", url) from None
        except _TooLargeError:
            raise UnavailableError("too-large", url) from None
        except _RedirectError as redirect:
            raise _redirected(url, redirect.location) from None
        except OSError:
            raise UnavailableError("no-connection", url) from None
        except (http.client.HTTPException, ValueError):
            raise UnavailableError("bad-answer", url) from None

    def _addresses(self, host: str, url: str, deadline: float) -> Sequence[str]:
        """Look the name up once; one address that is not public spoils all."""
        try:
            addresses = _in_time(lambda: self._resolve(host), deadline)
        except FutureTimeoutError:
            raise UnavailableError("too-slow", url) from None
        except (OSError, UnicodeError):
            raise UnavailableError("no-such-host", url) from None
        if not addresses:
            raise UnavailableError("no-such-host", url)
        # all, not the first: a name with one address inside is how rebinding begins
        if not all(map(is_public, addresses)):
            raise UnavailableError("not-public", url)
        return addresses

    def _open(self, addresses: Sequence[str], host: str, deadline: float) -> ssl.SSLSocket:
        for address in addresses[:-1]:
            try:
                # Leave time for the other addresses.
                plain = self._connect(address, _left(deadline) / 2)
                break
            except OSError:
                continue
        else:
            plain = self._connect(addresses[-1], _left(deadline))
        try:
            plain.settimeout(_left(deadline))
            return self._tls.wrap_socket(plain, server_hostname=host)
        except BaseException:
            plain.close()
            raise


class _TooLargeError(Exception):
    """More bytes than allowed."""


class _RedirectError(Exception):
    """A status of 3xx."""

    def __init__(self, location: str) -> None:
        self.location = location


class _Wire(io.RawIOBase):
    """What `http.client` takes for a socket: counts bytes and keeps to one deadline."""

    def __init__(self, connection: ssl.SSLSocket, deadline: float) -> None:
        self._connection = connection
        self._deadline = deadline
        self._bytes = 0

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        # anew for each read: a server that drips a byte at a time keeps to the same deadline
        self._connection.settimeout(_left(self._deadline))
        count = self._connection.recv_into(buffer)
        self._bytes += count
        if self._bytes > MAX_BYTES:
            raise _TooLargeError
        return count

    def sendall(self, data: bytes) -> None:
        self._connection.settimeout(_left(self._deadline))
        self._connection.sendall(data)


def _exchange(
    wire: _Wire, found: Target, conditions: dict[str, str]
) -> tuple[Fetched, dict[str, str]]:
    connection = http.client.HTTPConnection(found.host)
    connection.sock = wire  # only makefile, sendall and close are used
    connection.putrequest("GET", found.path, skip_host=True, skip_accept_encoding=True)
    # identity: a small packed answer cannot become a large one here
    wanted = {"Host": found.host, "Accept": ACCEPT, "Accept-Encoding": "identity"}
    for name, value in {**wanted, **conditions, "Connection": "close"}.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    headers = {name.lower(): value for name, value in answer.getheaders()}
    if 300 <= answer.status < 400 and answer.status != 304:
        raise _RedirectError(headers.get("location", "") if answer.status in _MOVED else "")
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise ValueError("content encoding")
    body = answer.read()
    return Fetched(answer.status, body, headers.get("content-type", "").lower()), headers


_MOVED: Final = (301, 302, 303, 307, 308)


def _redirected(url: str, location: str) -> UnavailableError:
    """Say where a redirect leads; whoever follows it comes back through every check."""
    try:
        there = urljoin(url, location) if location else ""
    except ValueError:
        there = ""
    return RedirectedError(url, there) if there else UnavailableError("redirect", url)


def _tls_context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _url(identifier: str) -> str:
    if not identifier.startswith("did:"):
        return identifier
    try:
        return did.document_url(identifier)
    except DidError:
        raise UnavailableError("bad-address", identifier) from None


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _in_time(work: Callable[[], Sequence[str]], deadline: float) -> Sequence[str]:
    """Run blocking work that has no time limit of its own (a name look-up) with one."""
    future: Future[Sequence[str]] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except Exception as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future.result(timeout=_left(deadline))
