"""What caller and child must both know: the tasks, what goes over the pipe, what can go wrong."""

from enum import Enum
from typing import Any, Final

from badges.errors import BadgesError

MEMORY_BYTES: Final = 100 * 1024 * 1024
OUT_OF_MEMORY: Final = "out-of-memory"
HEAD: Final = ">IH"
"""Size of the payload, milliseconds of processor time it may take."""


class Task(Enum):
    """What the child can do; the value is the letter on the wire."""

    CANONICALIZE = b"c"
    """JSON-LD document -> its canonical N-Quads."""
    CANONICALIZE_384 = b"k"
    """The same with blank nodes named by SHA-384."""
    CANONICALIZE_INLINE = b"i"
    """The same, of a document that may bring contexts of its own."""
    UNBAKE = b"u"
    """PNG or SVG -> the badge in it."""
    PDF = b"p"
    """PDF certificate -> the texts attached to it that may be badges."""
    DRAW = b"d"
    """PNG or SVG -> a small picture of what it looks like: media type, bytes as base64."""


SLOW_TO_BEGIN: Final = frozenset({Task.PDF, Task.DRAW})
"""What needs imports first, which are not the input's fault."""


class SandboxError(BadgesError):
    """The child gave no answer; this says nothing about the input."""

    code = "busy"


class TooHeavyError(BadgesError):
    """The input needs more processor or memory than any badge may need."""

    code = "too-heavy"


class RefusedInChildError(BadgesError):
    """The child refused the input; carries what the original refusal said."""

    def __init__(self, told: dict[str, Any]) -> None:
        super().__init__(str(told["message"]), place=str(told["place"]), check=str(told["check"]))
        self.code = str(told["code"])
        self.values: dict[str, str] = dict(told["values"])
