"""How Debian's Chromium is started: without a screen, a sandbox or a wish to phone home."""

import shutil
from typing import Any

SHELL, WHOLE = "chromium-headless-shell", "chromium"
"""The shell has no windows of its own to draw, a third of the work; only the whole sends later."""
FLAGS = (
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)


def chromium_options(program: str = SHELL) -> dict[str, Any]:
    """Arguments for Playwright's `launch`; says what to install when Chromium is missing."""
    path = shutil.which(program)
    if path is None:
        raise FileNotFoundError(f"{program} is missing; run: apt-get install {program}")
    return {"executable_path": path, "args": list(FLAGS)}
