"""What one process of the web server does with clients who are slow, silent or too many."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from waitress import wasyncore

from academy.serving import server as serving
from academy.serving.lanes import Lanes
from academy.serving.server import (
    LONGEST_COURTESY,
    SILENT_SECONDS,
    WHOLE_SECONDS,
    Server,
    courtesy,
)

HEAD = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n"


def app(environ, start_response):
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]


@pytest.fixture
def server() -> Iterator[Server]:
    lanes = Lanes(reading=1, changing=1)
    started = Server(app, socket.create_server(("127.0.0.1", 0)), lanes)
    yield started
    wasyncore.close_all(started._map)
    lanes.shutdown()


def look_around(server: Server, times: int = 5) -> None:
    wasyncore.loop(timeout=0.05, use_poll=True, map=server._map, count=times)


def client_of(server: Server, sent: bytes = b"") -> socket.socket:
    client = socket.create_connection(server.socket.getsockname(), timeout=60)
    client.sendall(sent)
    look_around(server)
    return client


def is_cut(server: Server, client: socket.socket) -> bool:
    look_around(server)
    client.setblocking(False)
    try:
        return client.recv(100) == b""
    except BlockingIOError:
        return False


def test_a_request_may_take_so_long_in_whole_and_no_longer(server: Server) -> None:
    """Also when something comes all the time."""
    with client_of(server, HEAD) as client:
        channel = next(iter(server.active_channels.values()))
        late = time.time() + WHOLE_SECONDS
        channel.last_activity = late

        server.maintenance(late - 10)
        assert not is_cut(server, client)
        channel.last_activity = late
        server.maintenance(late + 10)
        assert is_cut(server, client)


def test_a_process_with_fewer_connections_is_before_us_at_the_door(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or one process of several has all browsers, and the others nothing to do."""
    waited: list[float] = []
    with monkeypatch.context() as change, ExitStack() as stack:
        change.setattr(time, "sleep", waited.append)
        for _each in range(3):
            stack.enter_context(client_of(server))
    assert waited == [courtesy(0), courtesy(1), courtesy(2)]
    assert courtesy(0) == 0 < courtesy(1) < courtesy(2) < courtesy(1_000) < LONGEST_COURTESY


def test_a_connection_that_nobody_uses_is_closed(server: Server) -> None:
    with client_of(server) as client:
        server.maintenance(time.time() + SILENT_SECONDS - 10)
        assert not is_cut(server, client)
        server.maintenance(time.time() + SILENT_SECONDS + 10)
        assert is_cut(server, client)


def test_bodies_that_take_too_much_together_go_oldest_first(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "MOST_UNFINISHED", 100)
    first, second = client_of(server, HEAD + b"x" * 60), client_of(server, HEAD + b"x" * 60)

    server.maintenance(time.time())

    assert is_cut(server, first)
    assert not is_cut(server, second)
    first.close()
    second.close()


def test_it_starts_over_after_so_many_requests(server: Server) -> None:
    server._left = 1
    with client_of(server, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") as client:
        server.serve(lambda: True)

        assert client.recv(1000).startswith(b"HTTP/1.1 200")
        assert client.recv(100) == b""


def test_it_stops_when_nobody_watches_over_it(server: Server) -> None:
    server.serve(lambda: False)

    assert server.is_stopping
