"""What cannot be recorded or believed: each with a reason of its own, and no other item waits for
it."""

import json
import uuid
from typing import Any

import pytest

from academy.assessments.models import Assessment
from academy.credentials.models import Credential
from academy.tablets import syncing
from academy.tablets.models import ParkedItem
from tests.academy.tablets.conftest import Enrol, count, outcome, signed_in, version_of
from tests.cast import AMINA, DEWI, FATMA, GORAN, Cast
from tests.tablet import SignedIn, TabletClient, to_bytes, to_text

Json = dict[str, Any]


# what cannot be recorded


@pytest.mark.parametrize("changes", [
    {"level": 7}, {"level": "2"}, {"level": True}, {"answers": []}, {"answers": {"c1": "great"}},
    {"answers": {"c1": "seen"}, "level": 0}, {"note": "x" * 301}, {"note": None},
    {"remarks": ["works_steadily"]}, {"remarks": "works_safely"}, {"method": "guess"},
    {"person": "nobody"}, {"person": None}, {"made_at": "gisteren"},
    {"made_at": "2026-11-23T09:30:00"}, {"since_grant_ms": -1}, {"since_grant_ms": 1e300},
    {"photo": {"id": "x"}}, {"photo": {"id": str(uuid.UUID(int=7)), "sha256": "AB"}},
    {"based_on": 5}, {"extra": 1}, {"type": "dance"}, {"type": None},
], ids=json.dumps)  # fmt: skip
def test_a_content_of_another_form_is_parked(
    tablet: TabletClient, jan: SignedIn, changes: Json
) -> None:
    item = tablet.assess(jan, AMINA.uuid, version_of(), **changes)
    assert outcome(tablet, item) == ("parked", "content-unfit", True)
    assert (count(Assessment), count(ParkedItem)) == (0, 1)


def test_somebody_who_is_not_there_is_parked(tablet: TabletClient, jan: SignedIn) -> None:
    """And so is whoever never worked there: nobody learns a name by a number."""
    unknown = ((uuid.uuid4(), version_of()), (AMINA.uuid, uuid.uuid4()), (DEWI.uuid, version_of()))
    for person, version in unknown:
        item = tablet.assess(jan, person, version)
        assert outcome(tablet, item) == ("parked", "names-unknown", True)
    assert (count(Assessment), count(ParkedItem)) == (0, 3)


# what cannot be believed


def refused(tablet: TabletClient, item: Json) -> str:
    """Why; and that nothing came of it, and it stays where it is."""
    told = tablet.post([item]).json["items"][0]
    assert (told["code"], told["done"], told["id"]) == ("refused", False, item["id"])
    assert (count(Assessment), count(Credential)) == (0, 0)
    return str(told["reason"])


@pytest.fixture
def content(tablet: TabletClient, jan: SignedIn) -> Json:
    return tablet.content(jan, AMINA.uuid, version_of())


def test_an_unknown_key(tablet: TabletClient, jan: SignedIn, content: Json) -> None:
    item = tablet.sealed(jan, content)
    assert refused(tablet, {**item, "key": str(uuid.uuid4())}) == "unknown-key"
    assert refused(tablet, {**item, "key": "nonsense"}) == "unknown-key"


@pytest.mark.parametrize("place", [0, 1, 64, 65, -1])
def test_a_tampered_envelope(
    tablet: TabletClient, jan: SignedIn, content: Json, place: int
) -> None:
    item = tablet.sealed(jan, content)
    sealed = bytearray(to_bytes(item["sealed"]))
    sealed[place] ^= 1
    assert refused(tablet, {**item, "sealed": to_text(bytes(sealed))}) == "cannot-open"


@pytest.mark.parametrize("sealed", ["", "AAAA", to_text(b"\x04" + bytes(64)), to_text(bytes(200))])
def test_what_is_no_envelope_at_all(tablet: TabletClient, jan: SignedIn, sealed: str) -> None:
    key = tablet.keys[0]["id"]
    item = {"id": str(uuid.uuid4()), "key": key, "sealed": sealed}
    assert refused(tablet, item) == "cannot-open"
    assert jan.id


def test_one_sealed_for_another_id(tablet: TabletClient, jan: SignedIn, content: Json) -> None:
    item = tablet.sealed(jan, content)
    assert refused(tablet, {**item, "id": str(uuid.uuid4())}) == "cannot-open"


def test_a_content_with_another_id(tablet: TabletClient, jan: SignedIn, content: Json) -> None:
    text = json.dumps(content)
    whole = {"grant": jan.grant, "content": text, "signature": to_text(jan.signature(text))}
    item = tablet.seal(str(uuid.uuid4()), json.dumps(whole).encode())
    assert refused(tablet, item) == "envelope-unfit"


@pytest.mark.parametrize("plain", [
    b"", b"\xff", b"[]", b"{}", b'{"grant": 1, "content": "", "signature": ""}', b"[" * 9000,
    b'{"grant": "", "content": "\\ud800", "signature": ""}',
])  # fmt: skip
def test_an_envelope_of_another_form(tablet: TabletClient, jan: SignedIn, plain: bytes) -> None:
    assert refused(tablet, tablet.seal(str(uuid.uuid4()), plain)) == "envelope-unfit"
    assert jan.id


def test_a_forged_grant(tablet: TabletClient, jan: SignedIn, content: Json) -> None:
    head, claims, signature = jan.grant.split(".")
    said = json.loads(to_bytes(claims)) | {"sub": str(FATMA.uuid)}
    forged = f"{head}.{to_text(json.dumps(said).encode())}.{signature}"
    none = f"{to_text(json.dumps({'alg': 'none'}).encode())}.{claims}."
    for grant in (forged, none, "", jan.grant[:-2], f"{claims}.{claims}.{claims}"):
        assert refused(tablet, tablet.sealed(jan, content, grant=grant)) == "forged-grant"


def test_a_signature_of_somebody_else(tablet: TabletClient, jan: SignedIn, content: Json) -> None:
    fatma = signed_in(tablet, FATMA)
    text = json.dumps(content)
    for signature in (to_text(fatma.signature(text)), "", "AAAA", to_text(bytes(64)), "?"):
        item = tablet.sealed(jan, content, signature=signature)
        assert refused(tablet, item) == "bad-signature"


def test_a_tablet_of_another_organisation_brings_nothing(
    enrol: Enrol, tablet: TabletClient, jan: SignedIn, content: Json, palette: Cast
) -> None:
    item = tablet.sealed(jan, content)
    assert refused(enrol(palette.arnhem), item) == "other-organisation"
    assert count(ParkedItem) == 0


def test_one_that_is_too_large(tablet: TabletClient, jan: SignedIn) -> None:
    item = tablet.seal(str(uuid.uuid4()), bytes(16 * 1024))
    assert refused(tablet, item) == "too-large"
    assert jan.id


# one bad item, and faults of ours


def test_a_poisoned_item_in_the_middle_holds_up_no_other(
    tablet: TabletClient, jan: SignedIn
) -> None:
    good = [tablet.assess(jan, AMINA.uuid, version_of())]
    bad = tablet.put(tablet.seal(str(uuid.uuid4()), b"poison"))
    good.append(tablet.assess(jan, GORAN.uuid, version_of()))
    told = tablet.sync()
    assert [told[each]["code"] for each in good] == ["saved", "saved"]
    assert told[bad]["code"] == "refused"
    assert [item["id"] for item in tablet.queue] == [bad]


def test_a_fault_of_ours_in_one_item_leaves_that_one_on_the_tablet(
    tablet: TabletClient, jan: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_all = syncing.save_all

    def faulty(items: Any, deps: Any) -> Any:
        if any(each.submission.person_uuid == GORAN.uuid for each in items):
            raise RuntimeError
        return save_all(items, deps)

    monkeypatch.setattr(syncing, "save_all", faulty)
    good = tablet.assess(jan, AMINA.uuid, version_of())
    bad = tablet.assess(jan, GORAN.uuid, version_of())
    told = tablet.sync()
    assert (told[good]["code"], told[bad]["code"]) == ("saved", "busy")
    monkeypatch.undo()
    assert outcome(tablet, bad) == ("saved", None, True)


@pytest.mark.parametrize(("body", "status", "code"), [
    (b"<html>", 400, "sync-unreadable"), (b"[]", 400, "sync-unreadable"),
    (b'{"items": []}', 400, "sync-unreadable"),
    (b'{"sent_at": "2026-11-23T09:30:00Z", "items": {}}', 400, "sync-unreadable"),
    (b'{"sent_at": "2026-11-23T09:30:00Z", "items": [1]}', 400, "sync-unreadable"),
    (b'{"sent_at": "2026-11-23T09:30:00Z", "items": [{"id": "x"}]}', 400, "sync-unreadable"),
    (b'{"sent_at": "1066-01-01T00:00:00Z", "items": []}', 400, "sync-unreadable"),
    (b" " * (1024 * 1024 + 1), 413, "too-many-items"),
])  # fmt: skip
def test_a_body_of_another_form(tablet: TabletClient, body: bytes, status: int, code: str) -> None:
    answer = tablet.ask("POST", "/api/sync", data=body, content_type="application/json")
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert answer.mimetype == "application/problem+json"


def nested(brackets: int) -> str:
    """The header of a grant that is nothing but brackets in brackets."""
    return f"{to_text(b'[' * brackets)}.e30.AAAA"


@pytest.mark.parametrize("path", ["/api/sync", "/api/tablet/grants", "/api/tablet/enrol"])
def test_brackets_without_end_are_a_body_of_another_form(tablet: TabletClient, path: str) -> None:
    answer = tablet.ask("POST", path, data=b"[" * 100_000, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert answer.json["code"] in {"sync-unreadable", "tablet-request-unfit"}


def test_brackets_without_end_are_no_grant(
    tablet: TabletClient, jan: SignedIn, content: Json
) -> None:
    item = tablet.sealed(jan, content, grant=nested(6000))
    assert refused(tablet, item) == "forged-grant"
    answer, _key = tablet.try_to_sign_in(grant=nested(2900))
    assert (answer.status_code, answer.json["code"]) == (422, "wrong-tablet-grant")
    shown = {"Tablet-Grant": nested(3000)}
    roster = tablet.ask("GET", f"/api/tablet/grants/{jan.id}/roster", headers=shown)
    assert (roster.status_code, roster.json["code"]) == (422, "wrong-tablet-grant")


@pytest.mark.parametrize("key", ["\0", "\ud800", "é" * 60, "x" * 5000, ""], ids=ascii)
def test_what_no_database_can_hold_is_an_unknown_key(
    tablet: TabletClient, jan: SignedIn, key: str
) -> None:
    good = tablet.assess(jan, AMINA.uuid, version_of())
    bad = tablet.put({"id": str(uuid.uuid4()), "key": key, "sealed": "AAAA"})
    told = tablet.sync()
    assert told[good]["code"] == "saved"
    assert (told[bad]["code"], told[bad]["reason"]) == ("refused", "unknown-key")
    assert count(ParkedItem) == 1


def test_forty_at_once_and_no_more(tablet: TabletClient, jan: SignedIn, content: Json) -> None:
    item = tablet.sealed(jan, content)
    assert tablet.post([item] * 40).status_code == 200
    answer = tablet.post([item] * 41)
    assert (answer.status_code, answer.json["code"]) == (413, "too-many-items")


def test_nothing_to_send_is_a_contact_too(tablet: TabletClient) -> None:
    answer = tablet.post([])
    assert (answer.status_code, answer.json["items"]) == (200, [])
