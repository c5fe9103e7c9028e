"""A list of 20,000 workers, 200 rows of it wrong: seconds until it can be looked at, and memory.

`python -m bench.imports`. The list is an XLSX; a part of it is there already, so that comparing is
measured too. The worker is a process of its own, and so is the child that reads the workbook; the
peak memory of the child is asked of one that a small process starts, for the system counts what
a parent held before.
"""

import multiprocessing
import resource
import subprocess
import sys
import time
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from academy.administration.imports import starting
from academy.administration.imports.models import StaffImport, StaffImportRow
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.job_handlers import HANDLERS
from academy.jobs.worker import Slot, run_until_idle
from academy.organisations.models import Organisation
from academy.sheets.workbooks import CHILD, CPU_SECONDS, MEMORY_BYTES
from academy.web.workbook import Sheet, workbook
from bench import conditions
from bench.people import Site, site_with
from tests import cast

ROWS, WRONG, KNOWN = 20_000, 200, 2_000
GOAL_SECONDS, GOAL_MB = 20, 300
STARTER = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
)
HEADER = ("Personeelsnummer", "Naam", "Team", "Eerste dag", "Afdelingscode", "Opmerking")


def main() -> None:
    conditions.tell()
    with site_with(1) as site:
        measure(site)


def measure(site: Site) -> None:
    with site.app.app_context():
        _bring(KNOWN, wrong=0)
    _in_a_process(site)
    with site.app.app_context():
        _add()
    seconds, cpu, _megabytes = _in_a_process(site)
    print(f"  adding {KNOWN} rows: {seconds:.1f} s, {cpu:.1f} s of CPU")
    with site.app.app_context():
        content = _bring(ROWS, wrong=WRONG)
    seconds, cpu, megabytes = _in_a_process(site)
    child = _memory_of_child(content)
    with site.app.app_context():
        print(f"  rows by kind: {_kinds()}")
    print(f"  {ROWS} rows can be looked at after {seconds:.1f} s, {cpu:.1f} s of CPU")
    print(f"  (goal: under {GOAL_SECONDS} s)")
    print(f"  peak memory: worker {megabytes} MB, child {child} MB (goal: together {GOAL_MB})")


def _bring(rows: int, *, wrong: int) -> bytes:
    table = [_row(number, is_wrong=number < wrong) for number in range(rows)]
    deps, bea = dependencies(), cast.BEA.identity(dependencies().clock())
    content = workbook([Sheet("Lijst", HEADER, table)])
    key = starting.keep_file(content, deps.files)
    schakel = db.session.scalars(
        select(Organisation).where(Organisation.slug == "de-schakel")
    ).one()
    with transaction(schakel):
        starting.begin(
            schakel, ("lijst.xlsx", key), None, bea.today, key=uuid4(), identity=bea,
            now=deps.clock(),
        )  # fmt: skip
    return content


def _row(number: int, *, is_wrong: bool) -> list[str]:
    name = "" if is_wrong else f"Persoon Nummer{number}"
    team = "Sorteren" if number % 2 else "Winkel"
    return [f"{100_000 + number}", name, team, "1-12-2026", "A1", ""]


def _add() -> None:
    newest = db.session.scalars(select(StaffImport).order_by(StaffImport.id.desc())).first()
    assert newest is not None
    with transaction(newest.organisation):
        identity = cast.BEA.identity(dependencies().clock())
        starting.add(newest, str(newest.version), identity)


def _in_a_process(site: Site) -> tuple[float, float, int]:
    """Seconds of the clock and of the processor, and the peak memory in MB, of a worker."""
    _let_go(site)
    told: Any = multiprocessing.get_context("spawn").Queue()
    worker = multiprocessing.get_context("spawn").Process(target=_work, args=[told])
    worker.start()
    found: tuple[float, float, int] = told.get()
    worker.join()
    return found


def _memory_of_child(content: bytes) -> int:
    command = [sys.executable, str(CHILD), str(CPU_SECONDS), str(MEMORY_BYTES)]
    started = [sys.executable, "-I", "-c", STARTER, *command]
    return int(subprocess.run(started, input=content, capture_output=True, check=True).stdout)


def _let_go(site: Site) -> None:
    with site.app.app_context():
        db.session.remove()
        db.engine.dispose()


def _work(told: Any) -> None:
    from academy.application import create_app  # noqa: PLC0415 - its process begins with nothing

    app = create_app()
    with app.app_context():
        start, begun = time.monotonic(), time.process_time()
        run_until_idle(app, Slot(handlers=HANDLERS))
        seconds, cpu = time.monotonic() - start, time.process_time() - begun
    told.put((seconds, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


def _kinds() -> dict[str, int]:
    newest = db.session.scalars(select(func.max(StaffImport.id))).one()
    found = (
        select(StaffImportRow.kind, func.count())
        .where(StaffImportRow.import_id == newest)
        .group_by(StaffImportRow.kind)
    )
    return {str(row[0]): row[1] for row in db.session.execute(found)}


if __name__ == "__main__":
    main()
