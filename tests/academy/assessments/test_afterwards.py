"""What happens to an assessment and its badge afterwards: taken back or corrected."""

import struct
import zlib
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select

from academy.assessments.models import Assessment
from academy.credentials.models import Confirmation, Credential
from academy.database import db
from academy.people.models import Membership
from tests.academy.assessments.conftest import EMERGENCY, Save, filled_in
from tests.cast import AMINA, FATMA, JAN
from tests.client import AcademyClient
from tests.clock import TestClock


def badges() -> list[Credential]:
    return list(db.session.scalars(select(Credential).order_by(Credential.id)))


def test_taking_back_a_renewal_makes_the_badge_before_it_the_current_one_again(
    save: Save, client: AcademyClient, clock: TestClock
) -> None:
    save(skill=EMERGENCY)
    clock.advance(days=300)
    shown = save(filled_in(observed_on=clock().date().isoformat()), skill=EMERGENCY).location
    client.post(f"{shown}/undo")
    old, new = badges()
    assert (old.revocation, old.superseded_by, old.current_key) == (None, None, new_key(old))
    assert (new.revocation is not None, new.current_key) == (True, None)


def new_key(badge: Credential) -> str:
    return f"{badge.person_id}:{badge.organisation_id}:{badge.skill_id}:{badge.level}"


def test_taking_back_a_look_that_only_confirmed_leaves_the_badge_without_it(
    save: Save, client: AcademyClient
) -> None:
    save(by=JAN)
    again = save(by=FATMA).location
    client.post(f"{again}/undo")
    (badge,) = badges()
    assert badge.revocation is None
    assert db.session.scalars(select(Confirmation)).all() == []


def test_a_correction_replaces_a_badge_of_the_same_skill_only(save: Save) -> None:
    save()
    (badge,) = badges()
    values = filled_in(corrects=str(badge.uuid))
    assert save(values, skill=EMERGENCY).status_code == 422
    assert [each.revocation for each in badges()] == [None]


def test_a_badge_that_was_replaced_is_not_corrected_again(save: Save) -> None:
    save(filled_in(level=3))
    (wrong,) = badges()
    assert save(filled_in(level=2, corrects=str(wrong.uuid))).status_code == 303
    assert save(filled_in(level=1, corrects=str(wrong.uuid))).status_code == 409
    assert len(badges()) == 2


def test_a_correction_that_earns_no_badge_says_that_the_old_one_stands(
    save: Save, client: AcademyClient
) -> None:
    save(filled_in(level=3))
    (wrong,) = badges()
    shown = save(filled_in(level=2, seen=1, corrects=str(wrong.uuid))).location
    page = client.page(shown)
    assert wrong.revocation is None
    assert "De badge die je wilde verbeteren, geldt nog." in page.get_text()
    assert page.select_one(f"main a[href='/credentials/{wrong.uuid}/manage']")


def test_a_former_leader_reads_nothing_of_the_team_any_more(
    save: Save, client: AcademyClient
) -> None:
    shown = save().location
    assert client.get(shown).status_code == 200
    led = select(Membership).where(Membership.person_id == JAN.row.id)
    db.session.scalars(led).one().ends_on = date(2026, 11, 22)
    assert client.get(shown).status_code == 404
    assert client.post(f"{shown}/undo").status_code == 404


def test_a_remark_is_kept_once(save: Save) -> None:
    save(filled_in(remarks=["works_neatly"] * 50 + ["works_safely"]))
    kept = db.session.scalars(select(Assessment)).one()
    assert sorted(kept.remarks) == ["works_neatly", "works_safely"]


@pytest.mark.parametrize("side", [10_000, 30_000])
def test_a_photo_of_too_many_pixels_is_said_to_be_too_large(save: Save, side: int) -> None:
    answer = save(filled_in(photo=(BytesIO(black_square(side)), "x.png"), note="Netjes"))
    assert answer.status_code == 413
    assert "te groot" in answer.text
    assert "Netjes" in answer.text
    assert badges() == []


def black_square(side: int) -> bytes:
    """A PNG of one bit for each pixel: a small file, and gigabytes once it is unpacked."""
    packed = zlib.compressobj(9)
    rows = [packed.compress(bytes((1 + (side + 7) // 8) * 100)) for _ in range(side // 100)]
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts: dict[bytes, Any] = {
        b"IHDR": header,
        b"IDAT": b"".join(rows) + packed.flush(),
        b"IEND": b"",
    }
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts.items()
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_a_program_gets_the_code_of_a_refusal(
    save: Save, client: AcademyClient, clock: TestClock
) -> None:
    shown = save().location
    clock.advance(minutes=16)
    answer = client.post(f"{shown}/undo", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (409, "application/problem+json")
    assert answer.get_json()["code"] == "too-late-to-undo"


def test_what_was_undone_is_said_once(save: Save, client: AcademyClient) -> None:
    shown = save().location
    page = client.post(f"{shown}/undo", follow_redirects=True).page
    assert page.main.get_text().count("ongedaan gemaakt") == 1


def test_managing_a_badge_leads_back_to_the_person_or_to_the_badge(
    save: Save, client: AcademyClient
) -> None:
    save()
    (badge,) = badges()
    manage = f"/credentials/{badge.uuid}/manage"
    back = "main .back-link"
    assert client.page(manage).select_one(back)["href"] == f"/people/{AMINA.row.uuid}"
    for row in AMINA.row.memberships:
        row.ends_on = date(2026, 11, 22)
    db.session.commit()
    assert client.page(manage).select_one(back)["href"] == f"/credentials/{badge.uuid}"


def test_the_worker_can_have_it_read_aloud(save: Save, client: AcademyClient) -> None:
    shown = save().location
    aloud = "[data-module=read-aloud]"
    assert not client.page(shown).select(aloud), "the tablet of the leader reads nothing aloud"
    assert client.as_(AMINA).page(shown).select(f"html.layout-worker {aloud}")
