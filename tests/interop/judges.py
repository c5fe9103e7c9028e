"""Hands files to the verifiers in Node.js, and a few documents to anybody who asks on loopback."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Verdict:
    """What other people's libraries say of one file."""

    verified: bool
    problem: str | None


class JudgesMissingError(Exception):
    """Node.js or its packages are not on this machine."""


def judge(
    files: Sequence[Path], *, server: str, public_url: str, now: datetime | None = None
) -> dict[str, Verdict]:
    """The verdict on each file, by its name; `server` answers for `public_url`."""
    node = shutil.which("node")
    if node is None:
        raise JudgesMissingError("Node.js is missing; run: apt-get install nodejs npm")
    if not (HERE / "node_modules").is_dir():
        raise JudgesMissingError("Its packages are missing; run: cd tests/interop && npm ci")
    moment = ["--now", now.isoformat()] if now else []
    done = subprocess.run(
        [node, "verify.mjs", "--server", server, "--public", public_url, *moment, *map(str, files)],
        cwd=HERE, check=False, capture_output=True, text=True, timeout=120,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"verify.mjs broke:\n{done.stderr}")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return {Path(one["file"]).name: Verdict(one["verified"], one["problem"]) for one in told}


@contextmanager
def a_website(documents: Mapping[str, object]) -> Iterator[str]:
    """Serve JSON documents by path; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = documents.get(self.path)
            body = json.dumps(found).encode()
            self.send_response(404 if found is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
            """Say nothing: the tests tell what went wrong."""

    website = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=website.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{website.server_port}"
    finally:
        website.shutdown()
        thread.join()
        website.server_close()
