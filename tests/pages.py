"""Inspects every page a test fetches; a failure says what to put right.

Checked: valid HTML5, a language, a title, one h1, unique ids, every link inside the page lands,
every link into the application and every picture, script and style sheet exists, labels and
descriptions refer to something, every form that posts carries a CSRF token, Enter in a form
presses its main button, no empty field has the name of a button, no name is translated by the
browser.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import html5lib
from bs4 import BeautifulSoup, Tag
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, RequestRedirect

WITHOUT_COOKIE = frozenset({"/verify"})
"""Addresses that act without a session, so that their forms need no token."""

SENDS = "button[type=submit], button:not([type]), input[type=submit]"
MAIN_BUTTON = frozenset({"button--primary", "enter"})
JOINED = ("css/site.css", "js/tablet/both.js")
STATIC = Path(__file__).resolve().parents[1] / "static"
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")

TOKEN = re.compile(r'value="[\w-]+\.[\w-]+\.[\w-]+"')
TAG, VALUE = re.compile(r"<[^>]*>"), re.compile(r'="[^"]*"')
SAID = re.compile(r'\b(value|alt|aria-label|title|content|placeholder|data-[\w-]+)="[^"]+"')
"""What people read or a script: no inspection is about it, but for whether it is empty."""
NO_TITLE = re.compile(r"<title>\s*</title>")
UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")

_GOOD: set[int] = set()
_VALID: set[str] = set()


class Thoroughness:
    """A full run reads all markup that differs in more than its values; a quick one that of one
    page for each address."""

    full = False


class PageError(AssertionError):
    """A page is not as every page has to be."""


def inspect_page(
    text: str, parsed: Callable[[], BeautifulSoup], *, path: str, addresses: Map
) -> None:
    """Check the page; PageError names every problem at once.

    A page that differs only in identifiers and in what it says from one that was good is not
    inspected again: whatever is checked is about its tags.
    """
    known = hash(_skeleton(f"{path}\n{text}"))
    if known in _GOOD:
        return
    page = parsed()
    problems = [
        *_markup_problems(text, path),
        *_head_problems(page),
        *_id_problems(page),
        *_link_problems(page, path, addresses),
        *_asset_problems(page, path, addresses),
        *_form_problems(page, path, addresses),
        *_enter_problems(page),
        *_pressed_problems(page),
        *_name_problems(page),
    ]
    if problems:
        raise PageError(f"The page {path} is not as it should be:\n- " + "\n- ".join(problems))
    _GOOD.add(known)


def _skeleton(text: str) -> str:
    tags = [text.partition("\n")[0], *TAG.findall(text), *NO_TITLE.findall(text)]
    return SAID.sub(r'\1="x"', _without_identifiers("".join(tags)))


def _without_identifiers(text: str) -> str:
    """The same for pages that are equal but for tokens and UUIDs; equal UUIDs stay equal."""
    numbers: dict[str, int] = {}
    plain = TOKEN.sub('value="token"', text)
    return UUID.sub(lambda found: f"uuid-{numbers.setdefault(found[0], len(numbers))}", plain)


def parse(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def _markup_problems(text: str, path: str) -> Iterator[str]:
    known = str(
        hash(" ".join(TAG.findall(VALUE.sub("=", text))))
        if Thoroughness.full
        else _without_identifiers(path)
    )
    if known in _VALID:
        return
    _VALID.add(known)
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    for (line, column), code, values in parser.errors:
        yield f"not valid HTML5: {code} {values or ''} at line {line}, column {column}"


def _head_problems(page: BeautifulSoup) -> Iterator[str]:
    html = page.find("html")
    if not isinstance(html, Tag) or not html.get("lang"):
        yield "no language: write <html lang=…>"
    if page.title is None or not page.title.get_text(strip=True):
        yield "no title: fill <title>"
    headings = len(page.find_all("h1"))
    if headings != 1:
        yield f"{headings} times <h1>: a page has exactly one"


def _id_problems(page: BeautifulSoup) -> Iterator[str]:
    tags = page.find_all(True)
    counted = Counter(str(tag["id"]) for tag in tags if tag.has_attr("id"))
    for name, times in counted.items():
        if times > 1:
            yield f'id="{name}" stands {times} times: an id is unique'
    for tag in tags:
        for attribute in REFERENCES:
            if tag.has_attr(attribute):
                value = tag[attribute]
                for name in value if isinstance(value, list) else str(value).split():
                    if name not in counted:
                        yield f'<{tag.name} {attribute}="{name}"> refers to no id on the page'


def _link_problems(page: BeautifulSoup, path: str, addresses: Map) -> Iterator[str]:
    ids = {str(tag["id"]) for tag in page.find_all(id=True)}
    for link in page.find_all("a", href=True):
        target = str(link["href"])
        if target.startswith("#"):
            if target != "#" and target[1:] not in ids:
                yield f'the link "{target}" lands nowhere'
        elif not urlsplit(target).netloc and not urlsplit(target).scheme:
            yield from _missing(urljoin(path, target), "GET", addresses)


def _asset_problems(page: BeautifulSoup, path: str, addresses: Map) -> Iterator[str]:
    for tag in page.select("img[src], script[src], link[href], use[href], source[src]"):
        target = str(tag.get("src") or tag.get("href"))
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or target.startswith("#"):
            continue
        if not parts.path.startswith("/static/"):
            yield from _missing(urljoin(path, target), "GET", addresses)
        elif not (STATIC / (file := parts.path.split("/", 3)[3])).is_file() and file not in JOINED:
            yield f'<{tag.name}> refers to "{target}", which is not in static/'


def _form_problems(page: BeautifulSoup, path: str, addresses: Map) -> Iterator[str]:
    for form in page.find_all("form"):
        method = str(form.get("method", "get")).upper()
        target = urljoin(path, str(form.get("action") or path))
        yield from _missing(target, method, addresses)
        token = form.find("input", attrs={"name": "csrf_token"})
        has_token = isinstance(token, Tag) and bool(token.get("value"))
        if method == "POST" and not has_token and urlsplit(target).path not in WITHOUT_COOKIE:
            yield f'the form to "{target}" has no CSRF token: call the csrf component in it'


def _enter_problems(page: BeautifulSoup) -> Iterator[str]:
    """Enter in a field presses the first button of its form, wherever that stands."""
    for form in page.find_all("form"):
        if not form.select("input:not([type=hidden])"):
            continue
        buttons = [each for each in page.select(SENDS) if _form_of(each, page) is form]
        first_classes = buttons[0].get_attribute_list("class") if buttons else []
        if len(buttons) > 1 and not MAIN_BUTTON.intersection(map(str, first_classes)):
            yield f"Enter presses {buttons[0]}: begin the form with the component enter"


def _pressed_problems(page: BeautifulSoup) -> Iterator[str]:
    """Fields are sent before the button, and of two that have one name the first is read."""
    for button in page.select("button[name][value]"):
        form = _form_of(button, page)
        if form and form.select(f'input[type=hidden][name="{button["name"]}"][value=""]'):
            yield f"{button} is never heard, an empty field has its name: use PressedField"


def _form_of(button: Tag, page: BeautifulSoup) -> Tag | None:
    if button.has_attr("form"):
        return page.find("form", id=str(button["form"]))
    return button.find_parent("form")


def _name_problems(page: BeautifulSoup) -> Iterator[str]:
    for tag in page.find_all("bdi"):
        if not tag.has_attr("translate"):
            yield f'{tag}: add translate="no" to a name, translate="yes" to what somebody wrote'


def _missing(target: str, method: str, addresses: Map) -> Iterator[str]:
    try:
        addresses.bind("localhost").match(urlsplit(target).path, method=method)
    except RequestRedirect:
        return
    except HTTPException:
        yield f'{method} "{target}" does not exist: use url_for'
