"""Organisations, sites and teams are added, changed, ended and opened again; never deleted."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from academy.audit.models import AuditEvent
from academy.database import db
from academy.organisations.models import Organisation, Site, Team
from academy.security.identity import Role
from tests.cast import ANNA, BEA, CAS, JAN, Cast, a_membership, a_person, a_site, a_team
from tests.client import AcademyClient
from tests.clock import TestClock
from tests.statements import count_statements

DETAILS = {
    "city": "Utrecht",
    "region": "midden-utrecht",
    "website": "www.schakel.example",
    "email": "Info@Schakel.example",
}


@pytest.fixture
def bea(cast: Cast, client: AcademyClient) -> AcademyClient:
    return client.as_(BEA)


@pytest.fixture
def anna(cast: Cast, client: AcademyClient) -> AcademyClient:
    return client.as_(ANNA)


class TestDetails:
    def test_are_kept(self, bea: AcademyClient, cast: Cast) -> None:
        path = f"/organisations/{cast.schakel.uuid}"

        assert bea.submit(f"{path}/edit", "organisation", **DETAILS).location == path

        row = cast.schakel
        assert (row.website, row.email) == ("https://www.schakel.example", "info@schakel.example")
        assert "Midden-Utrecht" in bea.page(path).get_text()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"website": "javascript:alert(1)"},
            {"website": "not a site"},
            {"email": "info"},
            {"region": "atlantis"},
            {"city": "a\x00b"},
        ],
    )
    def test_refuses(self, bea: AcademyClient, cast: Cast, wrong: dict[str, str]) -> None:
        path = f"/organisations/{cast.schakel.uuid}/edit"

        answer = bea.submit(path, "organisation", **(DETAILS | wrong))

        assert answer.status_code == 422
        assert cast.schakel.website == "https://example.nl"

    def test_the_name_is_not_theirs_to_change(self, bea: AcademyClient, cast: Cast) -> None:
        path = f"/organisations/{cast.schakel.uuid}/edit"

        bea.submit(path, "organisation", **DETAILS, name="De Cirkel", slug="de-cirkel")

        assert (cast.schakel.name, cast.schakel.slug) == ("De Schakel", "de-schakel")


class TestSitesAndTeams:
    def test_a_site_and_a_team(self, bea: AcademyClient, cast: Cast, db_session) -> None:
        path = f"/organisations/{cast.schakel.uuid}"

        bea.submit(f"{path}/sites/new", "site", name="Loods Zuid", city="Nieuwegein")
        site = db_session.scalars(select(Site).where(Site.name == "Loods Zuid")).one()
        bea.submit(f"{path}/teams/new", "team", name="Fietsen", site=str(site.uuid))

        team = db_session.scalars(select(Team).where(Team.name == "Fietsen")).one()
        assert (team.site, team.organisation) == (site, cast.schakel)
        assert "Fietsen" in bea.page(path).get_text()

    def test_a_form_sent_twice_makes_one(self, bea: AcademyClient, cast: Cast, db_session) -> None:
        path = f"/organisations/{cast.schakel.uuid}/sites/new"
        values = {"name": "Loods", "key": "1c3b1f0e-6a55-4f39-8f1c-5d9c5f5b6e01"}

        for _ in range(2):
            assert bea.submit(path, "site", **values).status_code == 303
        assert db_session.scalar(select(func.count()).where(Site.name == "Loods")) == 1

    def test_a_name_is_there_once(self, bea: AcademyClient, cast: Cast) -> None:
        path = f"/organisations/{cast.schakel.uuid}"

        assert bea.submit(f"{path}/sites/new", "site", name="WINKEL  utrecht").status_code == 422
        assert bea.submit(f"{path}/teams/new", "team", name="sorteren").status_code == 422

    def test_a_site_of_elsewhere_is_no_choice(self, bea: AcademyClient, cast: Cast) -> None:
        path = f"/organisations/{cast.schakel.uuid}/teams/new"

        answer = bea.submit(path, "team", name="Fietsen", site=str(cast.arnhem.uuid))

        assert answer.status_code == 422

    def test_are_changed(self, bea: AcademyClient, cast: Cast) -> None:
        bea.submit(f"/sites/{cast.utrecht.uuid}/edit", "site", name="Winkel Noord", city="")
        bea.submit(f"/teams/{cast.winkel.uuid}/edit", "team", name="Verkoop")

        assert (cast.utrecht.name, cast.utrecht.city) == ("Winkel Noord", "")
        assert cast.winkel.name == "Verkoop"

    def test_end_and_open_again(
        self, bea: AcademyClient, cast: Cast, clock: TestClock, db_session
    ) -> None:
        site = a_site(cast.schakel, "Oude loods")
        team = a_team(site, "Oud team")
        site_page, team_page = f"/sites/{site.uuid}/edit", f"/teams/{team.uuid}/edit"

        refused = bea.submit(site_page, "end")
        assert refused.status_code == 422
        assert "Stop eerst de teams" in refused.page.get_text()
        bea.submit(team_page, "end")
        bea.submit(site_page, "end")
        assert site.ends_on == team.ends_on == BEA.identity().today
        bea.submit(team_page, "reopen")
        assert team.ends_on is not None, "not before its site"
        bea.submit(site_page, "reopen")
        bea.submit(team_page, "reopen")
        assert (site.ends_on, team.ends_on) == (None, None)

    def test_not_after_a_year(self, bea: AcademyClient, cast: Cast, clock: TestClock) -> None:
        team = a_team(cast.utrecht, "Oud team")
        team.ends_on = BEA.identity().today - timedelta(days=400)

        bea.submit(f"/teams/{team.uuid}/edit", "reopen")

        assert team.ends_on is not None

    def test_what_ended_does_not_go_on_by_ending_later(
        self, bea: AcademyClient, cast: Cast, clock: TestClock
    ) -> None:
        """From a page that was left open; whether it may go on is asked when it is opened again."""
        team = a_team(cast.utrecht, "Oud team")
        first = BEA.identity().today
        target, sent = bea.fill_in(f"/teams/{team.uuid}/edit", "end")
        lines = func.count(AuditEvent.id)

        bea.post(target, data=sent, csrf=False)
        told = db.session.scalar(select(lines))
        again = bea.post(target, data=sent, csrf=False)
        clock.advance(days=30)
        bea.as_(BEA)
        later = bea.post(target, data={"last_day": (first + timedelta(9)).isoformat()})

        assert (again.status_code, later.status_code) == (303, 422)
        assert "Dit is al gestopt." in later.page.main.get_text()
        assert (team.ends_on, db.session.scalar(select(lines))) == (first, told)

    @pytest.mark.parametrize("last_day", ["", "someday", "9999-12-31", "2062-01-01"])
    def test_refuses_a_day_that_is_none(
        self, bea: AcademyClient, cast: Cast, last_day: str
    ) -> None:
        team = a_team(cast.utrecht, "Leeg team")

        answer = bea.submit(f"/teams/{team.uuid}/edit", "end", last_day=last_day)

        assert answer.status_code == 422
        assert team.ends_on is None

    @pytest.mark.parametrize("stranger", [CAS, JAN, ANNA])
    def test_strangers_change_nothing(self, client: AcademyClient, cast: Cast, stranger) -> None:
        client.as_(stranger)
        paths = [
            f"/organisations/{cast.schakel.uuid}/edit",
            f"/organisations/{cast.schakel.uuid}/sites/new",
            f"/organisations/{cast.schakel.uuid}/teams/new",
            *(f"/sites/{cast.utrecht.uuid}/{verb}" for verb in ("edit", "end", "reopen")),
            *(f"/teams/{cast.winkel.uuid}/{verb}" for verb in ("edit", "end", "reopen")),
        ]
        for path in paths:
            data = {**DETAILS, "name": "x", "last_day": "2026-11-23"}
            assert client.post(path, data=data).status_code == 404, path


class TestPlatform:
    def add(self, anna: AcademyClient, **values: str):
        given = {"name": "Kringloop Ömer & Co.", "city": "Almere", "kind": "thrift"} | values
        return anna.submit("/organisations/new", "organisation", **given)

    def test_an_organisation_gets_a_slug_for_good(self, anna: AcademyClient, db_session) -> None:
        answer = self.add(anna)

        row = db_session.scalars(select(Organisation).where(Organisation.city == "Almere")).one()
        assert row.slug == "kringloop-omer-co"
        assert answer.location == f"/organisations/{row.uuid}/administrators/new"
        anna.submit(f"/organisations/{row.uuid}/platform", "organisation", name="Iets anders")
        assert (row.name, row.slug) == ("Iets anders", "kringloop-omer-co")

    @pytest.mark.parametrize(
        ("name", "slug"),
        [
            ("De Schakel!", "de-schakel-2"),
            ("كرينغلوب", "organisatie"),
            ("../../x?y#z", "x-y-z"),
            ("a" * 120, "a" * 50),
        ],
    )
    def test_any_name_makes_a_slug(
        self, anna: AcademyClient, db_session, name: str, slug: str
    ) -> None:
        self.add(anna, name=name)

        assert db_session.scalar(select(Organisation.name).where(Organisation.slug == slug)) == name

    @pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "x" * 121}, {"kind": "bank"}])
    def test_refuses(self, anna: AcademyClient, db_session, wrong: dict[str, str]) -> None:
        before = db_session.scalar(select(func.count(Organisation.id)))

        assert self.add(anna, **wrong).status_code == 422
        assert db_session.scalar(select(func.count(Organisation.id))) == before

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            pytest.param("47.79", "47.79", id="as CBS writes it"),
            pytest.param(" 4779 ", "47.79", id="without the dot"),
            pytest.param("47.79.1", "47.79.1", id="a subclass"),
            pytest.param("47.7", "47.7", id="a group"),
            pytest.param("38", "38", id="a division"),
            pytest.param("", "", id="none"),
        ],
    )
    def test_the_academy_says_the_branch(
        self, anna: AcademyClient, cast: Cast, typed: str, kept: str
    ) -> None:
        cast.schakel.sbi = "95.29"
        db.session.commit()
        path = f"/organisations/{cast.schakel.uuid}/platform"

        assert anna.submit(path, "organisation", sbi=typed).status_code == 303

        assert cast.schakel.sbi == kept
        assert anna.page(path).select_one("#sbi")["value"] == kept
        changed = db.session.scalars(select(AuditEvent)).one()
        assert (changed.action, changed.details) == ("organisation.changed", {"fields": ["sbi"]})

    def test_the_academy_says_until_when_there_is_a_quality_mark(
        self, anna: AcademyClient, cast: Cast, clock: TestClock
    ) -> None:
        path, issuer = f"/organisations/{cast.schakel.uuid}", f"/issuers/{cast.schakel.slug}"
        assert "Keurmerk" not in anna.page(issuer).main.get_text()

        anna.submit(f"{path}/platform", "organisation", keurmerk_until="2026-12-31", pso_until="")

        assert "Keurmerk Kringloop" in anna.page(issuer).main.get_text()
        assert "PSO" not in anna.page(issuer).main.get_text()
        told = anna.as_(BEA).page(path).get_text()
        assert "Keurmerk Kringloop, tot en met 31 december 2026" in told
        clock.advance(days=60)
        assert "Keurmerk" not in anna.page(issuer).main.get_text(), "its last day is over"

    def test_an_organisation_does_not_say_it_itself(self, bea: AcademyClient, cast: Cast) -> None:
        path = f"/organisations/{cast.schakel.uuid}/edit"
        sent = DETAILS | {"quality_mark": "y", "keurmerk_until": "2030-01-01"}

        assert bea.post(path, data=sent).status_code == 303
        assert cast.schakel.quality_marks == {}

    def test_a_day_that_is_none_is_told_at_the_field(self, anna: AcademyClient, cast: Cast) -> None:
        path = f"/organisations/{cast.schakel.uuid}/platform"

        answer = anna.submit(path, "organisation", pso_until="31-2-2027")

        assert answer.status_code == 422
        assert answer.page.select_one("#pso_until-error")
        assert cast.schakel.quality_marks == {}

    @pytest.mark.parametrize("mark", ["keurmerk_until", "pso_until"])
    @pytest.mark.parametrize(("until", "status"), [("2031-08-31", 303), ("2099-12-31", 422)])
    def test_a_quality_mark_lasts_a_few_years(
        self, anna: AcademyClient, cast: Cast, mark: str, until: str, status: int
    ) -> None:
        answer = anna.submit(
            f"/organisations/{cast.schakel.uuid}/platform", "organisation", **{mark: until}
        )

        assert answer.status_code == status
        assert bool(cast.schakel.quality_marks) is (status == 303)
        if status == 422:
            assert "nooit langer dan 5 jaar" in answer.page.select_one(f"#{mark}-error").get_text()

    @pytest.mark.parametrize("typed", ["4", "47.", "47.791.1", "47,79", "477.9", "winkel", "=47"])
    def test_what_is_no_code_is_told_at_the_field(
        self, anna: AcademyClient, cast: Cast, typed: str
    ) -> None:
        path = f"/organisations/{cast.schakel.uuid}/platform"

        answer = anna.submit(path, "organisation", sbi=typed, name="Anders")

        assert answer.status_code == 422
        assert "47.79" in answer.page.select_one("#sbi-error").get_text()
        assert answer.page.select_one("#sbi")["value"] == typed
        assert (cast.schakel.name, cast.schakel.sbi) == ("De Schakel", "")

    def test_nobody_acts_for_an_organisation_that_ended(
        self, anna: AcademyClient, cast: Cast, clock: TestClock
    ) -> None:
        path = f"/organisations/{cast.schakel.uuid}"
        anna.submit(f"{path}/platform", "end")
        clock.advance(days=1)

        assert anna.as_(BEA).get(path).status_code == 404
        anna.as_(ANNA).submit(f"{path}/platform", "reopen")
        assert anna.as_(BEA).get(path).status_code == 200

    def test_the_list_is_searched(self, anna: AcademyClient, cast: Cast) -> None:
        def names(query: str) -> list[str]:
            page = anna.page(f"/organisations/all{query}")
            return [each.get_text() for each in page.select("tbody th")]

        assert names("?q=schakél") == ["De Schakel"]
        assert names("?kind=employer") == ["De Fietsfabriek"]
        assert names("?q=arnhem") == ["De Cirkel"]
        assert len(names("?kind=nonsense")) == 4

    @pytest.mark.parametrize("stranger", [BEA, JAN])
    def test_only_for_the_academy(self, client: AcademyClient, cast: Cast, stranger) -> None:
        client.as_(stranger)
        path = f"/organisations/{cast.cirkel.uuid}"

        assert client.post("/organisations/new", data={"name": "x"}).status_code == 403
        for verb in ("platform", "end", "reopen"):
            assert client.post(f"{path}/{verb}").status_code == 404


@pytest.mark.parametrize("page", ["", "/people", "/people?order=number&q=e"])
def test_pages_take_a_constant_number_of_statements(
    bea: AcademyClient, cast: Cast, page: str
) -> None:
    path = f"/organisations/{cast.schakel.uuid}{page}"

    def count() -> int:
        with count_statements() as statements:
            bea.page(path)
        return len(statements)

    before = count()
    for number in range(5):
        team = a_team(a_site(cast.schakel, f"Loods {number}"), f"Team {number}")
        a_membership(a_person(f"Eva {number}"), team=team)
        a_membership(a_person(f"Leo {number}"), Role.TEAM_LEADER, team=team)
    assert count() == before
