"""One process of the web server: waitress, with what it lacks.

Waitress reads requests in one thread, to the end, and only then gives them to a thread that
answers; a body of more than 64 kB waits in a file. Added here: a limit on the time that the
whole of a request may take (waitress knows one on silence only) and on what all unfinished bodies
take together; a stop that loses nothing; and a page, not a bare line, for a body that is too large.
"""

import select
import time
from collections.abc import Callable
from random import SystemRandom
from socket import socket
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import RequestEntityTooLarge

from academy.patience import ARRIVED
from academy.serving.lanes import Lanes

MOST_BODY = 24 * 1024 * 1024
"""More than the application takes of anything: up to here a person reads a sentence, beyond it the
connection is cut while their browser still sends."""
MOST_HEADERS = 32 * 1024
WHOLE_SECONDS = 120
"""For a request from its first byte to its last: a photo of 10 MB over 0.7 Mbit/s."""
SILENT_SECONDS = 75
"""Longer than the proxies of deploy/ keep a connection that nobody uses, so that it is them who
close it, and never we while they send."""
MOST_UNFINISHED = 512 * 1024 * 1024
"""Bytes of bodies that are not there in whole, of one process; then the oldest go."""
MOST_CONNECTIONS = 1_000
STARTS_OVER_AFTER = 20_000
"""Requests, give or take a tenth; whatever leaks in a library ends with the process."""
BACKLOG = 1_024
LONGEST_COURTESY = 0.003
"""Seconds in which a process with fewer connections may be before us at the door."""
FEW = 4
"""So many connections make half of that."""
REST_SECONDS = 2
"""While stopping: how long an open connection may still bring a next request."""


class Task(WSGITask):  # type: ignore[misc]
    """A request that goes to the application."""

    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ[ARRIVED] = self.request.arrived
        return environ

    def build_response_header(self) -> bytes:
        if self.request.error or self.channel.server.is_stopping:
            self.set_close_on_finish()
        header: bytes = super().build_response_header()
        return header


def refuse(channel: HTTPChannel, request: Any) -> ErrorTask | Task:
    """The application has a page for what is too large; it looks at the length only."""
    if not isinstance(request.error, RequestEntityTooLarge):
        return ErrorTask(channel, request)
    request.headers.setdefault("CONTENT_LENGTH", str(request.body_bytes_received))
    return Task(channel, request)


class Channel(HTTPChannel):  # type: ignore[misc]
    """One connection."""

    task_class = Task
    error_task_class = staticmethod(refuse)
    began = 0.0
    """When the request began that is not there in whole yet."""

    def received(self, data: bytes) -> bool:
        if self.request is None:
            self.began = time.time()
        more: bool = super().received(data)
        return more

    @property
    def unfinished(self) -> int:
        """Bytes of a body that is not there in whole."""
        return self.request.body_bytes_received if self.request else 0

    @property
    def is_at_work(self) -> bool:
        return bool(self.requests or self.total_outbufs_len or self.request)


class Server(TcpWSGIServer):  # type: ignore[misc]
    """Accepts on a socket that others share, until it is told to stop."""

    channel_class = Channel

    def __init__(self, application: Any, listener: socket, lanes: Lanes) -> None:
        self.is_stopping = self._is_closed = False
        self._left = STARTS_OVER_AFTER + SystemRandom().randrange(STARTS_OVER_AFTER // 10)
        shared = (listener.family, listener.type, listener.proto, listener.getsockname())
        super().__init__(
            application, {}, _sock=listener, dispatcher=lanes, adj=_adjustments(),
            bind_socket=False, sockinfo=shared,
        )  # fmt: skip

    def serve(self, beat: Callable[[], bool]) -> None:
        """Answer until `stop()` was called and all that had begun is done.

        `beat` is called at least every second; False means that nobody watches over us any more.
        """
        while not (self.is_stopping and self._is_done()):
            wasyncore.loop(timeout=1, use_poll=True, map=self._map, count=1)
            if self.is_stopping:
                self._close_listener()
                self.maintenance(time.time())
            elif not beat() or self._left <= 0:
                self.stop()
        self.task_dispatcher.shutdown()

    def handle_accept(self) -> None:
        """Take who knocks, unless a process with fewer connections was before us.

        Browsers and proxies keep a connection for long, and the system wakes all processes at
        once: one could have them all, and the others nothing to do.
        """
        if not self.is_stopping:
            time.sleep(courtesy(len(self.active_channels)))
        super().handle_accept()

    def stop(self) -> None:
        """Take no new connections, and finish; may be called by a signal."""
        self.is_stopping = True
        self.pull_trigger()

    def add_task(self, task: Channel) -> None:
        self._left -= 1
        super().add_task(task)

    def maintenance(self, now: float) -> None:
        """Every few seconds: let go of who is silent, too slow, or too much together."""
        super().maintenance(now)
        channels = sorted(self.active_channels.values(), key=lambda channel: channel.began)
        too_much = sum(channel.unfinished for channel in channels) - MOST_UNFINISHED
        for channel in channels:
            too_slow = channel.request is not None and channel.began < now - WHOLE_SECONDS
            if too_slow or (too_much > 0 and channel.unfinished):
                too_much -= channel.unfinished
                channel.will_close = True
            elif self.is_stopping and not channel.is_at_work:
                channel.will_close |= channel.last_activity < now - REST_SECONDS

    def _is_done(self) -> bool:
        return self._is_closed and not self.active_channels

    def _close_listener(self) -> None:
        """Our share of it, after taking what waits there: we may be the last to hold it."""
        if not self._is_closed:
            for _each in range(BACKLOG):
                if not select.select([self.socket], [], [], 0)[0]:
                    break
                self.handle_accept()
            wasyncore.dispatcher.close(self)
            self._is_closed = True


def courtesy(connections: int) -> float:
    """Seconds to wait at the door: longer with each connection that we have."""
    return LONGEST_COURTESY * connections / (connections + FEW)


def _adjustments() -> Adjustments:
    return Adjustments(
        ident=None,
        # Ours to judge: ProxyFix counts TRUSTED_PROXIES, and /metrics refuses what came by one.
        clear_untrusted_proxy_headers=False,
        max_request_header_size=MOST_HEADERS,
        max_request_body_size=MOST_BODY,
        inbuf_overflow=64 * 1024,
        # A large answer goes to a file in whole; its thread does not wait for a slow client.
        outbuf_high_watermark=1024**3,
        recv_bytes=64 * 1024,
        connection_limit=MOST_CONNECTIONS,
        cleanup_interval=5,
        channel_timeout=SILENT_SECONDS,
        log_socket_errors=False,
    )
