"""Certificates from outside: kept without the paper, asked for before a badge, told in time."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.catalogue.licensing import service as licensing
from academy.catalogue.licensing.models import SkillLicence
from academy.catalogue.publishing import PALETTE
from academy.catalogue.queries import open_version
from academy.catalogue.validation.defaults import set_default
from academy.catalogue.validation.rule import FIRST, Rule
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dates import local_day
from academy.errors import AcademyError
from academy.people.licences import service
from academy.people.licences.models import Licence, LicenceKind
from academy.people.licences.service import Paper
from tests.academy.shown import EMERGENCY, SORTING, Shown, palette, shown
from tests.cast import AMINA, ANNA, BEA, BRAM, CAS, ELS, GORAN, JAN, OSCAR, Cast, Member
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race

__all__ = ["palette", "shown"]
TODAY = local_day(START)
NEXT_YEAR = TODAY + timedelta(days=365)
NEW = f"/people/{AMINA.uuid}/licences/new"
KINDS = "/palette/licences"


def a_kind(name: str = "Heftruck", *skills: str) -> LicenceKind:
    with transaction(PALETTE):
        return licensing.add_kind({"nl": name, "en": name}, skills, by=ANNA.actor, now=START)


def a_licence(kind: LicenceKind, until: date | None, member: Member = AMINA) -> Licence:
    paper = Paper(kind=kind, valid_until=until, seen_on=min(TODAY, until or TODAY))
    person = member.row
    with transaction(person):
        place = person.memberships[0].organisation
        return service.keep(person, place, paper, by=BEA.identity(), now=START)


def write_down(client: AcademyClient, of_kind: LicenceKind, /, **values: str):
    given = {"kind": str(of_kind.uuid), "valid_until": NEXT_YEAR.isoformat()}
    return client.submit(NEW, "licence", **{**given, **values})


def on_the_page(client: AcademyClient, address: str) -> str:
    return client.page(address).main.get_text(" ", strip=True)


@pytest.fixture
def bea(client: AcademyClient, cast: Cast) -> AcademyClient:
    return client.as_(BEA)


@pytest.fixture
def certificate_asked(palette: Cast) -> Rule:
    """The academy asks to see what a skill asks for."""
    rule = Rule(**{**{name: getattr(FIRST, name) for name in Rule.__slots__}, "certificate": True})
    with transaction(PALETTE):
        set_default(rule, seen="", by=ANNA.identity(), now=START - timedelta(days=30))
    version = open_version(SORTING)
    assert version is not None
    version.external_requirement = {"nl": "Je hebt een heftruckcertificaat.", "en": "A licence."}
    db.session.commit()
    return rule


class TestWritingDown:
    def test_the_office_writes_it_down_and_everybody_concerned_reads_it(
        self, bea: AcademyClient, app
    ) -> None:
        assert write_down(bea, a_kind()).status_code == 303

        kept = db.session.scalars(select(Licence)).one()
        assert (kept.valid_until, kept.seen_by_id) == (NEXT_YEAR, BEA.row.id)
        actions = [line.action for line in db.session.scalars(select(AuditEvent))]
        assert "person.licence_kept" in actions
        for member, address in (
            (BEA, f"/people/{AMINA.uuid}"),
            (JAN, f"/people/{AMINA.uuid}"),
            (AMINA, "/wallet/data"),
        ):
            assert "Heftruck" in on_the_page(app.test_client().as_(member), address)
        told = app.test_client().as_(AMINA).get("/wallet/data.json").json
        assert told["certificates_seen"][0]["valid_until"] == NEXT_YEAR.isoformat()

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"kind": ""}, "kind"),
            ({"kind": "something"}, "kind"),
            ({"valid_until": (TODAY - timedelta(days=1)).isoformat()}, "valid_until"),
            ({"valid_until": "2126-01-01"}, "valid_until"),
            ({"valid_until": "soon"}, "valid_until"),
            ({"seen_on": (TODAY + timedelta(days=1)).isoformat()}, "seen_on"),
            ({"seen_on": ""}, "seen_on"),
        ],
    )
    def test_what_cannot_be_is_said_at_the_field(
        self, bea: AcademyClient, values: dict[str, str], field: str
    ) -> None:
        answer = write_down(bea, a_kind(), **values)

        assert answer.status_code == 422
        assert answer.page.select_one(f"#{field}-error")
        assert db.session.scalars(select(Licence)).all() == []

    def test_the_same_again_is_told_and_a_newer_one_stands_beside_it(
        self, bea: AcademyClient
    ) -> None:
        kind = a_kind()
        write_down(bea, kind)
        assert write_down(bea, kind).status_code == 409
        assert write_down(bea, kind, valid_until="").status_code == 303
        assert len(db.session.scalars(select(Licence)).all()) == 2

    def test_a_mistake_is_taken_away(self, bea: AcademyClient) -> None:
        kept = a_licence(a_kind(), NEXT_YEAR)

        assert bea.post(f"/licences/{kept.uuid}/remove").status_code == 303
        assert db.session.scalars(select(Licence)).all() == []

    @pytest.mark.parametrize(
        ("member", "status"), [(JAN, 403), (CAS, 404), (OSCAR, 404), (ANNA, 404), (AMINA, 404)]
    )
    def test_only_the_own_office(
        self, client: AcademyClient, cast: Cast, member: Member, status: int
    ) -> None:
        kept = a_licence(a_kind(), NEXT_YEAR)
        stranger = client.as_(member)

        assert stranger.get(NEW).status_code == status
        assert stranger.post(f"/licences/{kept.uuid}/remove").status_code in {403, 404}

    def test_another_employer_reads_nothing_of_it(self, client: AcademyClient, cast: Cast) -> None:
        a_licence(a_kind(), NEXT_YEAR, GORAN)
        assert client.as_(CAS).get(f"/people/{GORAN.uuid}").status_code == 404

    def test_two_at_once_write_one(self, cast: Cast, app: Flask) -> None:
        number = a_kind().id

        def once() -> None:
            a_licence(db.session.get_one(LicenceKind, number), NEXT_YEAR)

        assert race(app, once, once) == ["AcademyError", DONE]
        assert len(db.session.scalars(select(Licence)).all()) == 1


class TestInTime:
    def test_what_ends_is_told_until_a_newer_one_is_there(
        self, bea: AcademyClient, cast: Cast
    ) -> None:
        kind, address = a_kind(), f"/organisations/{cast.schakel.uuid}/licences"
        a_licence(kind, TODAY + timedelta(days=59))
        a_licence(kind, TODAY - timedelta(days=1), BRAM)
        a_licence(kind, TODAY + timedelta(days=61), GORAN)
        a_licence(kind, TODAY - timedelta(days=1), ELS)  # who left

        found = bea.page("/to-do").select_one(f"a[href='{address}']")
        assert found is not None
        assert found.get_text().startswith("2 certificaten van buiten")
        a_licence(kind, NEXT_YEAR)
        ending, everything = (on_the_page(bea, address + more) for more in ("", "?show=all"))
        assert "Bram" in ending
        assert "Amina" not in ending
        assert all(name in everything for name in ("Amina", "Bram", "Goran"))
        assert "Els" not in everything
        assert bea.get(address + "?page=999999999").status_code == 200


class TestBeforeABadge:
    def test_only_what_was_written_down_counts_and_the_badge_follows_it(
        self, certificate_asked: Rule, shown: Shown, bea: AcademyClient
    ) -> None:
        kind = a_kind("Heftruck", SORTING)
        assert shown() is None

        assert write_down(bea, kind).status_code == 303

        assert db.session.scalars(select(Credential)).one().person_id == AMINA.row.id

    def test_one_that_was_over_on_the_day_does_not_count(
        self, certificate_asked: Rule, shown: Shown
    ) -> None:
        a_licence(a_kind("Heftruck", SORTING), TODAY - timedelta(days=1))

        assert shown() is None

    def test_one_of_another_kind_does_not_count(
        self, certificate_asked: Rule, shown: Shown
    ) -> None:
        a_kind("Heftruck", SORTING)
        a_licence(a_kind("BHV"), NEXT_YEAR)

        assert shown() is None

    def test_the_leader_reads_what_is_needed_and_what_there_is(
        self, certificate_asked: Rule, client: AcademyClient
    ) -> None:
        kind = a_kind("Heftruck", SORTING)
        address, jan = f"/people/{AMINA.uuid}/skills/{SORTING}/assess", client.as_(JAN)
        before = on_the_page(jan, address)
        assert "een geldig certificaat: Heftruck" in before
        assert "staat nog niet genoteerd" in before
        assert "Ik zag het certificaat" not in before

        a_licence(kind, NEXT_YEAR)

        assert "Heftruck: geldig tot en met" in on_the_page(jan, address)

    def test_of_a_version_that_asks_nothing_any_more_no_paper_is_told(
        self, certificate_asked: Rule, client: AcademyClient
    ) -> None:
        a_kind("Heftruck", SORTING)
        open_version(SORTING).external_requirement = None
        db.session.commit()

        page = on_the_page(client.as_(JAN), f"/people/{AMINA.uuid}/skills/{SORTING}/assess")

        assert "Heftruck" not in page


class TestTheList:
    def test_the_academy_keeps_it(self, client: AcademyClient, certificate_asked: Rule) -> None:
        anna = client.as_(ANNA)
        given = {"name_nl": "Heftruck", "name_en": "Forklift", "skills": [SORTING]}
        assert anna.submit(f"{KINDS}/new", "licence", **given).status_code == 303
        assert anna.submit(f"{KINDS}/new", "licence", **given).status_code == 422
        kind = db.session.scalars(select(LicenceKind)).one()
        assert db.session.scalars(select(SkillLicence.kind_id)).all() == [kind.id]

        anna.submit(f"{KINDS}/{kind.uuid}", "licence", **given | {"skills": []})
        assert db.session.scalars(select(SkillLicence)).all() == []
        anna.post(f"{KINDS}/{kind.uuid}/stop")
        assert client.as_(BEA).page(NEW).select("input[name=kind]") == []
        client.as_(ANNA).post(f"{KINDS}/{kind.uuid}/reopen")
        assert client.as_(BEA).page(NEW).select("input[name=kind]")

    def test_a_skill_asks_for_one_kind(self, palette: Cast) -> None:
        a_kind("Heftruck", SORTING, EMERGENCY)

        with pytest.raises(AcademyError, match="skill-asks-for-another"):
            a_kind("BHV", SORTING)

    def test_of_two_who_change_one_the_second_looks_again(
        self, client: AcademyClient, certificate_asked: Rule
    ) -> None:
        kind = a_kind()
        page = f"{KINDS}/{kind.uuid}"
        anna = client.as_(ANNA)
        seen = anna.page(page).select_one("#licence input[name=seen]")["value"]
        given = {"name_nl": "Heftruck", "name_en": "Forklift", "seen": seen}
        assert anna.post(page, data=given | {"skills": SORTING}).status_code == 303

        answer = anna.post(page, data=given | {"name_nl": "Reachtruck"})

        assert answer.status_code == 409
        assert "Iemand anders veranderde dit" in answer.page.get_text()
        assert answer.page.select_one("#name_nl")["value"] == "Reachtruck"
        db.session.expire_all()
        assert kind.name["nl"] == "Heftruck"
        assert db.session.scalars(select(SkillLicence.kind_id)).all() == [kind.id]

    def test_no_skill_asks_for_what_nobody_writes_down_any_more(
        self, client: AcademyClient, certificate_asked: Rule
    ) -> None:
        kind = a_kind()
        page = f"{KINDS}/{kind.uuid}"
        anna = client.as_(ANNA)
        anna.post(f"{page}/stop")
        assert anna.page(page).select("input[name=skills]") == []

        given = {"name_nl": "Heftruck", "name_en": "Forklift", "skills": SORTING}
        seen = anna.page(page).select_one("#licence input[name=seen]")["value"]

        assert anna.post(page, data=given | {"seen": seen}).status_code == 303
        assert db.session.scalars(select(SkillLicence)).all() == []

    @pytest.mark.parametrize("member", [BEA, JAN, AMINA])
    def test_nobody_else(self, client: AcademyClient, cast: Cast, member: Member) -> None:
        assert client.as_(member).get(KINDS).status_code == 403
