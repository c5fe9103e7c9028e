"""The story leads over the real pages, as the people it is about, in a demo only."""

import json

import pytest
from sqlalchemy import func, select

from academy.access.models import Session
from academy.credentials.models import Credential
from academy.database import db
from academy.demo.story import SKILL, STEPS, story_cast, tampered
from tests.academy.assessments.conftest import filled_in
from tests.academy.shown import Shown
from tests.academy.wallet.test_list import names, text_of
from tests.cast import AMINA, ANNA, JAN, Cast
from tests.client import AcademyClient

pytestmark = pytest.mark.slow

LAST = str(len(STEPS))


def go(client: AcademyClient, step: int, **values: str) -> str:
    """Press the big button of a step; gives the address that it opens."""
    answer = client.post(f"/story/{step}", data=values)
    assert answer.status_code in {303, 307}, answer.status
    return str(answer.location)


def who(client: AcademyClient) -> str | None:
    found = client.page("/help").select_one(".site-header__who")
    return found.get_text(strip=True) if found else None


def banner(client: AcademyClient, path: str = "/help") -> str:
    found = client.page(path).select_one(".story-banner strong")
    return found.get_text(strip=True) if found else ""


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/story"), ("GET", "/story/1"), ("POST", "/story"), ("POST", "/story/1"),
     ("POST", "/story/stop")],
)  # fmt: skip
def test_without_a_demo_there_is_no_story(
    client: AcademyClient, palette: Cast, method: str, path: str
) -> None:
    assert client.open(path, method=method).status_code == 404


@pytest.mark.parametrize("step", ["0", "8", "x", "1x", "-1", "٣"])
def test_a_step_that_is_not_there_is_not_there(
    client: AcademyClient, story: Cast, step: str
) -> None:
    assert client.get(f"/story/{step}").status_code == 404
    assert client.post(f"/story/{step}").status_code == 404


def test_the_first_step_opens_the_real_form_as_the_leader(
    client: AcademyClient, story: Cast
) -> None:
    address = go(client, 1)

    assert address == f"/people/{AMINA.uuid}/skills/{SKILL}/assess"
    assert client.page(address).select_one("form#assess")
    assert who(client) == JAN.name


def test_the_story_goes_on_with_the_badge_that_the_visitor_gave(
    client: AcademyClient, story: Cast, shown: Shown
) -> None:
    shown(days_ago=40)
    client.post(go(client, 1), data=filled_in())

    given = db.session.scalars(select(Credential).order_by(Credential.id.desc())).first()
    assert given.skill.code == SKILL
    assert "Amina Yıldız heeft een nieuwe badge" in text_of(client.page(go(client, 2)))
    assert go(client, 4) == f"/credentials/{given.uuid}"


def test_each_step_has_a_page_with_one_paragraph_and_one_big_button(
    client: AcademyClient, story: Cast, shown: Shown
) -> None:
    shown()
    for number in range(1, len(STEPS) + 1):
        page = client.page(f"/story/{number}")
        assert len(page.select(".story .lead")) == 1
        assert len(page.select(".story button.button--big")) == 1
        assert bool(page.select(f'.story__nav a[href="/story/{number + 1}"]')) == (
            number < len(STEPS)
        )


def test_she_sees_her_own_badges(client: AcademyClient, story: Cast, shown: Shown) -> None:
    shown()

    page = client.page(go(client, 3))

    assert names(page) == ["Textiel sorteren"]
    assert who(client) == AMINA.name


def test_an_employer_is_not_signed_in_and_reads_no_name(
    client: AcademyClient, story: Cast, shown: Shown
) -> None:
    shown()
    go(client, 3)

    page = client.page(go(client, 4))

    assert page.select_one(".site-header__who") is None
    assert AMINA.name not in text_of(page)


def test_the_certificate_opens_and_so_does_the_page_behind_its_code(
    client: AcademyClient, story: Cast, shown: Shown
) -> None:
    shown()
    behind = client.page("/story/5").select_one('main a[href^="/c/"]')["href"]

    assert client.get(go(client, 5)).mimetype == "application/pdf"
    assert AMINA.name in text_of(client.page(str(behind)))


def test_a_tampered_copy_is_really_refused(
    client: AcademyClient, story: Cast, shown: Shown
) -> None:
    shown()
    forgery = client.page("/story/6").select_one("input[name=text]")["value"]

    sent_on = client.post("/story/6", data={"text": forgery})
    assert (sent_on.status_code, sent_on.location) == (307, "/verify")  # the same form again
    answer = client.post(sent_on.location, data={"text": forgery})

    assert answer.status_code == 200
    assert answer.page.select_one(".verdict--bad")


def test_nothing_but_the_level_was_tampered_with(story: Cast, shown: Shown) -> None:
    for level, changed in ((1, 3), (3, 1)):
        badge = shown(level=level)
        forged = json.loads(tampered(badge).text)
        real = json.loads(badge.document)
        assert forged.pop("credentialSubject") != real.pop("credentialSubject")
        assert forged.pop("name") != real.pop("name")
        assert forged == real
        result = json.loads(tampered(badge).text)["credentialSubject"]["result"][0]
        assert result["value"] == str(changed)
        assert result["achievedLevel"].endswith(f"#level-{changed}")


def test_the_academy_comes_last(client: AcademyClient, story: Cast) -> None:
    assert client.get(go(client, len(STEPS))).status_code == 200
    assert who(client) == ANNA.name


@pytest.mark.parametrize("step", [2, 4, 5, 6])
def test_a_step_that_needs_a_badge_sends_back_to_the_first(
    client: AcademyClient, story: Cast, step: int
) -> None:
    assert go(client, step) == f"/story/{step}"
    assert "Doe eerst stap 1" in text_of(client.page(f"/story/{step}"))


def test_a_banner_leads_back_from_real_pages_while_the_story_runs(
    client: AcademyClient, story: Cast, shown: Shown
) -> None:
    shown()
    assert banner(client) == ""
    client.post("/story")
    assert banner(client) == "Stap 1 van 7"
    go(client, 3)
    assert banner(client, "/wallet") == "Stap 3 van 7"
    assert client.page("/help").select_one('.story-banner a[href="/story/3"]')
    assert banner(client, "/story/4") == ""

    assert client.post("/story/stop").location == "/"
    assert banner(client) == ""


def test_a_cookie_with_nonsense_shows_no_banner(client: AcademyClient, story: Cast) -> None:
    with client.session_transaction() as kept:
        kept["story"] = "99"

    assert banner(client) == ""


def test_looking_at_the_story_signs_nobody_in(
    client: AcademyClient, story: Cast, shown: Shown
) -> None:
    shown()
    for path in ("/story", *(f"/story/{number}" for number in range(1, len(STEPS) + 1))):
        client.page(path)

    assert who(client) is None
    assert db.session.scalar(select(func.count(Session.id))) == 0


def test_the_same_step_twice_keeps_the_session(client: AcademyClient, story: Cast) -> None:
    go(client, 3)
    go(client, 3)

    assert db.session.scalar(select(func.count(Session.id))) == 1


def test_the_cast_of_the_story_is_found_in_its_team(story: Cast) -> None:
    cast = story_cast()

    assert (cast.worker.name, cast.leader.name, cast.academy.name) == (
        AMINA.name, JAN.name, ANNA.name,
    )  # fmt: skip
    assert cast.badge is None


def test_the_next_step_is_in_the_bar_of_every_page(
    client: AcademyClient, story: Cast, shown: Shown
) -> None:
    """16 clicks lead through all of it: one begins, seven act, six go on, two save the badge."""
    client.post("/story")
    for number in range(1, len(STEPS)):
        go(client, number)
        [following] = client.page("/help").select("a.story-banner__next")
        assert following["href"] == f"/story/{number + 1}"
        if number == 1:
            shown()
    go(client, len(STEPS))
    assert not client.page("/help").select("a.story-banner__next")
