"""Somebody misses a skill: proposes it, hears what comes of it, and the academy decides."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from academy.audit.models import AuditEvent
from academy.catalogue.models import Skill
from academy.catalogue.proposing import service
from academy.catalogue.proposing.models import Outcome, ProposalComment, SkillProposal
from academy.catalogue.publishing import PALETTE
from academy.catalogue.queries import domains
from academy.database import db, transaction
from academy.privacy import erasing
from tests.cast import AMINA, ANNA, BEA, ERIK, JAN, OSCAR, RENS, Cast, Member
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race

GIVEN = {"title": "Stoelen stofferen", "why": "Wij krijgen veel stoelen binnen."}


@pytest.fixture(autouse=True)
def _palette(cast: Cast, palette: None) -> None:
    """Everybody, and all skills."""


def proposed(by: Member = JAN, title: str = "Stoelen stofferen") -> SkillProposal:
    return service.propose(by.row, uuid4(), title=title, why="Nodig.", by=by.identity(), now=START)


def address_of(proposal: SkillProposal) -> str:
    found = f"/proposals/{proposal.uuid}"
    db.session.commit()
    return found


def the_proposal() -> SkillProposal:
    db.session.expire_all()
    return db.session.scalars(select(SkillProposal)).one()


def the_actions() -> list[str]:
    return list(db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))


@pytest.mark.parametrize("member", [JAN, AMINA, BEA, ERIK, ANNA, RENS])
def test_everybody_with_an_account_proposes_a_skill(client: AcademyClient, member: Member) -> None:
    client.as_(member)

    answer = client.post("/proposals/new", data=GIVEN)

    assert answer.status_code == 303
    assert "De academie kijkt ernaar" in client.page(answer.location).get_text()
    assert "Stoelen stofferen" in client.page("/proposals").get_text()
    assert the_actions()[-1] == "skill-proposal.made"


def test_a_visitor_has_to_sign_in(client: AcademyClient) -> None:
    assert client.get("/proposals/new").status_code in {302, 303, 401}


@pytest.mark.parametrize(
    "wrong",
    [{"title": " "}, {"why": ""}, {"title": "a" * 61}, {"why": "a" * 601}, {"why": "a\x00b"}],
)
def test_what_is_wrong_is_told_at_the_field(client: AcademyClient, wrong: dict[str, str]) -> None:
    answer = client.as_(JAN).post("/proposals/new", data=GIVEN | wrong)

    assert answer.status_code == 422
    assert answer.page.select_one(f"#{next(iter(wrong))}-error")
    assert db.session.scalar(select(func.count(SkillProposal.id))) == 0


def test_sent_twice_it_is_one_proposal(client: AcademyClient) -> None:
    client.as_(JAN)
    key = str(uuid4())

    one, other = (client.post("/proposals/new", data=GIVEN | {"key": key}) for _ in range(2))

    assert one.location == other.location


def test_nobody_takes_over_the_proposal_of_another_by_its_number(client: AcademyClient) -> None:
    theirs = proposed(OSCAR)
    key = str(theirs.uuid)
    db.session.commit()

    client.as_(JAN).post("/proposals/new", data=GIVEN | {"key": key})

    assert client.get(f"/proposals/{key}").status_code == 404
    assert db.session.scalar(select(func.count(SkillProposal.id))) == 2


def test_there_is_an_end_to_what_waits(client: AcademyClient) -> None:
    for number in range(service.MOST_WAITING):
        proposed(title=f"Nummer {number}")

    answer = client.as_(JAN).post("/proposals/new", data=GIVEN)

    assert answer.status_code == 409
    assert "Er wachten al 20 voorstellen van jou" in answer.page.get_text()


@pytest.mark.parametrize("member", [AMINA, BEA, OSCAR, ERIK])
def test_nobody_else_sees_it(client: AcademyClient, member: Member) -> None:
    address = address_of(proposed())
    client.as_(member)

    assert client.get(address).status_code == 404
    assert client.post(f"{address}/comments", data={"text": "Ja!"}).status_code == 404
    assert client.post(f"{address}/decline", data={"why_not": "Nee"}).status_code == 404


def test_who_proposed_it_does_not_decide(client: AcademyClient) -> None:
    address = address_of(proposed())
    client.as_(JAN)

    assert client.post(f"{address}/decline", data={"why_not": "Nee"}).status_code == 403
    assert client.post(f"{address}/accept", data={"name_nl": "A"}).status_code == 403
    assert client.get("/palette/proposals").status_code == 403


def test_the_academy_sees_role_and_organisation_and_no_name(client: AcademyClient) -> None:
    address = address_of(proposed(AMINA))
    client.as_(ANNA)

    for page in (client.page(address), client.page("/palette/proposals")):
        text = page.select_one("main").get_text(" ", strip=True)
        assert "Medewerker" in text
        assert "De Schakel" in text
        assert "Amina" not in text


def test_they_ask_and_answer(client: AcademyClient) -> None:
    address = address_of(proposed())

    client.as_(ANNA).post(f"{address}/comments", data={"text": "Welke stoelen?"})
    client.as_(JAN).post(f"{address}/comments", data={"text": "Alle stoelen."})

    said = [each.get_text(" ", strip=True) for each in client.page(address).select("main li.card")]
    assert said[0].startswith("De academie")
    assert said[1].startswith("Jij")
    assert "Alle stoelen." in said[1]
    assert client.post(f"{address}/comments", data={"text": " "}).status_code == 422


def test_accepted_it_is_a_draft_and_who_proposed_it_reads_so(client: AcademyClient) -> None:
    address = address_of(proposed())

    answer = client.as_(ANNA).post(
        f"{address}/accept",
        data={"name_nl": "Stoelen bekleden", "domain": "meubels-en-hout", "reason": "Goed idee."},
    )

    assert answer.location.endswith("/palette/skills/stoelen-bekleden/draft")
    text = client.as_(JAN).page(address).get_text(" ", strip=True)
    assert "De academie nam het over" in text
    assert "Goed idee." in text
    assert the_actions()[-2:] == ["skill-draft.begun", "skill-proposal.accepted"]


def test_a_name_that_is_taken_is_told_at_the_field_and_decides_nothing(
    client: AcademyClient,
) -> None:
    address = address_of(proposed())

    answer = client.as_(ANNA).post(
        f"{address}/accept", data={"name_nl": "Textiel sorteren", "domain": "textiel"}
    )

    assert answer.status_code == 422
    assert answer.page.select_one("#name_nl-error")
    assert the_proposal().outcome is None


def test_declined_with_a_reason(client: AcademyClient) -> None:
    address = address_of(proposed())
    client.as_(ANNA)
    assert client.post(f"{address}/decline", data={"why_not": ""}).status_code == 422

    assert client.post(f"{address}/decline", data={"why_not": "Die is er al."}).status_code == 303

    assert "Die is er al." in client.as_(JAN).page(address).get_text()
    assert "Niet overgenomen" in client.page("/proposals").get_text()


def test_a_draft_that_is_thrown_away_leaves_the_proposal(client: AcademyClient) -> None:
    address = address_of(proposed())
    client.as_(ANNA).post(f"{address}/accept", data={"name_nl": "Stofferen", "domain": "textiel"})

    client.post("/palette/skills/stofferen/draft/delete")

    assert "Toch geen vaardigheid geworden" in client.as_(JAN).page(address).get_text()


def test_it_is_decided_once(app) -> None:
    number = proposed().id
    db.session.commit()

    def accept() -> None:
        row = db.session.get_one(SkillProposal, number)
        with transaction(PALETTE, row):
            service.accept(
                row, name="Stofferen", domain=domains()[0], reason="", by=ANNA.identity(), now=START
            )

    def decline() -> None:
        row = db.session.get_one(SkillProposal, number)
        with transaction(row):
            service.decline(row, reason="Nee.", by=ANNA.identity(), now=START)

    assert race(app, accept, decline) == ["AcademyError", DONE]
    there = db.session.scalar(select(func.count(Skill.id)).where(Skill.code == "stofferen"))
    assert there == (the_proposal().outcome == Outcome.ACCEPTED)


def test_an_erased_person_leaves_no_proposal(cast: Cast) -> None:
    theirs = proposed(AMINA)
    service.comment(theirs, "Graag.", by=AMINA.identity(), now=START)
    others = proposed(JAN)
    service.comment(others, "Ja.", by=ANNA.identity(), now=START)
    number = others.id
    db.session.commit()
    amina = AMINA.row

    with transaction(*erasing.decided_by(amina)):
        erasing.erase(amina, by=BEA.actor, now=START)

    assert [row.id for row in db.session.scalars(select(SkillProposal))] == [number]
    assert db.session.scalar(select(func.count(ProposalComment.id))) == 1
