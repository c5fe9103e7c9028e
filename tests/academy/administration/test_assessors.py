"""Who may assess: by which proof, for how long, who could too, and what rests on it."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from academy.administration.assessors import queries
from academy.administration.assessors.queries import (
    assessors_of,
    badges_on,
    lines_of_organisations,
    suggestions_for,
)
from academy.audit.models import AuditEvent
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.errors import AcademyError
from academy.learning import attendance
from academy.learning.values import Attendance
from academy.people import authorities
from academy.people.models import AssessorAuthority
from academy.security.identity import Role
from tests.academy.assessments.conftest import Save, filled_in, palette, save
from tests.academy.learning.conftest import TODAY, a_course, a_run, enrolled
from tests.cast import AMINA, ANNA, BEA, CAS, FATMA, GORAN, JAN, OSCAR, Cast, Member, a_membership
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race

__all__ = ["palette", "save"]


def authority_of(member: Member) -> AssessorAuthority:
    found = select(AssessorAuthority).where(AssessorAuthority.person_id == member.row.id)
    return db.session.scalars(found.order_by(AssessorAuthority.id.desc())).first()


def the_course_is_asked(cast: Cast, *completed: Member) -> str:
    """A course for assessors that the academy asks, completed by these members."""
    with transaction():
        course = a_course("Leermeester en beoordelaar")
        run = a_run(cast, course)
        code = course.code
    with transaction(run):
        those = [Attendance(str(each.uuid), 8.0) for each in enrolled(run, *completed)]
        attendance.complete(run, those, on=TODAY, by=ANNA.actor, now=START)
    with transaction(authorities.ASSESSORS):
        authorities.ask_course(code, by=ANNA.identity(), now=START)
    return code


def grant(client: AcademyClient, member: Member, **more: str):
    sent = {"everything": "y", "starts_on": TODAY.isoformat()} | more
    return client.as_(BEA).post(f"/people/{member.uuid}/authorities/new", data=sent)


def test_the_academy_chooses_the_course_that_an_assessor_needs(
    client: AcademyClient, cast: Cast
) -> None:
    with transaction():
        code = a_course("Leermeester en beoordelaar").code
    assert client.as_(ANNA).page("/assessors").select_one("#course option[selected]")["value"] == ""

    assert client.post("/assessors", data={"course": code}).status_code == 303

    assert authorities.course_asked() == code
    chosen = client.page("/assessors").select_one("#course option[selected]")
    assert chosen["value"] == code
    assert client.post("/assessors", data={"course": "geen-cursus"}).status_code == 422
    line = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert line.action == "assessor-course.set"


def test_without_the_course_nobody_gets_authority(client: AcademyClient, cast: Cast) -> None:
    the_course_is_asked(cast)
    before = authority_of(GORAN)

    page = client.as_(BEA).page(f"/people/{GORAN.uuid}/authorities/new")
    assert "Eerst de cursus" in page.get_text()
    answer = grant(client, GORAN)

    assert answer.status_code == 409
    assert "volgde de cursus voor beoordelaars nog niet" in answer.page.get_text()
    assert authority_of(GORAN) == before


def test_with_the_course_the_authority_keeps_its_proof(client: AcademyClient, cast: Cast) -> None:
    the_course_is_asked(cast, GORAN)

    assert grant(client, GORAN).status_code == 303

    row = authority_of(GORAN)
    assert (row.proof, row.proof_on) == ("Leermeester en beoordelaar", TODAY)
    page = client.page(f"/organisations/{cast.schakel.uuid}/assessors")
    assert "Leermeester en beoordelaar" in page.select_one("#current ~ *").get_text()


def test_whoever_joins_as_leader_without_the_course_may_not_assess_yet(
    client: AcademyClient, cast: Cast
) -> None:
    the_course_is_asked(cast)
    sent = {
        "role": "team_leader", "team": str(cast.winkel.uuid), "everything": "y",
        "starts_on": TODAY.isoformat(),
    }  # fmt: skip

    answer = client.as_(BEA).post(f"/people/{AMINA.uuid}/memberships/new", data=sent)

    assert answer.status_code == 303
    assert authority_of(AMINA) is None


def test_what_ends_within_60_days_is_told(client: AcademyClient, cast: Cast) -> None:
    with transaction(cast.schakel):
        authority_of(JAN).ends_on = TODAY + timedelta(days=60)
        authority_of(FATMA).ends_on = TODAY + timedelta(days=61)

    found = assessors_of(cast.schakel, TODAY)

    assert [row.person_id for row in found.expiring] == [JAN.row.id]
    page = client.as_(BEA).page(f"/organisations/{cast.schakel.uuid}/assessors")
    assert "1 bevoegdheid stopt binnenkort" in page.get_text()


def test_whoever_has_level_3_and_the_course_is_suggested_and_not_appointed(
    client: AcademyClient, save: Save, cast: Cast
) -> None:
    save(filled_in(level=3), about=GORAN)
    save(filled_in(level=3), about=AMINA)
    the_course_is_asked(cast, GORAN)
    before = authority_of(GORAN)

    found = suggestions_for(cast.schakel, assessors_of(cast.schakel, TODAY))

    assert [(each.person.id, each.domain.code) for each in found] == [(GORAN.row.id, "textiel")]
    assert authority_of(GORAN) == before
    page = client.as_(BEA).page(f"/organisations/{cast.schakel.uuid}/assessors")
    link = page.select_one("#suggestions ~ ul a")
    form = client.page(link["href"])
    assert form.select_one("input[name=domains][checked]")["value"] == "textiel"

    grant(client, GORAN, everything="", domains="textiel")
    assert suggestions_for(cast.schakel, assessors_of(cast.schakel, TODAY)) == []


def test_who_leads_no_team_is_said_to_assess_nobody_yet(client: AcademyClient, cast: Cast) -> None:
    sentence = "Beoordelen kan pas als deze persoon een team leidt."
    page = f"/people/{GORAN.uuid}"
    client.as_(BEA)
    assert sentence in client.page(f"{page}/authorities/new").get_text()
    assert sentence not in client.page(f"/people/{JAN.uuid}/authorities/new").get_text()

    grant(client, GORAN)
    assert client.page(page).get_text().count(sentence) == 2, "said at once, and where it stands"
    assert sentence not in client.page(f"/people/{JAN.uuid}").get_text()

    leads = a_membership(GORAN.row, Role.TEAM_LEADER, team=cast.winkel)
    leads.starts_on = TODAY + timedelta(days=3)
    db.session.commit()
    assert sentence not in client.page(page).get_text()


def test_withdrawing_lists_what_rests_on_it_and_changes_none_of_it(
    client: AcademyClient, save: Save, cast: Cast
) -> None:
    save()
    save(by=FATMA, about=GORAN)
    row = authority_of(JAN)

    page = client.as_(BEA).page(f"/authorities/{row.uuid}")
    assert (
        page.select_one("#badges ~ table, #badges ~ * table, section table")
        .get_text()
        .count("Textiel sorteren")
        == 1
    )
    answer = client.post(f"/authorities/{row.uuid}/end", data={"reason": "Werkt nu ergens anders"})

    assert answer.status_code == 303
    db.session.expire_all()
    assert not row.holds_on(TODAY)
    assert [badge.person_id for badge in badges_on(row).rows] == [AMINA.row.id]
    badges = db.session.scalars(select(Credential)).all()
    assert [badge.revocation for badge in badges] == [None, None]
    assert "Werkt nu ergens anders" in client.page(answer.location).get_text()


def test_many_badges_come_in_pages_below_the_way_to_withdraw(
    client: AcademyClient, save: Save, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    save()
    save(about=GORAN)
    monkeypatch.setattr(queries, "PER_PAGE", 1)
    address = f"/authorities/{authority_of(JAN).uuid}"
    client.as_(BEA)

    first, last = client.page(address), client.page(f"{address}?page=2")

    names = [page.select_one("#badges ~ * tbody th").get_text() for page in (first, last)]
    assert len(set(names)) == 2
    assert "2 badges, van 2 medewerkers" in first.main.get_text()
    headings = [each["id"] for each in first.select("main h2[id]")]
    assert headings == ["stop", "badges"]
    for page in ("0", "-1", "x", "9" * 30):
        assert client.page(f"{address}?page={page}").select("#badges ~ * tbody th")


def test_the_academy_withdraws_with_a_reason_and_sees_no_workers(
    client: AcademyClient, save: Save, cast: Cast
) -> None:
    save()
    row = authority_of(JAN)
    page = client.as_(ANNA).page(f"/authorities/{row.uuid}")
    assert "Textiel sorteren" in page.get_text()
    assert "Amina" not in page.get_text()

    assert client.post(f"/authorities/{row.uuid}/end", data={}).status_code == 422
    answer = client.post(f"/authorities/{row.uuid}/end", data={"reason": "Steekproef klopte niet"})

    assert answer.status_code == 303
    assert not authority_of(JAN).holds_on(TODAY)
    lines = db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id.desc())).all()
    assert "authority.ended" in lines
    assert "people.seen_from_outside" in lines


@pytest.mark.parametrize(
    ("member", "status"),
    [(BEA, 200), (ANNA, 200), (CAS, 404), (OSCAR, 404), (JAN, 404), (AMINA, 404)],
)
def test_who_sees_the_assessors(
    client: AcademyClient, cast: Cast, member: Member, status: int
) -> None:
    client.as_(member)
    assert client.get(f"/organisations/{cast.schakel.uuid}/assessors").status_code == status
    assert client.get(f"/authorities/{authority_of(JAN).uuid}").status_code == status


@pytest.mark.parametrize(("member", "status"), [(BEA, 403), (JAN, 403)])
def test_only_the_academy_says_what_is_asked(
    client: AcademyClient, cast: Cast, member: Member, status: int
) -> None:
    assert client.as_(member).get("/assessors").status_code == status


def test_two_who_withdraw_at_once_are_one_line(app: Flask, cast: Cast) -> None:
    number = authority_of(JAN).id

    def withdraw() -> None:
        row = db.session.get(AssessorAuthority, number)
        with transaction(row.organisation):
            row = db.session.get(AssessorAuthority, number)
            authorities.withdraw(row, today=TODAY, by=BEA.identity(), now=START)

    assert race(app, withdraw, withdraw) == [DONE, DONE]
    lines = select(AuditEvent).where(AuditEvent.action == "authority.ended")
    assert len(db.session.scalars(lines).all()) == 1


def test_a_grant_and_a_new_demand_at_once(app: Flask, cast: Cast) -> None:
    """Whoever comes after the demand is refused; whoever came before keeps the authority."""
    with transaction(authorities.ASSESSORS):
        authorities.ask_course("een-cursus", by=ANNA.identity(), now=START)
    with transaction(cast.schakel), pytest.raises(AcademyError):
        authorities.grant(
            GORAN.row, cast.schakel, domain_ids=(None,), starts_on=date(2026, 11, 23),
            grounds=authorities.Grounds(None), by=BEA.actor, now=START,
        )  # fmt: skip


def rows_of(member: Member) -> list[AssessorAuthority]:
    db.session.expire_all()
    found = select(AssessorAuthority).where(AssessorAuthority.person_id == member.row.id)
    return list(db.session.scalars(found.order_by(AssessorAuthority.id)))


def test_what_somebody_may_already_is_not_granted_once_more(
    client: AcademyClient, cast: Cast, palette: None
) -> None:
    before = len(rows_of(GORAN))
    end, later = ((TODAY + timedelta(days=each)).isoformat() for each in (30, 300))

    for last in (end, end, later, end):
        assert (
            grant(client, GORAN, everything="", domains="textiel", ends_on=last).status_code == 303
        )

    assert [str(row.ends_on) for row in rows_of(GORAN)[before:]] == [end, later]
    assert "mocht dit al" in client.page(f"/people/{GORAN.uuid}").get_text()
    # it was made longer, so nothing ends soon
    expiring = assessors_of(cast.schakel, TODAY).expiring
    assert GORAN.row.id not in {row.person_id for row in expiring}
    soon = {line.organisation.id: line.expiring for line in lines_of_organisations(TODAY)}
    assert soon[cast.schakel.id] == len({row.person_id for row in expiring})


def test_withdrawing_says_what_still_lets_somebody_assess(
    client: AcademyClient, cast: Cast, palette: None
) -> None:
    row, before = authority_of(JAN), len(rows_of(JAN))
    withdrawn = {"domain_ids": [1], "starts_on": TODAY, "by": BEA.actor, "now": START}
    with transaction(cast.schakel):
        row.ends_on = TODAY + timedelta(days=90)
        authorities.grant(
            JAN.row, cast.schakel, **withdrawn, grounds=authorities.Grounds(BEA.row.id)
        )
    both = rows_of(JAN)
    assert len(both) == before + 1
    page = client.as_(BEA).page(f"/authorities/{both[0].uuid}")
    assert page.select_one(f"main .notice a[href='/authorities/{both[1].uuid}']")

    first = client.post(f"/authorities/{both[0].uuid}/end", data={})
    assert "nog op een andere manier" in client.page(first.location).get_text()
    second = client.post(f"/authorities/{both[1].uuid}/end", data={})
    assert "mag dit niet meer beoordelen" in client.page(second.location).get_text()


def test_only_for_the_academy_a_reason_is_no_choice(client: AcademyClient, cast: Cast) -> None:
    row = authority_of(JAN)
    label = "label[for=reason]"

    for_bea = client.as_(BEA).page(f"/authorities/{row.uuid}").select_one(label).get_text()
    for_anna = client.as_(ANNA).page(f"/authorities/{row.uuid}").select_one(label).get_text()

    assert ("(hoeft niet)" in for_bea, "(hoeft niet)" in for_anna) == (True, False)


def test_an_administrator_finds_from_there_whom_to_let_assess(
    client: AcademyClient, cast: Cast
) -> None:
    page = client.as_(BEA).page(f"/organisations/{cast.schakel.uuid}/assessors")

    leaders = client.page(page.select_one("main a.button--primary")["href"])

    assert leaders.select(f"main a[href='/people/{JAN.uuid}']")
    there = client.as_(ANNA).page(f"/organisations/{cast.schakel.uuid}/assessors")
    assert not there.select("main a.button--primary")
