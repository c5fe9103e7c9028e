"""Makes the application for tests, with settings that need nothing outside a folder.

Also tells when a request ends with rows that were changed but never committed.
"""

import base64
import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar, cast

from flask import Flask
from flask_migrate import upgrade
from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, scoped_session

from academy.application import create_app
from academy.database import db
from academy.settings import Settings
from tests.client import AcademyClient, PageResponse, watch_for_lost_changes


def settings_for_tests(folder: Path, database_url: str, **changes: Any) -> Settings:
    """Settings that need nothing outside `folder`; fixed keys, a public address as in real use."""
    given = {
        "INSTANCE_PATH": str(folder),
        "DATABASE_URL": database_url,
        "PUBLIC_URL": "https://badges.example.nl",
        "SECRET_KEY": "for-tests-only-" + "x" * 32,
        "MASTER_KEY": base64.urlsafe_b64encode(bytes(range(32))).decode(),
        "STORAGE_URL": f"file://{folder / 'files'}",
        "MAIL_URL": f"file://{folder / 'mail'}",
    }
    return replace(Settings.from_environment(given), **changes)


def migrate_database(folder: Path, database_url: str, **changes: Any) -> None:
    """Bring a database up to date by the migrations, as in real use."""
    app = create_app(settings_for_tests(folder, database_url, **changes))
    with app.app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()


def application_for_tests(folder: Path, database_url: str, **changes: Any) -> Flask:
    """The application in test mode; `changes` replace settings."""
    app = create_app(settings_for_tests(folder, database_url, **changes))
    app.config["TESTING"] = True
    app.test_client_class = AcademyClient
    app.response_class = PageResponse
    app.jinja_env.bytecode_cache = CompiledTemplates(changes.get("catalogues", ()))
    watch_for_lost_changes(app)
    if database_url.startswith("sqlite"):
        with app.app_context():
            event.listen(db.engine, "connect", _care_less_about_power_cuts)
    return app


class CompiledTemplates(BytecodeCache):
    """What one application compiled, the next in this process need not: 0.1 s for each template.

    Texts stand in what is compiled, so that those in `catalogues` count too.
    """

    _kept: ClassVar[dict[tuple[str, str], CodeType]] = {}

    def __init__(self, catalogues: Iterable[Path]) -> None:
        files = sorted(path for folder in catalogues for path in folder.rglob("*.mo"))
        self._texts = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        told = f"{filename} {getattr(environment, 'language', None)} {self._texts}"
        return super().get_bucket(environment, name, told, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = cast(CodeType, bucket.code)


def _care_less_about_power_cuts(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def forget_files(app: Flask) -> None:
    """Delete the photos and the journal that a test left; the folder of the photos stays, as the
    application made it."""
    settings = app.extensions["academy"].settings
    shutil.rmtree(settings.journal_path, ignore_errors=True)
    folder = Path(settings.storage_url.removeprefix("file://"))
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()


@event.listens_for(cast(scoped_session[Session], db.session), "after_flush")
def _remember_flush(session: Session, _context: object) -> None:
    session.info["flushed"] = [*session.new, *session.dirty, *session.deleted]


@event.listens_for(cast(scoped_session[Session], db.session), "do_orm_execute")
def _remember_statement(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info["flushed"] = [str(state.statement)]


@event.listens_for(cast(scoped_session[Session], db.session), "after_commit")
@event.listens_for(cast(scoped_session[Session], db.session), "after_rollback")
def _forget_flush(session: Session) -> None:
    session.info.pop("flushed", None)
