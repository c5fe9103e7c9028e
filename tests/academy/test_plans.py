"""No statement of a page, a document or a job reads a table that grows from end to end.

SQLite tells how it will find the rows of each statement. Its choice does not depend on how many
there are, as nobody runs ANALYZE there; that each page runs its statements at all does.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from academy.access import retention as access
from academy.assessments import awarding
from academy.assessments import retention as assessments
from academy.assessments.models import Assessment
from academy.audit.looks import forget_old_looks
from academy.catalogue.mapping.full_text import FULL_TEXT
from academy.credentials.models import (
    Achievement,
    BadgeClass,
    Credential,
    PaperCopy,
    Revocation,
    StatusList,
)
from academy.credentials.papers import code_of
from academy.database import db
from academy.dates import local_day
from academy.jobs import figures, queue
from academy.journal import writing as journal
from academy.objections import moving_on, referring_on
from academy.people.models import Person
from academy.privacy.terms.queries import leavers_to_forget
from academy.tables import TABLES  # noqa: F401 - so that `growing` knows every table
from tests.application import application_for_tests, migrate_database
from tests.bounded import EXCEPTIONS, FEW_ROWS, STAYS_SMALL
from tests.cast import ANNA, BEA, JAN, RENS, Member, an_account, the_cast
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.growing import Grown, grow, tell_figures
from tests.palette import publish_the_palette
from tests.plans import Scan, watch_plans

BADGES = 2_000


def growing(scan: Scan) -> bool:
    """Whether the table grows, and nothing is known that bounds it."""
    tables = {*db.metadata.tables, FULL_TEXT} - set(STAYS_SMALL)
    known = any(
        each.table == scan.table and each.words in " ".join(scan.statement.split())
        for each in EXCEPTIONS
    )
    return scan.table in tables and scan.index not in FEW_ROWS and not known


@dataclass(frozen=True, slots=True)
class Sector:
    """An application with a sector that has history."""

    app: Flask
    grown: Grown

    def find(self, statement: Any) -> Any:
        with self.app.app_context():
            return db.session.scalars(statement.limit(1)).one()


@pytest.fixture(scope="module")
def sector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sector]:
    folder = tmp_path_factory.mktemp("sector")
    url = f"sqlite:///{folder / 'academy.db'}"
    migrate_database(folder, url)
    app = application_for_tests(folder, url)
    app.extensions["academy"] = replace(app.extensions["academy"], clock=TestClock())
    with app.app_context():
        places = the_cast()
        publish_the_palette()
        grown = grow(places, BADGES, START)
        tell_figures(START)
        an_account(JAN.row, JAN.email)
        db.session.commit()
        db.session.remove()
    yield Sector(app, grown)
    with app.app_context():
        db.engine.dispose()


def scans_of(
    sector: Sector, act: Callable[[], object], *, whole: frozenset[str] = frozenset()
) -> None:
    """`whole`: tables of which a shop's rows may be read from first to last."""
    with watch_plans() as scans:
        act()
    with sector.app.app_context():
        found = [scan for scan in scans if growing(scan) and scan.table not in whole]
    assert not found, "\n\n".join(map(str, found))


OF_THE_TEAM = select(Credential).order_by(Credential.id)
"""The badges of the team that the product made come first."""

PUBLIC = (
    "/",
    "/privacy",
    "/help",
    "/skills",
    "/verify",
    "/c",
    "/issuers",
    "/issuers/de-schakel",
    "/issuers/de-schakel/did.json",
    "/ob2/issuers/de-schakel",
    "/sign-in",
    "/readyz",
)


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages(sector: Sector, path: str) -> None:
    client = sector.app.test_client()
    scans_of(sector, lambda: client.get(path))


@pytest.mark.parametrize("ending", ["", ".json", ".jwt", ".png", ".svg", ".svg?version=2"])
def test_the_page_of_a_badge(sector: Sector, ending: str) -> None:
    badge = sector.find(OF_THE_TEAM).uuid
    client = sector.app.test_client()
    scans_of(sector, lambda: expect(client.get(f"/credentials/{badge}{ending}"), 200))


@pytest.mark.parametrize(
    ("found", "path"),
    [
        pytest.param(OF_THE_TEAM, "/ob2/assertions/{}", id="assertion"),
        pytest.param(select(BadgeClass), "/ob2/badges/{}", id="badge class"),
        pytest.param(select(Achievement), "/achievements/{}", id="achievement"),
        pytest.param(select(Achievement), "/achievements/{}.json", id="achievement in JSON"),
        pytest.param(select(StatusList), "/status/{}", id="status list"),
    ],
)
def test_documents(sector: Sector, found: Any, path: str) -> None:
    address = path.format(sector.find(found).uuid)
    client = sector.app.test_client()
    scans_of(sector, lambda: expect(client.get(address), 200))


def test_a_badge_that_was_withdrawn(sector: Sector) -> None:
    gone = sector.find(select(Credential).join(Revocation)).uuid
    client = sector.app.test_client()
    scans_of(sector, lambda: expect(client.get(f"/ob2/assertions/{gone}"), 410))


def test_the_page_behind_a_paper(sector: Sector) -> None:
    copy = sector.find(select(PaperCopy).order_by(PaperCopy.id))
    secret = sector.app.extensions["academy"].settings.secret_key
    client = sector.app.test_client()
    scans_of(sector, lambda: expect(client.get(f"/c/{code_of(copy, secret)}"), 200))


def test_checking_a_badge_of_ours(sector: Sector) -> None:
    with sector.app.app_context():
        text = db.session.scalars(OF_THE_TEAM.limit(1)).one().document.decode()
    client = sector.app.test_client()
    scans_of(sector, lambda: expect(client.post("/verify", data={"text": text}), 200))


@pytest.mark.parametrize(
    ("member", "path"),
    [
        (JAN, "/"),
        (JAN, "/teams"),
        (JAN, "/teams/{team}"),
        (JAN, "/teams/{team}/matrix"),
        (JAN, "/teams/{team}/attention"),
        (JAN, "/teams/{team}/cards"),
        (JAN, "/people/{worker}"),
        (JAN, "/people/{worker}/skills"),
        (JAN, "/people/{worker}/skills/{skill}/assess"),
        (JAN, "/assessments/{assessment}"),
        (JAN, "/credentials/{badge}/manage"),
        (JAN, "/credentials/{badge}/certificate.pdf"),
        (JAN, "/reviews"),
        (JAN, "/jobs"),
        (JAN, "/handouts"),
        (JAN, "/wallet"),
        (JAN, "/account/sessions"),
        (BEA, "/"),
        (BEA, "/teams"),
        (BEA, "/teams/{team}"),
        (BEA, "/teams/{team}/matrix"),
        (BEA, "/reviews"),
        (BEA, "/audit"),
        (BEA, "/audit?page=3"),
        (BEA, "/audit?action=credential.issued"),
        (BEA, "/audit?actor={actor}"),
        (BEA, "/audit?object={badge}"),
        (BEA, "/audit?person={actor}"),
        (BEA, "/audit?team={team}"),
        (BEA, "/audit?skill=textiel-sorteren"),
        (BEA, "/audit.csv"),
        (BEA, "/audit?from=2025-01-01&until=2025-02-01"),
        (BEA, "/organisations/{organisation}"),
        (BEA, "/organisations/{organisation}/people"),
        (BEA, "/organisations/{organisation}/people?q=collega"),
        (BEA, "/people/{worker}"),
        (ANNA, "/"),
        (ANNA, "/organisations/all"),
        (ANNA, "/palette/coverage"),
        (ANNA, "/palette/skills/{skill}/mapping"),
        (ANNA, "/palette/skills/{skill}/mapping?q=textiel+sorteren"),
        (ANNA, "/palette/skills/{skill}/mapping?q=textielsoorten+van+een+zaag"),
        (ANNA, "/courses"),
        (ANNA, "/course-runs"),
        (ANNA, "/jobs/failed"),
        (RENS, "/reports"),
        (RENS, "/reports?term=2026-1"),
        (RENS, "/reports/figures.csv"),
    ],
)
def test_pages_of_staff(sector: Sector, member: Member, path: str) -> None:
    address = filled(sector, path)
    client = as_member(sector, member)
    scans_of(sector, lambda: expect(client.get(address), 200))


@pytest.mark.parametrize("wish", ["who=former", "who=all&order=number", "who=all&q=collega"])
def test_everybody_who_ever_worked_somewhere(sector: Sector, wish: str) -> None:
    """Who asks for them gets them counted and in order, so the shop's own are all read."""
    address = f"/organisations/{sector.grown.organisation}/people?{wish}"
    client = as_member(sector, BEA)
    scans_of(sector, lambda: expect(client.get(address), 200), whole=frozenset({"membership"}))


@pytest.mark.parametrize(
    "path",
    ["/", "/wallet", "/wallet/{badge}", "/wallet/passport", "/wallet/data", "/wallet/data.json",
     "/learning", "/assessments/{assessment}", "/credentials/{badge}/certificate.pdf"],
)  # fmt: skip
def test_pages_of_a_worker(sector: Sector, path: str) -> None:
    address = filled(sector, path)
    client = as_worker(sector)
    scans_of(sector, lambda: expect(client.get(address), 200))


def test_signing_in(sector: Sector) -> None:
    client = sector.app.test_client()
    given = {"email": JAN.email, "password": "kringloop-demo"}
    scans_of(sector, lambda: expect(client.post("/sign-in", data=given), 303))


def test_saving_and_undoing(sector: Sector) -> None:
    client = as_member(sector, JAN)
    address = filled(sector, "/people/{worker}/skills/nood-en-ontruiming/assess")

    def save_and_undo() -> None:
        answer = client.submit(
            address, "assess", level="2", method="practice",
            criterion_c1="seen", criterion_c2="seen", criterion_c3="seen",
        )  # fmt: skip
        expect(answer, 303)
        number = str(answer.location).rpartition("/")[2]
        expect(client.post(f"/assessments/{number}/undo"), 303)

    scans_of(sector, save_and_undo)


def test_objecting_and_looking_again(sector: Sector) -> None:
    address = filled(sector, "/assessments/{assessment}")

    def object_and_review() -> None:
        objection = {"kind": "objects", "reason": "disagree"}
        expect(as_worker(sector).post(f"{address}/response", data=objection), 303)
        about = address.replace("/assessments/", "/reviews/")
        bea = as_member(sector, BEA)
        bea.page(about)
        decision = {"outcome": "stands", "explanation": "Het klopt."}
        expect(bea.post(about, data=decision), 303)

    scans_of(sector, object_and_review)


def today(sector: Sector) -> Any:
    return local_day(sector.app.extensions["academy"].clock())


@pytest.mark.parametrize(
    "work",
    [
        pytest.param(lambda now: awarding.pending(local_day(now)), id="issue-pending-badges"),
        pytest.param(lambda _now: journal.catch_up(), id="catch-up-journal"),
        pytest.param(
            lambda now: assessments.assessments_to_delete(local_day(now)),
            id="delete-old-assessments",
        ),
        pytest.param(lambda now: leavers_to_forget(local_day(now)), id="forget-who-left"),
        pytest.param(lambda _now: moving_on.open_everywhere(), id="looks that were asked for"),
        pytest.param(lambda _now: referring_on.open_here(), id="refer-stuck-objections"),
        pytest.param(access.delete_old_attempts, id="old attempts"),
        pytest.param(access.delete_old_sessions, id="old sessions"),
        pytest.param(lambda now: forget_old_looks(local_day(now)), id="old looks"),
        pytest.param(lambda _now: queue.prune(older_than_seconds=604_800), id="delete-old-jobs"),
        pytest.param(lambda _now: queue.something_is_due(), id="is something due"),
        pytest.param(lambda _now: queue.claim(), id="claim"),
        pytest.param(lambda _now: figures.figures(), id="figures of the queue"),
    ],
)
def test_what_comes_back_by_itself(sector: Sector, work: Callable[[Any], object]) -> None:
    def do() -> None:
        with sector.app.app_context():
            work(START)
            db.session.rollback()

    scans_of(sector, do)


def filled(sector: Sector, path: str) -> str:
    """The address with what the real team has in it."""
    with sector.app.app_context():
        badge = db.session.scalars(OF_THE_TEAM.limit(1)).one()
        assessment = db.session.get_one(Assessment, badge.assessment_id)
        return path.format(
            team=sector.grown.team,
            organisation=sector.grown.organisation,
            worker=sector.grown.workers[0],
            badge=badge.uuid,
            assessment=assessment.uuid,
            skill=assessment.skill_version.skill.code,
            actor=JAN.uuid,
        )


def as_member(sector: Sector, member: Member) -> AcademyClient:
    client: AcademyClient = sector.app.test_client()  # type: ignore[assignment]
    with sector.app.app_context():
        return client.as_(member)


def as_worker(sector: Sector) -> AcademyClient:
    client: AcademyClient = sector.app.test_client()  # type: ignore[assignment]
    with sector.app.app_context():
        found = select(Person).where(Person.uuid == sector.grown.workers[0])
        return client.as_(db.session.scalars(found).one())


def expect(answer: Any, status: int) -> None:
    assert answer.status_code == status, answer.status
