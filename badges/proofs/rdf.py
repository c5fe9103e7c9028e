"""From expanded JSON-LD to RDF quads, refusing what plain JSON-LD would drop without a word.

This is "Deserialize JSON-LD to RDF" (JSON-LD 1.1 API, section 8) for expanded documents. PyLD's own
converter leaves out relative or malformed addresses in silence; here they raise SafeModeError, and
no second expansion is needed to find them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

import rfc8785
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from badges.errors import CanonicalizationError, SafeModeError, UndefinedTermError
from badges.reading import shown

UNDEFINED: Final = "urn:undefined-term:"
"""The vocabulary that undefined terms fall into."""

BASE: Final = "https://relative.invalid/"
"""The base that relative addresses are resolved against."""

Node: TypeAlias = NamedNode | BlankNode
Graph: TypeAlias = NamedNode | BlankNode | DefaultGraph

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_TYPE: Final = NamedNode(_RDF + "type")
_FIRST: Final = NamedNode(_RDF + "first")
_REST: Final = NamedNode(_RDF + "rest")
_NIL: Final = NamedNode(_RDF + "nil")
_STRING: Final = NamedNode(_XSD + "string")
_EXACT: Final = 1e21


def quads(expanded: Iterable[Any]) -> list[Quad]:
    """Return the quads of an expanded document; raises SafeModeError or CanonicalizationError."""
    builder = _Builder()
    for node in expanded:
        builder.add(node, DefaultGraph())
    return builder.quads


def canonical_double(value: float) -> str:
    """Return the canonical lexical form of xsd:double (XML Schema 1.1, part 2, E.2).

    >>> canonical_double(5.25)
    '5.25E0'
    """
    mantissa, exponent = f"{value:.15E}".split("E")
    digits = mantissa.rstrip("0")
    return f"{digits}{'0' if digits.endswith('.') else ''}E{int(exponent)}"


class _Builder:
    """Collects quads; blank node labels of the input are renamed so that none can collide."""

    def __init__(self) -> None:
        self.quads: list[Quad] = []
        self._labels: dict[str, BlankNode] = {}
        self._issued = 0

    def add(self, node: dict[str, Any], graph: Graph) -> Node:
        """Add a node object with all that hangs from it and return its subject."""
        subject = self._subject(node.get("@id"))
        for key, values in node.items():
            if key == "@type":
                for value in values:
                    self._emit(subject, _TYPE, self._resource(value), graph)
            elif key == "@graph":
                for member in values:
                    self.add(member, subject)
            elif key == "@included":
                for member in values:
                    self.add(member, graph)
            elif key == "@reverse":
                self._add_reverse(subject, values, graph)
            elif not key.startswith("@"):
                self._add_property(subject, key, values, graph)
        return subject

    def _add_property(self, subject: Node, key: str, values: list[Any], graph: Graph) -> None:
        predicate = self._resource(key)
        for value in values:
            self._emit(subject, predicate, self._object(value, graph), graph)

    def _add_reverse(self, subject: Node, terms: dict[str, list[Any]], graph: Graph) -> None:
        for key, values in terms.items():
            predicate = self._resource(key)
            for value in values:
                self._emit(self.add(value, graph), predicate, subject, graph)

    def _object(self, value: dict[str, Any], graph: Graph) -> Node | Literal:
        if "@value" in value:
            return literal(value)
        if "@list" in value:
            return self._list(value["@list"], graph)
        return self.add(value, graph)

    def _list(self, members: list[Any], graph: Graph) -> Node:
        rest: Node = _NIL
        for member in reversed(members):
            cell = self._fresh()
            self._emit(cell, _FIRST, self._object(member, graph), graph)
            self._emit(cell, _REST, rest, graph)
            rest = cell
        return rest

    def _emit(self, subject: Node, predicate: Node, value: Node | Literal, graph: Graph) -> None:
        if not isinstance(predicate, NamedNode):
            raise SafeModeError("A term must not stand for a blank node.")
        self.quads.append(Quad(subject, predicate, value, graph))

    def _subject(self, identifier: str | None) -> Node:
        return self._fresh() if identifier is None else self._resource(identifier)

    def _resource(self, value: str) -> Node:
        if not value.startswith("_:"):
            return iri(value)
        if value not in self._labels:
            self._labels[value] = self._fresh()
        return self._labels[value]

    def _fresh(self) -> BlankNode:
        self._issued += 1
        return BlankNode(f"b{self._issued}")


def iri(value: str) -> NamedNode:
    """Return an absolute, well-formed IRI, or raise SafeModeError."""
    if value.startswith(UNDEFINED):
        raise UndefinedTermError(f"No context defines the term {shown(value[len(UNDEFINED) :])}.")
    if value.startswith(BASE):
        raise SafeModeError(
            f"'{shown(value[len(BASE) :])}' must be a full address (an absolute IRI)."
        )
    try:
        return NamedNode(value)
    except ValueError as error:
        raise SafeModeError(f"{shown(value)} is not a valid address (IRI).") from error


def literal(item: dict[str, Any]) -> Literal:
    """Return the literal of an expanded value object (JSON-LD 1.1 API, section 8.2.2)."""
    value, datatype = item["@value"], item.get("@type")
    if "@direction" in item:
        raise SafeModeError("A text direction has no agreed form in RDF; leave it out.")
    if datatype == "@json":
        return Literal(_json(value), datatype=NamedNode(_RDF + "JSON"))
    if isinstance(value, str) and "@language" in item:
        return _tagged(value, item["@language"])
    lexical, default = _lexical(value, datatype)
    return Literal(lexical, datatype=default if datatype is None else iri(datatype))


def _lexical(value: object, datatype: str | None) -> tuple[str, NamedNode]:
    if isinstance(value, bool):
        return ("true" if value else "false"), NamedNode(_XSD + "boolean")
    if isinstance(value, (int, float)):
        if isinstance(value, float) or abs(value) >= _EXACT or datatype == _XSD + "double":
            return canonical_double(value), NamedNode(_XSD + "double")
        return str(value), NamedNode(_XSD + "integer")
    return str(value), _STRING


def _tagged(value: str, language: str) -> Literal:
    try:
        return Literal(value, language=language)
    except ValueError as error:
        raise SafeModeError(f"{shown(language)} is not a language tag.") from error


def _json(value: object) -> str:
    try:
        return rfc8785.dumps(value).decode("utf-8")  # type: ignore[arg-type]
    except rfc8785.CanonicalizationError as error:
        raise CanonicalizationError("A JSON literal has no canonical form.") from error
