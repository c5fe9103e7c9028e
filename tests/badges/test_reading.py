"""The front door refuses by name, place and cure, and lets nothing odd through."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badges import reading
from badges.reading import RefusedError, read_json, read_object, shown

JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("source", "code", "place"),
    [
        pytest.param(b'{"a": 1, "a": 2}', "duplicate-key", "/a", id="twice the same name"),
        pytest.param(
            b'{"x": [{"a": 1}, {"b": {"c": 1, "c": 2}}]}', "duplicate-key", "/x/1/b/c", id="deep"
        ),
        pytest.param(b'{"a": 1, "\\u0061": 2}', "duplicate-key", "/a", id="twice, once escaped"),
        pytest.param(b'{"a": {"b": NaN}}', "not-finite", "/a/b", id="NaN"),
        pytest.param(b"[1, -Infinity]", "not-finite", "/1", id="infinity"),
        pytest.param(b'{"a": 1e400}', "not-finite", "/a", id="too large to be finite"),
        pytest.param(b'{"a": ' + b"9" * 4301 + b"}", "long-number", "/a", id="4,301 digits"),
        pytest.param(b'{"a": 0.' + b"9" * 4400 + b"}", "long-number", "/a", id="long fraction"),
        pytest.param(b"[" * 33 + b"]" * 33, "too-deep", "", id="33 levels"),
        pytest.param(b"[" * 200_000, "too-deep", "", id="200,000 levels"),
        pytest.param(b'{"a": "\\u0000"}', "nul", "/a", id="NUL"),
        pytest.param(b'{"a\\u0000": 1}', "nul", "", id="NUL in a name"),
        pytest.param(b'{"a": ["\\ud800"]}', "surrogate", "/a/0", id="half a character"),
        pytest.param(b'{"a": "\xff"}', "not-utf-8", "byte 7", id="not UTF-8"),
        pytest.param(b'{"a": "\xed\xa0\x80"}', "not-utf-8", "byte 7", id="surrogate in UTF-8"),
        pytest.param(b'{"a": 1,}', "not-json", "line 1, column 9", id="comma too many"),
        pytest.param(b'{"a": 1}\n}', "not-json", "line 2, column 1", id="text behind"),
        pytest.param(b'{"a": "\n"}', "not-json", "line 1, column 8", id="raw line feed"),
        pytest.param(b"", "not-json", "line 1, column 1", id="nothing"),
        pytest.param(b" " * (reading.MAX_BYTES + 1), "too-large", "", id="too large"),
    ],
)
def test_a_refusal_names_the_check_the_place_and_the_cure(
    source: bytes, code: str, place: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        read_json(source)
    refused = caught.value
    assert (refused.code, refused.check, refused.place) == (code, "parse", place)
    problem, _, cure = refused.message.partition(". ")
    assert problem
    assert cure.endswith(".")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"[" * 32 + b"]" * 32, id="32 levels"),
        pytest.param(b'"' + b"[" * 100 + b'"', id="brackets in a text"),
        pytest.param(b'{"a": ' + b"9" * 4300 + b"}", id="4,300 digits"),
        pytest.param(b'"\\ud83d\\ude00"', id="a pair of surrogates"),
        pytest.param(b'{"a": {"x": 1}, "b": {"x": 1}}', id="the same name in two objects"),
        pytest.param(b"\xef\xbb\xbf[]", id="byte order mark"),
    ],
)
def test_what_is_only_unusual_is_read(source: bytes) -> None:
    assert read_json(source) == json.loads(source.removeprefix(b"\xef\xbb\xbf"))


@given(JSON_VALUES)
def test_all_else_reads_as_the_standard_library_does(value: Any) -> None:
    text = json.dumps(value)
    if "\\u0000" in text or "\\ud8" in text.lower():
        return
    assert read_json(text.encode()) == json.loads(text)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(source: bytes) -> None:
    try:
        read_json(source)
    except RefusedError as error:
        refused: RefusedError | None = error
    else:
        refused = None
    assert refused is None or refused.code in reading.REFUSALS


def test_a_list_is_not_an_object() -> None:
    with pytest.raises(RefusedError, match="JSON object"):
        read_object(b"[]")


def test_foreign_text_is_shown_without_what_steers_a_terminal() -> None:
    nasty = "\x1b[31mrood\u202e\u2066\x00\u0600é 漢"
    assert shown(nasty) == "\\u001b[31mrood\\u202e\\u2066\\u0000\\u0600é 漢"
    assert len(shown("x" * 500)) == 81


def test_a_name_from_the_file_is_escaped_in_the_refusal() -> None:
    with pytest.raises(RefusedError) as caught:
        read_json('{"\x7f\u202e/": 1, "\x7f\u202e/": 2}'.encode())
    assert caught.value.place == "/\\u007f\\u202e~1"
    assert "\u202e" not in caught.value.message
