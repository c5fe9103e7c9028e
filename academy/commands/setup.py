"""`setup`: the academy, the first organisation and their administrators, without demo data."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy import select

from academy.access import accounts, codes
from academy.access.signing_in import START_CODE_LIFETIME, find_account
from academy.catalogue.loading import load_palette
from academy.database import db, transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.learning.loading import load_courses
from academy.organisations.models import Organisation, OrganisationKind
from academy.organisations.service import ADDRESSES, add_organisation
from academy.people import memberships
from academy.people.memberships import Post
from academy.security.identity import Actor, Role
from academy.web.contact_fields import normal_email
from academy.web.refusals import sentence_of

BY = Actor(None, "command")
LONGEST_NAME = 120
LONGEST_PERSON_NAME = 60


@dataclass(frozen=True, slots=True)
class Beginner:
    """Who may get in, and the code to choose a password with."""

    name: str
    email: str
    code: str


class _Text(click.ParamType[str]):
    name = "text"

    def __init__(self, most: int) -> None:
        self.most = most

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        plain = " ".join(value.split())
        if not plain or len(plain) > self.most or not plain.isprintable():
            self.fail(f"Give a name of 1 to {self.most} characters.", param, ctx)
        return plain


class _Email(click.ParamType[str]):
    name = "email"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        plain = normal_email(value.strip())
        if plain is None or len(plain) > 200:
            self.fail("Give an address like name@example.nl.", param, ctx)
        return plain


ORGANISATION = _Text(LONGEST_NAME)
PERSON = _Text(LONGEST_PERSON_NAME)
EMAIL_ADDRESS = _Email()


@click.command("setup")
@click.option("--academy", prompt="Name of the academy", type=ORGANISATION)
@click.option("--academy-admin", prompt="Name of its administrator", type=PERSON)
@click.option("--academy-email", prompt="E-mail of this administrator", type=EMAIL_ADDRESS)
@click.option("--organisation", prompt="Name of the first organisation", type=ORGANISATION)
@click.option("--city", prompt="Its city", default="", show_default=False)
@click.option("--admin", prompt="Name of its administrator", type=PERSON)
@click.option("--email", prompt="E-mail of this administrator", type=EMAIL_ADDRESS)
@with_appcontext
def setup(
    *,
    academy: str,
    academy_admin: str,
    academy_email: str,
    organisation: str,
    city: str,
    admin: str,
    email: str,
) -> None:
    """Begin for real: academy, first organisation, administrators, palette and courses."""
    now = dependencies().clock()
    upgrade()  # a new database has no tables yet
    try:
        with transaction(ADDRESSES):
            _refuse_second_time()
            load_palette(now, BY)
            load_courses(now, BY)
            made = [
                _begin(academy, OrganisationKind.ACADEMY, "", academy_admin, academy_email, now),
                _begin(organisation, OrganisationKind.THRIFT, city, admin, email, now),
            ]
    except AcademyError as error:
        raise click.ClickException(sentence_of(error)) from error
    _tell(made)


@click.command("start-code")
@click.argument("email", type=EMAIL_ADDRESS)
@with_appcontext
def start_code(email: str) -> None:
    """Give a new one-time code to who lost both the password and the code."""
    secret_key, now = dependencies().settings.secret_key, dependencies().clock()
    account = find_account(email)
    if account is None:
        message = f"There is no account {email}."
        raise click.ClickException(message)
    with transaction(account.person):
        code = accounts.give_start_code(
            account, secret_key=secret_key, organisation_id=None, by=BY, now=now
        )
        made = Beginner(account.person.name, account.email, codes.grouped(code))
    _tell([made])


def _refuse_second_time() -> None:
    if db.session.scalar(select(Organisation.id).limit(1)) is not None:
        message = "This platform is set up already. Add organisations in the academy's pages."
        raise click.ClickException(message)


def _begin(
    name: str, kind: OrganisationKind, city: str, person_name: str, email: str, now: datetime
) -> Beginner:
    place = add_organisation(name=name, kind=kind, city=city, key=uuid4(), by=BY, now=now)
    role = Role.ACADEMY_ADMIN if kind is OrganisationKind.ACADEMY else Role.ORGANISATION_ADMIN
    person = memberships.add_person(person_name, now=now)
    post = Post(organisation=place, role=role, team=None, starts_on=local_day(now))
    memberships.add_membership(person, post, by=BY, now=now)
    account = accounts.invite(
        person,
        email,
        secret_key=dependencies().settings.secret_key,
        organisation_id=place.id,
        by=BY,
        now=now,
    )
    code = codes.start_code(
        person.uuid,
        account.start_code_number,
        secret_key=dependencies().settings.secret_key,
    )
    return Beginner(person_name, email, codes.grouped(code))


def _tell(made: list[Beginner]) -> None:
    address = f"{dependencies().settings.public_url}/sign-in/start"
    click.echo(f"Ready. Choose a password at {address} within {START_CODE_LIFETIME.days} days:")
    for person in made:
        click.echo(f"  {person.name} <{person.email}>  start code: {person.code}")
    click.echo("Each code works once. A code that is lost: flask --app app start-code EMAIL")
