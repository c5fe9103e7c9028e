"""Settings come from the environment, once, and are checked all together.

Under the environment lies `instance/local.env`, written by the first start with DEMO=1,
so that every later command on the same machine works on the same demo. An environment that brings
a key of its own is no demo: then nothing of that file counts, least of all DEMO=1.
A default must be valid in production and safe to publish.
"""

import base64
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from academy.languages import DEFAULT, LANGUAGES
from academy.ownership import make_private_folder

PROJECT = Path(__file__).resolve().parent.parent
DEMO_PUBLIC_URL = "http://localhost:8000"
KEY_BYTES = 32
LIKE_A_DATABASE = (
    "be sqlite:/// with a whole path, like sqlite:////var/lib/academy/academy.db, "
    "or begin with postgresql+psycopg:// and name a database"
)
SITE = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")
"""Scheme, host and perhaps a port: it stands in every badge, and paths are put behind it."""
FOLDER = re.compile(r"file:///[^?#]+")

MAIL = re.compile(r"smtps?://([^@/\s]+@)?[A-Za-z0-9.-]+(:[0-9]{1,5})?/?|file:///[^?#]+")
SENDER = re.compile(r"[^@\s<>]+@[A-Za-z0-9.-]+")


class SettingsError(Exception):
    """The environment does not describe a usable application."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting, with its type."""

    database_url: str
    """SQLAlchemy address; `sqlite:///…` or `postgresql+psycopg://…`."""
    public_url: str
    """Scheme and host under which everybody reaches us, without a slash at the end."""
    secret_key: str
    """Derives the codes on cards and certificates, and keys the PINs: what people have in their
    hands rests on it (`flask secret replace`)."""
    secret_is_new: bool = False
    """The old one is lost: a start with cards of the old one is no mistake."""
    cookie_key: str = ""
    """Signs cookies, may be another one every day; empty: `secret_key`."""
    master_key: bytes
    """32 bytes that wrap the issuers' private keys."""
    storage_url: str
    """Where photos are kept: `file:///…` or an S3-compatible address."""
    mail_url: str
    """`smtp://user:word@host:587`, `smtps://…`, or `file:///…`: a folder, and nothing is sent."""
    mail_from: str
    """The address that mail comes from."""
    operator_mail: str = ""
    """Who gets the line of the day (`flask health`); empty: it stands in the log only."""
    journal_url: str = ""
    """The folder of the journal, `file:///…`; empty: beside the database, outside its backups."""
    demo: bool = False
    """Show the sign-in tiles and the story; never on a public address."""
    demo_url: str = ""
    """Where others in the room open a demo, `http://192.168.1.7:8000`; empty: nowhere."""
    demo_hosts: tuple[str, ...] = ()
    """Private addresses of this computer under which a demo answers, besides its own loopback."""
    trusted_proxies: int = 0
    """How many proxies of our own stand before us; their X-Forwarded-For and -Proto count."""
    languages: tuple[str, ...] = DEFAULT
    """Languages people can choose, the first is the default; only those with a catalogue."""
    catalogues: tuple[Path, ...] = ()
    """Folders with catalogues of the installation itself, beside those that come along."""

    @property
    def journal_path(self) -> Path:
        """Beside the database file or, on PostgreSQL, beside the folder of the files."""
        if self.journal_url:
            return Path(urlsplit(self.journal_url).path)
        if self.database_url.startswith("sqlite"):
            return Path(self.database_url.removeprefix("sqlite:///")).with_suffix(".journal")
        if self.storage_url.startswith("file:"):
            return Path(urlsplit(self.storage_url).path).with_name("journal")
        return PROJECT / "instance" / "journal"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read the settings; raises SettingsError that names every problem at once."""
        given = dict(os.environ if environment is None else environment)
        instance = Path(given.get("INSTANCE_PATH") or PROJECT / "instance")
        begins = given.get("DEMO") == "1"
        is_own = not begins and bool(given.get("SECRET_KEY") or given.get("MASTER_KEY"))
        values = given if is_own else {**_local_values(instance, demo=begins), **given}
        problems = _problems(values)
        if problems:
            raise SettingsError("Cannot start. " + " ".join(problems))
        demo = values.get("DEMO") == "1"
        return cls(
            database_url=values.get("DATABASE_URL") or f"sqlite:///{instance / 'academy.db'}",
            public_url=_public_url(values),
            secret_key=values["SECRET_KEY"],
            secret_is_new=values.get("NEW_SECRET_KEY") == "yes",
            cookie_key=values.get("COOKIE_KEY") or "",
            master_key=decode_key(values["MASTER_KEY"]),
            storage_url=values.get("STORAGE_URL") or f"file://{instance / 'files'}",
            mail_url=values.get("MAIL_URL") or (f"file://{instance / 'mail'}" if demo else ""),
            mail_from=values.get("MAIL_FROM") or f"badges@{urlsplit(_public_url(values)).hostname}",
            operator_mail=values.get("OPERATOR_MAIL") or "",
            journal_url=values.get("JOURNAL_URL") or "",
            demo=demo,
            demo_url=values.get("DEMO_URL") or "",
            demo_hosts=_demo_hosts(values),
            trusted_proxies=int(values.get("TRUSTED_PROXIES") or 0),
            languages=_languages(values),
            catalogues=tuple(map(Path, filter(None, values.get("CATALOGUES", "").split(":")))),
        )


def _local_values(instance: Path, *, demo: bool) -> dict[str, str]:
    """Read `local.env`; a first demo start makes it, readable by its owner only."""
    path = instance / "local.env"
    try:
        if demo and not path.exists():
            _make_local_values(path)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except OSError as error:
        message = (
            f"Cannot start. {path} cannot be used ({error.strerror}). Give commands as the user "
            "who made it, and those of a real installation with deploy/academy."
        )
        raise SettingsError(message) from error
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _make_local_values(path: Path) -> None:
    make_private_folder(path.parent)
    key = base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    lines = ["DEMO=1", f"SECRET_KEY={secrets.token_urlsafe(KEY_BYTES)}", f"MASTER_KEY={key}"]
    path.touch(mode=0o600)  # before the keys are in it
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _problems(values: Mapping[str, str]) -> list[str]:
    problems = []
    if len(values.get("SECRET_KEY", "")) < KEY_BYTES:
        problems.append("SECRET_KEY must be at least 32 random characters.")
    if len(decode_key(values.get("MASTER_KEY", ""))) != KEY_BYTES:
        problems.append("MASTER_KEY must be 32 random bytes in base64url.")
    if 0 < len(values.get("COOKIE_KEY", "")) < KEY_BYTES:
        problems.append("COOKIE_KEY must be at least 32 random characters.")
    if values.get("DATABASE_URL") and not is_database(values["DATABASE_URL"]):
        problems.append(f"DATABASE_URL must {LIKE_A_DATABASE}.")
    if values.get("JOURNAL_URL") and not FOLDER.fullmatch(values["JOURNAL_URL"]):
        problems.append("JOURNAL_URL must be a folder, like file:///var/lib/academy/journal.")
    if not (values.get("TRUSTED_PROXIES") or "0").isdecimal():
        problems.append("TRUSTED_PROXIES must be a number, like 1.")
    problems.extend(_mail_problems(values))
    problems.extend(_language_problems(values))
    problems.extend(_demo_problems(values))
    problems.extend(_address_problems(values))
    if problems:
        problems.append("For a demonstration on this computer, set DEMO=1 and nothing else.")
    return problems


def _mail_problems(values: Mapping[str, str]) -> list[str]:
    problems = [
        f"{name} must be one address, like badges@example.nl."
        for name in ("MAIL_FROM", "OPERATOR_MAIL")
        if values.get(name) and not SENDER.fullmatch(values[name])
    ]
    if values.get("MAIL_URL") and not MAIL.fullmatch(values["MAIL_URL"]):
        problems.append("MAIL_URL must be like smtp://user:password@mail.example.nl:587.")
    if values.get("OPERATOR_MAIL") and not values.get("MAIL_URL"):
        problems.append("OPERATOR_MAIL needs a mail server, so set MAIL_URL too.")
    return problems


def _languages(values: Mapping[str, str]) -> tuple[str, ...]:
    given = [code.strip() for code in values.get("LANGUAGES", "").split(",")]
    return tuple(code for code in given if code) or DEFAULT


def _language_problems(values: Mapping[str, str]) -> list[str]:
    unknown = [code for code in _languages(values) if code not in LANGUAGES]
    known = ", ".join(LANGUAGES)
    return [f"LANGUAGES names {', '.join(unknown)}; choose from {known}."] if unknown else []


def _address_problems(values: Mapping[str, str]) -> list[str]:
    given = _public_url(values)
    if not SITE.fullmatch(given):
        return ["PUBLIC_URL must be like https://badges.example.nl, without a path."]
    address = urlsplit(given)
    local = address.hostname == "localhost"
    if values.get("DEMO") == "1" and not local:
        return ["DEMO=1 shows sign-in shortcuts, so PUBLIC_URL must stay on localhost."]
    if address.scheme == "http" and not local:
        return ["PUBLIC_URL must start with https://."]
    return []


def _demo_hosts(values: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(host.strip() for host in values.get("DEMO_HOSTS", "").split(",") if host.strip())


def _demo_problems(values: Mapping[str, str]) -> list[str]:
    if not values.get("DEMO_HOSTS") and not values.get("DEMO_URL"):
        return []
    if values.get("DEMO") != "1":
        return ["DEMO_HOSTS and DEMO_URL are for a demo; leave them out."]
    url = values.get("DEMO_URL") or "http://localhost"
    if not SITE.fullmatch(url.rstrip("/")):
        return ["DEMO_URL must be like http://192.168.1.7:8000."]
    named = {*_demo_hosts(values), urlsplit(url).hostname or ""}
    if all(host == "localhost" or _is_private(host) for host in named):
        return []
    return ["DEMO_HOSTS and DEMO_URL may only name private addresses, like 192.168.1.7."]


def is_database(address: str) -> bool:
    """Whether it names a database of a kind that we can use; not whether it is there."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        return False
    if url.drivername == "sqlite":
        # in memory it would be gone with the process, and half a path is another in each folder
        return url.host is None and not url.query and (url.database or "").startswith("/")
    return url.drivername == "postgresql+psycopg"


def _is_private(host: str) -> bool:
    try:
        return ip_address(host).is_private
    except ValueError:
        return False


def _public_url(values: Mapping[str, str]) -> str:
    default = DEMO_PUBLIC_URL if values.get("DEMO") == "1" else ""
    return (values.get("PUBLIC_URL") or default).rstrip("/")


def decode_key(text: str) -> bytes:
    """The bytes of a key in base64url; empty when it is none."""
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""
