"""The demo as it is loaded: who is there, what they have, and that it is all real."""

import json

import pytest
from sqlalchemy import func, select

from academy.access import codes
from academy.access.models import Account, Card
from academy.assessments.models import AssessmentReview, WorkerResponse
from academy.audit.verifying import verify_all
from academy.catalogue.drafting.models import SkillDraft
from academy.catalogue.proposing.models import SkillProposal
from academy.credentials.models import Credential, Revocation
from academy.database import db
from academy.demo import content
from academy.dependencies import dependencies
from academy.journal.models import JournalDebt
from academy.learning.models import CourseRun, LearningRecord
from academy.organisations.contacts import all_contacts
from academy.organisations.models import Organisation, Site
from academy.people.models import Membership, Person
from academy.security.identity import Role
from tests.demo import DemoSite

pytestmark = pytest.mark.slow

SIGN_INS = {
    "leider@schakel.example": (Role.TEAM_LEADER, "schakel"),
    "beheer@schakel.example": (Role.ORGANISATION_ADMIN, "schakel"),
    "leider@cirkel.example": (Role.TEAM_LEADER, "cirkel"),
    "academie@academie.example": (Role.ACADEMY_ADMIN, "academie"),
    "werkgever@fietsfabriek.example": (Role.EMPLOYER, "fietsfabriek"),
}


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_two_organisations_with_three_sites_and_sixty_workers(site: DemoSite) -> None:
    for slug in ("schakel", "cirkel"):
        organisation = db.session.scalars(
            select(Organisation).where(Organisation.slug == slug)
        ).one()
        sites = select(func.count()).where(Site.organisation_id == organisation.id)
        workers = select(func.count(Membership.person_id.distinct())).where(
            Membership.organisation_id == organisation.id,
            Membership.role == Role.WORKER,
            Membership.ends_on.is_(None),
        )
        assert (db.session.scalar(sites), db.session.scalar(workers)) == (3, 60)


@pytest.mark.parametrize("email", SIGN_INS)
def test_everybody_signs_in_with_the_password_of_the_contract(site: DemoSite, email: str) -> None:
    role, slug = SIGN_INS[email]
    account = db.session.scalars(select(Account).where(Account.email == email)).one()
    places = [(m.role, m.organisation.slug) for m in account.person.memberships]
    assert (role, slug) in places
    answer = site.app.test_client().submit(
        "/sign-in", "sign-in", email=email, password="kringloop-demo"
    )
    assert answer.status_code == 303


def test_a_worker_signs_in_with_card_and_pin(site: DemoSite) -> None:
    amina = db.session.scalars(select(Person).where(Person.name == content.HEROINE)).one()
    card = db.session.scalars(select(Card).where(Card.person_id == amina.id)).one()
    code = codes.card_code(card.uuid, secret_key=dependencies().settings.secret_key)
    answer = site.app.test_client().submit("/sign-in/card", code=code, pin="2468")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/language?next=/wallet")


def test_badges_of_every_kind_are_there(site: DemoSite) -> None:
    now = dependencies().clock()
    total = count(Credential)
    revoked = count(Revocation)
    expired = db.session.scalar(select(func.count()).where(Credential.valid_until < now))
    renewed = db.session.scalar(select(func.count()).where(Credential.supersedes_id.is_not(None)))
    assert total > 400
    assert revoked >= 4
    assert expired
    assert renewed
    newest = db.session.scalars(select(func.max(Credential.issued_at))).one()
    assert newest <= now


def test_every_badge_names_the_person_by_pseudonym_only(site: DemoSite) -> None:
    names = set(db.session.scalars(select(Person.name)))
    for document in db.session.scalars(select(Credential.document)):
        credential = json.loads(document)
        assert credential["proof"]
        assert not any(name in document.decode() for name in names)


def test_who_moved_has_badges_of_both(site: DemoSite) -> None:
    for name in content.MOVED:
        person = db.session.scalars(select(Person).where(Person.name == name)).one()
        issuers = set(
            db.session.scalars(
                select(Credential.organisation_id).where(Credential.person_id == person.id)
            )
        )
        ended = [m.ends_on is not None for m in person.memberships]
        assert (len(issuers), ended) == (2, [True, False])


def test_one_person_has_two_jobs(site: DemoSite) -> None:
    person = db.session.scalars(select(Person).where(Person.name == content.TWO_JOBS)).one()
    assert {m.organisation.slug for m in person.memberships if m.ends_on is None} == {
        "schakel",
        "cirkel",
    }


def test_an_objection_waits_and_another_was_answered(site: DemoSite) -> None:
    objections = select(func.count()).where(WorkerResponse.kind == "objects")
    assert (db.session.scalar(objections), count(AssessmentReview)) == (2, 1)


def test_courses_were_followed_and_one_is_planned(site: DemoSite) -> None:
    assert count(CourseRun) == 9
    assert count(LearningRecord) > 30


def test_the_palette_lives(site: DemoSite) -> None:
    with site.app.app_context():
        outcomes = list(db.session.scalars(select(SkillProposal.outcome)))
        assert (outcomes.count(None), outcomes.count("declined")) == (1, 1)
        assert count(SkillDraft) == 1


def test_the_log_is_whole(site: DemoSite) -> None:
    verified = verify_all()
    assert len(verified) == 5
    assert all(chain.lines and not chain.findings for chain in verified)


def test_loading_again_changes_nothing_and_says_so(site: DemoSite) -> None:
    before = count(Credential)
    answer = site.app.test_cli_runner().invoke(args=["demo", "load"])
    assert answer.exit_code == 0
    assert "The demo is there already" in answer.output
    assert count(Credential) == before


def test_a_demo_owes_nothing_to_the_journal(site: DemoSite) -> None:
    """Else /readyz says so five minutes after each reset, until a worker has paid."""
    assert db.session.scalars(select(JournalDebt.uuid)).all() == []


def test_each_region_has_somebody_to_ask_and_nobody_real(site: DemoSite) -> None:
    regions = set(db.session.scalars(select(Organisation.region)))
    contacts = all_contacts()
    assert set(contacts) == regions
    for contact in contacts.values():
        assert "verzonnen" in contact.name
        assert contact.website.endswith(".example")
        assert contact.phone[4:].startswith("0"), "no number of a Dutch place begins with a zero"

    worker = site.client("worker").page("/wallet/moving").main.get_text(" ")
    academy = site.client("academy").page("/organisations/regions").main.get_text(" ")

    assert content.CONTACTS["midden-utrecht"].name in worker
    assert all(contact.name in academy for contact in contacts.values())


def test_the_academy_reads_where_people_went_and_whether_they_work(site: DemoSite) -> None:
    page = site.client("academy").page("/dashboard")
    told = {
        name: [
            [cell.get_text(strip=True) for cell in row.select("th, td")]
            for row in page.select(f"#of-{name} tbody tr")
        ]
        for name in ("went", "works")
    }
    assert ["Betaald werk", "10"] in [row[:2] for row in told["went"]]
    [[_year, answered, works]] = told["works"]
    assert (answered, works) == ("20", "10")
