"""The real web server in processes of its own, with the small application."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from academy.settings import PROJECT
from tests.waiting import wait_until

SMALL = "tests.academy.serving.small:app"


@dataclass
class Running:
    """A server that was started, and the folder by which its application is steered."""

    process: "subprocess.Popen[str]"
    port: int
    folder: Path

    def open(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)

    def ask(self, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        client = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            client.request("GET" if body is None else "POST", path, body)
            answer = client.getresponse()
            return answer.status, answer.read()
        finally:
            client.close()

    def answers(self) -> bool:
        with suppress(OSError, HTTPException):
            return self.ask("/pid")[0] == 200
        return False

    def workers(self) -> set[int]:
        """The processes that answer, as the system knows them."""
        own = self.process.pid
        return set(map(int, Path(f"/proc/{own}/task/{own}/children").read_text().split()))

    def go_on(self) -> None:
        (self.folder / "go-on").touch()

    def has_begun(self) -> bool:
        return any(self.folder.glob("began-*"))


@contextmanager
def running(folder: Path, *, processes: int = 2, **settings: str) -> Iterator[Running]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "version").write_text("1")
    environment = os.environ | {
        "PORT": str(port),
        "WEB_PROCESSES": str(processes),
        "SMALL_FOLDER": str(folder),
        **settings,
    }
    command = [sys.executable, "-m", "academy.serving", SMALL]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=PROJECT, env=environment, stderr=log, text=True)
    server = Running(process, port, folder)
    try:
        wait_until(server.answers)
        yield server
    finally:
        server.go_on()
        process.terminate()
        process.wait(60)
