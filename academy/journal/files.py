"""Lines in files that nothing but a disk can lose: one file for each process, each line checked.

A process appends to its own file under a lock that nobody else wants but for rewriting, so
writers never wait for one another. A line is its CRC-32 and a JSON object; what a crash tore in
half does not fit its CRC and is passed over.
"""

import fcntl
import json
import os
import socket
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from academy.progress import Progress, silent

Json = dict[str, Any]
Change = Callable[[Json], Json]
SUFFIX = ".jsonl"
KEPT = "kept-"
"""Begins the names of files that hold what finished processes wrote."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands."""

    file: Path
    offset: int


@dataclass(frozen=True, slots=True)
class JournalFolder:
    """A folder of journal files, for its owner only. Its parent must be there."""

    path: Path

    def append(self, lines: Sequence[Json]) -> None:
        """Returns when the lines are on the disk; raises OSError when they are not, and then
        leaves no half line."""
        self._append_to(self._own_file(), b"".join(_written(line) for line in lines))

    def try_out(self) -> None:
        """Whether a line could be written; raises OSError."""
        self._append_to(self._own_file(), b"")

    def lines(self, *, only_new: bool = False) -> Iterator[Json]:
        """Every sound line, file by file; `only_new` leaves out what was tidied away."""
        for file in self._files():
            if not (only_new and file.name.startswith(KEPT)):
                yield from _read(file)

    def read(self, progress: Progress = silent) -> Iterator[tuple[Json | None, Place]]:
        """Every line with its place, for reading some of them later; None where it does not fit
        its check: what a crash tore, or somebody touched."""
        files = self._files()
        with progress("Reading the journal", sum(map(_size, files))) as tell:
            for file in files:
                offset = 0
                for raw in _raw(file):
                    if raw != b"\n":
                        yield _parsed(raw), Place(file, offset)
                    offset += len(raw)
                    tell(len(raw))

    def line_at(self, place: Place) -> Json:
        with place.file.open("rb") as handle:
            handle.seek(place.offset)
            line = _parsed(handle.readline())
        if line is None:
            message = f"{place.file} changed while it was read. Try again."
            raise OSError(message)
        return line

    def damaged(self, progress: Progress = silent) -> int:
        """How many lines do not fit their check."""
        return sum(line is None for line, _place in self.read(progress))

    def rewrite(self, change: Change, *, about: str) -> None:
        """Replace every line that names `about` by what `change` makes of it, in every file."""
        for file in self._files():
            with _locked(file):
                if any(about.encode() in raw for raw in _raw(file)):
                    self._replace(file, b"".join(_written(change(line)) for line in _read(file)))
        self._sync_names()

    def tidy(self, month: str) -> None:
        """Move what processes wrote into one file for the month; a crash leaves lines twice."""
        for file in self._files():
            if not file.name.startswith(KEPT):
                with _locked(file):
                    content = b"".join(_written(line) for line in _read(file))
                    self._append_to(self.path / f"{KEPT}{month}{SUFFIX}", content)
                    file.unlink()
        self._sync_names()

    def forget_all(self) -> None:
        """For a demo that begins anew."""
        for file in self._files():
            file.unlink(missing_ok=True)

    def _own_file(self) -> Path:
        host = "".join(c for c in socket.gethostname() if c.isalnum() or c == "-")
        return self.path / f"{host}-{os.getpid()}{SUFFIX}"

    def _files(self) -> list[Path]:
        return sorted(self.path.glob(f"*{SUFFIX}"))

    def _append_to(self, file: Path, content: bytes) -> None:
        self.path.mkdir(mode=0o700, exist_ok=True)
        is_new = not file.exists()
        with _locked(file) as handle:
            size = os.fstat(handle).st_size
            # a line that a crash tore has no end: ours begins on a new one
            torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
            try:
                _write_all(handle, b"\n" + content if torn else content)
                os.fsync(handle)
            except OSError:
                os.ftruncate(handle, size)
                raise
        if is_new:
            self._sync_names()

    def _replace(self, file: Path, content: bytes) -> None:
        # no `*.jsonl`: what a crash leaves of it is read by nobody
        fresh = file.with_suffix(".new")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            _write_all(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)
        fresh.replace(file)

    def _sync_names(self) -> None:
        """A new name survives a power cut only when its folder is on the disk too."""
        if not self.path.is_dir():
            return
        handle = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _locked(file: Path) -> Iterator[int]:
    """The file that has this name now, open for appending and locked."""
    while True:
        handle = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            if _is_still(file, handle):
                yield handle
                return
        finally:
            os.close(handle)


def _is_still(file: Path, handle: int) -> bool:
    """While we waited for the lock, the file may have been replaced or moved away."""
    try:
        return os.path.samestat(file.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _write_all(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]


def _written(line: Json) -> bytes:
    body = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(body), body)


def _read(file: Path) -> Iterator[Json]:
    return (line for raw in _raw(file) if (line := _parsed(raw)) is not None)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0  # as `_raw` says


def _raw(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as handle:
            yield from handle
    except FileNotFoundError:
        return  # moved away by somebody who tidies


def _parsed(raw: bytes) -> Json | None:
    check, _, body = raw.removesuffix(b"\n").partition(b" ")
    if check != b"%08x" % zlib.crc32(body):
        return None
    try:
        line = json.loads(body)
    except (ValueError, RecursionError):
        return None  # a line of zeros and whatever else fits its check by chance or by hand
    return line if isinstance(line, dict) and isinstance(line.get("kind"), str) else None
