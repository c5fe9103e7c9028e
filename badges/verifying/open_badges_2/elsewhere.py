"""Documents of an issuer from their own addresses, over redirects if need be.

A redirect says where a document stands now, not whose it is: what decides who speaks (the profile,
its keys and its list of withdrawn badges) must stay on its own host, for an open redirect on the
issuer's website would let anybody answer in its name.
"""

from badges.errors import BadgesError
from badges.fetching.documents import UnavailableError
from badges.fetching.following import follow
from badges.reading import JsonObject, shown
from badges.verifying.open_badges_2.examination import Examination, check_shape, misbuilt, unknown
from badges.verifying.open_badges_2.hosting import same_host, same_origin
from badges.verifying.report import Check, CheckId, Outcome


def fetched(address: str, kind: str, examination: Examination) -> JsonObject:
    """Return a document of the issuer's from its own address, with the right form and id."""
    try:
        answer = follow(address, examination.asked.documents)
        if answer.fetched.status != 200:
            raise UnavailableError("bad-answer", address)
        document = examination.generation.read(kind, address, answer.fetched.body)
    except BadgesError as error:
        code = "key-unavailable" if kind == "key" else "document-unavailable"
        stop = unknown(CheckId.KEY_CONTROLLER, code, "", error.message)
        raise stop from error
    if kind != "badge" and not same_host(address, answer.address):
        raise unknown(CheckId.KEY_CONTROLLER, "moved-elsewhere", shown(answer.address, limit=200))
    # JSON-LD 1.1, 9.1: what names no address goes by the one where it stands
    document = {"id": address, **document}
    check_shape(document, kind, address)
    return _named(document, kind, (address, answer.address), examination)


def _named(
    document: JsonObject, kind: str, addresses: tuple[str, str], examination: Examination
) -> JsonObject:
    """Return a document that names itself rightly, or differently in a way that does no harm.

    A badge class may have another name: it says what a badge is about, and the assertion vouches
    for it. Others go by the address that was asked if they name one on the same website.
    """
    name = document["id"]
    if name in addresses:
        return {**document, "id": addresses[0]}
    place = shown(addresses[0], limit=200)
    if kind == "badge":
        values = {"address": shown(str(name), limit=200)}
        examination.note(Check(CheckId.SCHEMA, Outcome.PASS, "class-elsewhere", values, place))
        return document
    if not same_origin(str(name), addresses[0]):
        raise misbuilt(place, "The document at this address has another id.")
    return {**document, "id": addresses[0]}
