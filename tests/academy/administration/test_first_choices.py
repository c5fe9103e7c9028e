"""What an administrator has to choose is not chosen beforehand; equal names are asked."""

import uuid

import pytest
from sqlalchemy import func, select

from academy.database import db
from academy.organisations.models import Organisation, Site
from academy.people.models import Membership, Person
from academy.security.identity import Role
from tests.cast import AMINA, ANNA, BEA, CAS, RENS, Cast, membership_of
from tests.client import AcademyClient


def places_of(cast: Cast) -> dict[str, str]:
    theirs = f"/organisations/{cast.cirkel.uuid}"
    return {
        "a team's branch": f"{theirs}/teams/new",
        "a person's only team": f"{theirs}/people/new",
        "the team of a list": f"{theirs}/people/many",
        "the team of somebody of elsewhere": f"{theirs}/people/adopt",
        "the kind of an organisation": "/organisations/new",
        "the role of an administrator": f"/organisations/{cast.academy.uuid}/administrators/new",
        "one more role": f"/people/{AMINA.uuid}/memberships/new",
    }


@pytest.mark.parametrize(
    ("who", "page", "name"),
    [
        (CAS, "a team's branch", "site"),
        (CAS, "a person's only team", "team"),
        (CAS, "a person's only team", "role"),
        (CAS, "the team of a list", "team"),
        (CAS, "the team of somebody of elsewhere", "team"),
        (ANNA, "the kind of an organisation", "kind"),
        (ANNA, "the role of an administrator", "role"),
        (BEA, "one more role", "role"),
        (BEA, "one more role", "team"),
    ],
)
def test_nothing_is_chosen_beforehand(
    client: AcademyClient, cast: Cast, who, page: str, name: str
) -> None:
    form = client.as_(who).page(places_of(cast)[page]).select("main form[method=post]")[0]
    fields = form.select(f"[name={name}]")
    assert fields, name
    assert not [each for each in fields if each.has_attr("checked")]
    for each in fields:
        options = each.select("option")
        chosen = [option for option in options if option.has_attr("selected")] or options[:1]
        assert [option["value"] for option in chosen] in ([], [""])


def test_a_link_about_a_role_keeps_it(client: AcademyClient, cast: Cast) -> None:
    page = client.as_(BEA).page(
        f"/organisations/{cast.schakel.uuid}/people/new?role=team_leader&team={cast.winkel.uuid}"
    )
    assert page.select("input[name=role][checked]")[0]["value"] == "team_leader"
    assert page.select("select[name=team] option[selected]")[0]["value"] == str(cast.winkel.uuid)


def add(client: AcademyClient, name: str, **more: str):
    return client.as_(ANNA).submit(
        "/organisations/new", "organisation", name=name, kind="thrift", **more
    )


@pytest.mark.parametrize("name", ["De Cirkel", "de  cirkel", "DÉ CIRKEL"])
def test_an_organisation_of_the_same_name_is_asked_about(
    client: AcademyClient, cast: Cast, name: str
) -> None:
    before = db.session.scalar(select(func.count()).select_from(Organisation))

    asked = add(client, name)

    assert asked.status_code == 409
    assert "Deze naam is er al" in asked.page.get_text()
    assert "Arnhem" in asked.page.get_text()
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == before
    assert client.press(asked, "Toch deze naam gebruiken").status_code == 303
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == before + 1


def test_yes_to_a_name_is_no_yes_to_another(client: AcademyClient, cast: Cast) -> None:
    assert add(client, "De Cirkel", namesake="De Schakel").status_code == 409


def test_a_new_organisation_is_no_namesake_of_itself(client: AcademyClient, cast: Cast) -> None:
    key = "00000000-0000-4000-8000-000000000002"

    first, again = add(client, "De Halte", key=key), add(client, "De Halte", key=key)

    assert (first.status_code, again.location) == (303, first.location)


def test_so_is_a_new_name_and_the_own_name_is_not(client: AcademyClient, cast: Cast) -> None:
    path = f"/organisations/{cast.schakel.uuid}/platform"

    asked = client.as_(ANNA).submit(path, "organisation", name="De Cirkel")

    assert asked.status_code == 409
    assert db.session.get_one(Organisation, cast.schakel.id).name == "De Schakel"
    assert client.submit(path, "organisation", city="Zeist").status_code == 303
    assert client.press(asked, "Toch deze naam gebruiken", "organisation").status_code == 303
    assert db.session.get_one(Organisation, cast.schakel.id).name == "De Cirkel"


def test_an_employer_gets_an_account_to_propose_skills(client: AcademyClient, cast: Cast) -> None:
    path = f"/organisations/{cast.employer.uuid}/administrators"
    assert client.as_(ANNA).page(path).select("a[href$='/administrators/new']")
    given = {"name": "Nora Prins", "email": "nora@example.nl"}

    form = client.page(f"{path}/new").select_one("form#administrator")
    assert not form.select("[name=role]"), "there is one role: nothing to ask"

    assert client.submit(f"{path}/new", "administrator", **given).status_code == 303

    roles = select(Membership.role).join(Person).where(Person.name == "Nora Prins")
    assert db.session.scalars(roles).all() == [Role.EMPLOYER]


def test_whoever_registers_an_employer_goes_on_to_its_account(
    client: AcademyClient, cast: Cast
) -> None:
    answer = client.as_(ANNA).submit(
        "/organisations/new", "organisation", name="Rijwielhandel Van Vliet", kind="employer"
    )

    assert answer.location.endswith("/administrators/new")
    page = client.page(answer.location)
    assert "Is dit een echt bedrijf, en werkt deze persoon daar?" in page.main.get_text()


def test_another_role_cannot_be_sent_along(client: AcademyClient, cast: Cast) -> None:
    path = f"/organisations/{cast.employer.uuid}/administrators/new"
    token = client.as_(ANNA).page(path).select_one("[name=csrf_token]")["value"]
    client.post(path, data={
        "csrf_token": token, "key": str(uuid.uuid4()), "name": "Nora Prins",
        "email": "nora@example.nl", "role": "academy_admin",
    })  # fmt: skip
    roles = select(Membership.role).join(Person).where(Person.name == "Nora Prins")
    assert db.session.scalars(roles).all() == [Role.EMPLOYER]


def test_a_branch_says_its_own_region(client: AcademyClient, cast: Cast) -> None:
    path = f"/sites/{cast.utrecht.uuid}/edit"

    client.as_(BEA).submit(path, "site", region="foodvalley")

    assert db.session.get_one(Site, cast.utrecht.id).region == "foodvalley"
    assert client.submit(path, "site", region="atlantis").status_code == 422
    client.submit(path, "site", region="")
    assert db.session.get_one(Site, cast.utrecht.id).region is None


@pytest.mark.parametrize(("region", "kept"), [("twente", "twente"), ("", None)])
def test_a_reader_gets_a_region_and_an_administrator_none(
    client: AcademyClient, cast: Cast, region: str, kept: str | None
) -> None:
    path = f"/organisations/{cast.academy.uuid}/administrators/new"
    for role in ("regional_reader", "academy_admin"):
        answer = client.as_(ANNA).submit(
            path, "administrator", name="Nora Nieuw", email=f"{role}@example.nl", role=role,
            region=region, key="",
        )  # fmt: skip
        assert answer.status_code == 303
    newest = select(Membership).order_by(Membership.id.desc()).limit(2)
    admin, reader = db.session.scalars(newest)
    assert (reader.region, admin.region) == (kept, None)
    assert membership_of(RENS, Role.REGIONAL_READER).region is None
