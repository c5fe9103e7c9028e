"""The academy's list of skills, and one skill of it: review, stop, replace, begin again."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.catalogue.keeping import retiring
from academy.catalogue.models import Skill
from academy.catalogue.queries import open_version, open_versions
from academy.database import db, transaction
from academy.errors import InvalidInputError
from tests.cast import AMINA, ANNA, BEA, ERIK, JAN, RENS, Cast, Member
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race
from tests.statements import count_statements

CODE, OTHER, THIRD = "textiel-sorteren", "kleding-herstellen", "fiets-controleren"


def skill(code: str = CODE) -> Skill:
    return db.session.scalars(select(Skill).where(Skill.code == code)).one()


def codes() -> list[str]:
    """Three skills of the palette."""
    return [version.skill.code for version in open_versions()[:3]]


def retire(code: str, replaced_by: str | None = None) -> None:
    with transaction("content"):
        retiring.retire(skill(code), replaced_by=replaced_by, by=ANNA.actor, now=START)


@pytest.fixture
def anna(client: AcademyClient, cast: Cast, palette: None) -> AcademyClient:
    return client.as_(ANNA)


@pytest.mark.parametrize("member", [JAN, AMINA, BEA, ERIK, RENS])
@pytest.mark.parametrize("address", ["/palette", "/palette/new", f"/palette/skills/{CODE}"])
def test_only_the_academy_keeps_the_palette(
    client: AcademyClient, cast: Cast, palette: None, member: Member, address: str
) -> None:
    assert client.as_(member).get(address).status_code in {403, 404}


def test_skills_stand_by_domain_with_their_state(anna: AcademyClient) -> None:
    page = anna.page("/palette")

    assert len(page.select("main section h2")) == 12
    assert len(page.select("main tbody tr")) == 69
    assert "Gepubliceerd" in page.select_one("main tbody tr").get_text()


def test_search_and_state_narrow_the_list(anna: AcademyClient) -> None:
    retire(CODE)

    assert len(anna.page("/palette?q=heftruck").select("main tbody tr")) == 1
    stopped = anna.page("/palette?state=retired").select("main tbody th")
    assert [cell.get_text(strip=True) for cell in stopped] == ["Textiel sorteren"]
    assert "Niets gevonden" in anna.page("/palette?q=xyz").get_text()
    assert len(anna.page("/palette?state=nonsense").select("main tbody tr")) == 69


def test_the_list_takes_as_many_statements_for_one_skill_as_for_all(anna: AcademyClient) -> None:
    with count_statements() as few:
        anna.get("/palette?q=heftruck")
    with count_statements() as many:
        anna.get("/palette?q=e")

    assert len(many) == len(few), many


def test_what_should_have_been_reviewed_is_counted_and_listed(anna: AcademyClient) -> None:
    skill().review_on = START.date() - timedelta(days=1)
    db.session.commit()

    assert "1 vaardigheid moet opnieuw bekeken worden" in anna.page("/palette").get_text()
    assert len(anna.page("/palette?state=overdue").select("main tbody tr")) == 1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("state=overdue", "Je hoeft nu niets opnieuw te bekijken"),
        ("state=draft", "Er is nu geen concept"),
        ("state=retired", "Er is nog geen vaardigheid gestopt"),
        ("state=overdue&domain=textiel", "Dat geldt voor Textiel."),
        ("state=nonsense&domain=nonsense", "Kies een andere stand, of een ander domein."),
        ("state=overdue&q=xyz", "Probeer een ander woord"),
    ],
)
def test_an_empty_state_tells_what_that_means(anna: AcademyClient, asked: str, told: str) -> None:
    said = anna.page(f"/palette?{asked}").select_one(".empty-state").get_text(" ", strip=True)

    assert told in said
    assert ("ander woord" in said) is ("q=" in asked)


def test_what_has_stopped_is_never_overdue(anna: AcademyClient) -> None:
    skill().review_on = START.date() - timedelta(days=1)
    db.session.commit()
    retire(CODE)

    assert not anna.page("/palette?state=overdue").select("main tbody tr")


def test_a_skill_that_is_still_right_gets_another_day(anna: AcademyClient) -> None:
    answer = anna.post(f"/palette/skills/{CODE}/review", data={"review_on": "1-6-2027"})

    assert answer.status_code == 303
    assert skill().review_on == date(2027, 6, 1)
    assert the_actions()[-1] == "skill.reviewed"


@pytest.mark.parametrize("day", ["", "nooit", "1-6-2020", "23-11-2026", "1-1-2090"])
def test_a_day_that_makes_no_sense_is_told_at_the_field(anna: AcademyClient, day: str) -> None:
    before = skill().review_on

    answer = anna.post(f"/palette/skills/{CODE}/review", data={"review_on": day})

    assert answer.status_code == 422
    assert answer.page.select_one("#review_on-error")
    db.session.expire_all()
    assert skill().review_on == before


def test_a_stopped_skill_gives_no_badges_and_names_its_replacement(anna: AcademyClient) -> None:
    other = codes()[1]

    answer = anna.post(f"/palette/skills/{CODE}/retire", data={"replaced_by": other})

    assert answer.status_code == 303
    assert open_version(CODE) is None
    assert anna.page(f"/skills/{CODE}").select(f"main a[href='/skills/{other}']")
    assert anna.page(f"/palette/skills/{CODE}").select(f"main a[href='/palette/skills/{other}']")


def test_a_stopped_skill_begins_again_without_its_replacement(anna: AcademyClient) -> None:
    version = open_version(CODE)
    retire(CODE, codes()[1])

    answer = anna.post(f"/palette/skills/{CODE}/restore")

    assert answer.status_code == 303
    assert open_version(CODE).id == version.id
    assert skill().replacement is None
    assert the_actions()[-2:] == ["skill.retired", "skill.restored"]


def test_another_replacement_can_be_said_later(anna: AcademyClient) -> None:
    one, other = codes()[:2]
    retire(CODE, one)

    anna.post(f"/palette/skills/{CODE}/retire", data={"replaced_by": other})
    assert skill().replacement.by.code == other

    anna.post(f"/palette/skills/{CODE}/retire", data={"replaced_by": ""})
    db.session.expire_all()
    assert skill().replacement is None


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        pytest.param(CODE, "zelf door deze vervangen", id="itself"),
        pytest.param("is-er-niet", "Deze vaardigheid is er niet", id="nothing"),
        pytest.param("leads-back", "zelf door deze vervangen", id="leads back"),
        pytest.param("stopped", "zelf gestopt", id="stopped itself"),
    ],
)
def test_a_replacement_that_leads_nowhere_is_told_at_the_field(
    anna: AcademyClient, asked: str, says: str
) -> None:
    first, second, third = codes()
    retire(first, second)
    retire(second, CODE)
    retire(third)
    code = {"leads-back": first, "stopped": third}.get(asked, asked)

    answer = anna.post(f"/palette/skills/{CODE}/retire", data={"replaced_by": code})

    assert answer.status_code == 422
    assert says in answer.page.select_one("#replaced_by-error").get_text()
    assert open_version(CODE) is not None


def test_two_that_replace_each_other_at_once_are_no_circle(app, anna: AcademyClient) -> None:
    one, other = codes()[:2]

    outcomes = race(app, lambda: retire(one, other), lambda: retire(other, one))

    assert outcomes == sorted([DONE, InvalidInputError.__name__])
    assert sum(open_version(code) is None for code in (one, other)) == 1


def test_an_unknown_skill_is_not_found(anna: AcademyClient) -> None:
    for address in ("", "/draft", "/draft/check", "/changes/1.0"):
        assert anna.get(f"/palette/skills/is-er-niet{address}").status_code == 404
    assert anna.get(f"/palette/skills/{CODE}/changes/9.9").status_code == 404


def the_actions() -> list[str]:
    return list(db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))
