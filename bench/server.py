"""The production server on a database of its own, and people with browsers. Loopback only."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path

PORT = 8790
TICKS = os.sysconf("SC_CLK_TCK")
TOKEN = re.compile(rb'name="csrf_token"[^>]*value="([^"]+)"')


class Server:
    """As it is deployed."""

    def __init__(self, port: int = PORT) -> None:
        self.port = port
        command = [sys.executable, "-m", "academy.serving"]
        environment, quiet = os.environ | {"PORT": str(port)}, subprocess.DEVNULL
        self.process = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)
        for _try in range(900):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").read()
            except urllib.error.URLError:
                time.sleep(0.1)
            else:
                return
        self.stop()  # or it would answer the next run, on a database that is gone
        raise SystemExit("The server does not start.")

    def cpu_seconds(self) -> float:
        """User and system time of the worker processes so far."""
        return cpu_of_children(self.process.pid)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


def cpu_of_children(process: int) -> float:
    """User and system seconds so far of the processes that live under this one."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return sum(_ticks(child) for child in children) / TICKS


def _ticks(process: str) -> int:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


@contextmanager
def running(port: int = PORT) -> Iterator[Server]:
    server = Server(port)
    try:
        yield server
    finally:
        server.stop()


class Browser:
    """Somebody who is signed in: one connection, cookies, and the token of the last form."""

    def __init__(self, email: str, port: int = PORT) -> None:
        self._server = HTTPConnection("127.0.0.1", port)
        self._cookies: dict[str, str] = {}
        self._token = ""
        self.get("/sign-in")
        self.post("/sign-in", email=email, password="kringloop-demo")

    def get(self, path: str) -> bytes:
        answer, content = self._ask("GET", path)
        if answer.status != HTTPStatus.OK:
            raise SystemExit(f"{path} gives {answer.status}")
        found = TOKEN.search(content)
        self._token = found[1].decode() if found else self._token
        return content

    def post(self, path: str, **values: str) -> str:
        """Send a form; gives the address that the answer leads to."""
        form = urllib.parse.urlencode({**values, "csrf_token": self._token})
        answer, content = self._ask("POST", path, form)
        if answer.status != HTTPStatus.SEE_OTHER:
            raise SystemExit(f"{path} gives {answer.status}: {content.decode()[-600:]}")
        return urllib.parse.urlsplit(answer.headers["Location"]).path

    def _ask(self, method: str, path: str, form: str | None = None) -> tuple[HTTPResponse, bytes]:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        self._server.request(method, path, form, headers)
        answer = self._server.getresponse()
        for line in answer.headers.get_all("Set-Cookie", ()):
            self._cookies |= {name: each.value for name, each in SimpleCookie(line).items()}
        return answer, answer.read()
