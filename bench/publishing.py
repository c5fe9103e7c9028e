"""Publishing a version of a skill, in a sector where badges of older versions are about.

`python -m bench.publishing`; SIZES=200000 says how many badges, DATABASES=sqlite leaves out
PostgreSQL, KEEP=FOLDER keeps what was filled. Each turn saves a draft with another criterion and
publishes it, committed; the slowest turn counts (goal: under 1 s). Then it compares a sum over the
rows of all badges with the one before: none may have changed.
"""

import hashlib
import os
import time
from datetime import date, datetime

from sqlalchemy import select

from academy.catalogue.drafting import service
from academy.catalogue.drafting.queries import text_of
from academy.catalogue.models import Skill
from academy.catalogue.publishing import PALETTE, newest_of
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dates import local_day
from bench import conditions
from bench.growth import DATABASES
from bench.sectors import Sector, sector_of
from tests.cast import ANNA
from tests.clock import START

SIZE = int(os.environ.get("SIZES", "200000").partition(",")[0])
TURNS = 5
GOAL = 1.0


def main() -> None:
    conditions.tell()
    for database in DATABASES:
        with sector_of(database, SIZE) as sector, sector.app.test_request_context():
            measure(database, sector)


def measure(database: str, sector: Sector) -> None:
    code, badges = _commonest(), _badges()
    taken = [_publish(code, turn, START, local_day(START)) for turn in range(TURNS)]
    if _badges() != badges:
        raise SystemExit("Publishing touched a badge.")
    turns = ", ".join(f"{each:.3f}" for each in taken)
    print(f"  {database}: with {sector.size:,} badges about, publishing took {turns} s")
    print(f"  the slowest {max(taken):.3f} (goal: under {GOAL}); no badge changed", flush=True)


def _commonest() -> str:
    """The skill of the first badge: badges of its version now are about."""
    first = select(Skill.code).join(Credential, Credential.skill_id == Skill.id)
    code = db.session.scalars(first.order_by(Credential.id).limit(1)).one()
    db.session.rollback()
    return code


def _badges() -> str:
    """A sum over every row of every badge."""
    total = hashlib.sha256()
    rows = select(Credential.__table__).order_by(Credential.id)
    for row in db.session.execute(rows.execution_options(yield_per=1000)):
        total.update(repr(tuple(row)).encode())
    db.session.rollback()
    return total.hexdigest()


def _publish(code: str, turn: int, now: datetime, today: date) -> float:
    """Seconds from asking until it is committed; the draft was saved before."""
    by = ANNA.identity()
    find = select(Skill).where(Skill.code == code)
    with transaction(PALETTE):
        skill = db.session.scalars(find).one()
        shown = text_of(skill)
        lines = {
            name: f"{shown.fields[name]}\n{word} {turn}."
            for name, word in (("criteria_nl", "Kijkt naar punt"), ("criteria_en", "Looks at"))
        }
        service.save(skill, shown.fields | lines, began=str(shown.uuid), by=by, now=now)
    db.session.remove()
    start = time.perf_counter()
    with transaction(PALETTE):
        skill = db.session.scalars(find).one()
        newest = newest_of(skill.versions)
        seen, over = str(text_of(skill).uuid), newest.number if newest else ""
        service.publish(skill, seen=seen, over=over, by=by, now=now, today=today)
    taken = time.perf_counter() - start
    db.session.remove()
    return taken


if __name__ == "__main__":
    main()
