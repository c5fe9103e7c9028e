"""Canonical N-Quads of documents whose shape is known, without JSON-LD processing.

JSON-LD decides from names and structure what a document means; texts only fill it in. So for each
*shape* (names, nesting, list lengths, and the values of what JSON-LD reads as words: contexts,
types, numbers) the general path is walked once with markers in place of the texts. That gives a
template; documents of the same shape are then written by filling it in.

What keeps this equal to the general path:

* A template is used only after it gave the same bytes as the general path for the first document,
  and once more for that document with its texts in other places.
* A text that lands in the place of an address must be a plain absolute address (``_ADDRESS``), for
  then expansion leaves it alone; anything else goes the general way, which refuses it.
* Every marker must come back: a shape in which JSON-LD drops a text has no template.
* Blank nodes are named by RDFC-1.0, section 4.4, for the case that all first-degree hashes differ;
  when two are alike the general path decides.

So safe mode is decided once per shape. Use it for documents of your own: a stranger could make
shapes without end (the number kept is bounded, the work is not).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from operator import itemgetter
from typing import Any, Final, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad

from badges.errors import BadgesError
from badges.proofs import canonical
from badges.reading import JsonObject

MAX_SHAPES: Final = 256
MAX_ADDRESSES: Final = 10_000

_WORDS: Final = frozenset({"@context", "@type", "type", "proofPurpose"})
"""Members whose texts are words to JSON-LD: they belong to the shape."""

_ADDRESS: Final = re.compile(
    r"(?:https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?=[/?#]|\Z)|urn:uuid:|did:(?:web|key):)"
    r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*"
    r"(?:#(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?"
)
"""Addresses that expansion leaves alone: no context defines http, https, urn or did as a prefix."""

_SPECIAL: Final = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff]')
_OTHER: Final = re.compile("\x02[0-9]+\x03")
_HALF: Final = re.compile("[\ud800-\udfff]")
_ESCAPES: Final = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"} | {
    '"': '\\"',
    "\\": "\\\\",
}
_plain_addresses: set[str] = set()
_MARKER: Final = re.compile(r"urn:slot:[0-9]{6}")

Shape: TypeAlias = tuple[object, ...]
Pick: TypeAlias = Callable[[Sequence[str]], tuple[str, ...]]

_SLOT: Final = None


@dataclass(frozen=True, slots=True)
class Lines:
    """Some quads as pieces to be joined: constant ones, and texts and labels in their places.

    The quads of one subject make a block, for lines sort by their subjects first: a few blocks are
    sorted rather than many lines.
    """

    blocks: tuple[Pick, ...]
    heads: Pick
    """The pieces that are subjects."""
    loose: tuple[int, ...]
    """The blocks whose lines change places with the texts; the others are in order."""

    def quads(self, pieces: Sequence[str]) -> set[str]:
        """Return the distinct quads. Escaped texts hold no line feed."""
        return set("\n".join("".join(pick(pieces)) for pick in self.blocks).split("\n"))

    def fill(self, pieces: Sequence[str]) -> str:
        """Return the distinct quads, sorted, as N-Quads."""
        heads = self.heads(pieces)
        if len(set(heads)) != len(heads):
            return "\n".join(sorted(self.quads(pieces))) + "\n"
        blocks = ["".join(pick(pieces)) for pick in self.blocks]
        for at in self.loose:
            blocks[at] = "\n".join(sorted(set(blocks[at].split("\n"))))
        blocks.sort()
        blocks.append("")
        return "\n".join(blocks)


@dataclass(frozen=True, slots=True)
class Around:
    """The quads around one blank node."""

    lines: Lines
    linked: bool
    """Whether other blank nodes stand in them."""

    def digest(self, pieces: Sequence[str]) -> str:
        """Return the first-degree hash (RDFC-1.0, section 4.6.3).

        Different quads may look alike once every other blank node is called _:z; each counts.
        """
        if not self.linked:
            return _digest(self.lines.fill(pieces))
        alike = sorted([_OTHER.sub("", quad) for quad in self.lines.quads(pieces)])
        return _digest("\n".join(alike) + "\n")


@dataclass(frozen=True, slots=True)
class Template:
    """The canonical form of a shape: all its quads, and those around each blank node.

    Pieces are numbered: first the texts, then the labels of blank nodes, then ``constants``.
    """

    quads: Lines
    around: tuple[Around, ...]
    constants: tuple[str, ...]
    addresses: tuple[int, ...]
    """The texts that must be addresses."""

    def fill(self, texts: list[str]) -> str | None:
        """Return canonical N-Quads, or None when only the general path can tell."""
        for at in self.addresses:
            if texts[at] not in _plain_addresses and not _is_plain(texts[at]):
                return None
        escaped = _escape_all(texts)
        if escaped is None:
            return None
        pieces = [*escaped, *(["_:"] * len(self.around)), *self.constants]
        hashes = [around.digest(pieces) for around in self.around]
        ranked = sorted(set(hashes))
        # two alike: RDFC-1.0 goes on to compare neighbours (section 4.7), the general path does it
        if len(ranked) != len(hashes):
            return None
        rank = {digest: at for at, digest in enumerate(ranked)}
        for at, digest in enumerate(hashes, len(texts)):
            pieces[at] = f"_:c14n{rank[digest]}"
        return self.quads.fill(pieces)


class _New:
    """What stands for a shape that was never learned."""


_NEW: Final = _New()


class FastCanonicalizer:
    """Makes canonical N-Quads; remembers a template for each shape it has seen.

    Call it like ``canonical.canonical_nquads``: same bytes, same errors.
    """

    def __init__(self) -> None:
        self._proven: dict[Shape, Template] = {}
        self._learned: dict[Shape, Template | None] = {}

    def __call__(self, document: JsonObject) -> str:
        """Return the canonical N-Quads of a document."""
        shape, texts = shape_of(document)
        template = self._proven.get(shape)
        filled = None if template is None else template.fill(texts)
        if filled is not None:
            return filled
        general = canonical.canonical_nquads(document)
        if template is None:
            self._try(shape, document, texts, general)
        return general

    def known_form(self, document: JsonObject) -> str | None:
        """Return the canonical N-Quads if a proven template gives them, else None.

        Work is in proportion to the document, so this is fit for documents of strangers too.
        """
        shape, texts = shape_of(document)
        template = self._proven.get(shape)
        return None if template is None else template.fill(texts)

    def knows(self, document: JsonObject) -> bool:
        """Say whether the shape of a document has a proven template."""
        return shape_of(document)[0] in self._proven

    def _try(self, shape: Shape, document: JsonObject, texts: list[str], general: str) -> None:
        """Learn the shape, and trust what was learned once it says the same as the general path."""
        template = self._learned.get(shape, _NEW)
        if isinstance(template, _New):  # another thread may clear what is looked up twice
            # all at once: learning 256 shapes anew costs less than keeping order among them
            if len(self._learned) >= MAX_SHAPES:
                self._learned.clear()
                self._proven.clear()
            template = self._learned[shape] = _learn(document, len(texts))
        filled = None if template is None else template.fill(texts)
        if template is None or filled is None:
            return
        if filled == general and _holds_when_shaken(template, document, texts):
            self._proven[shape] = template
        else:
            self._learned[shape] = None


canonical_nquads: Final = FastCanonicalizer()
"""The one of this process."""


def shape_of(document: JsonObject) -> tuple[Shape, list[str]]:
    """Return the shape of a document and the texts that fill it, in order."""
    shape: list[object] = []
    texts: list[str] = []
    _flatten(document, shape.append, texts.append)
    return tuple(shape), texts


def _flatten(value: Any, shape: Callable[[object], None], text: Callable[[str], None]) -> None:
    """Tell the shape and the texts of a value to whoever collects them."""
    kind = type(value)  # not isinstance: True is an int, and another shape than 1
    if kind is dict:
        shape(tuple(value))
        for name, member in value.items():
            if name in _WORDS:
                shape(repr(member))
            elif type(member) is str:  # most members are; saves a call
                shape(_SLOT)
                text(member)
            else:
                _flatten(member, shape, text)
    elif kind is list:
        shape(len(value))
        for member in value:
            _flatten(member, shape, text)
    elif kind is str:
        shape(_SLOT)
        text(value)
    else:
        shape(repr(value))


def _learn(document: JsonObject, count: int) -> Template | None:
    """Return the template of a document's shape, or None when it has none."""
    marked = _with_texts(document, (f"urn:slot:{at:06}" for at in range(count)))
    try:
        quads = canonical.to_quads(marked)
    except BadgesError:
        return None
    nodes = sorted({part for quad in quads for part in _blanks(quad)}, key=lambda node: node.value)
    blanks = {node: f"urn:slot:{count + at:06}" for at, node in enumerate(nodes)}
    written = [_written(quad, blanks) for quad in quads]
    if {slot for line in written for slot in _slots(line)} != set(range(count + len(nodes))):
        return None
    pieces = _Pieces(count + len(nodes))
    lines = pieces.lines(written)
    around = tuple(_around(node, nodes, quads, pieces) for node in nodes)
    return Template(lines, around, tuple(pieces.constants), _addresses(quads))


def _holds_when_shaken(template: Template, document: JsonObject, texts: list[str]) -> bool:
    """Compare once more with the texts in other places, which turns the blank nodes about.

    A single document could be right by chance; addresses change places with addresses only.
    """
    addresses = set(template.addresses)
    others = [at for at in range(len(texts)) if at not in addresses]
    shaken = list(texts)
    for places in (list(template.addresses), others):
        for place, source in zip(places, places[1:] + places[:1], strict=True):
            shaken[place] = texts[source]
    try:
        general = canonical.canonical_nquads(_with_texts(document, iter(shaken)))
    except BadgesError:
        return False
    return template.fill(shaken) in {None, general}


def _with_texts(value: Any, texts: Iterator[str]) -> Any:
    """Return the same shape filled with other texts."""
    if isinstance(value, str):
        return next(texts)
    if isinstance(value, dict):
        return {k: v if k in _WORDS else _with_texts(v, texts) for k, v in value.items()}
    if isinstance(value, list):
        return [_with_texts(member, texts) for member in value]
    return value


def _blanks(quad: Quad) -> list[BlankNode]:
    parts = (quad.subject, quad.object, quad.graph_name)
    return [part for part in parts if isinstance(part, BlankNode)]


def _around(node: BlankNode, nodes: list[BlankNode], quads: list[Quad], pieces: _Pieces) -> Around:
    """The node itself is _:a, any other _:z, with a number that is taken off before hashing."""
    names = {other: f"_:z\x02{at}\x03" for at, other in enumerate(nodes)} | {node: "_:a"}
    own = [quad for quad in quads if node in _blanks(quad)]
    linked = any(other != node for quad in own for other in _blanks(quad))
    return Around(pieces.lines([_written(quad, names) for quad in own]), linked)


def _written(quad: Quad, blanks: dict[BlankNode, str]) -> str:
    parts = [quad.subject, quad.predicate, quad.object]
    if not isinstance(quad.graph_name, DefaultGraph):
        parts.append(quad.graph_name)
    return " ".join(blanks[p] if isinstance(p, BlankNode) else str(p) for p in parts) + " ."


def _addresses(quads: list[Quad]) -> tuple[int, ...]:
    found = {
        int(part.value[-6:])
        for quad in quads
        for part in (quad.subject, quad.object, quad.graph_name)
        if isinstance(part, NamedNode) and _MARKER.fullmatch(part.value)
    }
    return tuple(sorted(found))


class _Pieces:
    """Turns lines with markers into picks; numbers the constant pieces behind the ``slots``."""

    def __init__(self, slots: int) -> None:
        self._slots = slots
        self.constants: dict[str, int] = {}

    def lines(self, written: list[str]) -> Lines:
        """Group lines by subject. A marker of a blank node stands without brackets."""
        blocks: dict[str, list[str]] = {}
        for line in sorted(written):
            blocks.setdefault(line.partition(" ")[0], []).append(line)
        return Lines(
            tuple(_picker(self._numbers("\n".join(block))) for block in blocks.values()),
            _picker([slot for head in blocks for slot in _slots(head)]),
            tuple(at for at, block in enumerate(blocks.values()) if _is_loose(block)),
        )

    def _numbers(self, block: str) -> list[int]:
        slots = [*_slots(block), None]
        numbers = []
        for constant, slot in zip(_MARKER.split(block), slots, strict=True):
            numbers.append(self._slots + self.constants.setdefault(constant, len(self.constants)))
            if slot is not None:
                numbers.append(slot)
        return numbers


def _is_loose(block: list[str]) -> bool:
    """Say whether the order of lines depends on texts, as when a property has several values.

    It does not if what comes before the first text already tells each line from the next.
    """
    fixed = [_MARKER.split(line.partition(" ")[2], maxsplit=1)[0] for line in block]
    return any(later.startswith(before) for before, later in pairwise(fixed))


def _slots(text: str) -> list[int]:
    return [int(marker[-6:]) for marker in _MARKER.findall(text)]


def _picker(order: list[int]) -> Pick:
    if len(order) > 1:
        return itemgetter(*order)
    return lambda texts: tuple(texts[at] for at in order)


def _is_plain(address: str) -> bool:
    """Say whether expansion leaves an address alone; remember those that it does."""
    if not _ADDRESS.fullmatch(address):
        return False
    if len(_plain_addresses) >= MAX_ADDRESSES:
        _plain_addresses.clear()
    _plain_addresses.add(address)
    return True


def _escape_all(texts: list[str]) -> list[str] | None:
    """Escape as canonical N-Quads does (RDFC-1.0, appendix A); None for half a character."""
    together = "".join(texts)
    if together.isprintable() and '"' not in together and "\\" not in together:
        return texts  # nothing to escape, and no surrogates: most badges are like this
    if _HALF.search(together):
        return None
    return [_SPECIAL.sub(_escaped, text) for text in texts]


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
