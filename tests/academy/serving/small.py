"""A small application for the web server, whose slow page ends when a file appears."""

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ.get("SMALL_FOLDER", "."))


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """`/pid` tells who answers, `/turn` how long its threads compute at a time, `/slow` waits,
    everything else gives back what was sent."""
    path = environ["PATH_INFO"]
    body = environ["wsgi.input"].read()
    if path == "/slow":
        (FOLDER / f"began-{os.getpid()}").touch()
        while not (FOLDER / "go-on").exists():
            time.sleep(0.01)
    told = {
        "/pid": str(os.getpid()).encode(),
        "/turn": str(sys.getswitchinterval()).encode(),
        "/version": (FOLDER / "version").read_bytes(),
    }
    length = int(environ.get("CONTENT_LENGTH") or 0)
    status = "413 Content Too Large" if length > 12 * 1024 * 1024 else "200 OK"
    answer = told.get(path, body)
    start_response(status, [("Content-Length", str(len(answer)))])
    return [answer]


while (FOLDER / "takes-long").exists():
    time.sleep(0.05)
if (FOLDER / "broken").exists():
    raise SystemExit("This release does not load.")
