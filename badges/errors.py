"""Every refusal of this package, as one flat family.

An error names the ``check`` that failed (the ids of the verification report, plus ``key`` and
``lint`` for issuing), the ``place`` (a JSON pointer, RFC 6901; empty for the whole document) and
says in ``message`` what would make it right. Messages never repeat foreign input unescaped.

Naming rule: what could not be done, then ``Error``. Catch ``BadgesError`` to catch them all.
"""

from __future__ import annotations

from typing import ClassVar


class BadgesError(Exception):
    """Something was refused: why, where, and by which check."""

    default_check: ClassVar[str] = "parse"

    def __init__(self, message: str, *, place: str = "", check: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.check = self.default_check if check is None else check

    def __str__(self) -> str:
        where = f" (at {self.place})" if self.place else ""
        return f"{self.check}: {self.message}{where}"


class ParseError(BadgesError):
    """The bytes are not the kind of file or JSON that they should be."""


class SchemaError(BadgesError):
    """The document has not the shape that its specification asks for."""

    default_check = "schema"


class ContextError(BadgesError):
    """A JSON-LD context that is not in the closed list, or none at all."""

    default_check = "safe-mode"


class SafeModeError(BadgesError):
    """JSON-LD would silently drop or change something, so a signature would not cover it."""

    default_check = "safe-mode"


class UnknownContextError(ContextError):
    """A context that stands where a further one may stand, but whose words are not known here."""

    code: ClassVar[str] = "context-unknown"

    def __init__(self, message: str, *, context: str, place: str) -> None:
        super().__init__(message, place=place)
        self.values = {"context": context} if context else {}
        """The address, safe to print; nothing for one that stands inside the document."""


class UndefinedTermError(SafeModeError):
    """A word that no context defines, so that RDF would drop it."""

    code: ClassVar[str] = "term-undefined"


class CanonicalizationError(BadgesError):
    """The document has no canonical form."""

    default_check = "proof"


class ProofError(BadgesError):
    """A Data Integrity proof that is malformed, unsupported or does not verify."""

    default_check = "proof"


class TokenError(BadgesError):
    """A JWT or JWS that is malformed, unsupported or does not verify."""

    default_check = "proof"


class EnvelopeError(TokenError):
    """A header that says what no signed credential says, or what nobody may pass over."""


class UnsupportedProofError(TokenError):
    """A signature of a kind that may be right, but that nothing here can check."""


class KeyFormatError(BadgesError):
    """A key that cannot be read: Multikey, JWK, PEM or wrapped bytes."""

    default_check = "key"


class UnsupportedKeyError(KeyFormatError):
    """A key of a kind that may be right, but that nothing here can work with."""


class KeyBindingError(BadgesError):
    """A key that its issuer does not publish for making claims."""

    default_check = "key-controller"


class DidError(BadgesError):
    """A DID or DID document that cannot be used."""

    default_check = "key-controller"


class DidDocumentError(DidError):
    """What stands where the document of a DID should be is none, so it says nothing of its keys."""


class StatusError(BadgesError):
    """A status list that cannot be read or does not belong to the credential."""

    default_check = "status"


class LintError(BadgesError):
    """A credential that must not be issued; ``findings`` says everything that is wrong."""

    default_check = "lint"

    def __init__(self, findings: tuple[BadgesError, ...]) -> None:
        self.findings = findings
        first = findings[0]
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        super().__init__(first.message + more, place=first.place, check=first.check)
