"""Every refusal has a code of its own, a sentence for people, and a line in the documentation."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from flask_babel import force_locale

from academy.assessments.rules import Objection
from academy.errors import AcademyError
from academy.refusals import FEATURES, SENTENCES
from academy.web.refusals import sentence_of

PROJECT = Path(__file__).resolve().parents[2]
KEBAB = re.compile(r"[a-z]+(-[a-z]+)*")
ROWS = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def test_every_refusal_says_a_code_that_has_a_sentence() -> None:
    """So nobody ever reads the fallback of `sentence_of`."""
    wrong = [
        f"{place} raises {ast.unparse(call)[:80]}. Give it a code and put the sentence into "
        "sentences.py of the feature (docs/recipes/changes.md)."
        for place, call in raised()
        if code_of(call) not in SENTENCES
    ]

    assert not wrong, "\n".join(wrong)


def test_no_code_has_two_meanings() -> None:
    counted = Counter(code for feature in FEATURES for code in feature)
    assert [code for code, times in counted.items() if times > 1] == []
    assert [code for code in counted if not KEBAB.fullmatch(code)] == []


def test_no_sentence_is_left_of_a_refusal_that_is_gone() -> None:
    used = {code_of(call) for _place, call in raised()} | {each.value for each in Objection}
    assert sorted(set(SENTENCES) - used) == []


def test_the_documentation_lists_every_code() -> None:
    listed = ROWS.findall((PROJECT / "docs" / "refusals.md").read_text(encoding="utf-8"))
    assert listed == sorted(SENTENCES)


def test_what_keeps_records_speaks_in_codes_and_not_in_sentences() -> None:
    speaking = [
        f"{path.relative_to(PROJECT)} writes audit lines and sentences. Raise an error with a "
        "code; the sentence goes into sentences.py."
        for path, tree in modules()
        if {"academy.audit.log", "flask_babel"} <= set(imported(tree)) and "views" not in path.name
    ]

    assert not speaking, "\n".join(speaking)


def test_the_values_of_a_refusal_fill_in_its_sentence(app: Flask) -> None:
    refusals = {
        "Plak hoogstens 200 regels. Het zijn er 201.": AcademyError(
            "too-many-lines", most=200, count=201
        ),
        "Er is al 1 persoon aangemeld. Kies meer plaatsen.": AcademyError(
            "seats-are-taken", taken=1
        ),
    }
    with app.test_request_context(), force_locale("nl"):
        assert [sentence_of(refusal) for refusal in refusals.values()] == list(refusals)


def test_nobody_reads_a_code_where_a_sentence_belongs() -> None:
    """`str` of a refusal is for logs."""
    names = {kind.__name__ for kind in kinds(AcademyError)}
    read = [
        f"{path.relative_to(PROJECT)}:{node.lineno} shows the code: use sentence_of."
        for path, tree in modules()
        for handler in ast.walk(tree)
        if isinstance(handler, ast.ExceptHandler)
        and handler.type is not None
        and names & {each.id for each in ast.walk(handler.type) if isinstance(each, ast.Name)}
        for node in ast.walk(handler)
        if isinstance(node, ast.Call) and ast.unparse(node) == f"str({handler.name})"
    ]

    assert not read, "\n".join(read)


def raised() -> Iterator[tuple[str, ast.Call]]:
    """Every place where a refusal is made, by the names of the classes of refusals."""
    names = {kind.__name__ for kind in kinds(AcademyError)}
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                yield f"{path.relative_to(PROJECT)}:{node.lineno}", node


def kinds(kind: type[AcademyError]) -> Iterator[type[AcademyError]]:
    yield kind
    for derived in kind.__subclasses__():
        yield from kinds(derived)


def code_of(call: ast.Call) -> object:
    """What stands in the call; of an objection any, for all of them have a sentence."""
    code = call.args[0] if call.args else None
    if isinstance(code, ast.Attribute) and ast.unparse(code) == "objection.value":
        return Objection.ABOUT_ONESELF.value
    return getattr(code, "value", None)


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((PROJECT / "academy").rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))
