"""What somebody filled in is said back to them when a form can't be saved any more.

Rights end while a form is open: a trainer is taken off the course, a guest leaves, a worker moves
to another team. Then the page is not theirs any more, and the names and words on it may not be
read anew. So a form in which somebody thinks and ticks carries what its fields and choices were
called when it was shown, in a hidden field that decides nothing: whoever sends it reads it back,
and nobody else does. Passwords and PINs are never said.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FileField, Form
from wtforms.widgets import HiddenInput

from academy.security.guard import optional_identity
from academy.web.kept_input import comes_from_here, is_carried, plain

WORDS = "told_again"
MOST_LINES = 500
LEAST_OF_A_TEXT = 12
"""Letters, of what looks like words that somebody thought about."""

When = Mapping[str, tuple[str, str]]
"""By the name of a field: another one, and what it must say for this one to count."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was filled in, in the words of the page."""

    about: str
    lines: list[tuple[str, str]]
    """What the field is called, or nothing, and what it said."""
    had_file: bool
    """A photo or a recording, which is not kept."""


def words_of(form: Form, about: str, when: When) -> str:
    """`about`: whom and what the form is about."""
    kinds: list[dict[str, str]] = []
    fields = [_words_of(field, kinds, when) for field in form if _is_seen(field)]
    return json.dumps([about, kinds, fields], ensure_ascii=False, separators=(",", ":"))


def told() -> Told | None:
    """None: nothing was filled in, or not by somebody who is signed in, on a page of ours."""
    if request.method != "POST" or optional_identity() is None or not comes_from_here():
        return None
    about, lines = _read(request.form) or ("", list(_texts(request.form)))
    had_file = any(each.filename for each in request.files.values())
    return Told(about, lines[:MOST_LINES], had_file) if lines else None


def _is_seen(field: Any) -> bool:
    """A choice without choices holds numbers, which tell nobody anything."""
    is_empty = hasattr(field, "iter_choices") and not field.choices
    return not (is_empty or isinstance(field, FileField) or isinstance(field.widget, HiddenInput))


def _words_of(field: Any, kinds: list[dict[str, str]], when: When) -> list[Any]:
    """Its name, what it is called, which of `kinds` are its choices, and when it counts."""
    words = {}
    if hasattr(field, "iter_choices"):
        words = {str(each.value): str(each.label) for each in field.iter_choices()}
    elif isinstance(field, BooleanField):
        words = {"y": "✓"}
    if words not in kinds:
        kinds.append(words)
    return [field.name, str(field.label.text), kinds.index(words), when.get(field.name)]


def _read(sent: MultiDict[str, str]) -> tuple[str, list[tuple[str, str]]] | None:
    """What the form carried; None when it carried nothing that we made."""
    try:
        about, kinds, fields = json.loads(sent.get(WORDS, ""))
        lines = [
            (plain(str(label)), plain(str(kinds[kind].get(value, value))))
            for name, label, kind, when in fields
            if is_carried(name) and (when is None or sent.get(when[0]) == when[1])
            for value in sent.getlist(name)
            if value
        ]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    return plain(str(about)), lines


def _texts(sent: MultiDict[str, str]) -> Iterator[tuple[str, str]]:
    """Of a form that carries no words: what people typed, by itself."""
    for name in sent:
        for value in sent.getlist(name):
            if is_carried(name) and len(value) >= LEAST_OF_A_TEXT and " " in value.strip():
                yield "", plain(value)
