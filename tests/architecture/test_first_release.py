"""A database of the first release, revision 0001, comes up to date with all that is in it.

Its tables are read from the database, never from the models, which go on changing.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import MetaData, select, text
from sqlalchemy.exc import IntegrityError

from academy.access.models import Card
from academy.assessments.models import Assessment, AwardDue, WorkerResponse
from academy.assessments.standing import rule_of
from academy.catalogue.models import DomainVersion, SkillVersion
from academy.catalogue.validation.rule import FIRST
from academy.credentials.models import Confirmation, Credential, IssuerKey
from academy.database import Identified, db
from academy.organisations.models import Site, Team
from academy.people.models import Membership

AT = datetime(2026, 11, 2, 8, 0)  # noqa: DTZ001 - as SQLite keeps it
MONDAY = date(2026, 11, 2)

Insert = Callable[..., int]


@pytest.fixture
def first_release(app: Flask) -> Iterator[Insert]:
    """The empty tables of revision 0001; gives what puts a row into one of them."""
    with app.app_context():
        take_everything_away()
        upgrade(revision="0001")
        tables = MetaData()
        tables.reflect(db.engine)
        is_sqlite = db.engine.dialect.name == "sqlite"

        def insert(table: str, **values: Any) -> int:
            key = uuid4()
            if "uuid" in tables.tables[table].c:
                values = {"uuid": key.hex if is_sqlite else key, **values}
            done = db.session.execute(tables.tables[table].insert().values(values))
            db.session.commit()
            return int(done.inserted_primary_key[0])

        yield insert
        db.session.remove()
        upgrade()


def take_everything_away() -> None:
    """Faster than taking back every revision, which is tried elsewhere."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("DROP SCHEMA public CASCADE"))
        db.session.execute(text("CREATE SCHEMA public"))
        db.session.commit()
    else:
        db.session.remove()
        db.engine.dispose()
        Path(str(db.engine.url.database)).unlink()


def an_organisation(insert: Insert) -> int:
    return insert(
        "organisation", slug="de-schakel", name="De Schakel", kind="thrift", city="", website="",
        email="", signatory_name="", signatory_title="", quality_mark=False, created_at=AT,
    )  # fmt: skip


def a_person(insert: Insert) -> int:
    return insert("person", name="Amina", search_text="amina", language="nl", created_at=AT)


def to_head() -> None:
    db.session.remove()
    upgrade()


def all_of(model: type[Identified] | type[IssuerKey]) -> list[Any]:
    return list(db.session.scalars(select(model).order_by(model.id)))


def test_what_is_right_stays_as_it_is(first_release: Insert) -> None:
    place, person = an_organisation(first_release), a_person(first_release)
    site = first_release("site", organisation_id=place, name="Hal Één", city="")
    team = first_release("team", organisation_id=place, site_id=site, name="Sorteren")
    first_release(
        "membership", person_id=person, organisation_id=place, team_id=team, role="worker",
        staff_number="7", starts_on=MONDAY,
    )  # fmt: skip

    to_head()

    assert [(row.name, row.folded_name) for row in all_of(Site)] == [("Hal Één", "hal een")]
    assert [(row.name, row.folded_name) for row in all_of(Team)] == [("Sorteren", "sorteren")]
    assert [(row.role, row.ends_on) for row in all_of(Membership)] == [("worker", None)]


def test_the_second_team_of_a_name_gets_a_number(first_release: Insert) -> None:
    place = an_organisation(first_release)
    site = first_release("site", organisation_id=place, name="Hal", city="")
    for name, ends_on in (
        ("Winkel", MONDAY), ("Winkel", None), ("Winkel (2)", None), ("winkel", None),
    ):  # fmt: skip
        first_release("team", organisation_id=place, site_id=site, name=name, ends_on=ends_on)

    to_head()

    assert [row.name for row in all_of(Team)] == ["Winkel", "Winkel", "Winkel (2)", "winkel (3)"]


def test_one_card_and_one_role_of_two_goes_on(first_release: Insert) -> None:
    place, person = an_organisation(first_release), a_person(first_release)
    for code in (b"1" * 32, b"2" * 32):
        first_release(
            "card", person_id=person, code_hash=code, pin_hash="", pin_number=0, failed_tries=0,
            issued_at=AT,
        )  # fmt: skip
    for starts_on in (date(2026, 11, 9), MONDAY):
        first_release(
            "membership", person_id=person, organisation_id=place, role="organisation-admin",
            staff_number="", starts_on=starts_on,
        )  # fmt: skip

    to_head()

    assert [row.voided_at is None for row in all_of(Card)] == [False, True]
    assert [row.ends_on for row in all_of(Membership)] == [date(2026, 11, 9), None]


def test_the_newest_key_signs_and_the_older_stays_published(first_release: Insert) -> None:
    place = an_organisation(first_release)
    for public in ("z1", "z2"):
        first_release(
            "issuer_key", organisation_id=place, purpose="jwt", public_multibase=public,
            wrapped_private=b"", created_at=AT,
        )  # fmt: skip

    to_head()

    assert [row.retired_at is None for row in all_of(IssuerKey)] == [False, True]


def test_a_badge_keeps_all_that_hangs_on_it(first_release: Insert) -> None:
    badge = a_badge(first_release)
    other = first_release("confirmation", assessment_id=badge, credential_id=badge, at=AT)
    first_release("revocation", credential_id=badge, reason="mistake", at=AT)

    to_head()

    confirmation = db.session.get_one(Confirmation, other)
    assert (confirmation.assessment_id, confirmation.credential_id) == (badge, badge)
    (kept,) = all_of(Credential)
    assert (kept.document, kept.revocation.reason) == (b"signed", "mistake")


def test_a_skill_that_asked_for_what_all_do_follows_the_default(first_release: Insert) -> None:
    a_badge(first_release)

    to_head()

    (version,) = all_of(SkillVersion)
    assert (version.observations_needed, version.assessors_needed) == (0, 0)
    (assessment,) = all_of(Assessment)
    assert rule_of(assessment) == FIRST


def test_what_a_domain_says_becomes_its_first_version(first_release: Insert) -> None:
    a_badge(first_release)

    to_head()

    (version,) = all_of(DomainVersion)
    assert (version.number, version.domain.code) == ("1.0", "textiel")
    assert (version.colour, version.description) == (version.domain.colour, {})


def a_badge(insert: Insert) -> int:
    """A badge and everything that it refers to."""
    place, person = an_organisation(insert), a_person(insert)
    site = insert("site", organisation_id=place, name="Hal", city="")
    team = insert("team", organisation_id=place, site_id=site, name="Sorteren")
    domain = insert("skill_domain", code="textiel", name={}, icon="", position=1)
    skill = insert("skill", code="sorteren", domain_id=domain, search_text="")
    version = insert(
        "skill_version", skill_id=skill, number="1", name={}, short_name={}, description={},
        kind="", icon="", levels=[], criteria=[], safety_critical=False,
        observations_needed=1, assessors_needed=1,
    )  # fmt: skip
    achievement = insert("achievement", skill_version_id=version, level=2)
    status_list = insert("status_list", organisation_id=place, size=8, created_at=AT)
    where = {"person_id": person, "assessor_id": person, "organisation_id": place, "team_id": team}
    assessment = insert(
        "assessment", **where, content_hash=b"", skill_version_id=version, level=2, answers={},
        complete=True, remarks=[], note="", method="practice", observed_on=MONDAY, recorded_at=AT,
    )  # fmt: skip
    return insert(
        "credential", **where, assessment_id=assessment, skill_id=skill,
        achievement_id=achievement, status_list_id=status_list, status_index=1, issued_at=AT,
        valid_from=AT, document=b"signed", jwt="",
    )  # fmt: skip


def test_a_second_of_each_is_refused_afterwards(first_release: Insert) -> None:
    place = an_organisation(first_release)
    to_head()
    for name in ("Loods", "  lóóds "):
        db.session.add(Site(organisation_id=place, name=name))

    with pytest.raises(IntegrityError, match=r"folded_name|one_open_site_of_a_name"):
        db.session.flush()
    db.session.rollback()


def test_what_is_kept_from_now_on_is_filled_in(first_release: Insert) -> None:
    badge = a_badge(first_release)
    first_release("revocation", credential_id=badge, reason="mistake", at=AT)
    response = first_release(
        "worker_response", assessment_id=badge, kind="objects", reason="", at=AT
    )

    to_head()

    row = db.session.get_one(Credential, badge)
    assert row.revocation is not None
    assert row.revocation.status_list_id == row.status_list_id
    assert row.revocation.status_index == row.status_index
    assert db.session.get_one(WorkerResponse, response).is_open
    # its badge was withdrawn and may come back: the first sweep looks
    assert list(db.session.scalars(select(AwardDue.assessment_id))) == [row.assessment_id]
