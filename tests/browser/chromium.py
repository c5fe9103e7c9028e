"""How Debian's Chromium is started: without a screen, a sandbox or a wish to phone home."""

import shutil
from typing import Any

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first has no windows of its own to draw, which is a third of the work of the others."""
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


def chromium_options() -> dict[str, Any]:
    """Arguments for Playwright's `launch`; says what to install when Chromium is missing."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise FileNotFoundError("Chromium is missing; run: apt-get install chromium-headless-shell")
    return {"executable_path": program, "args": list(FLAGS)}
