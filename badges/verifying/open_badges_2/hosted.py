"""Hosted assertions (Open Badges 2.0, "Hosted Verification").

The copy at the assertion's own address is the truth; what was handed in may not contradict it.
"""

from typing import Any, Final

from badges.errors import BadgesError
from badges.fetching.documents import UnavailableError
from badges.fetching.following import Followed, follow
from badges.reading import JsonObject, read_object, shown, without_nulls
from badges.verifying.open_badges_2.examination import (
    Examination,
    check_shape,
    failed,
    in_utc,
    listed,
    moment,
    name_of,
    unknown,
)
from badges.verifying.open_badges_2.hosting import may_speak, same_host, same_origin, same_place
from badges.verifying.recipients import matches
from badges.verifying.report import Check, CheckId, Outcome, signature_kind_unknown
from badges.verifying.stopping import StoppedError
from badges.verifying.withdrawing import revoked_check

_HOSTED: Final = frozenset({"HostedBadge", "hosted"})
_SIGNED: Final = frozenset({"SignedBadge", "signed", "VerificationObject", "Extension"})
"""Types with which a file that is not signed has nothing to show; another type names a way of its
own, such as Blockcerts' proof in a block chain."""
_MAY_DIFFER: Final = frozenset(
    {"@context", "id", "image", "badge", "recipient", "verification", "verify", "revoked"}
)
_ADDRESSES: Final = ("https://", "http://")
_NO_JSON: Final = frozenset({"not-json", "not-utf-8"})


def is_hosted(assertion: JsonObject) -> bool:
    """Say whether an assertion is to be believed for where it stands."""
    return not _HOSTED.isdisjoint(listed(assertion["verification"]["type"]))


def hosted_copy(given: JsonObject, examination: Examination) -> tuple[JsonObject, str]:
    """Return the assertion from its own address, and where it stood in the end.

    It was compared with the given one, but for the badge class, which is compared later.
    """
    if not given.get("id"):
        raise unknown(CheckId.PROOF, "address-needed")
    given = in_utc(given)
    check_shape(given, "assertion", "")
    _check_kind(given)
    address = given["id"]
    if not address.startswith(_ADDRESSES):
        raise failed(CheckId.PROOF, "signature-missing")
    fetched, stands = _assertion_at(address, examination)
    told = in_utc(fetched)
    check_shape(told, "assertion", address)
    different = [name for name in given if name not in _MAY_DIFFER and _differs(name, given, told)]
    if not _is_for_the_same(given["recipient"], fetched["recipient"]):
        different.append("recipient")
    if different:
        raise failed(CheckId.PROOF, "hosted-differs", f"/{shown(different[0])}")
    return fetched, stands


def check_host(
    assertion: JsonObject, stands: str, profile: JsonObject, examination: Examination
) -> None:
    """Check that the issuer's own profile lets an assertion stand where it does."""
    _check_kind(assertion)
    place = shown(assertion["id"], limit=200)
    if not may_speak(assertion["id"], profile):
        raise failed(CheckId.KEY_CONTROLLER, "host-not-issuers", place)
    if not same_origin(stands, assertion["id"]) and not may_speak(stands, profile):
        # The issuer's website sends us on: a move, or a redirect that anybody can use.
        raise unknown(CheckId.KEY_CONTROLLER, "moved-elsewhere", shown(stands, limit=200))
    examination.note(Check(CheckId.KEY_CONTROLLER, Outcome.PASS, "host-bound", {}, place))
    examination.note(Check(CheckId.PROOF, Outcome.PASS, "hosted-same", {}, place))


def _check_kind(assertion: JsonObject) -> None:
    """Stop unless the assertion is hosted: it lacks its signature, or has one of another kind."""
    if is_hosted(assertion):
        return
    kinds = [kind for kind in listed(assertion["verification"]["type"]) if kind not in _SIGNED]
    if not kinds:
        raise failed(CheckId.PROOF, "signature-missing", "/verification")
    raise StoppedError(signature_kind_unknown(kinds[0], "/verification/type"))


def _differs(name: str, given: JsonObject, fetched: JsonObject) -> bool:
    one, other = given[name], fetched.get(name)
    if name in ("issuedOn", "expires") and isinstance(other, str):
        return bool(moment(one) != moment(other))
    return [*map(_plain, listed(one))] != [*map(_plain, listed(other))]


def _is_for_the_same(given: JsonObject, fetched: JsonObject) -> bool:
    """Compare recipients; of one person, one may tell the address and the other only its hash."""
    if name_of(given) == name_of(fetched):
        return True
    if given["hashed"] == fetched["hashed"] or listed(given["type"]) != listed(fetched["type"]):
        return False
    hashed, plain = (given, fetched) if given["hashed"] else (fetched, given)
    return (
        matches(hashed["identity"], hashed.get("salt", ""), plain["identity"], hashed=True) is True
    )


def _plain(value: Any) -> Any:
    """An object of nothing but its address says the same as the address."""
    return value["id"] if isinstance(value, dict) and value.keys() == {"id"} else value


def _assertion_at(address: str, examination: Examination) -> tuple[JsonObject, str]:
    try:
        answer = follow(address, examination.asked.documents)
    except UnavailableError as error:
        raise unknown(CheckId.PROOF, "hosted-unavailable", "", error.message) from error
    document = _read(answer, address, examination)
    status = answer.fetched.status
    if status == 410 or (status == 200 and document.get("revoked") is True):
        stop_revoked(document, address, examination)
    if status == 404 and same_host(answer.address, address):
        # "make sure the Assertion exists" (Open Badges 2.0, HostedBadge Verification)
        raise failed(CheckId.PROOF, "hosted-missing")
    if status != 200:
        raise unknown(CheckId.PROOF, "hosted-unavailable", "", f"Status {status}.")
    if not any(same_place(document.get("id"), each) for each in (address, answer.address)):
        raise failed(CheckId.PROOF, "hosted-differs", "/id")
    return document, answer.address


def _read(answer: Followed, address: str, examination: Examination) -> JsonObject:
    document: JsonObject = {}
    status = answer.fetched.status
    try:
        document = without_nulls(read_object(answer.fetched.body))
        if status == 200 and document.get("revoked") is not True:
            document = examination.generation.upgrade("assertion", address, document)
    except BadgesError as error:
        if status == 200 and getattr(error, "code", "") in _NO_JSON:
            # the page of a shop's guard against robots, or one to sign in on
            raise unknown(CheckId.PROOF, "hosted-unavailable", "", error.message) from error
        if status == 200:
            raise failed(CheckId.PROOF, "hosted-differs", "", error.message) from error
    return document


def stop_revoked(document: Any, address: str, examination: Examination) -> None:
    """Stop: where the badge stood, its issuer says that it was withdrawn."""
    examination.note(Check(CheckId.PROOF, Outcome.PASS, "hosted-answered"))
    raise StoppedError(revoked_check(document.get("revocationReason"), place=address))
