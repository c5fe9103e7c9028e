"""A photo travels by itself, sealed, after its assessment; the page says when it is not there."""

import io
import uuid

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from academy.assessments.models import AnnouncedPhoto, Evidence
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.privacy.erasing import decided_by, erase
from academy.tablets import parking
from academy.tablets.models import ParkedItem
from tests.academy.tablets.conftest import Enrol, count, kept, outcome, signed_in, version_of
from tests.cast import AMINA, BEA, JAN, Cast
from tests.client import AcademyClient
from tests.clock import TestClock
from tests.races import DONE, race
from tests.tablet import SignedIn, TabletClient, named, to_bytes


def a_photo(size: tuple[int, int] = (640, 480)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG")
    return out.getvalue()


PHOTO = a_photo()


@pytest.fixture
def jan(tablet: TabletClient) -> SignedIn:
    return signed_in(tablet, JAN)


@pytest.fixture
def announced(tablet: TabletClient, jan: SignedIn) -> str:
    """An assessment that names a photo has come; gives the id of the photo."""
    photo = named(PHOTO)
    item = tablet.assess(jan, AMINA.uuid, version_of(), photo=photo)
    assert outcome(tablet, item) == ("saved", None, True)
    return str(photo["id"])


def test_a_photo_comes_after_its_assessment_and_may_come_again(
    tablet: TabletClient, announced: str
) -> None:
    for _again in range(2):
        told = tablet.send_photo(announced, PHOTO)
        assert told == {"id": announced, "code": "saved", "done": True}
    db.session.rollback()
    (evidence,) = db.session.scalars(select(Evidence)).all()
    assert (evidence.width, evidence.height) == (640, 480)
    assert dependencies().files.get(evidence.storage_key)


def test_before_its_assessment_it_waits(tablet: TabletClient, jan: SignedIn) -> None:
    photo = named(PHOTO)
    told = tablet.send_photo(str(photo["id"]), PHOTO)
    assert (told["code"], told["done"]) == ("wait", False)
    item = tablet.assess(jan, AMINA.uuid, version_of(), photo=photo)
    tablet.sync()
    assert tablet.send_photo(str(photo["id"]), PHOTO)["code"] == "saved"
    assert kept(item).evidence


@pytest.mark.parametrize("content", [a_photo((64, 64)), b"no photo"], ids=["another", "none"])
def test_another_photo_than_was_named_is_left_out(
    tablet: TabletClient, announced: str, content: bytes
) -> None:
    told = tablet.send_photo(announced, content)
    assert (told["code"], told["done"]) == ("photo-unfit", True)
    assert count(Evidence) == 0
    assert list(dependencies().files.keys()) == []


def test_what_was_named_and_is_no_photo_is_left_out(tablet: TabletClient, jan: SignedIn) -> None:
    photo = named(b"text")
    item = tablet.assess(jan, AMINA.uuid, version_of(), photo=photo)
    tablet.sync()
    assert tablet.send_photo(str(photo["id"]), b"text")["code"] == "photo-unfit"
    assert kept(item).flag is None


def test_a_tampered_photo_and_one_for_an_unknown_key(tablet: TabletClient, announced: str) -> None:
    sealed = tablet.seal(announced, PHOTO, kind="photo")
    body, address = bytearray(to_bytes(sealed["sealed"])), f"/api/tablet/photos/{announced}"
    body[-1] ^= 1
    for key, reason in ((sealed["key"], "cannot-open"), (str(uuid.uuid4()), "unknown-key")):
        answer = tablet.ask("PUT", address, data=bytes(body), headers={"Tablet-Key": key})
        assert (answer.json["code"], answer.json["reason"]) == ("refused", reason)
        assert not answer.json["done"]


def test_a_photo_that_was_sealed_as_an_item_does_not_open(
    tablet: TabletClient, announced: str
) -> None:
    sealed = tablet.seal(announced, PHOTO, kind="item")
    answer = tablet.ask(
        "PUT", f"/api/tablet/photos/{announced}", data=to_bytes(sealed["sealed"]),
        headers={"Tablet-Key": sealed["key"]},
    )  # fmt: skip
    assert answer.json["reason"] == "cannot-open"


def test_one_that_is_too_large_is_refused_before_it_is_opened(
    tablet: TabletClient, announced: str
) -> None:
    answer = tablet.ask("PUT", f"/api/tablet/photos/{announced}", data=bytes(2 * 1024 * 1024 + 1))
    assert (answer.status_code, answer.json["code"]) == (413, "photo-too-heavy")


def test_another_organisation_is_told_as_if_it_were_not_there(
    enrol: Enrol, announced: str, palette: Cast
) -> None:
    assert enrol(palette.arnhem).send_photo(announced, PHOTO)["code"] == "wait"
    assert count(Evidence) == 0


def test_of_one_that_comes_twice_at_once_one_is_kept(
    app: Flask, tablet: TabletClient, announced: str
) -> None:
    def send() -> None:
        assert tablet.send_photo(announced, PHOTO)["code"] == "saved"

    assert race(app, send, send) == [DONE, DONE]
    assert count(Evidence) == 1
    assert len(list(dependencies().files.keys())) == 1


def test_the_page_says_that_a_photo_is_still_to_come(
    tablet: TabletClient, announced: str, client: AcademyClient
) -> None:
    number = db.session.scalars(select(AnnouncedPhoto)).one().assessment.uuid
    address = f"/assessments/{number}"
    assert "foto komt nog" in client.as_(JAN).page(address).get_text()
    tablet.send_photo(announced, PHOTO)
    assert "foto komt nog" not in client.page(address).get_text()


# what nobody waits for any more


def announced_of(photo: str) -> str:
    db.session.rollback()
    found = select(AnnouncedPhoto).where(AnnouncedPhoto.uuid == uuid.UUID(photo))
    return str(db.session.scalars(found).one().assessment.uuid)


def test_a_photo_of_what_was_erased_is_let_go(
    tablet: TabletClient, announced: str, clock: TestClock
) -> None:
    assessment = announced_of(announced)
    with transaction(*decided_by(AMINA.row)):
        erase(AMINA.row, by=BEA.actor, now=clock.now)
    assert tablet.send_photo(announced, PHOTO)["code"] == "wait"
    told = tablet.send_photo(announced, PHOTO, settled=assessment)
    assert (told["code"], told["done"]) == ("gone", True)
    assert list(dependencies().files.keys()) == []


def test_a_photo_of_what_was_undone_is_let_go_and_not_kept(
    tablet: TabletClient, jan: SignedIn, announced: str, client: AcademyClient
) -> None:
    assessment = announced_of(announced)
    tablet.take_back(jan, assessment)
    tablet.sync()
    for _again in range(2):
        told = tablet.send_photo(announced, PHOTO, settled=assessment)
        assert (told["code"], told["done"]) == ("gone", True)
    assert count(Evidence) == 0
    assert list(dependencies().files.keys()) == []
    page = client.as_(JAN).page(f"/assessments/{assessment}").get_text()
    assert "foto komt nog" not in page
    assert "niet gelukt" not in page


def test_a_photo_of_what_waits_for_a_person_waits_with_it_and_goes_with_it(
    tablet: TabletClient, jan: SignedIn, clock: TestClock
) -> None:
    photo = named(PHOTO)
    item = tablet.assess(jan, AMINA.uuid, version_of(), level=9, photo=photo)
    assert outcome(tablet, item) == ("parked", "content-unfit", True)
    assert tablet.send_photo(str(photo["id"]), PHOTO, settled=item)["code"] == "wait"
    parked = db.session.scalars(select(ParkedItem)).one()
    with transaction(parked.tablet.organisation):
        parking.let_go(parked, by=BEA.actor, now=clock.now)
    assert tablet.send_photo(str(photo["id"]), PHOTO, settled=item)["code"] == "gone"


def test_undoing_what_was_erased_is_let_go(
    tablet: TabletClient, jan: SignedIn, clock: TestClock
) -> None:
    assessment = tablet.assess(jan, AMINA.uuid, version_of(), level=0, answers={})
    tablet.sync()
    with transaction(*decided_by(AMINA.row)):
        erase(AMINA.row, by=BEA.actor, now=clock.now)
    undo = tablet.take_back(jan, assessment)
    assert outcome(tablet, undo) == ("wait", None, False)
    tablet.queue[-1]["settled"] = assessment
    assert outcome(tablet, undo) == ("gone", None, True)


def test_a_photo_that_belongs_to_nothing_that_can_be_is_refused(
    tablet: TabletClient, announced: str
) -> None:
    address = f"/api/tablet/photos/{announced}"
    answer = tablet.ask("PUT", address, data=b"x", headers={"Tablet-Settled": "x"})
    assert (answer.status_code, answer.json["code"]) == (422, "tablet-request-unfit")
