"""Who may not assess whom, and what a form that is not right does: nothing."""

import io
import uuid
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy import inspect as sa_inspect

from academy.assessments.models import Assessment, Evidence
from academy.catalogue.models import SkillVersion
from academy.credentials.models import Credential
from academy.database import db
from tests.academy.assessments.conftest import Save, address, filled_in
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    BRAM,
    DEWI,
    ELS,
    ERIK,
    FATMA,
    JAN,
    OSCAR,
    PIET,
    RENS,
    Cast,
    Member,
    a_membership,
)
from tests.client import AcademyClient
from tests.clock import START, TestClock


def kept() -> tuple[int, int]:
    """How many assessments and badges there are."""
    assessments = db.session.scalar(select(func.count()).select_from(Assessment))
    badges = db.session.scalar(select(func.count()).select_from(Credential))
    return assessments or 0, badges or 0


@pytest.mark.parametrize(
    ("member", "status"),
    [
        pytest.param(JAN, 200, id="her leader"),
        pytest.param(FATMA, 200, id="the other leader of her team"),
        pytest.param(PIET, 404, id="a leader of another team"),
        pytest.param(OSCAR, 404, id="a leader elsewhere"),
        pytest.param(BEA, 404, id="the administrator"),
        pytest.param(ANNA, 404, id="the academy"),
        pytest.param(AMINA, 404, id="the worker herself"),
        pytest.param(ERIK, 404, id="an employer outside"),
        pytest.param(RENS, 404, id="a reader of numbers"),
    ],
)
def test_only_her_leaders_see_the_form(
    client: AcademyClient, palette: Cast, member: Member, status: int
) -> None:
    assert client.as_(member).get(address()).status_code == status


def test_a_visitor_is_asked_to_sign_in(client: AcademyClient, palette: Cast) -> None:
    answer = client.get(address())
    assert (answer.status_code, "/sign-in" in answer.location) == (303, True)


@pytest.mark.parametrize("worker", [BRAM, DEWI, ELS])
def test_somebody_of_another_team_cannot_be_told_from_nobody(
    client: AcademyClient, palette: Cast, worker: Member
) -> None:
    theirs = client.as_(JAN).post(address(worker), data=filled_in())
    nobody = client.as_(JAN).post(f"/people/{uuid.uuid4()}/skills/x/assess", data=filled_in())
    assert theirs.status_code == nobody.status_code == 404
    assert kept() == (0, 0)


def test_a_leader_cannot_look_at_the_own_work(client: AcademyClient, palette: Cast) -> None:
    a_membership(JAN.row, team=palette.sorteren)
    assert client.as_(JAN).post(address(JAN), data=filled_in()).status_code == 403
    assert kept() == (0, 0)


def test_who_has_no_authority_in_the_domain_is_told_so(save: Save) -> None:
    db.session.execute(db.text("DELETE FROM assessor_authority"))
    db.session.commit()
    answer = save()
    assert answer.status_code == 403
    assert "bevoegdheid" in answer.text
    assert kept() == (0, 0)


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"level": ""}, 422, "Kies"),
        ({"level": "7"}, 422, "Kies"),
        ({"level": "x"}, 422, "Kies"),
        ({"criterion_c1": ""}, 422, "Kies wat je zag bij"),
        ({"criterion_c1": "maybe"}, 422, "Kies"),
        ({"uuid": "nonsense"}, 422, "Laad de pagina opnieuw"),
        ({"observed_on": "2026-13-45"}, 422, "Vul een datum in"),
        ({"observed_on": "2026-11-24"}, 422, "nog niet geweest"),
        ({"observed_on": "2026-08-01"}, 422, "te lang geleden"),
        ({"note": "a" * 301}, 422, "Maak de tekst korter"),
        ({"note": "stil\u202eomgekeerd"}, 422, "onzichtbare"),
        ({"note": "nul\x00"}, 422, "onzichtbare"),
        ({"method": "telepathy"}, 422, "Kies"),
        ({"remarks": "made-up"}, 422, "Kies"),
        ({"corrects": "nonsense"}, 422, "Laad de pagina opnieuw"),
        ({"corrects": str(uuid.uuid4())}, 422, "hoort niet bij"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    save: Save, change: dict[str, Any], status: int, words: str
) -> None:
    answer = save({**filled_in(), "remarks": "works_neatly", **change})
    assert answer.status_code == status
    assert words in answer.text
    assert kept() == (0, 0)


def test_what_was_filled_in_stays_on_the_page(save: Save) -> None:
    values = filled_in(level=3, note="Werkt netjes", level_=None)
    page = save({**values, "observed_on": "morgen"}).page  # type: ignore[attr-defined]
    assert page.select_one("textarea[name=note]").get_text().strip() == "Werkt netjes"
    assert page.select_one("input[name=level][checked]")["value"] == "3"
    assert page.select_one("input[name=uuid]")["value"] == values["uuid"]


def test_all_seen_without_script_ticks_and_keeps_nothing(save: Save) -> None:
    page = save({"uuid": str(uuid.uuid4()), "tick": "all"}).page  # type: ignore[attr-defined]
    assert len(page.select("input[value=seen][checked]")) == 3
    assert kept() == (0, 0)


def a_photo(size: tuple[int, int] = (2400, 1200), form: str = "JPEG", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "olive").save(out, form, **more)
    return out.getvalue()


def test_a_photo_is_made_smaller_and_loses_what_the_camera_wrote(
    save: Save, client: AcademyClient
) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Amina"
    values = filled_in(photo=(io.BytesIO(a_photo(exif=exif)), "work.jpg"))
    shown = save(values).location
    evidence = db.session.scalars(select(Evidence)).one()
    assert (evidence.width, evidence.height) == (1600, 800)
    picture = client.get(f"{shown}/photos/{evidence.uuid}.jpg")
    assert b"Camera of Amina" not in picture.data
    assert Image.open(io.BytesIO(picture.data)).size == (1600, 800)
    assert client.as_(OSCAR).get(f"{shown}/photos/{evidence.uuid}.jpg").status_code == 404


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "x.svg"),
        (b"%PDF-1.7", "x.jpg"),
        (b"", "x.jpg"),
        (a_photo(form="GIF"), "x.gif"),
        (a_photo()[:200], "x.jpg"),
    ],
)
def test_what_is_no_photo_is_refused_and_nothing_is_kept(
    save: Save, content: bytes, name: str
) -> None:
    assert save(filled_in(photo=(io.BytesIO(content), name))).status_code == 415
    assert kept() == (0, 0)


def test_a_file_of_50_mb_is_refused(client: AcademyClient, palette: Cast) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="x.jpg"\r\n\r\n'
    answer = client.as_(JAN).post(
        address(), data=head + bytes(50_000_000), content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 413
    assert kept() == (0, 0)


def test_a_stale_form_without_token_is_refused(client: AcademyClient, palette: Cast) -> None:
    answer = client.as_(JAN).post(address(), data=filled_in(), csrf=False)
    assert answer.status_code == 400
    assert kept() == (0, 0)


def test_a_form_about_an_older_version_of_the_skill_asks_to_read_and_choose_anew(
    save: Save, client: AcademyClient
) -> None:
    page = client.as_(JAN).page(address())
    old = db.session.scalars(
        select(SkillVersion).where(
            SkillVersion.uuid == uuid.UUID(page.select_one("[name=version]")["value"])
        )
    ).one()
    new = a_newer(old)
    answer = save(filled_in(version=str(old.uuid), note="Werkt netjes"))
    assert answer.status_code == 409
    assert "net veranderd" in answer.text
    shown = answer.page  # type: ignore[attr-defined]
    assert shown.select_one("[name=version]")["value"] == str(new.uuid)
    assert shown.select_one("textarea[name=note]").get_text().strip() == "Werkt netjes"
    assert [each["name"] for each in shown.select("#assess input[checked]")] == ["method"]
    assert kept() == (0, 0)
    assert save(filled_in(version=str(new.uuid))).status_code == 303


def a_newer(old: SkillVersion) -> SkillVersion:
    """The same skill, of which the criteria keep their places and say something else."""
    values = {
        column.key: getattr(old, column.key)
        for column in sa_inspect(SkillVersion).column_attrs
        if column.key not in {"id", "uuid", "number", "published_at", "criteria"}
    }
    criteria = [{**each, "text": {"nl": "Anders", "en": "Other"}} for each in old.criteria]
    new = SkillVersion(
        **values, number="9.9", published_at=START - timedelta(hours=1), criteria=criteria
    )
    old.retired_at = START - timedelta(hours=1)
    db.session.add(new)
    db.session.flush()
    return new


def test_a_leader_whose_role_ended_yesterday_cannot_save(
    client: AcademyClient, palette: Cast, clock: TestClock
) -> None:
    client.as_(JAN)
    db.session.execute(
        db.text("UPDATE membership SET ends_on = '2026-11-22' WHERE role LIKE 'team%'")
    )
    assert client.post(address(), data=filled_in()).status_code == 404
    assert kept() == (0, 0)
