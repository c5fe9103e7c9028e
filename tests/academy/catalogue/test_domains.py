"""The academy keeps the domains of the palette: looks again, orders, archives, replaces."""

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.catalogue.colours import COLOURS
from academy.catalogue.domains import keeping
from academy.catalogue.loading import load_palette
from academy.catalogue.models import DomainVersion, SkillDomain
from academy.catalogue.queries import domains, open_versions
from academy.database import db, transaction
from tests.academy.catalogue.conftest import OPERATOR
from tests.academy.catalogue.test_keep_palette import retire, the_actions
from tests.cast import ANNA, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race

TEXTILES = "/palette/domains/textiel"


@pytest.fixture
def anna(client: AcademyClient, cast: Cast, palette: None) -> AcademyClient:
    return client.as_(ANNA)


def domain(code: str = "textiel") -> SkillDomain:
    db.session.expire_all()
    return db.session.scalars(select(SkillDomain).where(SkillDomain.code == code)).one()


def an_empty_domain(code: str = "koffie-schenken") -> str:
    """Nothing is in it yet; gives its address."""
    with transaction("content"):
        said = {"name": {"nl": code, "en": code}, "icon": "award", "colour": "textiel"}
        row = SkillDomain(code=code, position=20, revision=1, description={}, **said)
        version = DomainVersion(number="1.0", description={}, published_at=START, **said)
        row.versions.append(version)
        db.session.add(row)
    return f"/palette/domains/{code}"


def test_domains_stand_in_their_order_with_their_skills(anna: AcademyClient) -> None:
    rows = anna.page("/palette/domains").select("main tbody tr")

    assert len(rows) == 12
    assert [each.get_text(strip=True) for each in rows[4].select("td")][1:3] == [
        "1.0",
        "Nog niet bekend",
    ]
    assert rows[4].select_one("[data-domain=textiel]")


def test_a_domain_moves_up_and_down_and_stays_at_an_end(anna: AcademyClient) -> None:
    first, second = (each.code for each in domains()[:2])

    anna.post(f"/palette/domains/{second}/up")
    assert [each.code for each in domains()[:2]] == [second, first]
    anna.post(f"/palette/domains/{second}/up")
    anna.post(f"/palette/domains/{second}/down")
    assert [each.code for each in domains()[:2]] == [first, second]
    assert the_actions().count("skill-domain.moved") == 2


def test_what_is_in_use_is_not_archived(anna: AcademyClient) -> None:
    answer = anna.post(f"{TEXTILES}/archive")

    assert answer.status_code == 409
    assert "nog vaardigheden (5)" in answer.page.get_text()
    assert domain().archived_at is None
    assert "Archiveren kan als" in anna.page(TEXTILES).get_text()


def test_a_draft_in_it_is_use_too(anna: AcademyClient) -> None:
    address = an_empty_domain()
    anna.post("/palette/new", data={"name_nl": "Melk schuimen", "domain": "koffie-schenken"})

    assert anna.post(f"{address}/archive").status_code == 409


def test_an_archived_domain_is_on_offer_no_more(anna: AcademyClient) -> None:
    address = an_empty_domain()
    assert anna.post(f"{address}/archive").status_code == 303

    assert not anna.page("/palette/new").select("option[value=koffie-schenken]")
    assert "Gearchiveerd" in anna.page("/palette/domains").get_text()

    anna.post(f"{address}/reopen")
    assert anna.page("/palette/new").select("option[value=koffie-schenken]")


def test_a_skill_that_stopped_in_it_begins_again_only_elsewhere(anna: AcademyClient) -> None:
    for version in open_versions():
        if version.skill.domain.code == "textiel":
            retire(version.skill.code)
    assert anna.post(f"{TEXTILES}/archive").status_code == 303

    answer = anna.post("/palette/skills/textiel-sorteren/restore")

    assert answer.status_code == 409
    assert "Kies eerst een ander domein" in answer.page.get_text()


def test_an_archived_domain_leads_on_to_what_took_its_place(anna: AcademyClient) -> None:
    address = an_empty_domain()

    assert anna.post(f"{address}/archive", data={"replaced_by": "textiel"}).status_code == 303

    assert anna.page(address).select_one(f"main .notice a[href='{TEXTILES}']")
    shown = anna.page("/skills?domain=koffie-schenken")
    assert shown.select_one("main .notice a")["href"] == "/skills?domain=textiel"
    anna.post(f"{address}/reopen")
    assert domain("koffie-schenken").replacement is None


def test_another_replacement_can_be_said_afterwards(anna: AcademyClient) -> None:
    address = an_empty_domain()
    anna.post(f"{address}/archive", data={"replaced_by": ""})

    anna.post(f"{address}/archive", data={"replaced_by": "fietsen"})
    anna.post(f"{address}/archive", data={"replaced_by": "fietsen"})

    assert domain("koffie-schenken").replacement.by.code == "fietsen"
    assert the_actions().count("skill-domain.archived") == 2


@pytest.mark.parametrize(
    ("replaced_by", "why"),
    [
        pytest.param("thee", "zelf gearchiveerd", id="archived itself"),
        pytest.param("koffie-schenken", "zelf door dit vervangen", id="itself"),
        pytest.param("is-er-niet", "is er niet", id="unknown"),
    ],
)
def test_what_cannot_take_the_place_is_told_at_the_field(
    anna: AcademyClient, replaced_by: str, why: str
) -> None:
    address = an_empty_domain()
    anna.post(f"{an_empty_domain('thee')}/archive")

    answer = anna.post(f"{address}/archive", data={"replaced_by": replaced_by})

    assert answer.status_code == 422
    assert why in answer.page.select_one("#replaced_by-error").get_text()
    assert domain("koffie-schenken").archived_at is None


def test_two_domains_do_not_replace_each_other(app, anna: AcademyClient) -> None:
    an_empty_domain("koffie"), an_empty_domain("thee")

    def archive(code: str, by: str) -> None:
        row = domain(code)
        with transaction("content"):
            keeping.archive_domain(row, replaced_by=by, by=ANNA.actor, now=START)

    outcomes = race(app, lambda: archive("koffie", "thee"), lambda: archive("thee", "koffie"))

    assert outcomes == ["InvalidInputError", DONE]
    assert sum(domain(each).archived_at is not None for each in ("koffie", "thee")) == 1


def test_somebody_looks_again_and_the_list_says_which_are_late(anna: AcademyClient, clock) -> None:
    assert anna.post(f"{TEXTILES}/review", data={"review_on": "1-12-2026"}).status_code == 303
    assert not anna.page("/palette/domains").select("main .notice li")

    clock.advance(days=30)
    anna.as_(ANNA)

    assert [each["href"] for each in anna.page("/palette/domains").select("main .notice li a")] == [
        TEXTILES
    ]
    assert "domein moet je weer bekijken" in anna.page("/to-do").get_text()
    assert the_actions()[-1] == "skill-domain.reviewed"


@pytest.mark.parametrize("day", ["", "nooit", "1-1-2020", "1-1-2090"])
def test_a_day_that_makes_no_sense_is_told_at_the_field(anna: AcademyClient, day: str) -> None:
    answer = anna.post(f"{TEXTILES}/review", data={"review_on": day})

    assert answer.status_code == 422
    assert answer.page.select_one("#review_on-error")
    assert domain().review_on is None


def test_a_file_leaves_alone_what_the_academy_changed(anna: AcademyClient) -> None:
    anna.post(f"{TEXTILES}/up")
    before = domain().position

    with transaction("content"):
        load_palette(START, OPERATOR)

    assert domain().position == before
    assert {each.colour for each in domains()} == set(COLOURS)
    assert {len(each.versions) for each in domains()} == {1}


def test_a_domain_is_archived_once(app, anna: AcademyClient) -> None:
    an_empty_domain()

    def archive() -> None:
        found = domain("koffie-schenken")
        with transaction("content"):
            keeping.archive_domain(found, by=ANNA.actor, now=START)

    outcomes = race(app, archive, archive)

    assert outcomes == [DONE, DONE]
    events = select(AuditEvent.action).where(AuditEvent.action == "skill-domain.archived")
    assert len(db.session.scalars(events).all()) == 1


def test_only_the_academy_keeps_domains(client: AcademyClient, cast: Cast, palette: None) -> None:
    client.as_(JAN)

    for address in ("/palette/domains", TEXTILES, "/palette/domains/new", f"{TEXTILES}/draft"):
        assert client.get(address).status_code == 403
    for verb in ("archive", "reopen", "review", "up", "draft", "draft/publish", "draft/delete"):
        assert client.post(f"{TEXTILES}/{verb}").status_code == 403


def test_an_unknown_domain_is_not_found(anna: AcademyClient) -> None:
    for address in ("is-er-niet", "is-er-niet/draft", "IS ER NIET", "textiel/changes/7.0"):
        assert anna.get(f"/palette/domains/{address}").status_code == 404
