"""The demo served by a process of its own, which is killed with -9 at any moment and started again
at the same address: `python -m tests.browser.apart FOLDER PORT`."""

import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path
from urllib.error import URLError

from werkzeug.serving import make_server

from tests.demo import Quiet, open_demo
from tests.waiting import wait_until

HOST = "127.0.0.1"


class Apart:
    """A server that can be killed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            self._port: int = probe.getsockname()[1]
        self.address = f"http://{HOST}:{self._port}"
        self._killing: threading.Timer | None = None
        self._process = self._started()

    def kill_after(self, seconds: float) -> None:
        if self._killing is None:  # a second request may come when it is dead already
            self._killing = threading.Timer(seconds, self._process.kill)
            self._killing.start()

    def start_again(self) -> None:
        """Once it is dead, whether it was to be killed or not."""
        if self._killing is not None:
            self._killing.join()
            self._killing = None
        self.stop()
        self._process = self._started()

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.browser.apart", str(self._folder), str(self._port)]
        process = subprocess.Popen(command)
        wait_until(self._answers, seconds=60)
        return process

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/healthz"):
                return True
        except URLError:
            return False


def main() -> None:
    folder, port = sys.argv[1:]
    app = open_demo(Path(folder))
    make_server(HOST, int(port), app, threaded=True, request_handler=Quiet).serve_forever()


if __name__ == "__main__":
    main()
