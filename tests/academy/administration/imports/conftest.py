"""An administrator with a list of people, and the worker that reads and adds it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from academy.administration.imports.models import StaffImport, StaffImportRow
from academy.database import db
from academy.job_handlers import HANDLERS
from academy.jobs.worker import Slot, run_until_idle
from academy.people.models import Membership, Person
from tests.cast import BEA, Cast
from tests.client import AcademyClient


class Lists:
    """What an administrator does with lists, in the words of a test."""

    def __init__(self, app: Flask, client: AcademyClient, cast: Cast) -> None:
        self.app, self.client, self.cast = app, client, cast

    def bring(self, text: str | bytes, name: str = "lijst.csv", **more: str) -> StaffImport:
        """Upload it and let the worker read it."""
        answer = self.send(text, name, **more)
        assert answer.status_code == 303, answer.page.main.get_text()
        self.work()
        return self.newest()

    def send(self, text: str | bytes, name: str = "lijst.csv", **more: str) -> Any:
        content = text.encode() if isinstance(text, str) else text
        return self.client.post(
            f"/organisations/{self.cast.schakel.uuid}/imports/new",
            data={"file": (io.BytesIO(content), name), "starts_on": "2026-11-23", **more},
            content_type="multipart/form-data",
        )

    def work(self) -> None:
        """In a session of its own, as the worker has: the rows of the test stay in the test's."""
        db.session.commit()
        with self.app.app_context():
            run_until_idle(self.app, Slot(handlers=HANDLERS))
        db.session.rollback()

    def newest(self) -> StaffImport:
        db.session.rollback()
        return db.session.scalars(
            select(StaffImport).order_by(StaffImport.id.desc()).limit(1)
        ).one()

    def page(self, the_import: StaffImport, show: str = "") -> Any:
        return self.client.page(f"/imports/{the_import.uuid}" + (f"?show={show}" if show else ""))

    def post(self, the_import: StaffImport, what: str, **data: str) -> Any:
        return self.client.post(f"/imports/{the_import.uuid}/{what}", data=data)

    def add(self, the_import: StaffImport) -> StaffImport:
        answer = self.post(the_import, "add", version=str(the_import.version))
        assert answer.status_code == 303
        self.work()
        return self.newest()

    def undo(self, the_import: StaffImport) -> StaffImport:
        self.post(the_import, "undo")
        self.work()
        return self.newest()


@pytest.fixture
def lists(app: Flask, cast: Cast, client: AcademyClient) -> Lists:
    return Lists(app, client.as_(BEA), cast)


def rows_of(the_import: StaffImport) -> Sequence[StaffImportRow]:
    found = select(StaffImportRow).where(StaffImportRow.import_id == the_import.id)
    return db.session.scalars(found.order_by(StaffImportRow.number)).all()


def told(the_import: StaffImport) -> list[tuple[int, str, str, str]]:
    """Of each row its number, kind, problem and the column of that."""
    return [(row.number, row.kind, row.problem, row.problem_column) for row in rows_of(the_import)]


def works_here(name: str) -> list[tuple[str, str]]:
    """Team and number of everybody of this name who works somewhere now."""
    found = select(Membership).join(Person).where(Person.name == name, Membership.ends_on.is_(None))
    return [(row.team.name, row.staff_number) for row in db.session.scalars(found)]
