"""Has the issuer withdrawn the badge?

Read: `BitstringStatusListEntry` (W3C Bitstring Status List 1.0; lists as JSON with a proof and as
JWT), `StatusList2021Entry` (its draft) and `1EdTechRevocationList` (Open Badges 3.0, section
4.8.2). A list counts only if it is the issuer's own, signed by the issuer where it can be, and
valid now. Whatever is wrong with a list means "unknown", never "not revoked".
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from badges.contexts.dates import dates_of
from badges.documents import status
from badges.errors import BadgesError, StatusError
from badges.fetching.documents import UnavailableError
from badges.keys import did
from badges.proofs import vc_jwt
from badges.proofs.vc_jwt import Token
from badges.reading import JsonObject, decode_text, read_json_text, shown, without_nulls
from badges.verifying.asking import Asked
from badges.verifying.authenticity import authenticate, issuer_of
from badges.verifying.dates import Span, check_end, check_start
from badges.verifying.open_badges_3 import shapes
from badges.verifying.report import Check, CheckId, Outcome
from badges.verifying.withdrawing import revoked_check

_DECIDING: Final = {"revocation": "revoked", "suspension": "suspended"}
_INFORMING: Final = frozenset({"refresh", "message"})
_SEVERITY: Final = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS, Outcome.SKIP)


def check_status(document: JsonObject, asked: Asked) -> Check:
    """Return the worst of what the status entries of a proven credential say, in any order.

    A badge that is revoked may be suspended too: for good is worse than for a time.
    """
    found = list(_each(document, asked))
    if not found:
        return Check(CheckId.STATUS, Outcome.SKIP, "no-status")
    return min(found, key=lambda each: (_SEVERITY.index(each.outcome), each.code == "suspended"))


def _each(document: JsonObject, asked: Asked) -> Iterator[Check]:
    entries: Any = document.get("credentialStatus", [])
    for entry in entries if isinstance(entries, list) else [entries]:
        if entry["type"] in status.LISTS:
            yield from _bitstring(document, entry, asked)
        elif entry["type"] == "1EdTechRevocationList":
            yield _told(lambda entry=entry: _listed(document, entry, asked), entry["id"])
        else:
            detail = f"Status type {shown(entry['type'])}"
            yield Check(CheckId.STATUS, Outcome.UNKNOWN, "status-kind-unknown", detail=detail)


def _bitstring(document: JsonObject, entry: JsonObject, asked: Asked) -> Iterator[Check]:
    purpose = entry["statusPurpose"]
    if purpose in _INFORMING:
        return
    if purpose not in _DECIDING or entry.get("statusSize", 1) != 1:
        detail = f"Status purpose {shown(purpose)}, or entries of more than one bit"
        yield Check(CheckId.STATUS, Outcome.UNKNOWN, "status-kind-unknown", detail=detail)
        return
    yield _told(lambda: _bit(document, entry, asked), entry["statusListCredential"])


def _told(ask: Any, place: str) -> Check:
    """Ask one list; whatever goes wrong with it becomes "unknown"."""
    try:
        check: Check = ask()
    except UnavailableError as error:
        return _unknown("status-unavailable", place, error)
    except BadgesError as error:
        return _unknown("status-not-believed", place, error)
    return check


def _unknown(code: str, place: str, error: BadgesError) -> Check:
    return Check(CheckId.STATUS, Outcome.UNKNOWN, code, {}, shown(place, limit=200), error.message)


def _bit(document: JsonObject, entry: JsonObject, asked: Asked) -> Check:
    listed = verified_list(entry["statusListCredential"], issuer_of(document), asked)
    place = shown(entry["statusListCredential"], limit=200)
    if status.is_set(entry, listed):
        code = _DECIDING[entry["statusPurpose"]]
        return Check(CheckId.STATUS, Outcome.FAIL, code, {}, place)
    if not isinstance(entry["statusListIndex"], str):
        # Bitstring Status List 1.0, section 2.1: text. Others read a number as no index at all.
        return Check(CheckId.STATUS, Outcome.UNKNOWN, "status-index-number", {}, place)
    return Check(CheckId.STATUS, Outcome.PASS, "not-revoked", {}, place)


def verified_list(address: str, issuer: str, asked: Asked) -> JsonObject:
    """Return the status list at an address, verified as the issuer's own and valid now.

    Raises `UnavailableError` or `StatusError`.
    """
    text = _fetched(address, asked)
    found = _proven_lists.find(text, issuer, asked)
    if found is None:
        found = _proven(text, issuer, asked)
        _proven_lists.keep(text, issuer, asked, found)
    _check_dates(found, asked)
    return found.document


@dataclass(frozen=True, slots=True)
class _List:
    """A list that was proven to be its issuer's, and when the signature counts."""

    document: JsonObject
    lasts: Span


def _proven(text: str, issuer: str, asked: Asked) -> _List:
    written, token = _read_list(text)
    document = written if token is not None else without_nulls(written)
    wrong = shapes.problem(document, "status-list")
    if wrong is not None:
        raise StatusError(f"The status list has a wrong form at {wrong[0] or '/'}.")
    if issuer_of(document) != issuer:
        raise StatusError("The status list is by somebody else than the issuer of the badge.")
    authenticity = authenticate(document, token, asked, written=written)
    if not authenticity.proven:
        bad = next(check for check in authenticity.checks if check.outcome is not Outcome.PASS)
        raise StatusError(f"The status list is not proven: {bad.message}")
    return _List(document, authenticity.lasts)


class _ProvenLists:
    """Lists that were proven, byte for byte, with the keys that their issuer publishes.

    The answer depends on nothing else than the list, those keys, and which of them had ended by
    then. The issuer's document is kept too, so that "the same document" is the same object.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[bytes, str], tuple[did.Document, _Ends, _List]] = (
            OrderedDict()
        )
        self._lock = threading.Lock()

    def find(self, text: str, issuer: str, asked: Asked) -> _List | None:
        keys = asked.resolver.known(issuer)
        with self._lock:
            kept = self._kept.get(_name(text, issuer))
        if kept is None or keys is None or kept[0] is not keys:
            return None
        return kept[2] if kept[1] == _ends(keys, asked.now) else None

    def keep(self, text: str, issuer: str, asked: Asked, found: _List) -> None:
        keys = asked.resolver.known(issuer)
        if keys is None:
            return
        with self._lock:
            self._kept[_name(text, issuer)] = (keys, _ends(keys, asked.now), found)
            if len(self._kept) > _MAX_LISTS:
                self._kept.popitem(last=False)


_Ends = tuple[bool, ...]


def _ends(keys: did.Document, now: datetime) -> _Ends:
    """Say of each key whether it may be believed now."""
    return tuple(
        (method.revoked is None or method.revoked > now)
        and (method.expires is None or method.expires > now)
        for method in keys.methods
    )


def _name(text: str, issuer: str) -> tuple[bytes, str]:
    return sha256(text.encode()).digest(), issuer


_MAX_LISTS: Final = 32
_proven_lists = _ProvenLists()


def _check_dates(found: _List, asked: Asked) -> None:
    document, lasts, names = found.document, found.lasts, dates_of(found.document)
    try:
        checks = [check_end(document, now=asked.now, signature=lasts, name=names.end)]
        if names.start in document or lasts.begins is not None:
            checks.append(check_start(document, now=asked.now, signature=lasts, name=names.start))
    except ValueError as error:
        raise StatusError(f"The status list has a wrong moment: {error}") from error
    if any(check.outcome is not Outcome.PASS for check in checks):
        raise StatusError("The status list is not valid at this time.")


def _fetched(address: str, asked: Asked) -> str:
    answer = asked.documents.get(address)
    if answer.status != 200:
        raise UnavailableError("bad-answer", address)
    return decode_text(answer.body).strip()


def _read_list(text: str) -> tuple[JsonObject, Token | None]:
    """Return a list as it was written, or the token that it came in."""
    if text.startswith("{"):
        return read_json_text(text), None
    token = vc_jwt.read_jwt(text)
    return vc_jwt.credential_of(token), token


def _listed(document: JsonObject, entry: JsonObject, asked: Asked) -> Check:
    """1EdTechRevocationList: an unsigned list, believed for the https address it stands on."""
    listed: Any = without_nulls(read_json_text(_fetched(entry["id"], asked)))
    if not isinstance(listed, dict) or not isinstance(listed.get("revokedCredential"), list):
        raise StatusError("The list of revoked badges has a wrong form.")
    if listed.get("id") != entry["id"] or listed.get("issuer") != issuer_of(document):
        raise StatusError("The list of revoked badges is not the one that the badge means.")
    for revoked in listed["revokedCredential"]:
        name, reason = _entry(revoked)
        if name == document["id"]:
            return revoked_check(reason, place=entry["id"])
    return Check(CheckId.STATUS, Outcome.PASS, "not-revoked", {}, shown(entry["id"], limit=200))


def _entry(revoked: Any) -> tuple[str | None, object]:
    if isinstance(revoked, str):
        return revoked, None
    if not isinstance(revoked, dict) or not isinstance(revoked.get("id"), str):
        raise StatusError("An entry in the list of revoked badges has a wrong form.")
    if revoked.get("revoked", True) is False:
        return None, None
    return revoked["id"], revoked.get("revocationReason")
