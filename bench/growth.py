"""What pages, documents and the sweep cost in a small sector and in one ten times as large.

`make bench-growth`, or `SIZES=20000,2000000 make bench-growth`; `DATABASES=sqlite` leaves out
PostgreSQL. Each size has a database of its own (see `bench.sectors`), filled in bulk (see
`tests.growing`): many people who came and went, and one team that is the same in all of them.
One process, one request at a time; the sizes take turns, so that a busy machine is as busy for
each, and of all turns the quickest quarter tells. Prints a table of milliseconds and of ratios to
the first size (goal: at most 1.2, at two million 1.5), and writes it into docs/performance.md.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any, cast

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from academy.assessments import awarding
from academy.assessments.models import Assessment
from academy.audit.verifying import verify_all
from academy.credentials.models import BadgeClass, Credential, PaperCopy
from academy.credentials.papers import code_of
from academy.database import db
from academy.dates import local_day
from academy.people.models import Person
from bench import tables
from bench.sectors import Sector, sector_of
from tests.cast import BEA, JAN, Member, as_
from tests.clock import START
from tests.growing import Grown

SIZES = tuple(int(size) for size in os.environ.get("SIZES", "20000,200000").split(","))
DATABASES = tuple(os.environ.get("DATABASES", "sqlite,postgresql").split(","))
ROUNDS, WARM, LOOKS = 24, 3, 3
LARGE = 1_000_000
GOAL, GOAL_OF_LARGE = 1.2, 1.5
IN_PROPORTION = "verifying the audit log"
"""What may take as long as there are lines; printed without a goal."""
Act = Callable[[], object]
Pages = tuple[tuple[str, str], ...]
"""The name and the address of each."""


def main() -> None:
    for database in DATABASES:
        with ExitStack() as stack:
            sectors = [stack.enter_context(sector_of(database, size)) for size in sorted(SIZES)]
            lines = []
            for line in table(database, sectors):
                print(line, flush=True)
                lines.append(line)
        tables.put(f"growth on {database}", lines)


def acts_of(sector: Sector) -> Mapping[str, Act]:
    with sector.app.app_context():
        acts = dict(acts_in(sector.app, sector.grown))
        db.session.remove()
    return acts


def acts_in(app: Flask, grown: Grown) -> Iterator[tuple[str, Act]]:
    """What is measured, by name: every one must succeed."""
    badge = db.session.scalars(select(Credential).order_by(Credential.id).limit(1)).one()
    everybody = app.test_client()
    jan, bea, holder = (signed_in(app, who) for who in (JAN, BEA, badge.person))
    for client, pages in (
        (everybody, pages_of_everybody(badge, app.extensions["academy"].settings.secret_key)),
        (holder, (("wallet", "/wallet"),)),
        (jan, pages_of_a_leader(badge, grown)),
        (bea, pages_of_an_administrator(badge, grown)),
    ):
        for name, path in pages:
            yield name, getter(client, path)
    given = {"text": badge.document.decode()}
    yield "checking a badge", lambda: expect(everybody.post("/verify", data=given))
    yield "the sweep", in_context(app, lambda: awarding.pending(local_day(START)))
    yield IN_PROPORTION, in_context(app, verify_the_log)


def pages_of_everybody(badge: Credential, secret_key: str) -> Pages:
    paper = db.session.scalars(select(PaperCopy).order_by(PaperCopy.id).limit(1)).one()
    kind = db.session.scalars(
        select(BadgeClass).where(
            BadgeClass.achievement_id == badge.achievement_id,
            BadgeClass.organisation_id == badge.organisation_id,
        )
    ).one()
    return (
        ("badge: page", f"/credentials/{badge.uuid}"),
        ("badge: JSON", f"/credentials/{badge.uuid}.json"),
        ("badge: JWT", f"/credentials/{badge.uuid}.jwt"),
        ("badge: PNG", f"/credentials/{badge.uuid}.png"),
        ("badge: SVG", f"/credentials/{badge.uuid}.svg"),
        ("OB 2.0: assertion", f"/ob2/assertions/{badge.uuid}"),
        ("OB 2.0: badge class", f"/ob2/badges/{kind.uuid}"),
        ("OB 2.0: issuer", f"/ob2/issuers/{badge.organisation.slug}"),
        ("achievement", f"/achievements/{badge.achievement.uuid}"),
        ("issuer", f"/issuers/{badge.organisation.slug}"),
        ("issuer: did.json", f"/issuers/{badge.organisation.slug}/did.json"),
        ("issuers", "/issuers"),
        ("status list", f"/status/{badge.status_list.uuid}"),
        ("page behind a paper", f"/c/{code_of(paper, secret_key)}"),
    )


def pages_of_a_leader(badge: Credential, grown: Grown) -> Pages:
    seen = db.session.get_one(Assessment, badge.assessment_id)
    skill, worker = seen.skill_version.skill.code, grown.workers[0]
    return (
        ("teams", "/teams"),
        ("team", f"/teams/{grown.team}"),
        ("team: matrix", f"/teams/{grown.team}/matrix"),
        ("worker", f"/people/{worker}"),
        ("choice of a skill", f"/people/{worker}/skills"),
        ("form of an assessment", f"/people/{worker}/skills/{skill}/assess"),
        ("objections", "/reviews"),
    )


def pages_of_an_administrator(badge: Credential, grown: Grown) -> Pages:
    return (
        ("organisation", f"/organisations/{grown.organisation}"),
        ("people of an organisation", f"/organisations/{grown.organisation}/people"),
        ("figures of a place", "/dashboard"),
        ("audit log", "/audit"),
        ("audit log: who", f"/audit?actor={JAN.uuid}"),
        ("audit log: who did nothing", f"/audit?actor={BEA.uuid}"),
        ("audit log: days", "/audit?from=2025-01-01&until=2025-02-01"),
        ("audit log: one subject", f"/audit?object={badge.uuid}"),
        ("audit log: one person", f"/audit?person={grown.workers[0]}"),
    )


def signed_in(app: Flask, who: Member | Person) -> FlaskClient:
    client: Any = app.test_client()
    return cast(FlaskClient, as_(client, who))


def getter(client: FlaskClient, path: str) -> Act:
    return lambda: expect(client.get(path))


def expect(answer: object) -> None:
    status = getattr(answer, "status_code", None)
    if status != 200:
        raise SystemExit(f"{answer} gives {status}")


def verify_the_log() -> None:
    if any(chain.findings for chain in verify_all()):
        raise SystemExit("The log is not as it was written.")


def in_context(app: Flask, act: Act) -> Act:
    def run() -> None:
        with app.app_context():
            act()
            db.session.remove()

    return run


def table(database: str, sectors: list[Sector]) -> Iterator[str]:
    sizes = [f"{each.size:,}" for each in sectors]
    acts = [acts_of(each) for each in sectors]
    goal = GOAL if sectors[-1].size < LARGE else GOAL_OF_LARGE
    yield f"| {database}, ms | {' | '.join(sizes)} | ratio |"
    yield f"|---|{'---:|' * (len(sizes) + 1)}"
    for name in acts[0]:
        costs = compare([each[name] for each in acts], goal, grows=name == IN_PROPORTION)
        ratio = costs[-1] / costs[0]
        late = " (!)" if ratio > goal and name != IN_PROPORTION else ""
        shown = " | ".join(f"{each * 1e3:.1f}" for each in costs)
        yield f"| {name} | {shown} | {ratio:.2f}{late} |"


def compare(acts: list[Act], goal: float, *, grows: bool) -> list[float]:
    """What is late is asked again: growth comes back, a busy neighbour does not."""
    if grows:
        return measure(acts, 1)
    for _look in range(LOOKS):
        costs = measure(acts, ROUNDS)
        if costs[-1] <= goal * costs[0]:
            break
    return costs


def measure(acts: list[Act], rounds: int) -> list[float]:
    """The seconds of each in its quickest quarter, taking turns: slower ones tell of neighbours."""
    times: list[list[float]] = [[] for _ in acts]
    for number in range(WARM + rounds if rounds > 1 else 1):
        for act, taken in zip(acts, times, strict=True):
            start = time.perf_counter()
            act()
            if number >= WARM or rounds == 1:
                taken.append(time.perf_counter() - start)
    return [sorted(each)[len(each) // 4] for each in times]


if __name__ == "__main__":
    main()
