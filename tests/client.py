"""The client that tests use: it inspects pages, sends CSRF tokens and finds lost changes.

A request runs in a context of its own, as in production: it never shares the database session
of the test. What the test prepared is committed before each request, and read anew after it.
"""

import contextvars
import gzip
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from flask import Flask, Response, has_app_context, session
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from academy.database import db
from tests.pages import inspect_page, parse

if TYPE_CHECKING:
    from academy.people.models import Person
    from tests.cast import Member

Filled = tuple[str, dict[str, Any]]

CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class LostChangesError(AssertionError):
    """A request changed rows and ended without committing them."""


class PageResponse(Response):
    """A response that gives its page parsed, for those who ask."""

    @cached_property
    def page(self) -> BeautifulSoup:
        return parse(self.unpacked)

    @property
    def unpacked(self) -> str:
        is_packed = self.content_encoding == "gzip"
        return gzip.decompress(self.data).decode() if is_packed else self.get_data(as_text=True)


class AcademyClient(FlaskClient):
    """Like Flask's own client, with the checks that every test wants.

    `client.get("/x").page` is the parsed page. `csrf=False` leaves out the token.
    """

    def open(self, *args: Any, csrf: bool = True, inspect: bool = True, **options: Any) -> Any:
        _commit_what_the_test_prepared()
        method = str(options.get("method", "GET")).upper()
        if csrf and method in CHANGING:
            headers = dict(options.pop("headers", None) or {})
            options["headers"] = {"X-CSRFToken": self.csrf_token(), **headers}
        response = contextvars.Context().run(super().open, *args, **options)
        _raise_for_lost_changes(self.application)
        if inspect and _is_page(response):
            path = response.request.path
            text, addresses = response.unpacked, self.application.url_map
            inspect_page(text, lambda: response.page, path=path, addresses=addresses)
        return response

    def page(self, path: str, **options: Any) -> BeautifulSoup:
        """The parsed page at `path`, which must be there."""
        response = self.get(path, **options)
        assert response.status_code == 200, f"{path} gives {response.status}"
        return response.page  # type: ignore[no-any-return]

    def submit(self, path: str, form: str | None = None, /, **values: Any) -> TestResponse:
        """Fill in the form on the page at `path` and send it, as a person would.

        `form` is the id of the form, or None when the page's main part has only one.
        Fields keep what the page shows; `values` change or add some.
        """
        target, fields = self.fill_in(path, form, **values)
        return self.post(target, data=fields, csrf=False)

    def fill_in(self, path: str, form: str | None = None, /, **values: Any) -> Filled:
        """As `submit`, without sending it: where it would go, and what it would say."""
        page = self.page(path)
        found = page.select(f"form#{form}") if form else page.select("main form[method=post i]")
        assert len(found) == 1, f"{path} has {len(found)} such forms; name its id"
        return str(found[0].get("action") or path), _shown_values(found[0]) | values

    def press(self, answer: TestResponse, button: str, form: str | None = None, /) -> TestResponse:
        """Press a button, by its words, on the page that was answered, of which nothing is changed.

        As a browser does: what the button says comes after all fields, also after one of its name.
        """
        found = answer.page.select_one(f"form#{form}" if form else "main form[method=post i]")
        pressed = next(each for each in found.select("button") if button in each.get_text())
        data = MultiDict(_shown_values(found))
        if pressed.get("name"):
            data.add(pressed["name"], pressed.get("value", ""))
        return self.post(found.get("action") or answer.request.path, data=data, csrf=False)

    def as_(self, member: "Member | Person") -> "AcademyClient":
        """Sign in as one of the cast, through a session row of their own."""
        from tests.cast import as_

        return as_(self, member)

    def csrf_token(self) -> str:
        """A token that belongs to this client's session."""
        with self.session_transaction() as kept:
            raw = kept.get("csrf_token")

        def make() -> tuple[str, str]:
            with self.application.test_request_context():
                if raw:
                    session["csrf_token"] = raw
                return generate_csrf(), session["csrf_token"]

        token, raw_now = contextvars.Context().run(make)
        if raw_now != raw:
            with self.session_transaction() as kept:
                kept["csrf_token"] = raw_now
        return token


def _shown_values(form: Any) -> dict[str, Any]:
    """What a browser would send if the person changed nothing."""
    values: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = field["name"], field.get("type", "text")
        if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
            continue
        if kind in {"submit", "button", "file", "image"}:
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            values[name] = chosen.get("value", chosen.get_text()) if chosen else ""
        elif field.name == "textarea":
            values[name] = field.get_text()
        elif kind == "checkbox":
            values.setdefault(name, []).append(field.get("value", "on"))
        else:
            values[name] = field.get("value", "")
    return values


def _is_page(response: TestResponse) -> bool:
    return response.mimetype == "text/html" and not 300 <= response.status_code < 400


def _commit_what_the_test_prepared() -> None:
    if has_app_context():
        db.session.commit()


def watch_for_lost_changes(app: Flask) -> None:
    """After each request of `app`, remember rows that were changed but not committed."""
    app.extensions["lost_changes"] = []

    @app.teardown_request
    def remember(_error: BaseException | None) -> None:
        if db.session.registry.has():
            current = db.session()
            pending = [*current.new, *current.deleted]
            pending += [row for row in current.dirty if current.is_modified(row)]
            if pending or current.info.get("flushed"):
                app.extensions["lost_changes"].append(repr(pending or current.info["flushed"]))


def _raise_for_lost_changes(app: Flask) -> None:
    lost: list[str] = app.extensions.get("lost_changes", [])
    if lost:
        found = ", ".join(lost)
        lost.clear()
        raise LostChangesError(
            f"The request changed rows without committing them: {found}. "
            "Do the change inside `with transaction():` in the view."
        )
