"""The application with its demo data, as somebody who tries it out meets it.

`demo load` runs once for a whole test run; each test process works on a copy.
"""

import fcntl
import json
import os
import shutil
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import func, select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import TestResponse

from academy.access.models import Account
from academy.adapters.sqlite_files import copy_database
from academy.credentials.models import Credential
from academy.database import db
from academy.languages import DEFAULT
from academy.people.models import Membership, Person
from academy.security.identity import Role
from tests.application import application_for_tests, migrate_database
from tests.cast import as_
from tests.client import AcademyClient
from tests.script_functions import with_telling_scripts
from tests.tools.pseudo import write_pseudo_catalogue

DATABASE = "academy.db"
CATALOGUES = "catalogues"
RIGHT_TO_LEFT = "ar"
LANGUAGES = tuple(dict.fromkeys((*DEFAULT, RIGHT_TO_LEFT)))
PUBLIC_URL = "http://localhost:8000"
STAFF = {
    "team leader": "leider@schakel.example",
    "organisation admin": "beheer@schakel.example",
    "academy": "academie@academie.example",
    "regional reader": "regio@academie.example",
    "employer": "werkgever@fietsfabriek.example",
}
VISITORS = ("visitor", "worker", *STAFF)
"""Everybody who looks at pages: somebody who is not signed in, and one of each role."""


@dataclass(frozen=True, slots=True)
class DemoSite:
    """A copy of the demo, to look at and to change."""

    app: Flask
    folder: Path
    template: Path
    """What it is a copy of."""

    def renew(self) -> None:
        """Take back whatever was done with it, also while it is served."""
        copy_database(self.template / DATABASE, self.folder / DATABASE)

    def pages(self, visitor: str) -> dict[str, str]:
        """Where links lead this visitor, with the endpoints; looked up once for a whole run."""
        known = self.template / f"pages of a {visitor}.json"
        if not known.exists():
            found = walk(self.client(visitor), inspect=False)
            new = known.with_suffix(f".{os.getpid()}")
            new.write_text(json.dumps({path: endpoint for path, endpoint, _page in found}))
            new.rename(known)
        return dict(json.loads(known.read_text()))

    def client(self, visitor: str) -> AcademyClient:
        """A client of one of VISITORS, signed in unless it is the visitor."""
        client = self.app.test_client()
        assert isinstance(client, AcademyClient)
        if visitor != "visitor":
            with self.app.app_context():
                as_(client, self.person(visitor))
        return client

    def person(self, visitor: str) -> Person:
        """Within an application context: who this visitor is."""
        if visitor in STAFF:
            found = select(Person).join(Account).where(Account.email == STAFF[visitor])
            return db.session.scalars(found).one()
        with_most_badges = (
            select(Person)
            .join(Credential, Credential.person_id == Person.id)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.role == Role.WORKER, Membership.ends_on.is_(None))
            .group_by(Person.id)
            .order_by(func.count(Credential.id.distinct()).desc(), Person.id)
        )
        return db.session.scalars(with_most_badges.limit(1)).one()

    def cookie(self, visitor: str) -> str | None:
        """The value of the session cookie that signs this visitor in."""
        kept = self.client(visitor).get_cookie("session")
        return kept.value if kept else None


def load_demo(folder: Path) -> None:
    """Make a migrated database with the demo data in `folder`, unless it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    done = folder / "done"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            write_pseudo_catalogue(folder / CATALOGUES, RIGHT_TO_LEFT)
            url = f"sqlite:///{folder / DATABASE}"
            migrate_database(folder, url, public_url=PUBLIC_URL, demo=True)
            app = open_demo(folder)
            result = app.test_cli_runner().invoke(args=["demo", "load"], catch_exceptions=False)
            assert result.exit_code == 0, result.output
            with app.app_context():
                db.session.remove()
                db.engine.dispose()
            done.touch()


def copy_demo(template: Path, folder: Path) -> DemoSite:
    """A copy of what `load_demo` made, ready to use, also while others copy it."""
    beside = shutil.ignore_patterns(f"{DATABASE}*", "pages of a *")
    shutil.copytree(template, folder, ignore=beside, dirs_exist_ok=True)
    copy_database(template / DATABASE, folder / DATABASE)
    return DemoSite(open_demo(folder), folder, template)


def open_demo(
    folder: Path, languages: tuple[str, ...] = LANGUAGES, catalogues: tuple[Path, ...] = ()
) -> Flask:
    """The application on what `load_demo` made in `folder`, or on a copy."""
    return application_for_tests(
        folder,
        f"sqlite:///{folder / DATABASE}",
        public_url=PUBLIC_URL,
        demo=True,
        languages=languages,
        catalogues=(folder / CATALOGUES, *catalogues),
    )


def find_pages(client: AcademyClient, start: str = "/", *, per_endpoint: int = 1) -> dict[str, str]:
    """Follow the links from `start` like a curious person; address to endpoint, in order."""
    return {path: endpoint for path, endpoint, _page in walk(client, start, per_endpoint)}


def walk(
    client: AcademyClient, start: str = "/", per_endpoint: int = 1, *, inspect: bool = True
) -> Iterator[tuple[str, str, TestResponse]]:
    """Address, endpoint and answer of the pages that links lead to.

    Of each endpoint the first `per_endpoint` addresses are kept. A link that leads to an error
    is a failure. Only pages count, not files.
    """
    seen, waiting, kept = {start}, deque([start]), dict[str, int]()
    while waiting:
        path = waiting.popleft()
        endpoint = _endpoint(client.application, path)
        if endpoint is None or kept.get(endpoint, 0) >= per_endpoint:
            continue
        answer = client.get(path, follow_redirects=True, inspect=inspect)
        assert answer.status_code == 200, f"a link leads to {path}: {answer.status}"
        kept[endpoint] = kept.get(endpoint, 0) + 1
        if answer.mimetype != "text/html":
            continue
        yield path, endpoint, answer
        for link in links(answer.page, path):
            if link not in seen:
                seen.add(link)
                waiting.append(link)


def links(page: BeautifulSoup, path: str) -> Iterator[str]:
    """Addresses within the application that the page links to."""
    for tag in page.select("a[href]"):
        target = urlsplit(urljoin(path, str(tag["href"])))
        if not target.netloc and target.scheme in {"", "http", "https"}:
            yield target.path + (f"?{target.query}" if target.query else "")


def _endpoint(app: Flask, path: str) -> str | None:
    try:
        endpoint, _values = app.url_map.bind("localhost").match(urlsplit(path).path, method="GET")
    except (HTTPException, RequestRedirect):
        return None
    return endpoint


class Quiet(WSGIRequestHandler):
    """A test tells what went wrong; a line for each request does not help."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@contextmanager
def served(app: Flask, *, scripts_tell: bool = True) -> Iterator[str]:
    """Serve `app` on loopback in a thread; gives its address."""
    served_app = with_telling_scripts(app) if scripts_tell else app
    server = make_server("127.0.0.1", 0, served_app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
