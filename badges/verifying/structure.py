"""What the canonical form cannot see: ways to write the same RDF so that JSON reads otherwise.

Refused here, before anything is canonicalised:

* names that begin with `@` (JSON-LD keywords) other than `@context`, and names with a colon (full
  addresses used as names): both let a property stand where no JSON path looks;
* `@context` inside an object that is no credential and no proof: it would rename its properties;
* contexts outside the list for this kind of document;
* blank node identifiers (`_:x`), with which a small file can cost the canonical form hours;
* an object elsewhere with the id of the credential itself: RDF would merge the two;
* more than `MAX_NODES` objects.
"""

from collections.abc import Iterator
from typing import Any, Final

from badges import contexts
from badges.errors import BadgesError
from badges.reading import JsonObject, pointer, shown

MAX_NODES: Final = 4000

_BASE: Final = "https://purl.imsglobal.org/spec/"
CREDENTIAL_CONTEXTS: Final = frozenset(
    url
    for url in contexts.FILES
    if url.startswith((_BASE, "https://w3id.org/security/data-integrity/"))
) | {
    contexts.CREDENTIALS_V2,
    contexts.MULTIKEY_V1,
    "https://w3id.org/security/suites/ed25519-2020/v1",
    "https://w3id.org/vc/status-list/2021/v1",
    "https://www.w3.org/ns/credentials/status/v1",
}
"""What a credential of VC Data Model 2.0 may name."""

LEGACY_CONTEXTS: Final = CREDENTIAL_CONTEXTS - {contexts.CREDENTIALS_V2} | {contexts.CREDENTIALS_V1}
"""What a credential of VC Data Model 1.1 may name."""

_HOLD_CREDENTIALS: Final = frozenset({"endorsement", "verifiableCredential"})
_Place = tuple[str | int, ...]


class StructureError(BadgesError):
    """The document is written so that its meaning and its JSON could differ."""

    default_check = "safe-mode"


def check_structure(document: JsonObject) -> None:
    """Raise `StructureError` at the first thing that is refused."""
    for count, (place, node, holder) in enumerate(_nodes(document, (), "")):
        if count >= MAX_NODES:
            raise StructureError(f"A badge may hold {MAX_NODES} objects.")
        _check_names(node, place, holder)
        _check_identifier(node, place, document)
    _check_contexts(document, ())


def _nodes(value: Any, place: _Place, holder: str) -> Iterator[tuple[_Place, JsonObject, str]]:
    """Yield every object with its place and the name of the property that holds it."""
    if isinstance(value, dict):
        yield place, value, holder
        for name, member in value.items():
            if isinstance(member, (dict, list)):
                yield from _nodes(member, (*place, name), name)
    elif isinstance(value, list):
        for index, member in enumerate(value):
            if isinstance(member, (dict, list)):
                yield from _nodes(member, (*place, index), holder)


def _check_names(node: JsonObject, place: _Place, holder: str) -> None:
    for name in node:
        if name == "@context":
            if place and holder not in _HOLD_CREDENTIALS and holder != "proof":
                message = "A @context may stand only at the top of a credential or of a proof."
                raise StructureError(message, place=pointer(*place, name))
        elif name.startswith("@") or ":" in name:
            message = f"Write {shown(name)} under its usual name, without @ or colon."
            raise StructureError(message, place=pointer(*place, name))


def _check_identifier(node: JsonObject, place: _Place, document: JsonObject) -> None:
    identifier = node.get("id")
    if isinstance(identifier, str) and identifier.startswith("_:"):
        raise StructureError("Blank node identifiers are refused.", place=pointer(*place, "id"))
    repeats = bool(place) and identifier is not None and identifier == document.get("id")
    if repeats and not _HOLD_CREDENTIALS.intersection(place):
        message = "Only the credential itself may have its id."
        raise StructureError(message, place=pointer(*place, "id"))


def _check_contexts(document: JsonObject, place: _Place) -> None:
    named = document.get("@context")
    listed = named if isinstance(named, list) else [named]
    legacy = bool(listed) and listed[0] == contexts.CREDENTIALS_V1
    allowed = LEGACY_CONTEXTS if legacy else CREDENTIAL_CONTEXTS
    for index, url in enumerate(listed):
        if not isinstance(url, str):
            message = "Write contexts as addresses; one inside the document is not accepted."
            raise StructureError(message, place=pointer(*place, "@context", index))
        if url not in allowed:
            message = f"The context {shown(url)} is not in the list of known contexts."
            raise StructureError(message, place=pointer(*place, "@context", index))
