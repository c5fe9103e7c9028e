"""Whoever gave somebody a PIN goes with it to every address, also those about two things, with all
numbers that there are: nothing is read there that the helper does not read anyhow.

Of two numbers in one address, each kind goes with each kind that leads to it or hangs on it: also a
photo under the assessment of another place. What Amina herself does not open is not tried again
with less than she has.
"""

import itertools
from collections import ChainMap
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule, UUIDConverter

from academy.access.models import Card
from academy.assessments.models import Assessment
from academy.catalogue.models import Skill
from academy.credentials.models import Credential
from academy.database import db
from academy.dependencies import dependencies
from academy.security.identity import Role
from tests.academy.access.test_takeover import by_card, handed_out
from tests.academy.privacy.planting import plant, tables
from tests.academy.shown import EMERGENCY, SORTING, Shown, palette, shown
from tests.cast import AMINA, BEA, OSCAR, Cast, a_card, a_membership, an_account
from tests.client import AcademyClient

__all__ = ["palette", "shown"]
WORDS = [f"geheimpje{number:02}x" for number in range(25)]
DAY, AGREED_FOR = date(2026, 12, 1), date(2031, 4, 18)
MARKS = [*WORDS, "17 maart 2031", "18 april 2031"]
TEXTS = {
    "code": [SORTING, EMERGENCY], "skill_code": [SORTING, EMERGENCY], "language": ["nl"],
    "number": [1],
}  # fmt: skip


@pytest.fixture
def numbers(shown: Shown, cast: Cast) -> list[UUID]:
    """Every mark stands somewhere about Amina, who works at De Cirkel too; what is there."""
    shown()
    a_membership(AMINA.row, Role.WORKER, team=cast.textiel)
    db.session.commit()
    shown(skill=EMERGENCY, by=OSCAR, team=cast.textiel)
    words = iter(WORDS)
    here, there = db.session.scalars(select(Assessment).order_by(Assessment.id))
    there.note, cast.cirkel.email = next(words), f"{next(words)}@example.nl"
    an_account(AMINA.row, f"{next(words)}@example.nl")
    rows = list(_rows(words, here, there, cast))
    assert next(words, None) is None, "every mark was planted"
    a_card(AMINA.row)
    db.session.commit()
    own = (here, there, *db.session.scalars(select(Credential)))
    return [*(each.uuid for each in own), *filter(None, rows), AMINA.uuid]


def _rows(
    words: Iterator[str], here: Assessment, there: Assessment, cast: Cast
) -> Iterator[UUID | None]:
    skill = {"skill_id": db.session.scalars(select(Skill.id).where(Skill.code == SORTING)).one()}
    her, place = {"person_id": AMINA.row.id}, {"organisation_id": cast.cirkel.id}
    badge = db.session.scalars(select(Credential).where(Credential.assessment_id == here.id)).one()
    said = {name: next(words) for name in ("skill", "words", "firm", "author")}
    yield _planted("claim", her, said, credential_id=badge.id, accepted_at=here.recorded_at)
    yield _planted("brought", her, kind="work", words=next(words), place=next(words))
    yield _planted("craft", her, skill, sentence=next(words), storage_key=_file(next(words)))
    yield _planted("craft_photo", craft_id=_number("craft"), storage_key=_file(next(words)))
    due = datetime(2031, 3, 17, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    yield _planted("share", her, label=next(words), audience="other", purpose="job", ends_at=due)
    names = {name: next(words) for name in ("name", "issuer", "holder")}
    yield _planted("foreign_badge", her, names, kind="json", verdict="valid")
    yield _planted("skill_proposal", her, title=next(words), why=next(words))
    yield _planted("learning_record", her, title={"nl": next(words)}, provider=next(words))
    for seen in (here, there):
        about = {"assessment_id": seen.id}
        yield _planted("worker_response", about, kind="objects", reason=next(words), answer_by=DAY)
        yield _planted("voice_message", about, storage_key=_file(next(words)))
    yield _planted("evidence", assessment_id=there.id, storage_key=_file(next(words)))
    yield _planted("agreement", her, place, made_by_id=OSCAR.row.id, due_on=AGREED_FOR, helps=[])
    _planted("agreed_skill", skill, agreement_id=_number("agreement"))
    yield _planted("erasure_request", her, due_at=due)


def _planted(name: str, *given: dict[str, Any], **more: Any) -> UUID | None:
    table = tables()[name]
    number = plant(table, **dict(ChainMap(*given, more)))
    if "uuid" not in table.columns:
        return None
    return db.session.scalar(select(table.c.uuid).where(table.c.id == number))


def _number(name: str) -> int:
    return db.session.scalars(select(tables()[name].c.id)).one()


def _file(words: str) -> str:
    key = f"craft-sounds/{words}"
    dependencies().files.put(key, words.encode())
    return key


def addresses(app: Flask, numbers: list[UUID]) -> list[str]:
    """Of every page and file, with each of the numbers wherever one belongs."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    together = list(_together(numbers))
    with app.test_request_context():
        return sorted({
            app.url_for(rule.endpoint, **values)
            for rule in rules
            if rule.endpoint not in {"static", "sessions.sign_out"}
            for values in _values(rule, numbers, together)
        })  # fmt: skip


def _together(numbers: list[UUID]) -> Iterator[tuple[UUID, UUID]]:
    """All numbers of a table with all of each table to which it leads, in either order."""
    known = {
        name: db.session.scalars(select(table.c.uuid).where(table.c.uuid.in_(numbers))).all()
        for name, table in tables().items()
        if "uuid" in table.columns
    }
    leads = {
        (name, key.column.table.name)
        for name, table in tables().items()
        for key in table.foreign_keys
    }
    for one, other in leads:
        pairs = itertools.product(known.get(one, ()), known.get(other, ()))
        for pair in pairs:
            yield from (pair, pair[::-1])


def _values(
    rule: Rule, numbers: list[UUID], together: list[tuple[UUID, UUID]]
) -> Iterator[dict[str, Any]]:
    texts, about = [], []
    for name in sorted(rule.arguments):
        is_number = isinstance(rule._converters[name], UUIDConverter)
        (about if is_number else texts).append(name)
    pairs = together if len(about) == 2 else itertools.product(numbers, repeat=len(about))
    said = list(itertools.product(*(TEXTS.get(name, ()) for name in texts)))
    for which, words in itertools.product(pairs, said):
        yield dict(zip([*about, *texts], [*which, *words], strict=True))


def read(client: AcademyClient, pages: list[str]) -> dict[str, set[str]]:
    """By page that opens the marks that somebody reads or hears there."""
    found = {}
    for page in pages:
        answer = client.get(page, inspect=False)
        if answer.status_code == 200:
            text = answer.unpacked if answer.mimetype == "text/html" else str(answer.data)
            found[page] = {mark for mark in MARKS if mark in text.lower()}
    return found


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nothing_that_the_helper_did_not_read_before(
    numbers: list[UUID], app: Flask, client: AcademyClient
) -> None:
    helper = app.test_client().as_(BEA)
    helper.post(f"/people/{AMINA.uuid}/card/pin")
    card = db.session.scalars(select(Card)).one()
    with_her_pin = by_card(client, card, handed_out(helper))

    opened = read(app.test_client().as_(AMINA), addresses(app, numbers))
    assert set().union(*opened.values()) == set(MARKS), "all of it can be read"

    read_too = read(with_her_pin, sorted({*opened, *addresses(app, [])}))
    assert {page: marks for page, marks in read_too.items() if marks} == {}
