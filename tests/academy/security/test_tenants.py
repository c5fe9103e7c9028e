"""What belongs to another organisation, or to another team, answers as what does not exist.

Every address of `app.url_map` that is about something is asked and posted to, by everybody, with
the things of De Cirkel and of the team next door. The answer must be that of things that exist
nowhere, and no row may change.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Column, ColumnElement, or_, select
from werkzeug.routing import Rule

from academy.audit.models import AuditEvent
from academy.database import db
from academy.organisations.models import Site, Team
from academy.security.permissions import Permission
from tests.academy.learning.conftest import TODAY, a_course, a_run
from tests.academy.security.everything import Place, Things, everything_of
from tests.academy.shown import SORTING, Shown, palette, shown
from tests.architecture.test_hostile_input import forms_of
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    BRAM,
    CAS,
    DEWI,
    ERIK,
    JAN,
    OSCAR,
    PIET,
    RENS,
    Cast,
    Member,
)
from tests.client import CHANGING, AcademyClient

__all__ = ["palette", "shown"]
pytestmark = pytest.mark.slow

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TOKEN = re.compile(r'name="csrf_token"[^>]*value="[^"]*"')
OF_THE_ACADEMY = frozenset({
    Permission.MANAGE_PLATFORM, Permission.MANAGE_COURSE_RUNS, Permission.READ_PARTICIPATION,
    Permission.READ_SUBSIDY, Permission.SEE_ASSESSORS, Permission.INVITE_AUDITOR,
    Permission.TAKE_SECOND_LOOK, Permission.GIVE_COURSE_BADGES, Permission.MANAGE_CATALOGUE,
    Permission.READ_PROPOSAL,
})  # fmt: skip
"""What the academy may do about any organisation; `test_looks` holds it to leaving a line."""
NEXT_DOOR = frozenset({
    Permission.REVIEW_ASSESSMENT, Permission.REFER_ASSESSMENT, Permission.TAKE_SECOND_LOOK,
    Permission.HEAR_OBJECTION,
})  # fmt: skip
"""An objection goes to a leader of another team, and so does what needs a second person."""
FILLED_IN = {
    "last_day": TODAY.isoformat(), "first_day": TODAY.isoformat(), "starts_on": TODAY.isoformat(),
    "ends_on": TODAY.isoformat(), "observed_on": TODAY.isoformat(), "name": "Iemand Anders",
    "email": "anders@example.nl", "reason": "mistake", "kind": "agrees", "outcome": "rejected",
    "explanation": "Uitleg", "level": "2", "role": "worker", "staff_number": "9", "sure": "1",
    "language": "nl", "everything": "y", "renew": "1",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """Three teams with one of everything."""

    own: Things
    next_door: Things
    elsewhere: Things


@pytest.fixture
def world(palette: Cast, shown: Shown) -> World:
    course = a_course()

    def of(leader: Member, worker: Member, administrator: Member, team: Team) -> Things:
        place = Place(leader, worker, administrator, team)
        run = a_run(palette, course)
        db.session.commit()
        return everything_of(place, palette, shown, run)

    return World(
        own=of(JAN, AMINA, BEA, palette.sorteren),
        next_door=of(PIET, BRAM, BEA, palette.winkel),
        elsewhere=of(OSCAR, DEWI, CAS, palette.textiel),
    )


def rules(app: Flask, names: Things) -> Iterator[Rule]:
    """Every rule that is about a thing, and not for everybody anyhow."""
    for rule in app.url_map.iter_rules():
        access = getattr(app.view_functions[rule.endpoint], "access", None)
        if access != "public" and rule.arguments & names.keys():
            yield rule


def swaps(
    rule: Rule, own: Things, other: Things
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Values of the rule with one thing or more of elsewhere, and the same with nothing there."""
    about = sorted(rule.arguments & own.keys())
    rest = {"skill_code": SORTING}
    for size in range(1, len(about) + 1):
        for swapped in combinations(about, size):
            kept = {**rest, **{name: own[name] for name in about}}
            kept = {name: value for name, value in kept.items() if name in rule.arguments}
            kept |= dict.fromkeys(rule.arguments - kept.keys(), uuid.uuid4())
            there = {name: other[name] for name in swapped}
            nowhere = {name: uuid.uuid4() for name in swapped}
            yield kept | there, kept | nowhere


def told(answer: Any) -> tuple[int, str | None, str]:
    """All that somebody can tell from an answer."""
    page = answer.get_data().decode(errors="replace")
    text = TOKEN.sub("TOKEN", UUID.sub("UUID", page))
    return answer.status_code, UUID.sub("UUID", answer.location or "") or None, text


def everything_kept() -> dict[str, list[str]]:
    """Every row of every table, but lines that tell of a look."""
    db.session.rollback()
    rows: dict[str, list[str]] = {}
    for table in db.metadata.sorted_tables:
        found = select(table)
        if table.name == AuditEvent.__tablename__:
            found = found.where(table.c.action != "people.seen_from_outside")
        if table.name not in {"look", "session", "audit_chain"}:
            rows[table.name] = sorted(map(repr, db.session.execute(found)))
    return rows


EVERYBODY = (JAN, BEA, AMINA, PIET, ERIK, RENS, ANNA)


@pytest.mark.parametrize("somebody", EVERYBODY, ids=lambda member: member.name)
@pytest.mark.timeout(300)
def test_what_is_elsewhere_answers_as_what_is_nowhere(
    app: Flask, client: AcademyClient, world: World, somebody: Member
) -> None:
    others = [world.elsewhere] if somebody is not JAN else [world.elsewhere, world.next_door]
    client.as_(somebody)
    before, different, asked = everything_kept(), [], 0
    for rule, other in ((rule, other) for rule in rules(app, world.own) for other in others):
        if is_known_to(app, rule, somebody, world, other):
            continue
        for there, nowhere in swaps(rule, world.own, other):
            for method in sorted((rule.methods or set()) & (CHANGING | {"GET"})):
                asked += 1
                answers = [ask(app, client, rule, method, values) for values in (there, nowhere)]
                if answers[0] != answers[1] or answers[0][0] in {200, 303}:
                    different.append(f"{method} {rule.rule} {sorted(there)}: "
                                     f"{answers[0][:2]} {answers[1][:2]}")  # fmt: skip
    assert not different, "\n".join(different)
    assert everything_kept() == before
    assert asked > 60, "this test has lost sight of the addresses"


def is_known_to(app: Flask, rule: Rule, somebody: Member, world: World, other: Things) -> bool:
    """What this person may know of, though it is not of the own team."""
    access = getattr(app.view_functions[rule.endpoint], "access")  # noqa: B009 - set by the guard
    if somebody is ANNA:
        return access in OF_THE_ACADEMY
    shared = {"organisation_uuid", "site_uuid"}  # of one organisation, whichever team
    about = rule.arguments & world.own.keys()
    return other is world.next_door and (about <= shared or access in NEXT_DOOR)


def ask(
    app: Flask, client: AcademyClient, rule: Rule, method: str, values: dict[str, Any]
) -> tuple[int, str | None, str]:
    with app.test_request_context():
        address = app.url_for(rule.endpoint, **values)
    data = FILLED_IN if method in CHANGING else None
    return told(client.open(address, method=method, data=data, inspect=False))


OWNERS = {"leader": OSCAR, "administrator": CAS, "worker": DEWI}


def test_the_same_things_are_there_for_whose_they_are(
    app: Flask, client: AcademyClient, world: World
) -> None:
    """Else the test above would be right about nothing."""
    seen = set()
    for owner in OWNERS.values():
        client.as_(owner)
        for rule in rules(app, world.own):
            values = {**world.elsewhere, "skill_code": SORTING}
            if "GET" in (rule.methods or ()) and rule.arguments <= values.keys():
                only = {name: values[name] for name in rule.arguments}
                if ask(app, client, rule, "GET", only)[0] == 200:
                    seen.update(rule.arguments)
    only_posted = {"conflict_uuid", "authority_uuid", "session_uuid", "photo_uuid",
                   "enrolment_uuid", "trainer_uuid", "item_uuid", "grant_uuid", "claim_uuid",
                   "request_uuid", "phone_uuid", "licence_uuid"}  # fmt: skip
    assert not world.own.keys() - seen - only_posted


NAMES_ELSEWHERE = (OSCAR.name, DEWI.name, CAS.name)


@pytest.mark.parametrize("kind", ["site", "team"])
def test_a_key_that_is_taken_elsewhere_does_as_well_as_any(
    client: AcademyClient, palette: Cast, kind: str
) -> None:
    """Else an answer would tell that a thing with this UUID exists."""
    taken = (palette.arnhem if kind == "site" else palette.textiel).uuid
    path = f"/organisations/{palette.schakel.uuid}/{kind}s/new"

    site = str(palette.utrecht.uuid)

    answer = client.as_(BEA).submit(path, key=str(taken), name="Erbij", city="Zeist", site=site)

    assert answer.status_code == 303
    model: Any = {"site": Site, "team": Team}[kind]
    made = db.session.scalars(select(model).where(model.name == "Erbij")).one()
    assert made.organisation_id == palette.schakel.id
    assert made.uuid != taken


@pytest.mark.parametrize("somebody", [JAN, BEA, AMINA], ids=lambda member: member.name)
@pytest.mark.timeout(300)
def test_a_thing_of_elsewhere_in_a_field_changes_and_tells_nothing(
    client: AcademyClient, palette: Cast, world: World, somebody: Member
) -> None:
    """Hidden fields, choices and keys: each is filled with everything of De Cirkel."""
    client.as_(somebody)
    before, told_of, sent = rows_of(palette), [], 0
    for form in forms_of(client):
        for name in (name for name, value in form.fields.items() if UUID.fullmatch(value)):
            for kind, foreign in world.elsewhere.items():
                values = {**FILLED_IN, **form.fields, name: str(foreign)}
                answer = client.post(form.action, data=values, inspect=False)
                sent += 1
                page = answer.get_data().decode(errors="replace")
                if answer.status_code >= 500 or any(other in page for other in NAMES_ELSEWHERE):
                    told_of.append(f"{form.action} {name}={kind}: {answer.status}")
                client.as_(somebody)
    assert not told_of, "\n".join(told_of)
    assert rows_of(palette) == before
    assert sent or somebody is AMINA


def rows_of(cast: Cast) -> dict[str, list[str]]:
    """Every row that leads to De Cirkel, its places and its people, and every line of its log."""
    db.session.rollback()
    people = {member.row.id for member in (OSCAR, DEWI, CAS)}
    numbers = {"organisation": {cast.cirkel.id}, "team": {cast.textiel.id}, "person": people,
               "site": {cast.arnhem.id}}  # fmt: skip
    rows: dict[str, list[str]] = {}
    for table in db.metadata.sorted_tables:
        if table.name in {"session", "look", "audit_chain"}:
            continue
        leads: list[ColumnElement[bool]] = [
            column.in_(numbers.get(named, ()))
            for column in table.columns
            for named in leads_to(column)
        ]
        if table.name == AuditEvent.__tablename__:
            leads.append(table.c.chain == cast.cirkel.id)
        rows[table.name] = sorted(map(repr, db.session.execute(select(table).where(or_(*leads)))))
    return rows


def leads_to(column: Column[Any]) -> Iterator[str]:
    """Names of the tables of which this column holds a number."""
    if column.primary_key:
        yield column.table.name
    yield from (key.column.table.name for key in column.foreign_keys)
