"""Canonical forms while verifying: in the child for what may be hostile, here for what cannot be.

Three kinds of document need no child, because their work is bounded by their size:

* proof options, which are a handful of texts (no nesting, so no blank nodes to permute); their
  templates are kept apart, so that a stranger's cannot crowd out ours;
* documents of a shape that has a proven template (`fast_canonical`): only texts are filled in;
* a document that was seen before, byte for byte.

Templates are learned only from documents that were proven to come from a known issuer, and only
when a shape comes back, so strangers cannot make this process learn.
"""

import json
import threading
from collections import OrderedDict
from hashlib import sha256
from typing import Any, Final

from badges.proofs import fast_canonical
from badges.reading import JsonObject
from badges.sandbox import Task
from badges.verifying.asking import Runner

MAX_SEEN: Final = 1024
MAX_LEARNED: Final = 32 * 1024
"""In bytes of JSON; learning costs more than the canonical form itself."""
MAX_KEPT: Final = 64
MAX_KEPT_TEXT: Final = 64 * 1024
_MAX_FLAT: Final = 16
_MAX_FLAT_TEXT: Final = 4096

_flat_form: Final = fast_canonical.FastCanonicalizer()
_lock = threading.Lock()
_kept: OrderedDict[bytes, str] = OrderedDict()
_seen: OrderedDict[int, None] = OrderedDict()


class Forms:
    """Makes the canonical forms that one proof needs; remembers which shapes were new."""

    def __init__(self, sandbox: Runner) -> None:
        self._sandbox = sandbox
        self._new: list[JsonObject] = []

    def __call__(self, document: JsonObject) -> str:
        """Return the canonical N-Quads; the errors of `canonical` and of `sandbox`."""
        known = fast_canonical.canonical_nquads.known_form(document)
        if known is not None:
            return known
        if _is_flat(document):
            return _flat_form(document)
        payload = json.dumps(document).encode()
        if len(payload) <= MAX_LEARNED:
            self._new.append(document)
        digest = sha256(payload).digest()
        with _lock:
            kept = _kept.get(digest)
        if kept is None:
            kept = str(self._sandbox.run(Task.CANONICALIZE, payload))
            _keep(digest, kept)
        return kept

    def by_sha384(self, document: JsonObject) -> str:
        """Return the canonical N-Quads with blank nodes named by SHA-384.

        A blank node alone, as in proof options, has the same name by any hash.
        """
        if _is_flat(document):
            return _flat_form(document)
        return str(self._sandbox.run(Task.CANONICALIZE_384, json.dumps(document).encode()))

    def inline(self, document: JsonObject) -> str:
        """Return the canonical N-Quads of a document that may bring contexts of its own."""
        return str(self._sandbox.run(Task.CANONICALIZE_INLINE, json.dumps(document).encode()))

    def learn(self) -> None:
        """Learn the new shapes; only after the documents were proven to be a known issuer's."""
        for document in self._new:
            _learn(document)


def _learn(document: JsonObject) -> None:
    """Make a template of a document if its shape came before."""
    shape = hash(fast_canonical.shape_of(document)[0])
    with _lock:
        again = shape in _seen
        _seen[shape] = None
        if len(_seen) > MAX_SEEN:
            _seen.popitem(last=False)
    if again:
        fast_canonical.canonical_nquads(document)


def _keep(digest: bytes, form: str) -> None:
    if len(form) > MAX_KEPT_TEXT:
        return
    with _lock:
        _kept[digest] = form
        if len(_kept) > MAX_KEPT:
            _kept.popitem(last=False)


def _is_flat(document: JsonObject) -> bool:
    """Say whether there are only a few short texts (and the contexts, a list of texts)."""
    if len(document) > _MAX_FLAT:
        return False
    contexts: Any = document.get("@context")
    texts = [*(contexts if isinstance(contexts, list) else [contexts])]
    texts += [value for name, value in document.items() if name != "@context"]
    return all(isinstance(text, str) for text in texts) and (sum(map(len, texts)) <= _MAX_FLAT_TEXT)
