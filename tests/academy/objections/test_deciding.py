"""Who reads what asks for a second look, and what comes after the decision."""

import pytest
from sqlalchemy import select

from academy.assessments.models import WorkerResponse
from academy.database import db
from tests.academy.assessments.conftest import Save, filled_in
from tests.cast import AMINA, BEA, JAN, PIET
from tests.client import AcademyClient

OBJECTION = {"kind": "objects", "reason": "Het klopt niet"}
DECISION = {"outcome": "rejected", "explanation": "Nog niet gezien"}


def review_of(shown: str) -> str:
    return shown.replace("/assessments/", "/reviews/")


def test_nobody_looks_again_at_what_was_taken_back(save: Save, client: AcademyClient) -> None:
    shown = save().location
    client.as_(AMINA).post(f"{shown}/response", data=OBJECTION)
    client.as_(JAN).post(f"{shown}/undo")
    assert client.as_(PIET).post(review_of(shown), data=DECISION).status_code == 409


def test_an_objection_after_the_decision_is_not_promised_an_answer(
    save: Save, client: AcademyClient
) -> None:
    shown = save().location
    client.as_(AMINA).post(f"{shown}/response", data=OBJECTION)
    client.as_(PIET).post(review_of(shown), data={**DECISION, "outcome": "stands"})
    client.as_(AMINA)
    for kind in ("agrees", "objects"):
        expected = 409 if kind == "agrees" else 303  # the same again changes nothing
        answer = client.post(f"{shown}/response", data={**OBJECTION, "kind": kind})
        assert answer.status_code == expected
    assert len(db.session.scalars(select(WorkerResponse)).all()) == 1


@pytest.mark.parametrize("level", [0, 2])
def test_an_administrator_reads_only_what_was_objected_to(
    save: Save, client: AcademyClient, level: int
) -> None:
    shown = save(filled_in(level=level)).location
    assert client.as_(BEA).get(review_of(shown)).status_code == 404
    assert client.post(review_of(shown), data=DECISION).status_code == 404
    client.as_(AMINA).post(f"{shown}/response", data=OBJECTION)
    assert client.as_(BEA).get(review_of(shown)).status_code == 200


@pytest.mark.parametrize(("levels", "shown"), [((2, 3), 1), ((0, 2), 0), ((2, 0), 0)])
def test_an_administrator_does_not_learn_from_a_conflict_what_somebody_cannot_do_yet(
    save: Save, client: AcademyClient, levels: tuple[int, int], shown: int
) -> None:
    values = filled_in(level=levels[0])
    save(values)
    assert save({**values, "level": str(levels[1]), "sure": str(levels[1])}).status_code == 409
    dismiss = "main form[action$='/dismiss']"
    (own,) = client.as_(JAN).page("/reviews").select(dismiss)
    assert len(client.as_(BEA).page("/reviews").select(dismiss)) == shown
    assert client.post(str(own["action"])).status_code == (303 if shown else 404)
