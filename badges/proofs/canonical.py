"""Canonical forms: RDFC-1.0 over a closed set of contexts, and JCS.

Two documents with the same canonical form say the same. A signature covers the canonical form, so
whatever JSON-LD would silently drop (an undefined term, a relative address) is refused here: what
has a canonical form is covered by it in full. This is JSON-LD "safe mode" and more: contexts are
URLs from ``badges.contexts`` only, never inline, for a context is not covered by the signature.

Contract: input is parsed JSON (dict, list, str, int, float, bool, None); it is never changed.
Out of scope: bounds on size and time (bring your own for foreign documents).

>>> canonical_json({"b": 1, "a": "é"})
b'{"a":"\\xc3\\xa9","b":1}'
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from threading import Lock
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import pyoxigraph
import rfc8785
from pyld import jsonld

from badges import contexts
from badges.errors import CanonicalizationError, ContextError, SafeModeError, UnknownContextError
from badges.proofs import rdf
from badges.proofs.expansion import expand
from badges.reading import JsonObject, pointer, shown

ExtraContexts: TypeAlias = Mapping[str, JsonObject]
"""Context documents beyond the closed list, by URL; for tests with example vocabularies."""

_Place: TypeAlias = tuple[str | int, ...]
_NONE: Final[ExtraContexts] = MappingProxyType({})

_KEYWORDS: Final = frozenset({"@context", "@direction", "@graph", "@id", "@included", "@index"}) | {
    *("@json", "@language", "@list", "@nest", "@none", "@reverse", "@set", "@type", "@value")
}
_RDFC_1_0: Final = pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0
_RDFC_1_0_384: Final = pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0_SHA_384
_one_at_a_time: Final = Lock()
"""PyLD keeps what contexts mean for the whole process, in caches that two threads break."""
_MAX_EXACT_INTEGRAL: Final = 1e21
_MAX_SAFE_INTEGER: Final = 2**53 - 1


def canonical_json(value: object) -> bytes:
    """Return the JSON Canonicalization Scheme form (RFC 8785).

    Raises CanonicalizationError for what has none: NaN, integers over 2**53, lone surrogates.
    """
    try:
        return rfc8785.dumps(value)  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError) as error:
        raise CanonicalizationError("This JSON has no canonical form (RFC 8785).") from error


def canonical_nquads(document: JsonObject, *, extra: ExtraContexts = _NONE) -> str:
    """Return the canonical N-Quads of a JSON-LD document (RDFC-1.0 with SHA-256).

    Raises ContextError for a context outside the closed list, SafeModeError when JSON-LD would
    drop something, CanonicalizationError when there is no canonical form.
    """
    return canonicalize_quads(to_quads(document, extra=extra))


def canonical_nquads_inline(document: JsonObject) -> str:
    """Return the canonical N-Quads of a document that may bring contexts of its own.

    Fit only to find out that a signature is broken: such contexts can give words another meaning,
    so a signature that fits says nothing about what is read under their usual names.
    """
    return canonicalize_quads(to_quads(document, inline=True))


def canonical_nquads_384(document: JsonObject, *, extra: ExtraContexts = _NONE) -> str:
    """Return the same with blank nodes named by SHA-384, for P-384 (vc-di-ecdsa, section 3.2)."""
    return canonicalize_quads(to_quads(document, extra=extra), algorithm=_RDFC_1_0_384)


def canonicalize_quads(
    quads: list[pyoxigraph.Quad],
    *,
    algorithm: pyoxigraph.CanonicalizationAlgorithm = _RDFC_1_0,
) -> str:
    """Return the canonical N-Quads of a dataset: blank nodes named by RDFC-1.0, lines sorted."""
    dataset = pyoxigraph.Dataset(quads)
    dataset.canonicalize(algorithm)
    text = pyoxigraph.serialize(dataset, format=pyoxigraph.RdfFormat.N_QUADS) or b""
    # Split on LF only: a literal may hold U+2028 or U+0085 as they are.
    lines = text.decode("utf-8").split("\n")[:-1]
    return "".join(line + "\n" for line in sorted(lines))


def to_quads(
    document: JsonObject, *, extra: ExtraContexts = _NONE, inline: bool = False
) -> list[pyoxigraph.Quad]:
    """Return the RDF dataset of a JSON-LD document; the same errors as ``canonical_nquads``."""
    try:
        check_contexts(document, extra=extra, inline=inline)
        guarded = _guarded(document, ())
        found = rdf.quads(_expand(guarded, extra))
        # walked a second time, and only where needed: it doubles the work
        if _has_empty(document):
            rdf.quads(_expand(_probed(guarded), extra))
    except RecursionError as error:
        raise CanonicalizationError("This document is nested too deeply.") from error
    except UnicodeEncodeError as error:
        raise CanonicalizationError("A text here holds half of a character.") from error
    return found


def check_contexts(
    document: JsonObject, *, extra: ExtraContexts = _NONE, inline: bool = False
) -> None:
    """Raise ContextError unless every context, however deep, is a URL in the closed list.

    With ``inline`` an object in its place is let through.
    """
    if "@context" not in document:
        raise ContextError("A JSON-LD document must have an @context.", place="/@context")
    for place, context in _contexts(document, ()):
        for url in context if isinstance(context, list) else [context]:
            if inline and isinstance(url, dict):
                continue
            if not isinstance(url, str):
                message = "Write contexts as addresses; one inside the document is not accepted."
                where = pointer(*place)
                if isinstance(url, dict):
                    raise UnknownContextError(message, context="", place=where)
                raise ContextError(message, place=where)
            if url not in contexts.FILES and url not in extra:
                message = (
                    f"The context {shown(url, limit=200)} is not in the list of known contexts."
                )
                raise UnknownContextError(
                    message, context=shown(url, limit=200), place=pointer(*place)
                )


def _contexts(value: Any, place: _Place) -> Iterator[tuple[_Place, Any]]:
    if isinstance(value, dict):
        for key, member in value.items():
            if key == "@context":
                yield (*place, key), member
            else:
                yield from _contexts(member, (*place, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _contexts(member, (*place, index))


def _expand(document: JsonObject, extra: ExtraContexts) -> list[Any]:
    def load(url: str, _options: object) -> JsonObject:
        document = extra[url] if url in extra else contexts.load(url)
        return {"contextUrl": None, "documentUrl": url, "document": document}

    try:
        with _one_at_a_time:
            if extra:
                return list(jsonld.expand(document, {"base": rdf.BASE, "documentLoader": load}))
            return expand(document, base=rdf.BASE, load=load)
    except jsonld.JsonLdError as error:
        raise CanonicalizationError("This is not a valid JSON-LD document.") from error
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise CanonicalizationError("This document cannot be read as JSON-LD.") from error


def _has_empty(value: Any) -> bool:
    """Say whether there is a null or empty list: expansion drops it before it sees its term."""
    if isinstance(value, dict):
        return any(_has_empty(member) for member in value.values())
    if isinstance(value, list):
        return not value or any(_has_empty(member) for member in value)
    return value is None


def _probed(value: Any) -> Any:
    """Replace nulls and empty lists by a value, so that an undefined term above them shows."""
    if isinstance(value, dict):
        return {key: _probed(member) for key, member in value.items()}
    if isinstance(value, list) and value:
        return [_probed(member) for member in value]
    return "urn:probe:empty" if value is None or value == [] else value


def _guarded(value: Any, place: _Place) -> Any:
    """Copy a document so that an undefined term becomes visible in its quads.

    The default vocabulary goes first in each context: one set by a known context wins.
    """
    if isinstance(value, dict):
        return {key: _guarded_member(key, item, (*place, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_guarded(item, (*place, index)) for index, item in enumerate(value)]
    if isinstance(value, int) and abs(value) > _MAX_SAFE_INTEGER:
        raise CanonicalizationError(
            "Whole numbers over 9007199254740991 read differently elsewhere; write them as text.",
            place=pointer(*place),
        )
    if isinstance(value, float) and value.is_integer() and abs(value) < _MAX_EXACT_INTEGRAL:
        return int(value)  # JSON has one kind of number: 1.0 and 1 are the same
    return value


def _guarded_member(key: str, value: Any, place: _Place) -> Any:
    if key == "@context":
        return [{"@vocab": rdf.UNDEFINED}, *(value if isinstance(value, list) else [value])]
    if key.startswith("@") and key not in _KEYWORDS:
        raise SafeModeError("This is not a keyword of JSON-LD.", place=pointer(*place))
    return _guarded(value, place)
