"""`python -m academy.serving [MODULE:NAME]`: the web server, with settings from the environment.

HOST and PORT, WEB_PROCESSES, WEB_THREADS (for reading, and as many for changing), LOG_LEVEL.
With `--try` it only finds out whether the application can be loaded.
"""

import logging
import os
import signal
import socket
import sys
import tempfile
from importlib import import_module
from typing import Any

from academy.serving.memory import give_back_large_blocks
from academy.serving.processes import SIGNALS, Processes, Size, inherited
from academy.serving.server import BACKLOG

SWITCH_SECONDS = 0.0005
"""How long a thread may compute while another wants to. With Python's own 5 ms a save that asks its
database 25 times waits that long after each answer, and keeps its locks meanwhile."""


def main(words: list[str]) -> int | str:
    """0, or what is wrong."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    level = os.environ.get("LOG_LEVEL", "warning").upper()
    if level not in logging.getLevelNamesMapping():
        return f"LOG_LEVEL is {level}; write debug, info, warning or error."
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # its length is no news
    names = [word for word in words if word != "--try"]
    if names != words:
        _load(*names)
        return 0
    give_back_large_blocks()
    sys.setswitchinterval(SWITCH_SECONDS)
    listener, leaving = inherited()
    try:
        tempfile.gettempdir()  # where bodies wait; raises when it can write nowhere
        size, listener = _size(), listener or _listen()
    except (OSError, ValueError, OverflowError) as error:
        return f"The web server cannot start: {error}. Look at HOST, PORT and WEB_PROCESSES."
    Processes(_load(*names), listener, size, leaving).run()
    return 0


def _load(name: str = "app:app") -> Any:
    module, _, attribute = name.partition(":")
    return getattr(import_module(module), attribute or "app")


def _listen() -> socket.socket:
    host, port = os.environ.get("HOST") or "127.0.0.1", int(os.environ.get("PORT") or 8000)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def _size() -> Size:
    processes = int(os.environ.get("WEB_PROCESSES") or 2 * (os.cpu_count() or 1))
    threads = int(os.environ.get("WEB_THREADS") or 8)
    return Size(max(processes, 1), max(threads, 2), max(threads, 2))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
