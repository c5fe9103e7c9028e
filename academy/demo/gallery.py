"""Every component with what it is given, as data: for developers to look at, and for tests.

A fixture is a name, the arguments of the macro and perhaps what a page puts inside. JSON has no
fields, people or markup, so `{"$field": …}` and the like stand for them (`MADE`).
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

from flask import current_app, url_for
from markupsafe import Markup
from wtforms import BooleanField, DateField, FileField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice

from academy.settings import PROJECT
from academy.web.forms import Form, LineField, NumberField, ParagraphField, optional
from academy.web.locale import languages_on_offer

FOLDER = PROJECT / "tests" / "gallery"
FIELDS: dict[str, Callable[..., Any]] = {
    "line": LineField,
    "paragraph": ParagraphField,
    "number": NumberField,
    "day": DateField,
    "file": FileField,
    "box": BooleanField,
    "one": RadioField,
    "select": SelectField,
    "many": SelectMultipleField,
}


@dataclass(frozen=True, slots=True)
class Fixture:
    """One look of one component."""

    component: str
    name: str
    arguments: Mapping[str, Any]
    inside: Markup | None
    """What a page puts between `{% call %}` and `{% endcall %}`."""


@cache
def fixtures() -> dict[str, dict[str, Any]]:
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(FOLDER.glob("*.json"))
    }


def names() -> dict[str, list[str]]:
    """The fixtures of each component."""
    return {component: list(fixtures) for component, fixtures in fixtures().items()}


def find_fixture(component: str, name: str) -> Fixture | None:
    found = fixtures().get(component, {}).get(name)
    if found is None:
        return None
    inside = Markup(found["inside"]) if "inside" in found else None  # noqa: S704 - from our own file
    return Fixture(component, name, _made(found.get("arguments", {})), inside)


def _made(value: Any) -> Any:
    if isinstance(value, list):
        return [_made(each) for each in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1 and (key := next(iter(value))) in MADE:
        return MADE[key](value[key])
    return {key: _made(each) for key, each in value.items()}


def _form(fields: Mapping[str, Mapping[str, Any]]) -> Form:
    made = {name: _unbound(given) for name, given in fields.items()}
    kind: Any = type("GalleryForm", (Form,), {**made, "Meta": type("Meta", (Form.Meta,), NO_CSRF)})
    form: Form = kind(None, data={name: given.get("value") for name, given in fields.items()})
    for name, given in fields.items():
        form[name].errors = [given["error"]] if "error" in given else []
    return form


NO_CSRF = {"csrf": False}


def _unbound(given: Mapping[str, Any]) -> Any:
    options: dict[str, Any] = {"validators": [optional()] if given.get("optional") else []}
    if "choices" in given:
        choices = given["choices"].items()
        options["choices"] = [SelectChoice(value=value, label=label) for value, label in choices]
    return FIELDS[given["kind"]](given["label"], **options)


def _field(given: Mapping[str, Any]) -> Any:
    return _form({"example": given})["example"]


def _static_url(path: str) -> str:
    made: Callable[[str], str] = current_app.jinja_env.globals["static_url"]  # type: ignore[assignment]
    return made(path)


MADE: dict[str, Callable[[Any], Any]] = {
    "$field": _field,
    "$form": _form,
    "$person": lambda name: SimpleNamespace(id=0, name=name),
    "$html": Markup,
    "$static": _static_url,
    "$url": url_for,
    "$languages": lambda _nothing: languages_on_offer(),
}
