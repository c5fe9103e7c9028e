r"""The strict front door: bytes from a stranger become plain JSON values, or a refusal.

Checks, in this order: size, UTF-8, nesting deeper than 32, more than 100,000 values, JSON grammar
with duplicate keys, NaN and infinities refused, numbers longer than 4,300 digits, NUL characters
and lone surrogates (RFC 8259 leaves all of these to the implementation; RFC 7493, I-JSON, forbids
most).
Whoever reads the result may rely on it: no name twice in an object, no number that is not
finite, no text that UTF-8 cannot carry.

Left out on purpose: what the values mean (`verifying.shapes`) and where they came from.

>>> read_json(b'{"type": ["Achievement"]}')
{'type': ['Achievement']}
>>> read_json(b'{"issuer": {"id": "a", "id": "b"}}')  # doctest: +ELLIPSIS
Traceback (most recent call last):
badges.reading.RefusedError: parse: The name "id" stands twice ... (at /issuer/id)
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NoReturn

from badges.errors import ParseError

Json = Any
"""What `json.loads` gives: dict, list, str, int, float, bool or None."""

JsonObject = dict[str, Any]

MAX_BYTES: Final = 1024 * 1024
MAX_DEPTH: Final = 32
MAX_DIGITS: Final = 4300
MAX_VALUES: Final = 100_000
"""In one file; a badge of the largest size has a fifth of these."""

REFUSALS: Final[Mapping[str, str]] = {
    "too-large": "This is larger than {limit} bytes. Send only the badge itself.",
    "not-utf-8": "Byte {byte} is not UTF-8 text. Save the file as UTF-8.",
    "not-json": "This is not correct JSON at {spot}. Ask for the original file of the badge.",
    "duplicate-key": 'The name "{name}" stands twice in one object. Keep one of the two.',
    "not-finite": "A number here is not finite (NaN or Infinity). Write an ordinary number.",
    "too-deep": "Objects and lists are nested deeper than {limit} levels. Use fewer levels.",
    "many-values": "This holds more than {limit} values. Send only the badge itself.",
    "long-number": "A number here has more than {limit} digits. Write a shorter number.",
    "nul": "A text here holds a NUL character. Remove it.",
    "surrogate": "A text here holds half of a character (a lone surrogate). Write it whole.",
    "not-object": "A badge is a JSON object; this is something else. Send the badge itself.",
}
"""Every refusal of this module: stable code to English sentence with placeholders."""

_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")
_ESCAPED_TROUBLE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_TROUBLE = re.compile("[\ud800-\udfff\x00]")
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{}:,]|[^\s"\[\]{}:,]+', re.DOTALL)
_BOM = b"\xef\xbb\xbf"


class RefusedError(ParseError):
    """The bytes are refused. `code` and `values` are for programs and translators.

    `place` (a JSON pointer, a line and column, a chunk, an element) and `values` are
    already escaped, so they are safe to print.
    """

    def __init__(
        self,
        code: str,
        values: Mapping[str, str | int] = MappingProxyType({}),
        *,
        place: str = "",
        catalogue: Mapping[str, str] = REFUSALS,
    ) -> None:
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(catalogue[code].format_map(self.values), place=place)


def read_json(source: bytes, *, limit: int = MAX_BYTES) -> Json:
    """Return the JSON value in `source`; raise `RefusedError` at the first broken rule."""
    return read_json_text(decode_text(source, limit=limit))


def read_object(source: bytes, *, limit: int = MAX_BYTES) -> JsonObject:
    """Return the JSON object in `source`; raise `RefusedError` if it is anything else."""
    value = read_json(source, limit=limit)
    if not isinstance(value, dict):
        raise RefusedError("not-object")
    return value


def decode_text(source: bytes, *, limit: int = MAX_BYTES) -> str:
    """Return `source` as text, without a byte order mark; refuse large or broken UTF-8."""
    if len(source) > limit:
        raise RefusedError("too-large", {"limit": f"{limit:,}"})
    try:
        return source.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(
            "not-utf-8", {"byte": error.start}, place=f"byte {error.start}"
        ) from None


def read_json_text(text: str) -> Json:
    """Return the JSON value in `text`; raise `RefusedError` at the first broken rule."""
    _refuse_mass(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_unique_object,
            parse_constant=_refuse_constant,
            parse_int=_bounded_int,
            parse_float=_bounded_float,
        )
    except _Found as found:
        raise RefusedError(found.code, found.values, place=_locate(text, found)) from None
    except json.JSONDecodeError as error:
        spot = f"line {error.lineno}, column {error.colno}"
        raise RefusedError("not-json", {"spot": spot}, place=spot) from None
    if _ESCAPED_TROUBLE.search(text) or _TROUBLE.search(text):
        _refuse_bad_text(value)
    return value


def without_nulls(value: Json) -> Json:
    """Return a value without members that are null: they say the same as members that are absent.

    JSON-LD 1.1 (section 4.3.1, "null") and Open Badges 2.1 (appendix "Handling Null Values").
    Contexts stay as they are: there null has a meaning of its own.

    >>> without_nulls({"expires": None, "tags": ["a", None], "@context": [None]})
    {'tags': ['a'], '@context': [None]}
    """
    if isinstance(value, dict):
        return {
            name: member if name == "@context" else without_nulls(member)
            for name, member in value.items()
            if member is not None or name == "@context"
        }
    if isinstance(value, list):
        return [without_nulls(member) for member in value if member is not None]
    return value


def shown(text: str, *, limit: int = 80) -> str:
    r"""Return foreign text made safe to print: no control, format or direction characters.

    >>> shown("Gro\u202eot\x1b[2J")
    'Gro\\u202eot\\u001b[2J'
    """
    part = text[: limit + 1]
    escaped = part if part.isprintable() else "".join(map(_shown_character, part))
    return escaped if len(text) <= limit else escaped[:limit] + "…"


def pointer(*steps: str | int) -> str:
    """Return a JSON pointer (RFC 6901) to a place, safe to print.

    >>> pointer("evidence", 0, "a/b")
    '/evidence/0/a~1b'
    """
    return "".join(f"/{_pointer_step(step)}" for step in steps)


def _pointer_step(step: str | int) -> str:
    return shown(str(step)).replace("~", "~0").replace("/", "~1")


def _shown_character(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


class _Found(Exception):  # noqa: N818 - a signal inside this module, never seen outside
    """Trouble found while the standard parser runs, where the place is not known yet."""

    def __init__(self, code: str, needle: str, **values: str | int) -> None:
        self.code = code
        self.needle = needle
        self.values = values


def _unique_object(pairs: list[tuple[str, Json]]) -> JsonObject:
    result = dict(pairs)
    if len(result) == len(pairs):
        return result
    seen: set[str] = set()
    name = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
    raise _Found("duplicate-key", name, name=shown(name))


def _refuse_constant(literal: str) -> NoReturn:
    raise _Found("not-finite", literal)


def _bounded_int(literal: str) -> int:
    if len(literal) > MAX_DIGITS:
        raise _Found("long-number", literal, limit=f"{MAX_DIGITS:,}")
    return int(literal)


def _bounded_float(literal: str) -> float:
    if len(literal) > MAX_DIGITS:
        raise _Found("long-number", literal, limit=f"{MAX_DIGITS:,}")
    number = float(literal)
    if math.isinf(number):
        raise _Found("not-finite", literal)
    return number


def _refuse_mass(text: str) -> None:
    """Refuse nesting and numbers of values over the limit before the parser sees them."""
    brackets = text.count("[") + text.count("{")
    if brackets <= MAX_DEPTH and text.count(",") < MAX_VALUES:
        return
    bare = _STRING.sub("", text)
    depth = 0
    for bracket in _BRACKET.findall(bare):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            raise RefusedError("too-deep", {"limit": MAX_DEPTH})
    if bare.count(",") + brackets >= MAX_VALUES:
        raise RefusedError("many-values", {"limit": f"{MAX_VALUES:,}"})


def _refuse_bad_text(value: Json) -> None:
    for place, text in _texts(value, ()):
        found = _TROUBLE.search(text)
        if found:
            code = "nul" if found.group() == "\x00" else "surrogate"
            raise RefusedError(code, place=pointer(*place))


def _texts(
    value: Json, place: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text in `value`, names included, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, member in value.items():
            yield place, name
            yield from _texts(member, (*place, name))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _texts(member, (*place, index))


def _locate(text: str, found: _Found) -> str:
    """Return the JSON pointer of the trouble; only runs once something is refused."""
    stack: list[_Level] = []
    for piece in _TOKEN.findall(text):
        if piece in ("{", "["):
            stack.append(_Level(is_object=piece == "{"))
        elif piece in ("}", "]"):
            stack.pop()
        elif piece == ",":
            stack[-1].next()
        elif piece == ":":
            stack[-1].expects_name = False
        elif stack and stack[-1].expects_name:
            name = json.loads(piece)
            if stack[-1].is_again(name) and (found.code, found.needle) == ("duplicate-key", name):
                break
        elif piece == found.needle and found.code != "duplicate-key":
            break
    return pointer(*(level.step for level in stack))


class _Level:
    """One open object or list while a place is looked for."""

    __slots__ = ("expects_name", "is_object", "names", "step")

    def __init__(self, *, is_object: bool) -> None:
        self.is_object = is_object
        self.expects_name = is_object
        self.names: set[str] = set()
        self.step: str | int = 0

    def next(self) -> None:
        self.expects_name = self.is_object
        if isinstance(self.step, int):
            self.step += 1

    def is_again(self, name: str) -> bool:
        self.step = name
        known = name in self.names
        self.names.add(name)
        return known
