"""How gunicorn serves the platform, for `run` and for the systemd unit alike.

Processes keep nothing that matters, so their number is free to choose. There is no access log:
an address can hold the token of a share or of a certificate, and those are never written down.
"""

import gc
import os
from pathlib import Path
from typing import Any

bind = [f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"]
workers = int(os.environ.get("WEB_PROCESSES") or 2 * (os.cpu_count() or 1))
preload_app = True
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS") or 2)
timeout = 60
graceful_timeout = 10
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 4_094
control_socket_disable = True
loglevel = os.environ.get("LOG_LEVEL", "warning")
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (gunicorn's heartbeat)


def when_ready(_server: Any) -> None:
    """Just before the processes part: no connection goes with them, and what is loaded by now
    stays shared, because the garbage collector no longer touches it."""
    from academy.database import db  # noqa: PLC0415 - gunicorn reads this file first
    from app import app  # noqa: PLC0415

    with app.app_context():
        db.engine.dispose()
    gc.collect()
    gc.freeze()
