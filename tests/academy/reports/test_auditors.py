"""A link for an auditor: what it opens, for how long, and what it never says."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import select, update

from academy.audit.models import AuditEvent
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.people import authorities
from academy.reports.auditors.models import AuditorAccess
from academy.reports.auditors.pack import pack_of
from academy.sampling.models import Sample, SampleOutcome
from tests.academy.assessments.conftest import Save, filled_in, palette, save
from tests.academy.catalogue.test_draft import change, publish
from tests.cast import AMINA, ANNA, BEA, CAS, JAN, OSCAR, Cast, Member
from tests.client import AcademyClient
from tests.clock import START, TestClock

__all__ = ["palette", "save"]
TODAY = START.date()
SENT = {
    "label": "Keurbureau",
    "first": "2025-06-01",
    "last": TODAY.isoformat(),
    "ends_on": (TODAY + timedelta(days=30)).isoformat(),
}


def nobody(client: AcademyClient) -> AcademyClient:
    """A browser in which nobody is signed in."""
    return client.application.test_client()  # type: ignore[return-value]


def the_link(client: AcademyClient, cast: Cast) -> str:
    answer = client.as_(BEA).post(f"/organisations/{cast.schakel.uuid}/auditors", data=SENT)
    assert answer.status_code == 303, answer.page.get_text()
    page = client.page(answer.location)
    return page.select_one("main a[href^='/auditor/']")["href"]


def test_an_auditor_reads_without_an_account(client: AcademyClient, cast: Cast) -> None:
    link = the_link(client, cast)

    outside = nobody(client)
    answer = outside.get(link)

    assert answer.status_code == 200
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    text = answer.page.select_one("main").get_text()
    assert "De Schakel" in answer.page.title.get_text()
    assert JAN.name.split()[0] in text
    assert OSCAR.name.split()[0] not in text
    assert not answer.page.select("main form")
    names = ZipFile(io.BytesIO(outside.get(f"{link}/pack.zip").data)).namelist()
    assert names == [
        "beoordelaars.csv", "badges.csv", "steekproeven.csv", "bezwaren.csv", "veranderingen.csv",
    ]  # fmt: skip


def test_no_worker_is_named(client: AcademyClient, save: Save, cast: Cast) -> None:
    shown = save().location
    sent = {"kind": "objects", "about": "better", "reason": "Ik kan dit beter"}
    client.as_(AMINA).post(f"{shown}/response", data=sent)
    link = the_link(client, cast)

    page = nobody(client).get(link).unpacked
    archive = ZipFile(io.BytesIO(client.get(f"{link}/pack.zip").data))
    everything = page + "".join(archive.read(name).decode() for name in archive.namelist())

    assert "Amina" not in everything
    assert "Ik kan dit beter" not in everything
    assert "Bezwaren van medewerkers;1" in everything


def test_the_figures_of_a_period(client: AcademyClient, save: Save, cast: Cast) -> None:
    shown = save().location
    save(filled_in(level=3))
    client.as_(AMINA).post(f"{shown}/response", data={"kind": "objects", "about": "better"})
    with transaction():
        badge = db.session.scalars(select(Credential)).first()
        db.session.add(
            Sample(
                credential_id=badge.id,
                organisation_id=cast.schakel.id,
                of_many=True,
                chosen_at=START,
                look_by=TODAY + timedelta(days=28),
                outcome=SampleOutcome.NOT_RIGHT,
                answer_by=TODAY + timedelta(days=14),
                looked_at=START,
                by_id=BEA.row.id,
            )
        )  # fmt: skip

    pack = pack_of(cast.schakel, TODAY, TODAY, today=TODAY + timedelta(days=30))

    assert pack.badges == 2
    assert {key: value for key, value in pack.samples.items() if value} == {
        "chosen": 1, "of_many": 1, "not_right": 1, "late": 1,
    }  # fmt: skip
    assert {key: value for key, value in pack.objections.items() if value} == {
        "made": 1, "open": 1, "late": 1,
    }  # fmt: skip
    assert len(pack.authorities) == 3
    earlier = pack_of(cast.schakel, TODAY - timedelta(9), TODAY - timedelta(1), today=TODAY)
    assert (earlier.badges, sum(earlier.samples.values()), sum(earlier.objections.values())) == (
        0, 0, 0,
    )  # fmt: skip


@pytest.mark.parametrize("change", ["code", "uuid"])
def test_a_guess_opens_nothing(client: AcademyClient, cast: Cast, change: str) -> None:
    link = the_link(client, cast)
    path, code = link.rsplit("/", 1)
    other = code[::-1] if change == "code" else code
    where = path if change == "code" else path[:-1] + ("0" if path[-1] != "0" else "1")

    assert nobody(client).get(f"{where}/{other}").status_code == 404
    assert client.get(f"{where}/{other}/pack.zip").status_code == 404


def test_a_link_works_until_its_last_day(
    client: AcademyClient, cast: Cast, clock: TestClock
) -> None:
    link = the_link(client, cast)
    clock.advance(days=30)
    assert nobody(client).get(link).status_code == 200
    clock.advance(days=1)
    assert client.get(link).status_code == 404


def test_a_link_can_be_stopped(client: AcademyClient, cast: Cast) -> None:
    link = the_link(client, cast)
    access = db.session.scalars(select(AuditorAccess)).one()
    for _twice in range(2):
        assert client.post(f"/auditors/{access.uuid}/end").status_code == 303
    assert nobody(client).get(link).status_code == 404
    of_auditors = select(AuditEvent.action).where(AuditEvent.action.like("auditor.%"))
    actions = db.session.scalars(of_auditors.order_by(AuditEvent.id)).all()
    assert actions == ["auditor.invited", "auditor.ended"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("label", ""),
        ("first", ""),
        ("last", "2025-05-31"),
        ("last", "gisteren"),
        ("first", "2020-01-01"),
        ("ends_on", (TODAY - timedelta(days=1)).isoformat()),
        ("ends_on", (TODAY + timedelta(days=93)).isoformat()),
        ("ends_on", ""),
    ],
)
def test_a_link_that_makes_no_sense_is_told_at_the_field(
    client: AcademyClient, cast: Cast, name: str, value: str
) -> None:
    sent = SENT | {name: value}
    answer = client.as_(BEA).post(f"/organisations/{cast.schakel.uuid}/auditors", data=sent)

    assert answer.status_code == 422
    at = "last" if (name, value) == ("first", "2020-01-01") else name
    assert answer.page.select_one(f"#{at}-error")
    assert db.session.scalar(select(AuditorAccess)) is None


@pytest.mark.parametrize(
    ("member", "status"), [(BEA, 200), (ANNA, 200), (CAS, 404), (JAN, 404), (AMINA, 404)]
)
def test_who_lets_an_auditor_in(
    client: AcademyClient, cast: Cast, member: Member, status: int
) -> None:
    answer = client.as_(member).get(f"/organisations/{cast.schakel.uuid}/auditors")
    assert answer.status_code == status


def test_a_name_like_a_formula_does_not_run(client: AcademyClient, cast: Cast) -> None:
    with transaction():
        from academy.people.models import AssessorAuthority

        db.session.execute(update(AssessorAuthority).values(end_reason="=1+1"))
    link = the_link(client, cast)
    archive = ZipFile(io.BytesIO(client.get(f"{link}/pack.zip").data))
    assert "'=1+1" in archive.read("beoordelaars.csv").decode()


def test_an_authority_of_a_few_hours_is_not_hidden(client: AcademyClient, cast: Cast) -> None:
    with transaction(cast.schakel):
        [row] = authorities.grant(
            AMINA.row, cast.schakel, domain_ids=[None], starts_on=TODAY,
            grounds=authorities.Grounds(BEA.row.id), by=BEA.actor, now=START,
        )  # fmt: skip
        authorities.withdraw(row, today=TODAY, by=BEA.identity(), now=START)
    link = the_link(client, cast)

    text = nobody(client).get(link).page.select_one("main").get_text()

    assert AMINA.name.split()[0] in text
    assert "Gestopt op de eerste dag of eerder" in text
    files = ZipFile(io.BytesIO(nobody(client).get(f"{link}/pack.zip").data))
    assert "Gestopt op de eerste dag of eerder" in files.read("beoordelaars.csv").decode()


def test_the_address_can_be_copied(client: AcademyClient, cast: Cast) -> None:
    link = the_link(client, cast)

    page = client.page(f"/organisations/{cast.schakel.uuid}/auditors")

    assert page.select_one("#link-1").get_text().endswith(link)
    assert page.select_one("[data-module=copy]")["data-target"] == "link-1"


def test_a_change_says_what_it_is_about(client: AcademyClient, cast: Cast, palette: None) -> None:
    anna = client.as_(ANNA)
    change(anna, name_nl="Textiel sorteren op soort")
    publish(anna)
    anna.post("/palette/licences/new", data={"name_nl": "Takel", "name_en": "Hoist"})
    link = the_link(client, cast)

    shown = nobody(client).page(link).select("section:last-of-type tbody tr")
    rows = [row.get_text(" ", strip=True) for row in shown]
    archive = ZipFile(io.BytesIO(client.get(f"{link}/pack.zip").data))
    lines = archive.read("veranderingen.csv").decode().splitlines()
    published = "Vaardigheid gepubliceerd"

    assert any(row.endswith(f"{published} Textiel sorteren op soort 1.2") for row in rows), rows
    assert any(row.endswith("Takel") for row in rows), rows
    assert any(line.endswith(f";{published};Textiel sorteren op soort;1.2") for line in lines)
    assert lines[-1].endswith(";Link voor een auditor gemaakt;;")
