"""Before a browser is closed: a page has its last word, for then it sends nothing any more."""

from contextlib import suppress
from typing import Any

from playwright.sync_api import BrowserContext, Error

from tests.script_functions import TOLD_AT

LAST_WORD = f"""async () => {{
    globalThis.tellOfFunctions?.();
    const signal = AbortSignal.timeout(2000);
    await fetch('{TOLD_AT}', {{method: 'POST', body: '', signal}}).catch(() => null);
}}"""
"""Told after what ran just before."""


def last_word(context: BrowserContext) -> None:
    for page in context.pages:
        with suppress(Error):  # it is on its way to another page
            page.evaluate(LAST_WORD)


def with_last_word(context: BrowserContext) -> BrowserContext:
    """Whoever closes it lets its pages speak first."""
    close = context.close

    def speak_and_close(**options: Any) -> None:
        last_word(context)
        close(**options)

    context.close = speak_and_close  # type: ignore[method-assign]
    return context
