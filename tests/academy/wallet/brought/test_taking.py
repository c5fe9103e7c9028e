"""Own words of another installation come in as if they were typed here, and nothing else does."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.catalogue.models import Skill
from academy.database import db, transaction
from academy.locking import row
from academy.people.models import Person
from academy.wallet.brought import service
from academy.wallet.brought.models import Brought, Kind
from academy.wallet.brought.taking import Taken, take_in
from academy.wallet.elsewhere import layout
from academy.wallet.elsewhere.models import ForeignBadge
from tests.academy.shown import SORTING
from tests.academy.verification.conftest import elsewhere
from tests.academy.wallet.elsewhere.test_bringing import bring, foreign
from tests.academy.wallet.test_list import text_of
from tests.cast import AMINA
from tests.clock import START
from tests.races import race

if TYPE_CHECKING:
    from flask import Flask

    from tests.academy.wallet.elsewhere.test_bringing import Bring
    from tests.cast import Cast
    from tests.client import AcademyClient

__all__ = ["bring", "elsewhere"]

COOK = {"kind": "work", "words": "Kok", "place": "De Lepel", "time": "twee jaar"}
FORKLIFT = {"kind": "certificate", "words": "Heftruck", "valid_until": "2027-01-31"}


def packed(own_words: object, *badges: bytes) -> bytes:
    """`own_words`: as JSON, or the bytes of the file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for number, each in enumerate(badges):
            made.writestr(f"{layout.BADGES}/{number}/badge.json", each)
        is_file = isinstance(own_words, bytes)
        made.writestr(layout.OWN_WORDS, own_words if is_file else json.dumps(own_words))
        made.writestr(layout.DATA, data_of(AMINA.name))
    return buffer.getvalue()


def data_of(name: str, **more: object) -> str:
    """What an installation knows of somebody, as it writes it down."""
    data = {"made_at": "2026-01-05", "person": {"name": name, "latin_name": ""}, **more}
    return json.dumps(data, ensure_ascii=False, indent=2)


def kept() -> list[Brought]:
    return list(db.session.scalars(select(Brought).order_by(Brought.id)))


def taken(*rows: Any) -> Taken:
    identity = AMINA.identity()
    with transaction(row(Person, identity.person_id)):
        return take_in(rows, by=identity, now=START)


def test_they_come_in_beside_the_badges_and_stay_own_words(
    bring: Bring, amina: AcademyClient
) -> None:
    answer = bring(packed([COOK, FORKLIFT], foreign(name=AMINA.name)))

    text = text_of(amina.page(answer.location))
    assert "1 badge is bewaard." in text
    assert "2 dingen die je zelf vertelde, zijn bewaard." in text
    assert "Heftruck" not in text, "never among badges"
    cook, forklift = kept()
    assert (cook.words, cook.place, cook.time, cook.valid_until) == (
        "Kok", "De Lepel", "twee jaar", None,
    )  # fmt: skip
    assert (forklift.kind, str(forklift.valid_until)) == (Kind.CERTIFICATE, "2027-01-31")
    lines = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "brought.said")).all()
    assert [line.chain for line in lines] == [PLATFORM_CHAIN] * 2
    assert "Kok" not in str([line.details for line in lines])


def test_what_is_there_already_is_not_doubled(bring: Bring, amina: AcademyClient) -> None:
    bring(packed([COOK, {**COOK, "words": " Kok  "}]))
    assert len(kept()) == 1
    answer = bring(packed([COOK]))
    assert "Wat je zelf vertelde, had je hier al." in text_of(amina.page(answer.location))
    assert len(kept()) == 1


def test_two_at_once_say_it_once(app: Flask, palette: Cast) -> None:
    outcomes = race(app, lambda: taken(COOK), lambda: taken(COOK))
    assert outcomes == ["done", "done"]
    assert [each.words for each in kept()] == ["Kok"]


def test_when_it_was_said_stays_unless_that_can_not_be(palette: Cast) -> None:
    before = {"said_at": "2025-03-01T10:00:00+00:00", "confirmed_at": "2025-06-01T10:00:00+00:00"}
    taken(COOK | before, FORKLIFT | {"said_at": "0001-01-01T00:00:00+23:00"})
    taken({"kind": "wish", "words": "Met hout", "confirmed_at": "2999-01-01T00:00:00+00:00"})
    cook, forklift, wish = kept()
    assert [cook.said_at.isoformat(), cook.confirmed_at.isoformat()] == list(before.values())
    assert (forklift.said_at, wish.confirmed_at) == (START, START)


def test_a_skill_of_the_palette_is_that_skill_and_one_of_another_is_told_in_words(
    palette: Cast,
) -> None:
    taken(
        {"kind": "can", "skill": SORTING, "skill_name": "Sorteren", "words": ""},
        {"kind": "can", "skill": "OTHER-1", "skill_name": "Zeilen naaien", "words": ""},
    )
    here, elsewhere_ = kept()
    assert (here.skill.code, here.words) == (SORTING, "")
    assert (elsewhere_.skill, elsewhere_.words) == (None, "Zeilen naaien")


def test_a_skill_that_stopped_is_not_doubled(palette: Cast) -> None:
    said = {"kind": "wish", "skill": SORTING, "skill_name": "Sorteren", "words": ""}
    taken(said)
    skill = db.session.scalars(select(Skill).where(Skill.code == SORTING)).one()
    for version in skill.versions:
        version.retired_at = START
    db.session.commit()
    assert taken(said) == Taken()
    assert len(kept()) == 1


def test_when_there_is_no_room_it_is_told_and_the_badges_come_in(
    bring: Bring, amina: AcademyClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST", 1)
    answer = bring(packed([COOK, FORKLIFT], foreign(name=AMINA.name)))
    text = text_of(amina.page(answer.location))
    assert "1 ding dat je zelf vertelde, is bewaard." in text
    assert "1 ding dat je zelf vertelde, kan niet. Er staat al heel veel." in text
    assert [each.words for each in kept()] == ["Kok"]
    assert len(db.session.scalars(select(ForeignBadge)).all()) == 1


def test_no_more_is_looked_at_than_one_wallet_holds(palette: Cast) -> None:
    found = taken(*({**COOK, "words": f"Kok {number}"} for number in range(70)))
    assert (found.kept, found.refused) == (60, 10)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"geen JSON", id="no JSON"),
        pytest.param(b"[" * 100_000, id="brackets without end"),
        pytest.param(b"[" + b"9" * 5_000 + b"]", id="a number without end"),
        pytest.param(b"\xff\xfe\xfa", id="no text"),
        pytest.param({"kind": "work", "words": "Kok"}, id="no list"),
        pytest.param([None], id="nothing"),
        pytest.param([["work", "Kok"]], id="a list in it"),
        pytest.param([COOK | {"kind": "badge"}], id="another kind"),
        pytest.param([COOK | {"kind": ["work"]}], id="a kind that is a list"),
        pytest.param([COOK | {"words": "x" * 81}], id="too long"),
        pytest.param([COOK | {"words": {"nl": "Kok"}}], id="words that are none"),
        pytest.param([COOK | {"words": "Kok\u202e"}], id="hidden"),
        pytest.param([COOK | {"words": "Kok\x00"}], id="a zero"),
        pytest.param([COOK | {"words": "\ud800"}], id="half a character"),
        pytest.param([COOK | {"words": ""}], id="empty"),
        pytest.param([COOK | {"place": 12}], id="a place that is a number"),
        pytest.param([FORKLIFT | {"valid_until": "morgen"}], id="no day"),
        pytest.param([FORKLIFT | {"valid_until": "9999-12-31"}], id="a day too far"),
        pytest.param([{"kind": "can", "skill": ["x"]}], id="a skill that is a list"),
        pytest.param([{"kind": "can", "skill": "x", "skill_name": 4}], id="a name that is none"),
    ],
)
def test_what_the_page_would_not_take_is_refused_and_the_badge_comes_in(
    bring: Bring, amina: AcademyClient, content: object
) -> None:
    answer = bring(packed(content, foreign(name=AMINA.name)))
    assert answer.status_code == 303
    text = text_of(amina.page(answer.location))
    assert "1 badge is bewaard." in text
    assert "1 ding dat je zelf vertelde, kan niet." in text
    assert kept() == []


def test_only_the_own_file_is_read_and_never_for_somebody_else(bring: Bring) -> None:
    buffer = io.BytesIO(packed([COOK | {"person_id": 1, "uuid": str(uuid4())}]))
    with zipfile.ZipFile(buffer, "a") as made:
        made.writestr(f"map/{layout.OWN_WORDS}", json.dumps([FORKLIFT]))
        made.writestr(f"map/{layout.DATA}", data_of(AMINA.name, said_by_oneself=[FORKLIFT]))
    bring(buffer.getvalue())
    (only,) = kept()
    assert (only.words, only.person_id) == ("Kok", AMINA.row.id)
