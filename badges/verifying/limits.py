"""How much one verification may cost in all, whatever the badge asks for.

A badge can hold other badges, each with keys and lists elsewhere, so limits for one step are not
enough: here are the limits for the whole.
"""

import time
from typing import Any, Final

from badges.fetching.documents import Documents, Fetched, UnavailableError
from badges.sandbox import CPU_SECONDS, Sandbox, SandboxError, Task, TooHeavyError

MAX_FETCHES: Final = 40
FETCH_SECONDS: Final = 10.0
CHILD_SECONDS: Final = CPU_SECONDS
TOTAL_SECONDS: Final = 0.5
"""Processor time, of the child and of this thread, after which no part of a file is begun."""


class LimitedDocuments:
    """A `Documents` that asks for each address once, for `MAX_FETCHES` in `FETCH_SECONDS`."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._answers: dict[str, Fetched | UnavailableError] = {}
        self._seconds = 0.0

    def get(self, identifier: str) -> Fetched:
        """See `Documents.get`."""
        if identifier not in self._answers:
            self._answers[identifier] = self._ask(identifier)
        answer = self._answers[identifier]
        if isinstance(answer, UnavailableError):
            raise answer
        return answer

    def _ask(self, identifier: str) -> Fetched | UnavailableError:
        if len(self._answers) >= MAX_FETCHES or self._seconds > FETCH_SECONDS:
            return UnavailableError("too-many", identifier)
        began = time.monotonic()
        try:
            return self._documents.get(identifier)
        except UnavailableError as error:
            return error
        finally:
            self._seconds += time.monotonic() - began


class TooMuchError(SandboxError):
    """The parts of one file together need more work than may be spent on it; none is at fault."""

    code = "too-much"


class LimitedSandbox:
    """A sandbox of which one verification may use `CHILD_SECONDS` of processor time.

    Made when the verification begins: it watches the time of its own thread too.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._left = CHILD_SECONDS
        self._began = time.thread_time()

    @property
    def spent(self) -> bool:
        """Whether nothing more will be done."""
        return self._seconds() <= 0

    def _seconds(self) -> float:
        """How much processor time there is for the next piece of work in the child."""
        used = CHILD_SECONDS - self._left + time.thread_time() - self._began
        return min(self._left, CPU_SECONDS, TOTAL_SECONDS - used)

    def run(self, task: Task, payload: bytes) -> Any:
        """See `Sandbox.run`; raises `TooMuchError` once the time is used up.

        A part that alone takes half of what any may take is too heavy, whatever went before.
        """
        seconds = self._seconds()
        if seconds <= 0:
            raise TooMuchError("All parts of this badge together need too much work.")
        try:
            answer = self._sandbox.ask(task, payload, cpu_seconds=seconds)
        except TooHeavyError as error:
            self._left = 0
            if seconds < CPU_SECONDS / 2:
                raise TooMuchError("The parts of this badge together need too much.") from error
            raise
        self._left -= answer.cpu_seconds
        return answer.result()
