"""Every page that a test opens is watched: what it throws, or does not get, fails the test."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

PARTS = frozenset({"script", "image", "stylesheet", "font", "media"})
MEANT = ("net::ERR_ABORTED", "NS_BINDING_ABORTED")
"""A page that was left meanwhile stops loading."""


class PageFaults:
    """What went wrong on the pages of some browsers."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def watch(self, context: BrowserContext) -> BrowserContext:
        context.on("weberror", self._thrown)
        context.on("console", self._said)
        context.on("requestfailed", self._lost)
        context.on("response", self._refused)
        return context

    def _thrown(self, error: WebError) -> None:
        self.found.append(f"a script failed: {error.error}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "did not start" in message.text:
            self.found.append(message.text)

    def _lost(self, request: Request) -> None:
        if request.resource_type in PARTS and request.failure not in MEANT:
            self.found.append(f"{request.url} did not come: {request.failure}")

    def _refused(self, response: Response) -> None:
        if response.request.resource_type in PARTS and response.status >= 400:
            self.found.append(f"{response.url} did not come: {response.status}")


@contextmanager
def watched() -> Iterator[PageFaults]:
    """Watch pages, and fail when one of them had a fault; a test of a fault takes it out."""
    faults = PageFaults()
    yield faults
    assert not faults.found, "faults on the pages of this test:\n" + "\n".join(faults.found)
