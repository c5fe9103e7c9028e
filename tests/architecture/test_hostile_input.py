"""Whatever anybody sends to any form or address: a calm answer, never a fault.

Every form that a role can find is sent with hostile texts in one field after another, and every
address is asked with nonsense in its variable parts and its query.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from bs4 import Tag
from werkzeug.routing import Rule

from academy.database import db
from tests.client import AcademyClient
from tests.demo import VISITORS, DemoSite, copy_demo, walk

pytestmark = pytest.mark.slow

HOSTILE = {
    "empty": "",
    "long": "a" * 20_000,
    "markup": "<script>alert(1)</script>'\"&{{7*7}}{% raise %}",
    "sql": "'; DROP TABLE person; --",
    "bidi and nul": "Jan\u202e\x00\x1b[31m\ud7ff",
    "number": "99999999999999999999999999",
    "negative": "-1",
    "date": "9999-99-99",
    "far date": "9999-12-31",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "formula": '=HYPERLINK("http://example.nl")',
    "emoji": "👩🏽‍🔧🏳️‍🌈",
}
IN_FORMS = ("empty", "long", "markup", "bidi and nul", "number", "far date", "uuid")
"""The kinds that a form can tell apart; the others differ only where a file is written."""

REFUSED = frozenset({401, 403})
ENDS_SESSIONS = ("/sign-out", "/demo/reset", "/language", "/account/sessions", "/story")
"""Forms that sign out or begin the demo anew; they have tests of their own."""


@dataclass(slots=True)
class Form:
    """A form as a browser would send it."""

    action: str
    fields: dict[str, Any] = field(default_factory=dict)


@pytest.fixture
def own_demo(demo_folder: Path, tmp_path: Path) -> Iterator[DemoSite]:
    """A copy of the demo that this test may change as it likes."""
    site = copy_demo(demo_folder, tmp_path / "site")
    yield site
    with site.app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.timeout(600)
def test_no_form_breaks_on_hostile_texts(own_demo: DemoSite, visitor: str) -> None:
    client = own_demo.client(visitor)
    faults, sent = [], 0
    for form in forms_of(client):
        for name, kind in trials(form, VISITORS.index(visitor)):
            data = {**form.fields, name: HOSTILE[kind]}
            answer = client.post(form.action, data=data, csrf=False, inspect=False)
            sent += 1
            if answer.status_code >= 500 or "Traceback" in answer.get_data(as_text=True):
                faults.append(f"{form.action} {name}={kind}: {answer.status_code}")
    assert not faults, "\n".join(faults)
    assert sent or visitor == "visitor"


def trials(form: Form, turn: int) -> Iterator[tuple[str, str]]:
    """Each field with one kind of text: all kinds in all fields take ten minutes of a processor.

    Which one goes by the name and by who sends it, so that a field that stands in many forms, or
    in those of many roles, gets all of them, and the same in every run.
    """
    for name in sorted(form.fields.keys() - {"csrf_token"}):
        yield name, IN_FORMS[(zlib.crc32(name.encode()) + turn) % len(IN_FORMS)]


@pytest.mark.parametrize("visitor", VISITORS)
def test_no_address_breaks_on_nonsense(own_demo: DemoSite, visitor: str) -> None:
    client = own_demo.client(visitor)
    faults = []
    for of_a_rule in addresses(client, VISITORS.index(visitor)):
        for address in of_a_rule:
            answer = client.get(address, inspect=False)
            if answer.status_code >= 500:
                faults.append(f"{address[:120]}: {answer.status_code}")
            if answer.status_code in REFUSED:
                break  # before anything of the address was read
    assert not faults, "\n".join(faults)


def addresses(client: AcademyClient, turn: int) -> Iterator[list[str]]:
    """Every GET rule with hostile values in its parts, and hostile values in its query.

    Each visitor asks with two kinds of values; together they ask with all. About something by its
    number once is enough: nothing has that number, so its query is read by nobody.
    """
    texts = [*HOSTILE.values()]
    for number, rule in enumerate(client.application.url_map.iter_rules()):
        if "GET" not in (rule.methods or ()) or rule.rule.startswith("/static"):
            continue
        spoken = {name for name in rule.arguments if _is_text(rule, name)}
        first = 2 * turn + number
        places = (first, first + 1) if spoken or not rule.arguments else (first,)
        yield [_address(rule, spoken, texts[place % len(texts)]) for place in places]


def _address(rule: Rule, spoken: set[str], text: str) -> str:
    part, path = quote(text[:200], safe="") or "x", rule.rule
    for name in rule.arguments:
        path = _filled(path, name, part if name in spoken else HOSTILE["uuid"])
    query = "&".join(f"{name}={quote(text[:500])}" for name in QUERY_NAMES)
    return f"{path}?{query}"


def _is_text(rule: Rule, name: str) -> bool:
    return type(rule._converters[name]).__name__ == "UnicodeConverter"


QUERY_NAMES = (
    "q", "page", "sort", "domain", "kind", "level", "skill", "team", "role", "state", "next",
    "code", "corrects", "version", "language", "from", "to", "action", "list", "issuer", "date",
)  # fmt: skip


def _filled(rule: str, name: str, value: str) -> str:
    start = next(
        index for index in range(len(rule)) if rule[index] == "<" and name in rule[index:]
        and rule[index : rule.index(">", index)].rstrip(">").endswith(name)
    )  # fmt: skip
    return rule[:start] + value + rule[rule.index(">", start) + 1 :]


def forms_of(client: AcademyClient) -> list[Form]:
    """Every different form that changes something and can be reached by links."""
    found: dict[tuple[str, ...], Form] = {}
    for _path, _endpoint, answer in walk(client, inspect=False):
        for tag in answer.page.select("form[method=post i]"):
            form = _read(tag, answer.request.path)
            if not form.action.startswith(ENDS_SESSIONS):
                endpoint = client.application.url_map.bind("localhost").match(
                    urlsplit(form.action).path, method="POST"
                )[0]
                found.setdefault((str(endpoint), *sorted(form.fields)), form)
    return list(found.values())


def _read(tag: Tag, path: str) -> Form:
    form = Form(str(tag.get("action") or path))
    for control in tag.select("input[name], textarea[name], select[name], button[name]"):
        name = str(control["name"])
        if control.name == "select":
            option = control.select_one("option[value]")
            form.fields[name] = str(option["value"]) if option else ""
        elif control.get("type") != "file":
            form.fields.setdefault(name, str(control.get("value", "")))
    return form
