"""What browsers load: every file under an address of its own, which changes only with the file.

The hash in an address is of what is sent. Scripts and styles are sent with the addresses of the
files they name in place of relative ones, so a file of which a part changed has another address
too, and a font stays in the browser when only a script changed. Scripts go without the comments
that explain them. Nothing is built or written: in `static/` scripts name each other as they do
anywhere.
"""

import hashlib
import json
import mimetypes
import posixpath
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from academy.web.joining import BOTH, JOINED, Shared, join, join_shared, share
from academy.web.packing import SMALLEST, packed
from academy.web.stylesheet import STYLESHEET, join_stylesheets

PREFIX = "/static/"
TEXTS = ("text/", "image/svg+xml")
SIGNS = 12
"""Of the hash, in the address."""
NAMED = {
    ".js": re.compile(r"""(?P<quote>["'])(?P<path>\.{1,2}/[\w./-]+)(?P=quote)"""),
    ".css": re.compile(r"""(?<=url\()(?P<quote>["']?)(?P<path>\.{1,2}/[\w./-]+)(?P=quote)(?=\))"""),
}
"""Another file, by its place beside the one that names it."""
REMARK = re.compile(r"^[ \t]*/\*(?!!).*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
"""A comment of a script, on lines of its own: for whoever reads the project, so it is not sent. It
may name files that name this one, for their types. A licence (`/*!`) stays."""
KIND = re.compile(r"/\*\* @(?:type|satisfies) [^*]*?\*/ ?")
"""What kind of thing follows, for `tsc`, amid the code of a script."""
ASIDE = re.compile(r"""[ \t]+// [^\n"'`]*$""", re.MULTILINE)
"""A comment behind code; one with a quote in it stays, for it may be a text."""
CHOSEN = re.compile(r"`(?P<folder>\.{1,2}/(?:[\w-]+/)*)\$\{(?P<name>\w+)\}\.js`")
"""A script of a folder by a name that only the page knows."""


class Kept:
    """One file, as it is sent."""

    def __init__(self, path: str, content: bytes) -> None:
        self.content = content
        self.hash = hashlib.sha256(content).hexdigest()[:SIGNS]
        self.address = f"{PREFIX}{self.hash}/{path}"
        self.mimetype = mimetypes.guess_type(path)[0] or "application/octet-stream"
        self.is_text = self.mimetype.startswith(TEXTS)

    @cached_property
    def packed(self) -> bytes:
        """Made when a browser first asks; two threads at once come to the same bytes."""
        return packed(self.content, SMALLEST)


class Shelf:
    """All files of a folder, and the one stylesheet that is joined out of many."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.read()

    def read(self) -> None:
        """Take everything in anew, as it is on the disk now."""
        files = (file for file in sorted(self._folder.rglob("*")) if file.is_file())
        sources = {file.relative_to(self._folder).as_posix(): file.read_bytes() for file in files}
        if (self._folder / "css").is_dir():
            sources[STYLESHEET] = join_stylesheets(self._folder)
        if all(path in sources for path in JOINED):
            sources[BOTH] = b""
        self._files = _Addressed(sources).all()

    def address(self, path: str) -> str:
        return self._files[path].address

    def find(self, address: str) -> Kept | None:
        """The file at an address, also at one of another release: its hash may be an old one."""
        if not address.startswith(PREFIX):
            return None
        return self._files.get(path_at(address))


class _Addressed:
    """Puts addresses in: of each file after those of all that it names."""

    def __init__(self, sources: Mapping[str, bytes]) -> None:
        self._sources = sources
        self._done: dict[str, Kept] = {}
        self._busy: list[str] = []

    def all(self) -> dict[str, Kept]:
        return {path: self._kept(path) for path in self._sources}

    def _kept(self, path: str) -> Kept:
        if path in self._busy:
            # each would have the hash of the other in it
            raise ValueError(f"{' and '.join(self._busy)} name each other: no address can be given")
        if path not in self._done:
            self._busy.append(path)
            self._done[path] = Kept(path, self._with_addresses(path))
            self._busy.pop()
        return self._done[path]

    def _with_addresses(self, path: str) -> bytes:
        if posixpath.splitext(path)[1] not in NAMED:
            return self._sources[path]
        if path == BOTH:
            return join_shared(self._shared, self._at).encode()
        text = self._text(path)
        if path in JOINED:
            shared = Shared(self._kept(BOTH).address, self._shared)
            text = join(path, text, self._at, shared)
        return text.encode()

    def _text(self, path: str) -> str:
        """By itself, with the addresses of what it names."""
        kind = posixpath.splitext(path)[1]
        text = self._sources[path].decode()
        if kind == ".js":
            text = ASIDE.sub("", KIND.sub("", REMARK.sub("", text)))
        text = NAMED[kind].sub(lambda found: self._named(path, found), text)
        return CHOSEN.sub(lambda found: self._chosen(path, found), text)

    @cached_property
    def _shared(self) -> dict[str, str]:
        return share([self._text(path) for path in JOINED], self._at)

    def _at(self, address: str) -> str:
        """The script at an address that was put in."""
        return self._kept(path_at(address)).content.decode()

    def _named(self, path: str, found: re.Match[str]) -> str:
        other = _beside(path, found["path"])
        if other not in self._sources:
            return found[0]
        return f"{found['quote']}{self._kept(other).address}{found['quote']}"

    def _chosen(self, path: str, found: re.Match[str]) -> str:
        folder = _beside(path, found["folder"])
        scripts = {
            posixpath.basename(other).removesuffix(".js"): self._kept(other).address
            for other in self._sources
            if posixpath.dirname(other) == folder and other.endswith(".js") and other != path
        }
        return f"{json.dumps(scripts)}[{found['name']}]"


def path_at(address: str) -> str:
    """Of a file, in the folder: what follows the hash."""
    _hash, _slash, path = address.removeprefix(PREFIX).partition("/")
    return path


def _beside(path: str, other: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), other))
