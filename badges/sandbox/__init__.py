"""A killable child process for work on files from strangers; see `children` for the rules.

`tasks` is what both sides must know; `children` is the side of the caller; `child` is what runs in
the other process, and the only part that imports what does the work.
"""

from badges.sandbox.children import CPU_SECONDS, Answer, Sandbox, shared
from badges.sandbox.tasks import (
    MEMORY_BYTES,
    RefusedInChildError,
    SandboxError,
    Task,
    TooHeavyError,
)

__all__ = [
    "CPU_SECONDS",
    "MEMORY_BYTES",
    "Answer",
    "RefusedInChildError",
    "Sandbox",
    "SandboxError",
    "Task",
    "TooHeavyError",
    "shared",
]
