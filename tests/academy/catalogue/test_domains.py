"""The academy keeps the domains of the palette: name, colour, icon, order, archive."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.catalogue.colours import COLOURS
from academy.catalogue.keeping import domains as keeping
from academy.catalogue.loading import load_palette
from academy.catalogue.models import SkillDomain
from academy.catalogue.queries import domains, open_versions
from academy.database import db, transaction
from tests.academy.catalogue.conftest import OPERATOR
from tests.academy.catalogue.test_keep_palette import retire, the_actions
from tests.cast import ANNA, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race

TEXTILES = "/palette/domains/textiel"
NEW = {"name_nl": "Koffie schenken", "name_en": "Coffee", "colour": "textiel", "icon": "award"}


@pytest.fixture
def anna(client: AcademyClient, cast: Cast, palette: None) -> AcademyClient:
    return client.as_(ANNA)


def domain(code: str = "textiel") -> SkillDomain:
    db.session.expire_all()
    return db.session.scalars(select(SkillDomain).where(SkillDomain.code == code)).one()


def filled(page: BeautifulSoup) -> dict[str, str]:
    """What a browser would send of the form."""
    form = page.select_one("#name_nl").find_parent("form")
    chosen = form.select("input[type=hidden], input[type=text], input[type=radio][checked]")
    return {each["name"]: each["value"] for each in chosen if each["name"] != "csrf_token"}


def add(anna: AcademyClient) -> None:
    answer = anna.post("/palette/domains/new", data=NEW)
    assert answer.status_code == 303, answer.page.get_text()


def test_domains_stand_in_their_order_with_their_skills(anna: AcademyClient) -> None:
    rows = anna.page("/palette/domains").select("main tbody tr")

    assert len(rows) == 12
    assert rows[4].select("td")[0].get_text(strip=True).startswith("5")
    assert rows[4].select_one("[data-domain=textiel]")


def test_another_name_and_colour_show_on_pages_and_badges(anna: AcademyClient) -> None:
    sent = filled(anna.page(TEXTILES)) | {"name_nl": "Kleding", "colour": "fietsen"}

    assert anna.post(TEXTILES, data=sent).status_code == 303

    tile = anna.page("/skills?domain=textiel").select_one("main .badge-tile")
    assert tile["data-domain"] == "fietsen"
    assert "Kleding" in anna.page("/skills").get_text()
    assert the_actions()[-1] == "skill-domain.changed"


def test_a_new_domain_comes_last_and_can_have_skills(anna: AcademyClient) -> None:
    add(anna)

    assert domains()[-1].code == "koffie-schenken"
    assert anna.page("/palette/new").select("option[value=koffie-schenken]")


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
    add(anna)
    anna.post("/palette/new", data={"name_nl": "Melk schuimen", "domain": "koffie-schenken"})

    assert anna.post("/palette/domains/koffie-schenken/archive").status_code == 409


def test_an_archived_domain_is_on_offer_no_more(anna: AcademyClient) -> None:
    add(anna)
    assert anna.post("/palette/domains/koffie-schenken/archive").status_code == 303

    assert not anna.page("/palette/new").select("option[value=koffie-schenken]")
    assert "Gearchiveerd" in anna.page("/palette/domains").get_text()

    anna.post("/palette/domains/koffie-schenken/reopen")
    assert anna.page("/palette/new").select("option[value=koffie-schenken]")


def test_a_skill_that_stopped_in_it_begins_again_only_elsewhere(anna: AcademyClient) -> None:
    for version in open_versions():
        if version.skill.domain.code == "textiel":
            retire(version.skill.code)
    assert anna.post(f"{TEXTILES}/archive").status_code == 303

    answer = anna.post("/palette/skills/textiel-sorteren/restore")

    assert answer.status_code == 409
    assert "Kies eerst een ander domein" in answer.page.get_text()


def test_of_two_who_change_one_domain_the_second_is_told(anna: AcademyClient) -> None:
    mine = filled(anna.page(TEXTILES))
    anna.post(TEXTILES, data=mine | {"name_nl": "Kleding"})

    answer = anna.post(TEXTILES, data=mine | {"name_nl": "Stoffen"})

    assert answer.status_code == 409
    assert "Iemand anders veranderde" in answer.page.select_one("#name_nl-error").get_text()
    assert domain().name["nl"] == "Kleding"
    again = filled(answer.page)
    assert again["name_nl"] == "Stoffen"
    assert anna.post(TEXTILES, data=again).status_code == 303
    assert domain().name["nl"] == "Stoffen"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        pytest.param({"name_nl": ""}, "name_nl", id="no name"),
        pytest.param({"name_nl": "Fietsen"}, "name_nl", id="the name of another"),
        pytest.param({"name_en": ""}, "name_en", id="no English name"),
        pytest.param({"colour": "#ffffff"}, "colour", id="a colour of one's own"),
        pytest.param({"icon": "stoommachine"}, "icon", id="no icon"),
    ],
)
def test_what_does_not_fit_is_told_at_the_field(
    anna: AcademyClient, wrong: dict[str, str], field: str
) -> None:
    for address in (TEXTILES, "/palette/domains/new"):
        seen = filled(anna.page(TEXTILES))["seen"]
        answer = anna.post(address, data=NEW | {"seen": seen} | wrong)

        assert answer.status_code in {409, 422}
        assert answer.page.select_one(f"#{field}-error")
    assert domain().name["nl"] == "Textiel"


def test_a_file_leaves_alone_what_the_academy_changed(anna: AcademyClient) -> None:
    anna.post(TEXTILES, data=filled(anna.page(TEXTILES)) | {"name_nl": "Kleding"})

    with transaction("content"):
        load_palette(START, OPERATOR)

    assert domain().name["nl"] == "Kleding"
    assert {each.colour for each in domains()} == set(COLOURS)


def test_a_domain_is_archived_once(app, anna: AcademyClient) -> None:
    add(anna)

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

    for address in ("/palette/domains", TEXTILES, "/palette/domains/new"):
        assert client.get(address).status_code == 403
    assert client.post(f"{TEXTILES}/archive").status_code == 403


def test_an_unknown_domain_is_not_found(anna: AcademyClient) -> None:
    assert anna.get("/palette/domains/is-er-niet").status_code == 404
