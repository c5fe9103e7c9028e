"""Makes the pictures of `docs/img` from the demo data: `python -m tests.tools.screenshots`.

The ten main pages at 360, 1024 and 1440 CSS pixels wide, as small PNGs with few colours.
"""

import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import chromium_options
from tests.demo import DemoSite, copy_demo, load_demo, served, walk

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "img"
HEIGHTS = {360: 740, 1024: 768, 1440: 900}
"""Height of the picture for each width: a telephone, a tablet, a desk."""
COLOURS = 64
PAGES = {
    "home": ("visitor", "home.index"),
    "teams": ("team leader", "teams.index"),
    "matrix": ("team leader", "teams.matrix"),
    "assess": ("team leader", "assessments.new"),
    "palette": ("team leader", "catalogue.index"),
    "skill": ("team leader", "catalogue.show"),
    "wallet": ("worker", "wallet.index"),
    "badge": ("worker", "credentials.show"),
    "check": ("visitor", "verification.form"),
    "courses": ("academy", "learning.index"),
}
"""Name of the picture: who looks, and at which endpoint."""


def find_address(demo: DemoSite, visitor: str, endpoint: str) -> str:
    """The first address of this endpoint that the visitor's links lead to."""
    pages = walk(demo.client(visitor), inspect=False)
    found = next((path for path, name, _answer in pages if name == endpoint), None)
    if found is None:
        raise LookupError(f"no link leads a {visitor} to {endpoint}; put PAGES right")
    return found


def take(browser: Browser, server: str, demo: DemoSite, name: str) -> None:
    visitor, endpoint = PAGES[name]
    path, cookie = find_address(demo, visitor, endpoint), demo.cookie(visitor)
    context = browser.new_context(locale="nl-NL", base_url=server, reduced_motion="reduce")
    if cookie:
        context.add_cookies([{"name": "session", "value": cookie, "url": server}])
    page = context.new_page()
    for width, height in HEIGHTS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(path, wait_until="networkidle")
        save(page.screenshot(), FOLDER / f"{name}-{width}.png")
    context.close()


def take_certificate(demo: DemoSite) -> None:
    """The first page of a certificate, as it comes out of the printer."""
    client = demo.client("worker")
    pages = walk(client, inspect=False)
    badge = next(
        path for path, _name, _answer in pages if re.fullmatch(r"/wallet/[0-9a-f-]{36}", path)
    )
    pdf = client.get(f"/credentials/{badge.rpartition('/')[2]}/certificate.pdf").data
    command = ["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-"]
    page = subprocess.run(command, input=pdf, capture_output=True, check=True)
    save(page.stdout, FOLDER / "certificate.png")


def save(picture: bytes, path: Path) -> None:
    """Few colours make a picture of a page four times smaller, and look the same."""
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").quantize(COLOURS).save(path, optimize=True)


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        load_demo(Path(temporary) / "template")
        demo = copy_demo(Path(temporary) / "template", Path(temporary) / "site")
        browser = playwright.chromium.launch(**chromium_options())
        with served(demo.app) as server:
            for name in PAGES:
                take(browser, server, demo, name)
                sys.stdout.write(f"docs/img/{name}-*.png\n")
            take_certificate(demo)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
