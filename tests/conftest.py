"""What every test can ask for: an application, a client, a database of its own, a still clock.

Plain `pytest` runs the quick part: SQLite, no browser, no Node.js. `pytest --all` runs everything,
or add one part: --with-postgres, --with-browser, --with-node, --with-slow. Every test that uses the
database exists twice, once for each engine; of tests of pages a full run takes one (`alternating`).

The application is imported by the fixtures that need it, so that the tests of `badges` stand alone.
"""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import hypothesis
import pytest

from tests.alternating import out_of_turn
from tests.clock import TestClock
from tests.pages import Thoroughness
from tests.postgres import PostgresServer
from tests.script_functions import ScriptFunctions
from tests.seconds import folders

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from flask import Flask
    from sqlalchemy.orm import Session, scoped_session

    from tests.client import AcademyClient
    from tests.databases import FreshDatabase, Remember
    from tests.demo import DemoSite

PARTS = {
    "postgres": "tests on PostgreSQL",
    "browser": "tests in Chromium",
    "node": "checks by other people's software in Node.js",
    "slow": "tests that take more than a second or need the demo data",
}
USER_OF_DEMO = pytest.StashKey[str]()
"""Which test function had it last."""
SERVER = pytest.StashKey[str]()
RUNNING = pytest.StashKey[PostgresServer]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("academy", "parts of the tests")
    group.addoption("--all", action="store_true", help="run every part")
    for part, what in PARTS.items():
        group.addoption(f"--with-{part}", action="store_true", help=f"also run the {what}")
    group.addoption("--both", action="store_true", help="with --all: pages on both databases")


def _is_wanted(config: pytest.Config, part: str) -> bool:
    return bool(config.getoption("--all") or config.getoption(f"--with-{part}"))


def pytest_configure(config: pytest.Config) -> None:
    gc.set_threshold(100_000)  # looking for garbage among all that was imported takes long
    Thoroughness.full = bool(config.getoption("--all"))
    # A busy machine is no fault of ours: nothing here is judged by the clock.
    patient = hypothesis.settings(
        deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.register_profile("full", patient)
    hypothesis.settings.register_profile("quick", patient, max_examples=25)
    hypothesis.settings.load_profile("full" if Thoroughness.full else "quick")


def pytest_report_header(config: pytest.Config) -> str:
    left_out = [part for part in PARTS if not _is_wanted(config, part)]
    if left_out:
        return f"left out: {', '.join(left_out)} (run everything with --all)"
    return "every part: SQLite, PostgreSQL, Chromium, Node.js"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A file that is left out as a whole is not even read: making its cases takes seconds."""
    if collection_path.suffix != ".py" or _is_named(collection_path, config):
        return None
    text = collection_path.read_text("utf-8")
    left_out = (part for part in PARTS if not _is_wanted(config, part))
    return any(f"\npytestmark = pytest.mark.{part}\n" in text for part in left_out) or None


def _is_named(path: Path, config: pytest.Config) -> bool:
    here = config.invocation_params.dir
    return path in {(here / argument.partition("::")[0]).resolve() for argument in config.args}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Two processes walk a set in two orders, and xdist then runs nothing at all."""
    for mark in metafunc.definition.iter_markers("parametrize"):
        if isinstance(mark.args[1], set | frozenset):
            raise pytest.UsageError(
                f"{metafunc.definition.nodeid}: give its cases as a list; a set has no order"
            )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = {part for part in PARTS if not _is_wanted(config, part)}
    unwanted = {item for item in items if left_out.intersection(_marks(item))}
    if config.getoption("--all") and not config.getoption("--both"):
        unwanted |= set(out_of_turn(items))
    if unwanted:
        config.hook.pytest_deselected(items=list(unwanted))
        items[:] = [item for item in items if item not in unwanted]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In a full run nothing is left out silently: a skipped test is a failed one."""
    report = yield
    if item.config.getoption("--all") and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"left out of a full run, which leaves out nothing: {reason}"
    return report


def _marks(item: pytest.Item) -> set[str]:
    return {mark.name for mark in item.iter_markers()}


def pytest_sessionstart(session: pytest.Session) -> None:
    """One PostgreSQL server for the whole run; the processes of xdist are told its address."""
    config = session.config
    if hasattr(config, "workerinput"):
        config.stash[SERVER] = config.workerinput["postgres"]
        if folder := config.workerinput["scripts"]:
            ScriptFunctions.here = ScriptFunctions(Path(folder))
        return
    if _is_wanted(config, "browser") and not config.option.collectonly:
        ScriptFunctions.here = ScriptFunctions.prepare()
    if _is_wanted(config, "postgres") and not config.option.collectonly:
        config.stash[RUNNING] = server = PostgresServer()
        server.start()
        config.stash[SERVER] = server.address


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["postgres"] = node.config.stash.get(SERVER, "")
    functions = ScriptFunctions.here
    node.workerinput["scripts"] = str(functions.folder) if functions else ""


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run of all browser tests fails when a function of a script ran in none of them."""
    if _counts_functions(session.config) and ScriptFunctions.here.idle():
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if config.getoption("--all"):
        terminalreporter.section("seconds by folder")
        terminalreporter.write("\n".join([*folders(terminalreporter.stats), ""]))
    if not _counts_functions(config) or not (idle := ScriptFunctions.here.idle()):
        return
    terminalreporter.section("functions of scripts that ran in no test", red=True)
    for where in idle:
        terminalreporter.line(f"static/js/{where}")
    terminalreporter.line(f"{len(idle)} functions: use each in a test of tests/browser.")


def _counts_functions(config: pytest.Config) -> bool:
    """Only when nothing was left out of the tests that open a browser."""
    chosen = [argument.rstrip("/") for argument in config.option.file_or_dir]
    return (
        ScriptFunctions.here is not None
        and not hasattr(config, "workerinput")
        and not config.option.keyword
        and not config.option.markexpr
        and (not chosen or bool({"tests", "tests/browser"}.intersection(chosen)))
    )


def pytest_unconfigure(config: pytest.Config) -> None:
    if RUNNING in config.stash:
        config.stash[RUNNING].stop()
    if ScriptFunctions.here and not hasattr(config, "workerinput"):
        ScriptFunctions.here.remove()


@pytest.fixture(
    scope="session", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[FreshDatabase]:
    """A database of this test process; `database.fresh()` makes it as new."""
    from tests.application import migrate_database
    from tests.databases import PostgresDatabase, SqliteDatabase

    folder = tmp_path_factory.mktemp("database")

    def migrate(url: str) -> None:
        migrate_database(folder, url)

    found: FreshDatabase
    if request.param == "sqlite":
        found = SqliteDatabase(folder, migrate)
    else:
        found = PostgresDatabase(request.config.stash[SERVER], f"academy_{worker_id}", migrate)
    yield found
    found.close()


@pytest.fixture(scope="session")
def _application(
    database: FreshDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """Made once for each engine, because making it costs more than most tests."""
    from academy.database import db
    from tests.application import application_for_tests

    database.fresh()
    application = application_for_tests(tmp_path_factory.mktemp("instance"), database.url)
    yield application
    with application.app_context():
        db.engine.dispose()


@pytest.fixture
def clock() -> TestClock:
    """Monday 23 November 2026, 9:30 UTC, until the test moves it."""
    return TestClock()


@pytest.fixture
def app(_application: Flask, database: FreshDatabase, clock: TestClock) -> Iterator[Flask]:
    """The application with an empty, migrated database and a still clock."""
    from academy.database import db
    from tests.application import forget_files

    real, config = _application.extensions["academy"], dict(_application.config)
    _application.extensions["academy"] = replace(real, clock=clock)
    if database.is_file:
        with _application.app_context():
            db.engine.dispose()
    database.fresh()
    yield _application
    _application.config.clear()
    _application.config.update(config)
    _application.extensions["academy"] = real
    _application.extensions.pop("visits", None)  # how often the last test asked
    forget_files(_application)


@pytest.fixture
def db_session(app: Flask) -> Iterator[scoped_session[Session]]:
    """The database session, inside an application context, for preparing and for looking.

    The client commits what was prepared before each request. Code that opens `transaction()`
    starts anew, so commit before you call it.
    """
    from academy.database import db

    with app.app_context():
        yield cast("scoped_session[Session]", db.session)
        db.session.remove()


@pytest.fixture
def remember(database: FreshDatabase, db_session: scoped_session[Session]) -> Remember:
    """`remember("palette", load)` is `load()`, done once for a run and then copied.

    For what many tests begin with. `load` must put the same into the database every time.
    """
    from academy.database import db

    def commit_and_close() -> None:
        db.session.commit()
        db.session.expire_all()
        if database.is_file:
            db.engine.dispose()

    def bring_about(name: str, make: Callable[[], object]) -> None:
        database.bring_about(name, make, commit_and_close)

    return bring_about


@pytest.fixture
def client(app: Flask) -> AcademyClient:
    """Somebody who is not signed in, with a browser that notices every mistake."""
    return cast("AcademyClient", app.test_client())


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Where the demo data was loaded, once for all processes of this run."""
    from tests.demo import load_demo

    here = tmp_path_factory.getbasetemp()
    folder = (here if worker_id == "master" else here.parent) / "demo"
    load_demo(folder)
    return folder


@pytest.fixture(scope="session")
def demo_site(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> DemoSite:
    """The demo of this process, as whoever came last left it: ask for `demo`."""
    from tests.demo import copy_demo

    return copy_demo(demo_folder, tmp_path_factory.mktemp("demo-site"))


@pytest.fixture
def demo(request: pytest.FixtureRequest, demo_site: DemoSite) -> DemoSite:
    """The demo as it was loaded, whatever ran before; the cases of one test share it."""
    user, stash = request.node.nodeid.partition("[")[0], request.config.stash
    if user != stash.get(USER_OF_DEMO, ""):
        stash[USER_OF_DEMO] = user
        demo_site.renew()
    return demo_site


@pytest.fixture(scope="session")
def demo_address(demo_site: DemoSite) -> Iterator[str]:
    """The demo, served on loopback."""
    from tests.demo import served

    with served(demo_site.app) as address:
        yield address
