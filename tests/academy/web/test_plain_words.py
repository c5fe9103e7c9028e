"""Pages for workers use words that workers know, and speak to them."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from academy.assessments.models import Assessment, WorkerResponse
from academy.credentials.models import Credential, PaperCopy, Revocation
from academy.database import db
from academy.learning.models import LearningRecord
from academy.people.models import Person
from tests.cast import as_
from tests.demo import DemoSite, walk
from tests.pages import parse
from tests.plain_words import hard_words, not_to_you, page_faults
from tests.tools.translations import ROOT, collect

BADGES = select(Credential.person_id)
WORKERS = {
    "with a certificate": BADGES.join(PaperCopy),
    "with a course": select(LearningRecord.person_id),
    "with a badge that was taken back": BADGES.join(Revocation),
    "who answered": select(Assessment.person_id).join(WorkerResponse),
}
OWN_CODE = ("academy/wallet/", "academy/access/sentences.py")
TO_A_LEADER = {"De badge is ingetrokken op %(moment)s.", "Wil je hem intrekken?"}
"""Said on the same page, when a leader looks at it."""
EXTENDS_WORKER = re.compile(r"extends \"layouts/worker\.html\"")


@pytest.mark.slow
@pytest.mark.parametrize("who", WORKERS)
def test_a_worker_finds_no_hard_word_on_any_page(demo: DemoSite, who: str) -> None:
    client = demo.app.test_client()
    with demo.app.app_context():
        found = db.session.scalars(WORKERS[who].limit(1)).one()
        as_(client, db.session.get_one(Person, found))
    faults = []

    # all of them first: a page that was looked at has lost some of its links
    for path, _endpoint, answer in list(walk(client, per_endpoint=2, inspect=False)):
        found = [*page_faults(answer.page), *not_to_you(answer.page)]
        faults += [f"{path}: {fault}" for fault in found]

    assert not faults, "\n".join(faults)


def test_nor_in_what_such_a_page_says_at_other_times() -> None:
    """Every text of the templates and of the code behind them, also what no demo shows."""
    faults = []
    templates = _worker_templates()
    assert "templates/wallet/show.html" in templates
    for message in collect():
        places = {place for place, _line in message.locations}
        if not any(each in templates or each.startswith(OWN_CODE) for each in places):
            continue
        for text in [message.id] if isinstance(message.id, str) else message.id:
            faults += [
                f"{text!r} in {places}: {word}"
                for word in hard_words(text)
                if text not in TO_A_LEADER
            ]
    assert not faults, "\n".join(faults)


def _worker_templates() -> set[str]:
    files = Path(ROOT, "templates").rglob("*.html")
    return {
        str(file.relative_to(ROOT))
        for file in files
        if EXTENDS_WORKER.search(file.read_text("utf-8")) or file.parent.name == "own_file"
    }


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("<p>Vraag de beheerder.", "beheerder"),
        ("<p data-explains=uitgever>Wie de badge gaf.</p><p>De uitgever</p>", "does not explain"),
        ("<p data-explains=maan>De maan", "names no hard word"),
        ("<p>Plaatje (PNG) of PNG", "format"),
    ],
)
def test_a_hard_word_is_found(page: str, fault: str) -> None:
    assert fault in "".join(page_faults(parse(page)))


@pytest.mark.parametrize(
    "page",
    [
        "<p>Vraag iemand van kantoor (de beheerder).",
        "<p>Uitgever (wie de badge gaf)",
        "<p data-explains=uitgever>Wie de badge geeft, heet de uitgever.</p><p>De uitgever</p>",
        "<p data-reader=specialist>Vraag om JSON.",
    ],
)
def test_beside_its_explanation_it_may_stand(page: str) -> None:
    assert not list(page_faults(parse(page)))
