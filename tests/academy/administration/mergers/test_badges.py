"""Badges of the one stay its own and valid for ever; who looks after them works for the other."""

import json
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from academy.assessments import recording
from academy.assessments.models import Assessment, Method
from academy.assessments.rules import Objection, WhenObjected
from academy.assessments.submission import Assessor, Submission
from academy.catalogue.models import Skill
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dates import local_day
from academy.objections.deciding import case_of, nobody_can_decide, open_cases
from academy.objections.looking_again import who_can_look
from academy.security.identity import Role
from tests.academy.administration.mergers.merged import begin, merge, team_after, work
from tests.academy.shown import SORTING, Shown, palette, shown
from tests.cast import (
    AMINA,
    BEA,
    CAS,
    DEWI,
    FATMA,
    JAN,
    OSCAR,
    PIET,
    Cast,
    Member,
    a_membership,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import START

__all__ = ["palette", "shown"]
TODAY = START.date()


@pytest.fixture
def badge(shown: Shown, cast: Cast) -> uuid.UUID:
    """Oscar of De Cirkel gave it to Dewi; three days later De Cirkel goes on in De Schakel."""
    given = shown(DEWI, by=OSCAR, team=cast.textiel, days_ago=3)
    assert given is not None
    return given.uuid


def public_addresses(badge: uuid.UUID) -> list[str]:
    """What anybody's software reads to check the badge."""
    row = db.session.scalars(select(Credential).where(Credential.uuid == badge)).one()
    listed = json.loads(row.document)["credentialStatus"]
    entries = listed if isinstance(listed, list) else [listed]
    status = [each["statusListCredential"].partition("/status/")[2] for each in entries]
    return [
        "/issuers/de-cirkel/did.json", "/ob2/issuers/de-cirkel", f"/ob2/assertions/{badge}",
        *(f"/status/{each}" for each in status),
    ]  # fmt: skip


def test_all_that_checking_needs_says_the_same_as_before(
    client: AcademyClient, badge: uuid.UUID, cast: Cast
) -> None:
    addresses = public_addresses(badge)
    before = [client.get(address).get_data() for address in addresses]
    merge(cast)

    assert [client.get(address).get_data() for address in addresses] == before
    verdict = client.page(f"/credentials/{badge}").select_one(".verdict")
    assert "verdict--good" in verdict["class"]


def test_the_page_of_the_issuer_says_where_it_went_once_everybody_did(
    client: AcademyClient, badge: uuid.UUID, cast: Cast
) -> None:
    page = "/issuers/de-cirkel"
    begin(cast)
    assert "hoort nu bij" not in client.page(page).get_text()

    work()

    told = client.page(page).select_one(".notice")
    assert "Deze organisatie hoort nu bij De Schakel" in told.get_text()
    assert told.a["href"] == "/issuers/de-schakel"
    assert "Hoort nu bij De Schakel" in client.page("/issuers").get_text()


class TestWhoLooksAfterThem:
    @pytest.mark.parametrize(
        ("member", "before", "after"),
        [
            pytest.param(BEA, 404, 303, id="who administers the other"),
            pytest.param(OSCAR, 303, 303, id="the leader of then"),
            pytest.param(JAN, 404, 404, id="a leader of another team"),
            pytest.param(CAS, 303, 404, id="the administrator of then"),
        ],
    )
    def test_withdrawing(
        self, client: AcademyClient, badge: uuid.UUID, cast: Cast, member: Member, before: int,
        after: int,
    ) -> None:  # fmt: skip
        def answer() -> int:
            sent = {"reason": "mistake", "sure": "y"}
            return client.as_(member).post(f"/credentials/{badge}/revoke", data=sent).status_code

        if before != 303:
            assert answer() == before
        merge(cast, along=False)
        assert answer() == after

    def test_the_leader_reads_what_was_seen_and_no_other_does(
        self, client: AcademyClient, badge: uuid.UUID, cast: Cast
    ) -> None:
        page = f"/assessments/{db.session.scalars(select(Assessment.uuid)).one()}"
        merge(cast)
        seen = {each: client.as_(each).get(page).status_code for each in (OSCAR, DEWI, JAN, BEA)}
        assert seen == {OSCAR: 200, DEWI: 200, JAN: 404, BEA: 404}

    def test_a_new_leader_of_the_team_sees_what_the_old_one_saw(
        self, client: AcademyClient, badge: uuid.UUID, cast: Cast
    ) -> None:
        page = f"/assessments/{db.session.scalars(select(Assessment.uuid)).one()}"
        merge(cast)
        a_membership(PIET.row, Role.TEAM_LEADER, team=team_after(cast.textiel))
        db.session.commit()
        assert client.as_(PIET).get(page).status_code == 200


class TestObjections:
    @pytest.fixture
    def objected(self, client: AcademyClient, badge: uuid.UUID) -> int:
        assessment = db.session.scalars(select(Assessment)).one()
        number, page = assessment.id, f"/assessments/{assessment.uuid}/response"
        sent = {"kind": "objects", "reason": "Ik kan het wel"}
        assert client.as_(DEWI).post(page, data=sent).status_code == 303
        return number

    def test_somebody_of_the_other_decides(
        self, client: AcademyClient, objected: int, cast: Cast
    ) -> None:
        merge(cast, along=False)

        assessment = db.session.get_one(Assessment, objected)
        waits = {each: len(open_cases(each.identity())) for each in (BEA, JAN, PIET, OSCAR, CAS)}
        assert waits == {BEA: 1, JAN: 1, PIET: 1, OSCAR: 0, CAS: 0}
        assert not nobody_can_decide(assessment, TODAY)
        page = f"/reviews/{assessment.uuid}"
        decision = {"outcome": "stands", "explanation": "Het klopt zo"}
        assert client.as_(JAN).post(page, data=decision).status_code == 303

    def test_a_leader_of_the_other_looks_again(self, objected: int, cast: Cast) -> None:
        merge(cast)
        case = case_of(db.session.get_one(Assessment, objected), TODAY)
        asked = {person.uuid for person in who_can_look(case, TODAY)}
        assert asked == {each.uuid for each in (JAN, FATMA, PIET)}

    def test_of_somebody_who_left_it_goes_past_the_own_leader(
        self, objected: int, cast: Cast
    ) -> None:
        membership_of(DEWI, Role.WORKER).ends_on = TODAY - timedelta(days=2)
        merge(cast)
        case = case_of(db.session.get_one(Assessment, objected), TODAY)
        assert team_after(cast.textiel).id in case.own_teams


def test_what_a_tablet_sends_late_is_kept_for_somebody_of_the_other(
    palette: Cast, cast: Cast
) -> None:
    """Seen in De Cirkel yesterday, and sent when everybody works for De Schakel."""
    yesterday = START - timedelta(days=1)
    then = Assessor.who_is(OSCAR.identity(yesterday))
    merge(cast)
    version = db.session.scalars(select(Skill).where(Skill.code == SORTING)).one().versions[-1]
    late = Submission(
        uuid=uuid.uuid4(), assessor=then, person_uuid=DEWI.uuid, team_uuid=cast.textiel.uuid,
        skill_version_uuid=version.uuid, level=2,
        answers={each["id"]: "seen" for each in version.criteria},
        method=Method.PRACTICE, observed_on=local_day(yesterday), made_at=yesterday, sent_at=START,
    )  # fmt: skip
    with transaction(DEWI.row):
        kept = recording.record(late, by=OSCAR.actor, now=START, when_objected=WhenObjected.KEEP)

    assert kept.assessment_id is not None, kept.objections
    assert Objection.LEFT_SINCE in kept.objections
    assert db.session.get_one(Assessment, kept.assessment_id).organisation_id == cast.cirkel.id
    assert [each.assessment.id for each in open_cases(BEA.identity())] == [kept.assessment_id]


def test_the_next_badge_is_of_the_other(shown: Shown, badge: uuid.UUID, cast: Cast) -> None:
    merge(cast)
    after = team_after(cast.textiel)
    db.session.rollback()

    higher = shown(DEWI, by=OSCAR, team=after, level=3)

    assert higher is not None
    assert higher.organisation_id == cast.schakel.id
    first = db.session.scalars(select(Credential).where(Credential.uuid == badge)).one()
    assert (first.organisation_id, first.revocation) == (cast.cirkel.id, None)


def test_a_worker_is_told_and_keeps_all(
    client: AcademyClient, badge: uuid.UUID, cast: Cast
) -> None:
    client.as_(DEWI)
    assert "hoort nu bij" not in client.page("/wallet").get_text()
    merge(cast)

    page = client.as_(DEWI).page("/wallet")
    told = page.get_text()
    assert "Je werkt nu bij De Schakel" in told
    assert "De Schakel ziet van jou wat De Cirkel ook zag." in told
    assert page.find("a", href=f"/wallet/{badge}") or str(badge) in str(page)
    assert "Je werkt nu bij" not in client.as_(AMINA).page("/wallet").get_text()
    client.as_(DEWI).post("/wallet/news/seen")


def test_having_read_it_it_is_gone(client: AcademyClient, badge: uuid.UUID, cast: Cast) -> None:
    merge(cast)
    client.as_(DEWI).post("/wallet/news/seen")
    assert "Je werkt nu bij" not in client.page("/wallet").get_text()
