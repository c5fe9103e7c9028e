"""The menu: what each role uses, and one's own wallet for everybody who learns."""

import pytest
from bs4 import BeautifulSoup, Tag

from academy.database import db
from academy.security.identity import Role
from academy.web.navigation import LINKS, entry_of
from tests.academy.administration.mergers.merged import begin
from tests.cast import AMINA, ANNA, BEA, ELS, ERIK, JAN, RENS, Cast, Member, a_membership
from tests.client import AcademyClient

WALLET, RECORD = "/wallet", "/learning"


def bar(page: BeautifulSoup) -> Tag:
    """The first of the menus on a page; a second holds the same for a narrow screen."""
    return page.select("nav.nav")[0]


def menu(client: AcademyClient, path: str = "/skills") -> list[str]:
    """The addresses in the menu, as it stands on this page."""
    return [str(link["href"]) for link in bar(client.page(path)).select("a")]


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("member", [JAN, BEA, ANNA, AMINA], ids=lambda member: member.name)
@pytest.mark.parametrize("path", ["/skills", WALLET])
def test_who_learns_finds_the_own_wallet(client: AcademyClient, member: Member, path: str) -> None:
    found = menu(client.as_(member), path)
    assert found[-2:] == [WALLET, RECORD]


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("member", [JAN, BEA, ANNA], ids=lambda member: member.name)
def test_who_may_be_asked_to_look_again_finds_where(client: AcademyClient, member: Member) -> None:
    page = client.as_(member).page("/skills")
    (entry,) = bar(page).select("a[href='/reviews']")
    assert entry.get_text(strip=True) == client.page("/reviews").h1.get_text(strip=True)


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("member", [AMINA, ERIK, RENS], ids=lambda member: member.name)
def test_who_never_looks_again_has_no_entry_for_it(client: AcademyClient, member: Member) -> None:
    assert "/reviews" not in menu(client.as_(member))


def test_who_leads_and_works_sees_both_each_once(client: AcademyClient, cast: Cast) -> None:
    a_membership(JAN.row, Role.WORKER, team=cast.winkel)
    found = menu(client.as_(JAN))
    assert {"/teams", WALLET, RECORD} <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.usefixtures("cast")
def test_who_left_keeps_the_own_wallet(client: AcademyClient) -> None:
    assert menu(client.as_(ELS)) == [WALLET, RECORD]


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("member", [ERIK, RENS], ids=lambda member: member.name)
def test_who_only_looks_has_no_wallet_in_the_menu(client: AcademyClient, member: Member) -> None:
    assert WALLET not in menu(client.as_(member))


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    ("member", "path", "entry"),
    [
        (JAN, "/teams", "Mijn teams"),
        (JAN, f"/people/{AMINA.uuid}", "Mijn teams"),
        (JAN, f"/people/{AMINA.uuid}/card", "Mijn teams"),
        (JAN, "/jobs", "Mijn werk"),
        (BEA, f"/people/{AMINA.uuid}", "Organisatie"),
        (BEA, f"/people/{AMINA.uuid}/edit", "Organisatie"),
        (BEA, "/audit", "Logboek"),
        (ANNA, "/courses/new", "Cursussen"),
        (ANNA, "/organisations/new", "Organisaties"),
        (ANNA, "/jobs/failed", "Mislukt werk"),
        (ANNA, "/jobs", "Mijn werk"),
        (BEA, f"/people/{AMINA.uuid}/double", "Organisatie"),
        (AMINA, "/wallet/data", "Wat ik kan"),
        (AMINA, "/wallet/name", "Wat ik kan"),
        (AMINA, "/learning", "Wat ik leerde"),
        (RENS, "/reports", "Cijfers"),
        (ERIK, "/verify", "Controleer een badge"),
        (ERIK, "/proposals/new", "Mijn voorstellen"),
        (ERIK, "/skills", "Skillspalet"),
        (JAN, "/help", None),
        (JAN, "/account/sessions", None),
    ],
)
def test_the_menu_says_where_one_is(
    client: AcademyClient, member: Member, path: str, entry: str | None
) -> None:
    marked = bar(client.as_(member).page(path)).select("a[aria-current]")
    assert [link.get_text(strip=True) for link in marked] == ([entry] if entry else [])


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    "member", [JAN, BEA, ANNA, AMINA, RENS, ERIK], ids=lambda member: member.name
)
def test_every_page_in_the_menu_marks_itself(client: AcademyClient, member: Member) -> None:
    for path in menu(client.as_(member)):
        answer = client.get(path, follow_redirects=True)
        [marked] = bar(answer.page).select("a[aria-current]")
        assert marked["href"] == path


def test_work_that_the_academy_started_lies_behind_its_own_work(
    client: AcademyClient, cast: Cast
) -> None:
    page = f"/jobs/{begin(cast).job_uuid}"
    [marked] = bar(client.as_(ANNA).page(page)).select("a[aria-current]")
    assert (marked["href"], marked["aria-current"]) == ("/jobs", "true")


def test_every_entry_leads_to_one_page_in_each_role() -> None:
    """None stands for two, and none is a way to pages that another entry is nearer to."""
    for links in LINKS.values():
        places = [endpoint for endpoint, _label in links]
        assert len(places) == len(set(places))
        assert all(entry_of(links, place) == place for place in places)


@pytest.mark.usefixtures("cast")
def test_a_leader_has_the_low_header_on_every_page_and_an_administrator_the_places_beside_it(
    client: AcademyClient,
) -> None:
    def is_low(path: str) -> bool:
        return client.page(path).select_one("html.on-the-floor details.menu nav") is not None

    client.as_(JAN)
    assert all(is_low(path) for path in ("/teams", "/reviews", "/skills", WALLET))
    client.as_(BEA)
    assert [is_low(path) for path in ("/teams", "/reviews")] == [True, False]


def test_who_leads_and_administers_sits_at_a_desk_too(client: AcademyClient, cast: Cast) -> None:
    a_membership(JAN.row, Role.ORGANISATION_ADMIN, organisation=cast.schakel)
    db.session.commit()
    client.as_(JAN)
    assert client.page("/reviews").select_one(".frame > .nav")
    assert client.page("/teams").select_one("html.on-the-floor")


@pytest.mark.parametrize("member", [BEA, ANNA])
@pytest.mark.parametrize("path", ["/to-do", "/skills", "/wallet", "/learning", "/help", "/nothing"])
def test_the_places_of_whoever_administers_stand_at_the_side_of_every_page(
    client: AcademyClient, cast: Cast, member: Member, path: str
) -> None:
    page = client.as_(member).get(path).page
    assert page.select_one(".at-a-desk .frame > .nav")
    assert not page.select(".site-header nav")


@pytest.mark.parametrize("path", ["/skills", "/wallet"])
def test_a_worker_has_them_above_a_page(client: AcademyClient, cast: Cast, path: str) -> None:
    page = client.as_(AMINA).page(path)
    assert not page.select(".frame")
    assert page.select_one(".site-header nav.nav")
