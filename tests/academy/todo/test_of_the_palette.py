"""What waits for whoever keeps the palette: what others made, said or changed."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from academy.catalogue.mapping.models import Concept, Framework
from academy.catalogue.models import SkillVersion
from academy.catalogue.publishing import PALETTE
from academy.catalogue.queries import open_version
from academy.catalogue.showing.crafts import decide
from academy.catalogue.showing.models import Craft, CraftOutcome
from academy.catalogue.translating import service
from academy.catalogue.translating.models import TranslationReader
from academy.database import db, transaction
from tests.academy.shown import SORTING
from tests.academy.todo.test_todo import tasks
from tests.cast import ANNA, BEA, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START


def sorting() -> SkillVersion:
    found = open_version(SORTING)
    assert found is not None
    return found


def a_craft(_cast: Cast) -> Craft:
    craft = Craft(
        uuid=uuid4(), skill_id=sorting().skill_id, person_id=JAN.row.id, storage_key="x",
        sentence="Trek de stof strak.", mimetype="audio/mp4", made_at=START,
    )  # fmt: skip
    db.session.add(craft)
    db.session.commit()
    return craft


def better_words(_cast: Cast) -> None:
    until = START + timedelta(days=30)
    reader = TranslationReader(
        uuid=uuid4(), language="uk", code_hash=b"r" * 32, made_at=START, expires_at=until
    )
    db.session.add(reader)
    db.session.commit()
    with transaction(PALETTE):
        service.check(sorting(), reader, words="Anders.", better={}, now=START)


def a_concept_is_gone(_cast: Cast) -> None:
    mapped = sorting().esco
    assert mapped is not None
    gone = Concept(
        framework=Framework.ESCO, uri=mapped["uri"], labels={"en": "sort"}, version="v1.2.0",
        is_gone=True, search_text="sort",
    )  # fmt: skip
    db.session.add(gone)
    db.session.commit()


@pytest.mark.parametrize(
    ("happens", "words", "address"),
    [
        (a_craft, "1 keer “Zo doe je het” wacht op jou.", "/palette/crafts"),
        (better_words, "Bij 1 vertaling weet een lezer betere woorden.", "/palette/translations"),
        (
            a_concept_is_gone,
            "Bij 1 vaardigheid is de koppeling weg uit de lijst.",
            "/palette/coverage?show=lacking",
        ),
    ],
    ids=["craft", "words", "concept"],
)
def test_it_asks_the_academy_and_nobody_else(
    client: AcademyClient,
    palette: Cast,
    happens: Callable[[Cast], object],
    words: str,
    address: str,
) -> None:
    happens(palette)
    assert tasks(client, ANNA) == {words: address}
    assert tasks(client, JAN) == tasks(client, BEA) == {}


def test_what_was_decided_or_settled_waits_no_more(client: AcademyClient, palette: Cast) -> None:
    craft = a_craft(palette)
    better_words(palette)
    with transaction(craft):
        decide(craft, CraftOutcome.DECLINED, reason="Nee", by=ANNA.actor, now=START)
    reader = db.session.scalars(select(TranslationReader)).one()
    with transaction(PALETTE):
        service.check(sorting(), reader, words="", better={}, now=START)
    assert tasks(client, ANNA) == {}
