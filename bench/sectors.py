"""Sectors of some size to measure in: `sector_of("sqlite", 20_000)`.

Each has a database of its own in a temporary folder. With KEEP=FOLDER in the environment it stays
there, and the next run asks it again without filling it: two million badges take their time.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from flask import Flask

from academy.application import create_app
from academy.database import db, transaction
from academy.dates import local_day
from academy.reports.inside import preparing
from bench.databases import address_of
from tests.cast import the_cast
from tests.clock import START, TestClock
from tests.growing import Grown, grow
from tests.palette import publish_the_palette

KEEP = os.environ.get("KEEP")


@dataclass(frozen=True, slots=True)
class Sector:
    """An application with a sector of some size."""

    app: Flask
    size: int
    grown: Grown


@contextmanager
def sector_of(database: str, size: int) -> Iterator[Sector]:
    with (
        _folder_for(database, size) as folder,
        address_of(database, folder, keep=bool(KEEP)) as url,
    ):
        os.environ.update(DEMO="1", INSTANCE_PATH=str(folder), DATABASE_URL=url)
        app = create_app()
        app.extensions["academy"] = replace(app.extensions["academy"], clock=TestClock())
        with app.app_context():
            grown = _known(folder) or _filled(folder, size)
            db.session.remove()
        try:
            yield Sector(app, size, grown)
        finally:
            with app.app_context():
                db.engine.dispose()


@contextmanager
def _folder_for(database: str, size: int) -> Iterator[Path]:
    if KEEP is None:
        with TemporaryDirectory() as folder:
            yield Path(folder)
        return
    kept = Path(KEEP) / f"{database}-{size}"
    kept.mkdir(parents=True, exist_ok=True)
    yield kept


def _filled(folder: Path, size: int) -> Grown:
    start = time.perf_counter()
    db.create_all()
    places = the_cast()
    publish_the_palette()
    grown = grow(places, size, START)
    figures_of_now()
    (folder / "grown.json").write_text(json.dumps(asdict(grown), default=str), "utf-8")
    print(f"{size:,} badges in {time.perf_counter() - start:.0f} s", flush=True)
    return grown


def figures_of_now() -> None:
    """What the worker counts every ten minutes, the first time all of it."""
    terms = preparing.terms_to_prepare(START)
    counted = preparing.count(terms, today=local_day(START))
    with transaction():
        preparing.keep(terms, counted, now=START)


def _known(folder: Path) -> Grown | None:
    """What was filled before, and to its end."""
    told = folder / "grown.json"
    if not told.exists():
        return None
    names = json.loads(told.read_text("utf-8"))
    workers = tuple(map(UUID, names["workers"]))
    return Grown(UUID(names["team"]), UUID(names["organisation"]), workers)
