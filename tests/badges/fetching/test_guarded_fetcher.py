"""The guarded fetcher meets a real TLS server that behaves badly in many ways.

The name of the server is looked up to a public address, as the fetcher wants it, and the connection
is led to the server on this machine; all else is the real thing.
"""

import contextlib
import datetime as dt
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from badges.fetching import GuardedFetcher, RedirectedError, UnavailableError, guarded
from badges.fetching.following import follow

pytestmark = pytest.mark.slow

HOST = "badges.example.nl"
URL = f"https://{HOST}/status/1"
PUBLIC = "93.184.216.34"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: Application/JSON\r\nContent-Length: 2\r\n\r\n{}"


def self_signed(folder: Path, host: str = HOST) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "certificate.pem", folder / "key.pem"
    certificate_file.write_bytes(certificate.public_bytes(Encoding.PEM))
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    key_file.write_bytes(pem)
    return certificate_file, key_file


class Server:
    """Answers each connection with `answer`, bytes or a function on the open connection."""

    def __init__(self, folder: Path) -> None:
        self.certificate, key = self_signed(folder)
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(self.certificate, key)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.answer: bytes | Callable[[ssl.SSLSocket], None] = OK
        self.requests: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            with plain, contextlib.suppress(OSError):
                self._one(plain)

    def _one(self, plain: socket.socket) -> None:
        plain.settimeout(5)
        with self._tls.wrap_socket(plain, server_side=True) as connection:
            request = b""
            while b"\r\n\r\n" not in request:
                request += connection.recv(4096)
            self.requests.append(request)
            if callable(self.answer):
                self.answer(connection)
            else:
                connection.sendall(self.answer)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    yield server
    server.close()


def fetcher(
    server: Server,
    *,
    addresses: Sequence[str] = (PUBLIC,),
    clock: Callable[[], float] = time.monotonic,
    connections: list[str] | None = None,
) -> GuardedFetcher:
    def connect(address: str, seconds: float) -> socket.socket:
        if connections is not None:
            connections.append(address)
        return socket.create_connection(("127.0.0.1", server.port), timeout=seconds)

    return GuardedFetcher(
        resolve=lambda _host: addresses,
        open_connection=connect,
        tls=ssl.create_default_context(cafile=str(server.certificate)),
        clock=clock,
    )


def refused(fetching: GuardedFetcher, url: str = URL) -> str:
    with pytest.raises(UnavailableError) as caught:
        fetching.get(url)
    return caught.value.code


def test_a_document_is_fetched_with_its_type(server: Server) -> None:
    answer = fetcher(server).get(URL)
    assert (answer.status, answer.body, answer.content_type) == (200, b"{}", "application/json")
    (request,) = server.requests
    assert request.startswith(b"GET /status/1 HTTP/1.1\r\nHost: badges.example.nl\r\n")
    assert b"Cookie" not in request
    assert b"Authorization" not in request


def test_a_did_web_is_fetched_from_its_address(server: Server) -> None:
    fetcher(server).get("did:web:badges.example.nl:issuers:de-schakel")
    assert server.requests[0].startswith(b"GET /issuers/de-schakel/did.json HTTP/1.1\r\n")


@pytest.mark.parametrize("status", [404, 410, 500])
def test_an_error_status_is_an_answer(server: Server, status: int) -> None:
    server.answer = b"HTTP/1.1 %d No\r\nContent-Length: 2\r\n\r\n{}" % status
    assert fetcher(server).get(URL).status == status


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        [PUBLIC, "127.0.0.1"],
        ["10.0.0.1", PUBLIC],
        ["::1"],
        ["::ffff:93.184.216.34"],
        ["169.254.169.254"],
        [],
    ],
)
def test_no_connection_is_made_unless_every_address_is_public(
    server: Server, addresses: list[str]
) -> None:
    connections: list[str] = []
    code = refused(fetcher(server, addresses=addresses, connections=connections))
    assert code == ("not-public" if addresses else "no-such-host")
    assert connections == []


def test_the_name_is_looked_up_once_and_the_connection_goes_there(server: Server) -> None:
    looked_up: list[str] = []
    connections: list[str] = []

    def resolve(host: str) -> list[str]:
        looked_up.append(host)
        return [PUBLIC] if len(looked_up) == 1 else ["127.0.0.1"]

    fetching = fetcher(server, connections=connections)
    fetching._resolve = resolve
    fetching.get(URL)
    assert (looked_up, connections) == ([HOST], [PUBLIC])


def test_the_second_address_is_tried_when_the_first_does_not_answer(server: Server) -> None:
    def connect(address: str, seconds: float) -> socket.socket:
        if address == PUBLIC:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", server.port), timeout=seconds)

    fetching = fetcher(server, addresses=[PUBLIC, "2606:4700::1111"])
    fetching._connect = connect
    assert fetching.get(URL).status == 200


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308, 300, 399])
def test_redirects_are_not_followed(server: Server, status: int) -> None:
    server.answer = b"HTTP/1.1 %d Go\r\nLocation: https://127.0.0.1/\r\n\r\n" % status
    assert refused(fetcher(server)) == "redirect"


@pytest.mark.parametrize(
    ("location", "there"),
    [
        ("https://elders.example/x?y=1", "https://elders.example/x?y=1"),
        ("/nieuw", "https://badges.example.nl/nieuw"),
        ("http://badges.example.nl/x", "http://badges.example.nl/x"),
        ("https://127.0.0.1/", "https://127.0.0.1/"),
    ],
)
def test_a_redirect_says_where_it_leads_to_whoever_may_follow(
    server: Server, location: str, there: str
) -> None:
    server.answer = b"HTTP/1.1 302 Go\r\nLocation: %s\r\n\r\n" % location.encode()
    with pytest.raises(RedirectedError) as redirected:
        fetcher(server).get(URL)
    assert redirected.value.location == there


@pytest.mark.parametrize(
    "location",
    ["http://badges.example.nl/x", "https://127.0.0.1/", "https://localhost/", "file:///x"],
)
def test_each_hop_is_checked_anew(server: Server, location: str) -> None:
    server.answer = b"HTTP/1.1 302 Go\r\nLocation: %s\r\n\r\n" % location.encode()
    with pytest.raises(UnavailableError) as refusal:
        follow(URL, fetcher(server))
    assert refusal.value.code in ("not-https", "bad-address")
    assert len(server.requests) == 1


def test_redirects_without_end_are_left(server: Server) -> None:
    server.answer = b"HTTP/1.1 302 Go\r\nLocation: /weer\r\n\r\n"
    with pytest.raises(UnavailableError) as refusal:
        follow(URL, fetcher(server))
    assert (refusal.value.code, len(server.requests)) == ("redirect", 4)


@pytest.mark.parametrize("location", [b"", b"http://[::1", b"https://[x]/"])
def test_a_crooked_redirect_leads_nowhere(server: Server, location: bytes) -> None:
    server.answer = b"HTTP/1.1 302 Go\r\nLocation: " + location + b"\r\n\r\n"
    with pytest.raises(UnavailableError) as refusal:
        follow(URL, fetcher(server))
    assert refusal.value.code in ("redirect", "not-https", "bad-address")


def drip(connection: ssl.SSLSocket) -> None:
    """Send one byte now and then, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"x")
        threading.Event().wait(0.05)


def flood(connection: ssl.SSLSocket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65536)


def headers_for_ever(connection: ssl.SSLSocket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X: y\r\n" * 1000)


def chunks_for_ever(connection: ssl.SSLSocket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")


def silence(connection: ssl.SSLSocket) -> None:
    connection.recv(1)


@pytest.mark.parametrize("behaviour", [drip, silence])
def test_a_slow_server_is_left_in_time(
    server: Server, behaviour: Callable[[ssl.SSLSocket], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "SECONDS", 0.5)
    server.answer = behaviour
    assert refused(fetcher(server)) == "too-slow"


def test_a_slow_name_server_is_left_in_time(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "SECONDS", 0.2)
    waiting = threading.Event()
    fetching = fetcher(server)
    fetching._resolve = lambda _host: [str(waiting.wait(5))]
    assert refused(fetching) == "too-slow"
    waiting.set()


@pytest.mark.parametrize("behaviour", [flood, headers_for_ever, chunks_for_ever])
def test_an_endless_answer_is_cut(
    server: Server, behaviour: Callable[[ssl.SSLSocket], None]
) -> None:
    server.answer = behaviour
    assert refused(fetcher(server)) in ("too-large", "bad-answer")


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"SSH-2.0-OpenSSH\r\n", id="not HTTP"),
        pytest.param(b"HTTP/1.1 abc OK\r\n\r\n", id="status is no number"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}", id="cut short"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx", id="gzip"
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", id="crooked chunks"
        ),
        pytest.param(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 70_000, id="a long header"),
    ],
)
def test_a_crooked_answer_is_refused(server: Server, answer: bytes) -> None:
    server.answer = answer
    assert refused(fetcher(server)) in ("bad-answer", "no-connection")


def test_the_certificate_must_be_for_the_host(server: Server) -> None:
    assert refused(fetcher(server), "https://elders.example.nl/") == "no-connection"


def test_an_unknown_certificate_is_refused(server: Server) -> None:
    fetching = fetcher(server)
    fetching._tls = ssl.create_default_context()
    assert refused(fetching) == "no-connection"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://badges.example.nl/", "not-https"),
        ("https://badges.example.nl:8443/", "not-https"),
        ("https://127.0.0.1/", "bad-address"),
        ("did:web:127.0.0.1", "bad-address"),
        ("did:key:z6Mk", "bad-address"),
    ],
)
def test_a_wrong_address_needs_no_look_up(server: Server, url: str, code: str) -> None:
    assert refused(fetcher(server), url) == code
    assert server.requests == []


def test_proxies_of_the_environment_are_not_used(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert fetcher(server).get(URL).status == 200


class Now:
    """A clock that stands still until it is told."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


def test_a_fresh_answer_is_used_again_and_an_old_one_is_asked_about(server: Server) -> None:
    now = Now()
    fetching = fetcher(server, clock=now)
    headers = b'Cache-Control: max-age=60\r\nETag: "1"\r\nContent-Length: 2\r\n\r\n{}'
    server.answer = b"HTTP/1.1 200 OK\r\n" + headers
    assert [fetching.get(URL).body, fetching.get(URL).body] == [b"{}", b"{}"]
    assert len(server.requests) == 1
    now.time = 61
    server.answer = b"HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=60\r\n\r\n"
    assert fetching.get(URL).body == b"{}"
    assert b'If-None-Match: "1"' in server.requests[1]
    now.time = 100
    assert fetching.get(URL).body == b"{}"
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "headers",
    [b"", b"Cache-Control: no-store, max-age=60\r\n", b"Vary: *\r\nCache-Control: max-age=60\r\n"],
)
def test_what_may_not_be_kept_is_fetched_again(server: Server, headers: bytes) -> None:
    fetching = fetcher(server)
    server.answer = b"HTTP/1.1 200 OK\r\n" + headers + b"Content-Length: 2\r\n\r\n{}"
    fetching.get(URL)
    fetching.get(URL)
    assert len(server.requests) == 2
