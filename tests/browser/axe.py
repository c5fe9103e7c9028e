"""Asks axe-core whether a page can be used by everybody, up to WCAG 2.2 AA."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[1] / "interop/node_modules/axe-core/axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
EXTRA_RULES = ("label-content-name-mismatch",)
EVERYTHING = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {name: {"enabled": True} for name in EXTRA_RULES},
    "resultTypes": ["violations"],
    "preload": False,  # a second look at every style sheet, which one rule wants
}
ORIENTATION = {"runOnly": {"type": "rule", "values": ["css-orientation-lock"]}}
RUN = "options => axe.run(document, options)"


def violations(page: Page, options: dict[str, Any] = EVERYTHING) -> list[str]:
    """One line for each fault on the page as it is shown now, with the cure's address."""
    if not SCRIPT.exists():
        raise FileNotFoundError("axe-core is missing; run: cd tests/interop && npm ci")
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(RUN, options)
    return [
        f"{fault['id']}: {fault['help']}: {node['html'][:160]} ({fault['helpUrl']})"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def assert_accessible(page: Page) -> None:
    """Fail with every fault that axe finds on `page`."""
    found = violations(page)
    assert not found, f"{page.url} is not accessible:\n" + "\n".join(found)
