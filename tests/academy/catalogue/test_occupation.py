"""Under which occupation figures count a skill: the academy says it, else the palette file."""

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.catalogue.loading import load_palette
from academy.catalogue.models import Skill
from academy.database import db, transaction
from tests.academy.catalogue.conftest import OPERATOR, PaletteFile
from tests.academy.catalogue.test_keep_palette import skill
from tests.cast import AMINA, ANNA, BEA, ERIK, JAN, RENS, Cast, Member
from tests.client import AcademyClient, PageResponse
from tests.clock import START

PAGE = "/palette/skills/textiel-sorteren/occupation"
SAID = "skill.classified"


@pytest.fixture
def anna(client: AcademyClient, cast: Cast, palette: None) -> AcademyClient:
    return client.as_(ANNA)


def say(anna: AcademyClient, code: str) -> PageResponse:
    return anna.post(PAGE, data={"isco": code})


def times_said() -> int:
    return len(db.session.scalars(select(AuditEvent).where(AuditEvent.action == SAID)).all())


def test_the_academy_says_another_group_than_the_file(anna: AcademyClient) -> None:
    assert anna.page(PAGE).select_one("#isco")["value"] == "9612"

    for _twice in range(2):
        assert say(anna, " 7533 ").status_code == 303

    assert skill().isco == "7533"
    assert times_said() == 1
    assert "7533 Naaiers" in anna.page("/palette/skills/textiel-sorteren").main.get_text()
    assert "7533 Naaiers" in anna.page("/palette/coverage").main.get_text()
    assert "7533" in anna.get("/skills.csv").text


def test_a_code_without_a_name_stands_by_itself(anna: AcademyClient) -> None:
    say(anna, "2424")

    assert "2424" in anna.page("/palette/skills/textiel-sorteren").main.get_text()


@pytest.mark.parametrize("code", ["753", "75333", "7533.1", "naaier", "-753", "75 33"])
def test_what_is_no_code_is_told_at_the_field(anna: AcademyClient, code: str) -> None:
    answer = say(anna, code)

    assert answer.status_code == 422
    assert "4 cijfers" in answer.page.select_one("#isco-error").get_text()
    assert answer.page.select_one("#isco")["value"] == code
    assert skill().isco == "9612"
    assert times_said() == 0


def test_a_file_leaves_alone_what_the_academy_said(anna: AcademyClient) -> None:
    say(anna, "")

    with transaction("content"):
        load_palette(START, OPERATOR)

    assert skill().isco == ""
    assert skill("fiets-poetsen").isco == "7234"


def test_a_file_with_another_shape_of_code_is_refused(
    db_session: object, palette_file: PaletteFile
) -> None:
    palette_file.save(isco="75.33")

    with pytest.raises(Exception, match="palette-file-unfit"):
        load_palette(START, OPERATOR, palette_file.path)


def test_a_draft_has_none_before_it_is_published(anna: AcademyClient) -> None:
    anna.submit("/palette/new", name_nl="Glas snijden", domain="circulair")
    row = db.session.scalars(select(Skill).where(~Skill.versions.any())).one()

    assert anna.get(f"/palette/skills/{row.code}/occupation").status_code == 409


@pytest.mark.parametrize("member", [JAN, AMINA, BEA, ERIK, RENS])
def test_only_the_academy_says_it(
    client: AcademyClient, cast: Cast, palette: None, member: Member
) -> None:
    client.as_(member)

    assert client.get(PAGE).status_code in {403, 404}
    assert say(client, "7533").status_code in {403, 404}
    assert skill().isco == "9612"
