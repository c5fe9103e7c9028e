"""Slow bodies beside people who read: ``python -m bench.slow_clients``.

So many strangers send half a badge to check and then a byte now and then, straight at the server;
beside them somebody asks for /healthz and for pages. Printed: how many were answered, and the
slowest answer as a ratio to the slowest without slow bodies, in one run.
"""

import os
import socket
import sys
import time
import urllib.request
from http import HTTPStatus

from bench.people import site_with
from bench.server import PORT, running

SLOW = (0, 32, 64)
ASKED = 30
PATHS = ("/healthz", "/verify", "/sign-in")
HEAD = (
    f"POST /verify HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\n"
    "Content-Type: application/octet-stream\r\nContent-Length: 1000000\r\n\r\n{"
).encode()


def main() -> int:
    os.environ["WEB_PROCESSES"] = "4"
    with site_with(1), running():
        print(f"{'slow bodies':>12}{'asked':>12}{'answered':>10}{'slowest, ms':>13}{'ratio':>7}")
        for path in PATHS * ASKED:
            _seconds(path, [])  # every process has seen every page before it counts
        base: dict[str, float] = {}
        answered = [_beside(number, base) for number in SLOW]
    return 0 if all(answered) else 1


def _beside(number: int, base: dict[str, float]) -> bool:
    slow = [_half_a_body() for _each in range(number)]
    whole = True
    for path in PATHS:
        times = [_seconds(path, slow) for _each in range(ASKED)]
        good = [each for each in times if each is not None]
        whole = whole and len(good) == ASKED
        worst = max(good, default=float("inf"))
        ratio = worst / base.setdefault(path, worst)
        print(f"{number:>12}{path:>12}{len(good):>10}{worst * 1e3:>13.0f}{ratio:>7.1f}")
    for client in slow:
        client.close()
    return whole


def _half_a_body() -> socket.socket:
    client = socket.create_connection(("127.0.0.1", PORT))
    client.sendall(HEAD)
    return client


def _seconds(path: str, slow: list[socket.socket]) -> float | None:
    """Until the answer is there; None when there was none within ten seconds."""
    for client in slow:
        client.sendall(b" ")
    start = time.perf_counter()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=10) as answer:
            if answer.status != HTTPStatus.OK or not answer.read():
                return None
    except OSError:
        return None
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
