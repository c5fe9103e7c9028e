"""Anybody sees who gives badges and what for; counts move in steps of ten people."""

import json
import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from academy.credentials import keys, publicity, telling_counts
from academy.credentials.addresses import Addresses
from academy.credentials.models import Achievement, BadgeClass, Credential, IssuerKey
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.organisations.models import Organisation
from academy.verification.known import KnownIssuers
from tests.academy.verification.conftest import the_credential
from tests.cast import BEA, Cast, a_person
from tests.client import AcademyClient
from tests.clock import TestClock


def words(client: AcademyClient, address: str) -> str:
    return client.page(address).select_one("main").get_text(" ", strip=True)


@pytest.fixture
def achievement(badge: str) -> str:
    """The address of what Amina's badge stands for."""
    return f"/achievements/{the_credential().achievement.uuid}"


def test_the_list_names_who_gives_badges_and_nobody_else(client: AcademyClient, badge: str) -> None:
    said = words(client, "/issuers")

    assert "De Schakel" in said
    assert "De Cirkel" not in said
    assert "De Fietsfabriek" not in said


def test_before_the_first_badge_the_list_says_so(client: AcademyClient, cast: Cast) -> None:
    assert "Er zijn nog geen uitgevers" in words(client, "/issuers")


def test_a_program_gets_a_map_of_trust(client: AcademyClient, badge: str) -> None:
    answer = client.get("/issuers", headers={"Accept": "application/json"})

    assert answer.json == {
        "did:web:badges.example.nl:issuers:de-schakel": "De Schakel",
        "https://badges.example.nl/ob2/issuers/de-schakel": "De Schakel",
    }


def test_whoever_is_asked_for_alone_is_on_the_list(client: AcademyClient, badge: str) -> None:
    addresses = Addresses(dependencies().settings.public_url)
    known, listed = KnownIssuers(addresses), publicity.known_issuers(addresses)

    assert dict(known) == listed
    assert len(known) == len(listed) > 0
    for strange in ("", "did:web:elders.example:issuers:de-schakel", f"{next(iter(listed))}x"):
        assert strange not in known
    without_keys = db.session.scalars(
        select(Organisation.slug).where(Organisation.id.not_in(select(IssuerKey.organisation_id)))
    )
    assert all(addresses.issuer_did(slug) not in known for slug in without_keys)


def test_an_issuer_says_who_it_is_and_shows_its_keys(client: AcademyClient, badge: str) -> None:
    organisation = the_credential().organisation
    with transaction(organisation):
        keys.rotate(organisation, dependencies().settings, by=BEA.actor, now=dependencies().clock())

    page = client.page("/issuers/de-schakel")

    said = page.get_text(" ", strip=True)
    assert "Utrecht" in said
    assert "did:web:badges.example.nl:issuers:de-schakel" in said
    assert "Nu in gebruik" in said
    assert "Oud" in said
    assert page.find("a", href="https://example.nl")
    assert page.find("a", href="/issuers/de-schakel/did.json")


def test_an_issuer_that_stopped_is_still_known(
    client: AcademyClient, badge: str, clock: TestClock
) -> None:
    with transaction():
        organisation: Organisation = the_credential().organisation
        organisation.ends_on = date(2026, 12, 31)
    clock.advance(days=60)

    assert "Gestopt" in words(client, "/issuers")
    assert "De badges die er zijn, blijven geldig" in words(client, "/issuers/de-schakel")
    assert client.page(badge).select_one(".verdict--good")


def test_a_website_that_is_none_is_no_link(client: AcademyClient, badge: str) -> None:
    with transaction():
        organisation: Organisation = the_credential().organisation
        organisation.website = "javascript:alert(1)"

    assert "javascript:" not in client.get("/issuers/de-schakel").text


def test_an_achievement_says_what_it_takes(client: AcademyClient, achievement: str) -> None:
    said = words(client, achievement)

    found = db.session.scalars(select(Achievement)).one()
    version = found.skill_version
    assert all(criterion["text"]["nl"] in said for criterion in version.criteria)
    assert all(level["descriptor"]["nl"] in said for level in version.levels)
    assert said.count("Deze badge") == 1
    page = client.page(achievement)
    assert page.find("a", href=f"/skills/{version.skill.code}")
    if version.esco:
        assert page.find("a", href=version.esco["uri"])


def test_an_achievement_is_a_document_too(client: AcademyClient, achievement: str) -> None:
    answer = client.get(achievement, headers={"Accept": "application/ld+json"})

    assert json.loads(answer.data)["id"] == f"https://badges.example.nl{achievement}"


def test_a_count_moves_only_when_ten_people_moved_it(
    client: AcademyClient, achievement: str, cast: Cast, clock: TestClock
) -> None:
    def told() -> str:
        with transaction():
            telling_counts.tell_anew(now=clock())
        return words(client, achievement)

    given = db.session.scalars(select(Credential)).one()
    assert "Gegeven" not in told(), "one badge is too little"
    more_of(given, 8, cast)
    assert "Gegeven" not in told(), "nine people are too few"
    more_of(given, 3, cast)
    assert "Gegeven 10 keer" in told(), "twelve, in fives"
    assert "10 keer gegeven" in words(client, "/issuers/de-schakel")
    assert "10 badges" in words(client, "/issuers")
    clock.advance(days=1)
    more_of(given, 9, cast, days=1)
    assert "Gegeven 10 keer" in told(), "nine more would be about nine people"
    more_of(given, 1, cast, days=1)
    assert "Gegeven 20 keer" in told()
    assert "10 mensen" in words(client, "/issuers/de-schakel")


def more_of(badge: Credential, number: int, cast: Cast, *, days: int = 0) -> None:
    """The same badge for more people, as rows alone."""
    for _each in range(number):
        person = a_person(f"Kracht {uuid.uuid4().hex}")
        db.session.flush()
        index = db.session.scalar(select(func.max(Credential.status_index)))
        db.session.add(
            Credential(
                assessment_id=badge.assessment_id,
                person_id=person.id,
                organisation_id=badge.organisation_id,
                team_id=badge.team_id,
                assessor_id=badge.assessor_id,
                skill_id=badge.skill_id,
                achievement_id=badge.achievement_id,
                status_list_id=badge.status_list_id,
                status_index=(index or 0) + 1,
                issued_at=badge.issued_at + timedelta(days=days, seconds=days),
                valid_from=badge.valid_from,
                document=badge.document,
                jwt=badge.jwt,
            )
        )
        db.session.flush()
    kind = db.session.scalars(
        select(BadgeClass).where(BadgeClass.achievement_id == badge.achievement_id)
    ).one()
    kind.badges += number
    db.session.commit()
    assert cast.schakel.id == badge.organisation_id
