"""Whether a page scrolls sideways, and by what."""

from playwright.sync_api import Page


def sideways(page: Page) -> bool:
    """WCAG 1.4.10: nothing scrolls in two directions at a width of 320 to 360 px."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"))


def widest(page: Page) -> str:
    """The element that sticks out furthest, for the message."""
    return str(
        page.evaluate("""() => {
            const out = [...document.body.querySelectorAll('*')]
                .map(tag => [tag.getBoundingClientRect(), tag])
                .filter(([box]) => box.right > innerWidth + 1 || box.left < -1)
                .sort(([a], [b]) => a.right - b.right).pop();
            return out ? out[1].outerHTML.slice(0, 160) : 'something';
        }""")
    )
