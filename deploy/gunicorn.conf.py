"""How gunicorn serves the platform, for `run` and for the systemd unit alike.

Processes keep nothing that matters, so their number is free to choose. There is no access log:
an address can hold the token of a share or of a certificate, and those are never written down.
"""

import gc
import os
from pathlib import Path
from typing import Any

bind = [f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"]
workers = int(os.environ.get("WEB_PROCESSES", "2"))
preload_app = True
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
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
    """What the processes share from here on stays shared: the collector no longer touches it."""
    gc.collect()
    gc.freeze()
