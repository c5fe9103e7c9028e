"""How Debian's Chromium is started: without a screen, a sandbox or a wish to phone home."""

import shutil
from typing import Any

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
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        raise FileNotFoundError("Chromium is missing; run: apt-get install chromium")
    return {"executable_path": program, "args": list(FLAGS)}
