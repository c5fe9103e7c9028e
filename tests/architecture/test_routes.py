"""Every address says who may use it, and none changes anything without a token."""

import uuid
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import BuildError, Rule

from academy.security.permissions import Permission
from tests.client import CHANGING, AcademyClient

WITHOUT_COOKIE = frozenset({
    "verification.check",
    "tablet_api.enrol", "tablet_api.sign_in", "tablet_api.sign_out",
    "tablet_sync.sync", "tablet_sync.photo",
})  # fmt: skip
"""Endpoints that act on what they are sent, for nobody in particular or for a tablet that sends a
token of its own, so need none of a session."""

EXAMPLES = {
    "UUIDConverter": uuid.UUID("00000000-0000-4000-8000-000000000000"),
    "IntegerConverter": 1,
    "PathConverter": "a/b",
}


def test_every_route_declares_who_may_use_it(app: Flask) -> None:
    undeclared = [
        f"{endpoint} does not say who may use it. "
        f"Add @requires(Permission...) or @public above def {view.__name__}()."
        for endpoint, view in sorted(app.view_functions.items())
        if not _declares_access(getattr(view, "access", None))
    ]

    assert not undeclared, "\n".join(undeclared)


def test_every_state_change_is_refused_without_a_token(app: Flask, client: AcademyClient) -> None:
    accepted = []
    for rule in app.url_map.iter_rules():
        for method in sorted(CHANGING & (rule.methods or set())):
            if rule.endpoint not in WITHOUT_COOKIE:
                answer = client.open(example_address(app, rule), method=method, csrf=False)
                if answer.status_code != 400:
                    accepted.append(f"{method} {rule.rule} ({rule.endpoint}): {answer.status}")

    assert not accepted, (
        "These answer something else than 400 to a request without a CSRF token. Remove "
        "@csrf.exempt, or add the endpoint to WITHOUT_COOKIE if it looks at no cookie:\n"
        + "\n".join(accepted)
    )


def test_the_exceptions_to_the_token_rule_exist(app: Flask) -> None:
    assert app.view_functions.keys() >= WITHOUT_COOKIE, "remove what is gone from WITHOUT_COOKIE"


def test_addresses_show_no_row_numbers(app: Flask) -> None:
    numbered = [
        f"{rule.rule} ({rule.endpoint}) has a number in it. Use <uuid:…>."
        for rule, name in _converters(app)
        if name == "IntegerConverter"
    ]

    assert not numbered, "\n".join(numbered)


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_address_is_a_page_that_helps(client: AcademyClient, method: str) -> None:
    answer = client.open("/this-does-not-exist", method=method.upper())

    assert answer.status_code == 404
    assert answer.page.select("main a[href]"), "the page of error 404 gives no way on"


def example_address(app: Flask, rule: Rule) -> str:
    """An address that `rule` matches, about nothing that exists."""
    values = {name: _example(rule, name) for name in rule.arguments}
    try:
        with app.test_request_context():
            return app.url_for(rule.endpoint, **values)
    except BuildError as error:
        raise AssertionError(f"give an example value for {rule.rule} in EXAMPLES") from error


def _example(rule: Rule, name: str) -> object:
    converter = rule._converters[name]
    if type(converter).__name__ == "AnyConverter":
        return next(iter(converter.items))
    return EXAMPLES.get(type(converter).__name__, "unknown")


def _converters(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for converter in rule._converters.values():
            yield rule, type(converter).__name__


def _declares_access(access: object) -> bool:
    return access == "public" or isinstance(access, Permission)
