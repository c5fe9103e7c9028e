"""The database session, column types, and the only place that commits.

SQLite runs in WAL mode with full synchronisation; its transactions begin explicitly,
because the driver's own implicit BEGIN would let two writers read before they write.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from flask import Flask, current_app, has_request_context
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    DateTime,
    Dialect,
    Executable,
    MetaData,
    Result,
    TypeDecorator,
    Uuid,
    event,
    insert,
    text,
)
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection, Engine, ExceptionContext
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    make_transient_to_detached,
    mapped_column,
    registry,
)
from sqlalchemy.pool import ConnectionPoolEntry

from academy import locking, ownership, patience
from academy.errors import BusyError
from academy.settings import PROJECT
from academy.turns import turns_of

CONNECT_SECONDS = 3
"""For a PostgreSQL that does not answer at all; a page then says so."""
LONGEST_STATEMENT_SECONDS = 20
"""Of a page, on PostgreSQL, which otherwise goes on for whoever left long ago."""
BUSY_STATES = frozenset({"55P03", "40P01", "40001"})
"""What PostgreSQL says when others were before us: `lock_timeout` is over, two waited for each
other and one had to give way (deadlock), or what was read is not true any more (serialisation)."""
IN_TRANSACTION = 2
"""What libpq calls a transaction that is under way and has not failed."""
ONLY_ASKS = "this transaction changed nothing so far"
CHECKPOINT_PAGES = 8_000
"""32 MB of log before it goes into the database: until then writers wait for that less often."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; refuses a value without a time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            message = "A moment without a time zone cannot be stored."
            raise ValueError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC)


class Base(DeclarativeBase):
    """Names constraints predictably, so that migrations can refer to them."""

    registry = registry(
        type_annotation_map={datetime: UtcDateTime, UUID: Uuid},
        metadata=MetaData(
            naming_convention={
                "ix": "ix__%(table_name)s__%(column_0_N_name)s",
                "uq": "uq__%(table_name)s__%(column_0_N_name)s",
                "ck": "ck__%(table_name)s__%(constraint_name)s",
                "fk": "fk__%(table_name)s__%(column_0_N_name)s",
                "pk": "pk__%(table_name)s",
            }
        ),
    )


db = SQLAlchemy(model_class=Base)
migrate = Migrate(
    directory=str(PROJECT / "academy" / "migrations"), render_as_batch=True, compare_type=True
)

if TYPE_CHECKING:
    Model = Base  # Type checkers cannot see through `db.Model`.
else:
    Model = db.Model


class Identified:
    """A row that is known outside by a random UUID, never by its number."""

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)


ENDS = "academy_transaction_ends"


@dataclass(frozen=True, slots=True)
class Ends:
    """What happens at the end of every transaction."""

    before_commit: Callable[[], None]
    """Called last of all; the audit log locks its chains here."""
    after_rollback: Callable[[], None]
    """Called when nothing was committed after all."""
    at_savepoint: Callable[[], Callable[[], None]]
    """Called at a savepoint; what it gives back is called when that is rolled back."""
    explain: Callable[[IntegrityError], Exception] = lambda error: error
    """What a constraint that said no means for a person; the error itself when it is unknown."""
    after_commit: Callable[[], None] = lambda: None
    """Called when everything is safe and all locks are gone; must not raise."""


@contextmanager
def transaction(*decided_by: object, at_once: bool = False) -> Iterator[None]:
    """Commit what happens inside, or none of it, after everybody else who is `decided_by` the same.

    Views, commands and the job runner open it; services never do. What was read before is
    forgotten and read again under the write lock, so a decision never rests on old data.
    Give the rows on which the decision rests, or a name where there is no row yet
    (see `academy.locking`). Raises BusyError when the turn of others takes longer than who waits
    has patience for; `at_once`: when it is not free now.
    """
    seconds = 0.0 if at_once else patience.seconds_left()
    ends: Ends = current_app.extensions[ENDS]
    locks = locking.locks_of(decided_by)
    db.session.rollback()
    with _turn_to_write(seconds):
        try:
            # whoever waited long for the turn has little left for whoever holds the file besides
            seconds = min(seconds, patience.seconds_left())
            # `_begin_sqlite` reads it: a plain BEGIN that writes after a read fails at once, its
            # timeout or not, when somebody wrote in between (sqlite.org/lang_transaction.html)
            database = db.session.connection(execution_options={"patience": seconds})
            _limit_waiting(database, seconds)
            locking.take(locks, database)
            left = min(seconds, patience.seconds_left())
            if left < seconds / 2:
                _limit_waiting(database, left)
            with locking.held(locks, db.session.info):
                yield
                db.session.flush()
            # outside `held`: from here on only the heads of the audit chains are locked
            ends.before_commit()
            db.session.commit()
        except BaseException as error:
            db.session.rollback()
            ends.after_rollback()
            told = _in_words(error, ends)
            if told is error:
                raise
            raise told from error
    # the next writer has its turn already: it does not wait for the journal's fsync
    ends.after_commit()


@contextmanager
def savepoint() -> Iterator[None]:
    """One of several things in a transaction, that can fail without the others.

    When it does, its audit lines go too, and what the session knew is forgotten: it may be of
    rows that are not there any more, and SQLite gives their numbers to the next.
    """
    ends: Ends = current_app.extensions[ENDS]
    take_back = ends.at_savepoint()
    try:
        with db.session.begin_nested():
            yield
    except BaseException:
        take_back()
        db.session.expunge_all()
        raise


@contextmanager
def _turn_to_write(seconds: float) -> Iterator[None]:
    """On SQLite, wait until the writer before is done."""
    url = db.engine.url
    if url.get_backend_name() != "sqlite":
        yield
        return
    with turns_of(str(url.database)).taken(seconds):
        yield


def _limit_waiting(database: Connection, seconds: float) -> None:
    """On PostgreSQL, for each lock that others hold; SQLite is told when it begins."""
    if database.dialect.name == "postgresql":
        wait = {"wait": f"{max(int(seconds * 1000), 1)}ms"}
        database.execute(text("SELECT set_config('lock_timeout', :wait, true)"), wait)


def _in_words(error: BaseException, ends: Ends) -> BaseException:
    """What a person is told about it; the error itself when it is no matter of others."""
    if isinstance(error, IntegrityError):
        return ends.explain(error)
    if isinstance(error, OperationalError) and is_busy(error):
        return BusyError("busy")
    return error


def is_busy(error: OperationalError) -> bool:
    """Whether others are before us; the turn is only ours, a copy or a vacuum may have the file."""
    is_locked = "database is locked" in str(error.orig)
    return is_locked or getattr(error.orig, "sqlstate", None) in BUSY_STATES


def must_be_locked(*decided_by: object) -> None:
    """Said by a service before it decides: nobody else may decide the same at this moment.

    What the open `transaction()` was not given is locked here and everything is read again;
    raises NotLockedError when that comes too late for the order of the locks.
    """
    for what in decided_by:
        if locking.take_late(what, db.session.connection(), db.session.info):
            # what was changed here goes out first, or reading again would lose it
            db.session.flush()
            db.session.expire_all()


@event.listens_for(db.session, "pending_to_persistent")
def _know_what_was_made(session: Session, row: object) -> None:
    locking.count_as_held(row, session.info)


def insert_unless_there(model: type[Base], values: Mapping[str, Any]) -> bool:
    """Insert a row, or wait for whoever inserts the same and leave theirs; past the session.

    Gives whether the row is ours.
    """
    is_postgres = db.engine.dialect.name == "postgresql"
    insertion: Any = (postgres_insert if is_postgres else sqlite_insert)(model)
    statement = insertion.values(values).on_conflict_do_nothing()
    # SQLAlchemy keeps the count of an INSERT only when it is asked to
    done = db.session.connection().execute(statement, execution_options={"preserve_rowcount": True})
    return done.rowcount > 0


def clear_free_pages() -> None:
    """Leave nothing of what was deleted in SQLite's files, also from before `secure_delete` was on
    and where a page was rearranged. PostgreSQL does it in its own time."""
    if db.engine.dialect.name == "sqlite":
        db.session.rollback()
        with _turn_to_write(patience.OF_A_COMMAND), db.engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None  # noqa: S101 - a connection that is open has one
            driver.execute("VACUUM")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def insert_at_once(row: Identified) -> None:
    """Insert a new row past the unit of work, which costs more than the statement does.

    From then on the session knows it as if it had been read. Raises IntegrityError at once.
    """
    values = {name: value for name, value in vars(row).items() if name != "_sa_instance_state"}
    model: Any = type(row)
    row.id = db.session.connection().execute(_insertion(model), values).scalar_one()
    make_transient_to_detached(row)
    db.session.add(row)


def ask(statement: Executable, values: Mapping[str, Any]) -> Result[*tuple[Any, ...]]:
    """Rows of columns, past the unit of work, which costs more than the question.

    What the session holds goes out first, as with any question to it.
    """
    db.session.flush()
    return db.session.connection().execute(statement, values)


# once for each table: making a statement costs more than running it (docs/adr/0017)
@cache
def _insertion(model: type[Identified]) -> Executable:
    return insert(model).returning(model.id)


def init_database(app: Flask, database_url: str, ends: Ends) -> None:
    """Connect `app`; SQLite comes from pysqlite3, free of the WAL-reset fault before 3.51.3."""
    app.extensions[ENDS] = ends
    options: dict[str, Any] = {
        # nobody's name or code gets into the log with the statement that failed
        "hide_parameters": True,
        # a server that was started anew left us dead connections; a file does not go away
        "pool_pre_ping": not database_url.startswith("sqlite"),
    }
    if database_url.startswith("sqlite"):
        import pysqlite3.dbapi2  # noqa: PLC0415 - only Linux has it, and only SQLite needs it

        options |= {"module": pysqlite3.dbapi2}
    else:
        options |= {"connect_args": {"connect_timeout": CONNECT_SECONDS}}
    app.config["SQLALCHEMY_DATABASE_URI"] = database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    migrate.init_app(app, db)
    with app.app_context():
        if database_url.startswith("sqlite"):
            _prepare_sqlite(db.engine)
        else:
            _prepare_postgresql(db.engine)


def _prepare_sqlite(engine: Engine) -> None:
    ownership.make_private_database(Path(str(engine.url.database)))
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)


def _without_details(context: ExceptionContext) -> None:
    """PostgreSQL says which value it refused, and an address or a code in the log is nobody's."""
    said = getattr(getattr(context.original_exception, "diag", None), "message_primary", None)
    if said is not None:
        context.original_exception.args = (said,)
        if context.sqlalchemy_exception is not None:
            context.sqlalchemy_exception.args = (said,)


def _prepare_postgresql(engine: Engine) -> None:
    """psycopg prepares what it runs often, and forgets all of it at every ROLLBACK: PostgreSQL then
    plans anew, 10 ms for a question over twelve tables. So a transaction that only asked ends with
    a COMMIT, which has nothing to keep."""
    rollback = engine.dialect.do_rollback

    def end(connection: Any) -> None:
        driver = connection.dbapi_connection
        is_sound = driver.info.transaction_status == IN_TRANSACTION
        if is_sound and vars(driver).get(ONLY_ASKS):
            driver.commit()
        else:
            rollback(connection)

    engine.dialect.do_rollback = end  # type: ignore[assignment, method-assign]
    event.listen(engine, "handle_error", _without_details)
    event.listen(engine, "do_connect", _limit_statements)
    event.listen(engine, "begin", _begin_to_ask)
    event.listen(engine, "before_cursor_execute", _note_change)


def _begin_to_ask(connection: Connection) -> None:
    vars(connection.connection.dbapi_connection)[ONLY_ASKS] = True


def _note_change(connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
    if not statement.startswith("SELECT"):
        vars(connection.connection.dbapi_connection)[ONLY_ASKS] = False


def _limit_statements(
    _dialect: Dialect, _record: object, _arguments: object, options: dict[str, Any]
) -> None:
    """Connections of the web server; migrations, moves and jobs may take their time."""
    if has_request_context():
        limit = f"-c statement_timeout={LONGEST_STATEMENT_SECONDS}s"
        options["options"] = f"{options.get('options', '')} {limit}".strip()


def _configure_sqlite(connection: Any, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself
    for pragma in (
        # for whatever writes without `_turn_to_write`: a migration, a backup that is put back
        f"busy_timeout={int(patience.OF_A_COMMAND * 1000)}",
        "journal_mode=WAL",
        "synchronous=FULL",  # with NORMAL a power cut takes the last commits (docs/adr/0004)
        f"wal_autocheckpoint={CHECKPOINT_PAGES}",
        "foreign_keys=ON",  # off by default, and for each connection anew
        "secure_delete=ON",  # FAST leaves what was deleted in pages that become free
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    seconds = connection.get_execution_options().get("patience")
    if seconds is None:
        connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout={int(seconds * 1000)}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
