"""What the canonical form cannot see: ways to write the same RDF so that JSON reads otherwise.

Refused here, before anything is canonicalised:

* names that begin with `@` (JSON-LD keywords) other than `@context`, and names with a colon (full
  addresses used as names): both let a property stand where no JSON path looks;
* `@context` inside an object that is no credential and no proof: it would rename its properties
  (one written out there, or named by an unknown address, is told apart: nobody knows its words);
* contexts that are not for this kind of document (others, unknown here, are told apart);
* blank node identifiers (`_:x`), with which a small file can cost the canonical form hours;
* an object elsewhere with the id of the credential itself: RDF would merge the two;
* more than `MAX_NODES` objects.
"""

from typing import Any, Final

from badges import contexts
from badges.errors import BadgesError, UnknownContextError
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

_SERVICE: Final = frozenset({"id", "type"})
"""What a refresh service says. It may have the id of the badge, as in the complete example of Open
Badges 3.0: with nothing else in it, RDF can merge no property into the badge."""
_HOLD_CREDENTIALS: Final = frozenset({"endorsement", "verifiableCredential"})
_Place = tuple[str | int, ...]


class StructureError(BadgesError):
    """The document is written so that its meaning and its JSON could differ."""

    default_check = "safe-mode"


def check_structure(document: JsonObject) -> None:
    """Raise `StructureError` at the first thing that is refused."""
    walk = _Walk(document.get("id"))
    walk.visit(document, (), "")
    _check_contexts(document, ())
    if walk.unknown is not None:
        raise walk.unknown


class _Walk:
    """One pass over a document; `root` is the id of the credential itself."""

    def __init__(self, root: object) -> None:
        self._root = root
        self._count = 0
        self.unknown: UnknownContextError | None = None
        """The first context whose words nobody knows; told last, for what is wrong comes first."""

    def visit(self, value: Any, place: _Place, holder: str) -> None:
        """Check an object or list and all in it; `holder` is the property it stands under."""
        if isinstance(value, list):
            for index, member in enumerate(value):
                if isinstance(member, (dict, list)):
                    self.visit(member, (*place, index), holder)
            return
        self._count += 1
        if self._count > MAX_NODES:
            raise StructureError(f"A badge may hold {MAX_NODES} objects.")
        self._check_identifier(value, place)
        for name, member in value.items():
            if name == "@context":
                self._check_context(member, place, holder)
            elif ":" in name or name.startswith("@"):
                message = f"Write {shown(name)} under its usual name, without @ or colon."
                raise StructureError(message, place=pointer(*place, name))
            elif isinstance(member, (dict, list)):
                self.visit(member, (*place, name), name)

    def _check_identifier(self, value: JsonObject, place: _Place) -> None:
        identifier = value.get("id")
        if isinstance(identifier, str) and identifier.startswith("_:"):
            message = "Blank node identifiers are refused."
            raise StructureError(message, place=pointer(*place, "id"))
        repeats = bool(place) and identifier is not None and identifier == self._root
        repeats = repeats and not (place[:1] == ("refreshService",) and value.keys() <= _SERVICE)
        if repeats and not _HOLD_CREDENTIALS.intersection(place):
            message = "Only the credential itself may have its id."
            raise StructureError(message, place=pointer(*place, "id"))

    def _check_context(self, told: Any, place: _Place, holder: str) -> None:
        if not place or holder in _HOLD_CREDENTIALS or holder == "proof":
            return
        where = pointer(*place, "@context")
        for context in told if isinstance(told, list) else [told]:
            if isinstance(context, dict):
                found = _brought(where)
            elif isinstance(context, str) and context not in contexts.FILES:
                found = _unknown(context, where)
            else:
                message = "A @context may stand only at the top of a credential or of a proof."
                raise StructureError(message, place=where)
            self.unknown = self.unknown or found


def _brought(where: str) -> UnknownContextError:
    message = "The badge brings a context of its own, inside the document."
    return UnknownContextError(message, context="", place=where)


def _unknown(url: str, where: str) -> UnknownContextError:
    address = shown(url, limit=200)
    message = f"The context {address} is not in the list of known contexts."
    return UnknownContextError(message, context=address, place=where)


def _check_contexts(document: JsonObject, place: _Place) -> None:
    named = document.get("@context")
    listed = named if isinstance(named, list) else [named]
    legacy = bool(listed) and listed[0] == contexts.CREDENTIALS_V1
    allowed = LEGACY_CONTEXTS if legacy else CREDENTIAL_CONTEXTS
    for index, url in enumerate(listed):
        if isinstance(url, str) and url in allowed:
            continue
        where = pointer(*place, "@context", index)
        if isinstance(url, dict):
            raise _brought(where)
        if not isinstance(url, str):
            message = "Write contexts as addresses."
            raise StructureError(message, place=where)
        if url in contexts.FILES:
            raise StructureError(f"The context {shown(url)} is not for badges.", place=where)
        raise _unknown(url, where)
