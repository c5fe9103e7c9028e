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
from http.cookiejar import CookieJar
from pathlib import Path

PORT = 8790
BASE = f"http://127.0.0.1:{PORT}"
TICKS = os.sysconf("SC_CLK_TCK")
TOKEN = re.compile(rb'name="csrf_token"[^>]*value="([^"]+)"')


class Server:
    """As many worker processes as there are cores."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--threads", "4"]
        command += ["-w", str(os.cpu_count()), "-b", f"127.0.0.1:{PORT}", "app:app"]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
        for _try in range(300):
            try:
                urllib.request.urlopen(f"{BASE}/healthz").read()
            except urllib.error.URLError:
                time.sleep(0.1)
            else:
                return
        raise SystemExit("The server does not start.")

    def cpu_seconds(self) -> float:
        """User and system time of the worker processes so far."""
        master = self.process.pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        return sum(_ticks(child) for child in children) / TICKS

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


def _ticks(process: str) -> int:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


@contextmanager
def running() -> Iterator[Server]:
    server = Server()
    try:
        yield server
    finally:
        server.stop()


class _StayHere(urllib.request.HTTPRedirectHandler):
    """A tablet that saves is done when it is told so."""

    def redirect_request(self, *_arguments: object) -> None:
        return None


class Browser:
    """Somebody who is signed in: cookies, and the token of the last form."""

    def __init__(self, email: str) -> None:
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(cookies, _StayHere())
        self._token = ""
        self.get("/sign-in")
        self.post("/sign-in", email=email, password="kringloop-demo")

    def get(self, path: str) -> bytes:
        content: bytes = self._opener.open(BASE + path).read()
        found = TOKEN.search(content)
        self._token = found[1].decode() if found else self._token
        return content

    def post(self, path: str, **values: str) -> str:
        """Send a form; gives the address that the answer leads to."""
        data = urllib.parse.urlencode({**values, "csrf_token": self._token}).encode()
        try:
            self._opener.open(urllib.request.Request(BASE + path, data))
        except urllib.error.HTTPError as answer:
            if answer.code == 303:
                return urllib.parse.urlsplit(answer.headers["Location"]).path
            text = answer.read().decode()
            raise SystemExit(f"{path} gives {answer.code}: {text[-600:]}") from answer
        raise SystemExit(f"{path} does not redirect after a form.")
