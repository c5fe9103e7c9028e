"""The people that tests speak of, and how to sign in as one of them.

The fixture `cast` puts everybody into the database, in two thrift organisations, the academy and
a firm outside the sector. Each person is a constant here, so that a test can name them before
they exist: `pytest.param(OSCAR, 404)`, `client.as_(JAN)`, `AMINA.row`. The functions that begin
with `a_` or `an_` make one more of something; they flush, and the client commits before a request.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID, uuid4, uuid5

from argon2 import PasswordHasher
from flask import current_app
from sqlalchemy import select

from academy.access.cards import issue_card, prepare_card
from academy.access.codes import card_code
from academy.access.models import Account, Card, Session
from academy.access.session import LIFETIMES, build_identity, local_day
from academy.catalogue.models import SkillDomain
from academy.database import Base, db
from academy.organisations.models import Organisation, OrganisationKind, Site, Team
from academy.people.models import AssessorAuthority, Membership, Person
from academy.security.identity import Actor, Identity, Role
from tests.clock import START

if TYPE_CHECKING:
    from tests.client import AcademyClient

Row = TypeVar("Row", bound=Base)
NAMESPACE = UUID("6b1c4b3e-5f57-4b3c-9a51-0f2f8f8f2a11")
LONG_AGO = date(2025, 1, 6)
PASSWORD = "kringloop-demo"
PIN = "2468"
HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Quick on purpose; the application hashes again with its own parameters at sign-in."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast; the UUID is the same in every test."""

    name: str

    @property
    def uuid(self) -> UUID:
        return uuid5(NAMESPACE, self.name)

    @property
    def row(self) -> Person:
        """The person in the database, read anew."""
        return db.session.scalars(select(Person).where(Person.uuid == self.uuid)).one()

    @property
    def email(self) -> str:
        return f"{self.name.split()[0].lower()}@example.nl"

    def identity(self, now: datetime = START) -> Identity:
        """Who the application thinks this is; for queries and services without a request."""
        return build_identity(self.row, uuid5(self.uuid, "session"), today=local_day(now))

    @property
    def actor(self) -> Actor:
        return Actor(self.uuid, "test")


JAN = Member("Jan de Vries")
"""Leads the team Sorteren of De Schakel; may assess the whole palette."""
FATMA = Member("Fatma Kaya")
"""Leads the same team as Jan."""
PIET = Member("Piet Jansen")
"""Leads another team of De Schakel: Winkel."""
OSCAR = Member("Oscar Smit")
"""Leads a team elsewhere: De Cirkel."""
AMINA = Member("Amina Yıldız")
"""Works in Sorteren."""
GORAN = Member("Goran Kovač")
"""Works in Sorteren too."""
BRAM = Member("Bram Bakker")
"""Works in Winkel, the other team of De Schakel."""
DEWI = Member("Dewi Putri")
"""Works elsewhere: De Cirkel."""
ELS = Member("Els Visser")
"""Worked in Sorteren until the end of June."""
BEA = Member("Bea Mulder")
"""Administers De Schakel."""
CAS = Member("Cas Willems")
"""Administers De Cirkel."""
ANNA = Member("Anna Vos")
"""Administers the academy."""
ERIK = Member("Erik Fietsma")
"""Is an employer outside the sector."""
RENS = Member("Rens Hoekstra")
"""Reads numbers for a region, never persons."""

EVERYBODY = (
    JAN, FATMA, PIET, OSCAR, AMINA, GORAN, BRAM, DEWI, ELS, BEA, CAS, ANNA, ERIK, RENS,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Where the cast works."""

    schakel: Organisation
    cirkel: Organisation
    academy: Organisation
    employer: Organisation
    utrecht: Site
    arnhem: Site
    sorteren: Team
    """Jan and Fatma lead it; Amina and Goran work in it; Els did."""
    winkel: Team
    """Of the same organisation: Piet leads it, Bram works in it."""
    textiel: Team
    """Of De Cirkel: Oscar leads it, Dewi works in it."""


def the_cast() -> Cast:
    """Put everybody and the places where they work into the database, and commit."""
    schakel = an_organisation("De Schakel", city="Utrecht", region="midden-utrecht")
    cirkel = an_organisation("De Cirkel", city="Arnhem", region="midden-gelderland")
    academy = an_organisation("Academie Kringloop", kind=OrganisationKind.ACADEMY)
    employer = an_organisation("De Fietsfabriek", kind=OrganisationKind.EMPLOYER)
    utrecht, arnhem = a_site(schakel, "Winkel Utrecht"), a_site(cirkel, "Winkel Arnhem")
    cast = Cast(
        schakel=schakel, cirkel=cirkel, academy=academy, employer=employer,
        utrecht=utrecht, arnhem=arnhem,
        sorteren=a_team(utrecht, "Sorteren"), winkel=a_team(utrecht, "Winkel"),
        textiel=a_team(arnhem, "Textiel"),
    )  # fmt: skip
    _cast_leaders(cast)
    _cast_workers(cast)
    _cast_offices(cast)
    db.session.commit()
    return cast


def find_the_cast() -> Cast:
    """Where the cast works, read from the database that `the_cast` filled."""

    organisations, sites, teams = (
        {row.name: row for row in db.session.scalars(select(kind))}
        for kind in (Organisation, Site, Team)
    )
    return Cast(
        schakel=organisations["De Schakel"], cirkel=organisations["De Cirkel"],
        academy=organisations["Academie Kringloop"], employer=organisations["De Fietsfabriek"],
        utrecht=sites["Winkel Utrecht"], arnhem=sites["Winkel Arnhem"],
        sorteren=teams["Sorteren"], winkel=teams["Winkel"], textiel=teams["Textiel"],
    )  # fmt: skip


def _cast_leaders(cast: Cast) -> None:
    teams = {JAN: cast.sorteren, FATMA: cast.sorteren, PIET: cast.winkel, OSCAR: cast.textiel}
    for member, team in teams.items():
        person = a_person(member.name, uuid=member.uuid)
        a_membership(person, Role.TEAM_LEADER, team=team)
        an_authority(person, team.organisation)


def _cast_workers(cast: Cast) -> None:
    teams = {AMINA: cast.sorteren, GORAN: cast.sorteren, BRAM: cast.winkel, DEWI: cast.textiel}
    for number, (member, team) in enumerate(teams.items(), start=101):
        person = a_person(member.name, uuid=member.uuid)
        a_membership(person, Role.WORKER, team=team, staff_number=str(number))
    els = a_person(ELS.name, uuid=ELS.uuid)
    a_membership(els, Role.WORKER, team=cast.sorteren, ends_on=date(2026, 6, 30))


def _cast_offices(cast: Cast) -> None:
    offices = {
        BEA: (Role.ORGANISATION_ADMIN, cast.schakel),
        CAS: (Role.ORGANISATION_ADMIN, cast.cirkel),
        ANNA: (Role.ACADEMY_ADMIN, cast.academy),
        ERIK: (Role.EMPLOYER, cast.employer),
        RENS: (Role.REGIONAL_READER, cast.academy),
    }
    for member, (role, organisation) in offices.items():
        a_membership(a_person(member.name, uuid=member.uuid), role, organisation=organisation)


def an_organisation(
    name: str = "Kringloop Extra",
    *,
    kind: OrganisationKind = OrganisationKind.THRIFT,
    city: str = "",
    region: str | None = None,
) -> Organisation:
    return _added(
        Organisation(
            slug=name.lower().replace(" ", "-"), name=name, kind=kind, city=city, region=region,
            email="info@example.nl", website="https://example.nl",
            created_at=START - timedelta(days=400),
        )
    )  # fmt: skip


def a_site(organisation: Organisation, name: str = "Loods") -> Site:
    return _added(Site(organisation_id=organisation.id, name=name, city=organisation.city))


def a_team(site: Site, name: str = "Nieuw team", *, ends_on: date | None = None) -> Team:
    return _added(
        Team(organisation_id=site.organisation_id, site_id=site.id, name=name, ends_on=ends_on)
    )


def a_person(name: str = "Ilse de Wit", *, uuid: UUID | None = None) -> Person:
    """Somebody who chose a language long ago; who did not is asked at the first scan of a card."""
    person = Person(uuid=uuid or uuid4(), name=name, created_at=START - timedelta(400))
    person.language, person.language_chosen_at = "nl", START - timedelta(399)
    return _added(person)


def a_membership(
    person: Person,
    role: Role = Role.WORKER,
    *,
    team: Team | None = None,
    organisation: Organisation | None = None,
    staff_number: str = "",
    starts_on: date = LONG_AGO,
    ends_on: date | None = None,
    replaces: Membership | None = None,
) -> Membership:
    """A role in `team`, or in `organisation` as a whole."""
    place = team.organisation if team else organisation
    assert place is not None, "a membership needs a team or an organisation"
    return _added(
        Membership(
            person_id=person.id, organisation_id=place.id, team_id=team.id if team else None,
            role=role, staff_number=staff_number, starts_on=starts_on, ends_on=ends_on,
            replaces_id=replaces.id if replaces else None,
        )
    )  # fmt: skip


def an_authority(
    person: Person,
    organisation: Organisation,
    *,
    domain: SkillDomain | None = None,
    starts_on: date = LONG_AGO,
    ends_on: date | None = None,
) -> AssessorAuthority:
    """May assess the domain, or the whole palette."""
    return _added(
        AssessorAuthority(
            person_id=person.id, organisation_id=organisation.id,
            domain_id=domain.id if domain else None, starts_on=starts_on, ends_on=ends_on,
        )
    )  # fmt: skip


def an_account(person: Person, email: str, password: str | None = PASSWORD) -> Account:
    kept = None if password is None else HASHER.hash(password)
    return _added(Account(person_id=person.id, email=email, password_hash=kept))


def a_card(person: Person, pin: str = PIN) -> Card:
    """A card as the application makes it; `code_of(card)` is what stands on it."""
    prepared = prepare_card(secret_key=_secret_key(), pin=pin)
    issued = START - timedelta(days=30)
    return issue_card(person, prepared, organisation_id=None, by=Actor(None, "test"), now=issued)


def code_of(card: Card) -> str:
    """What stands on the card, in one piece."""
    return card_code(card.uuid, secret_key=_secret_key())


def _secret_key() -> str:
    return str(current_app.extensions["academy"].settings.secret_key)


def as_(client: "AcademyClient", member: Member | Person) -> "AcademyClient":
    """Give `client` a session row of this person and the cookie that points at it."""
    person = member.row if isinstance(member, Member) else member
    now = client.application.extensions["academy"].clock()
    row = _added(
        Session(
            uuid=uuid4(), person_id=person.id, method="password", device="Chromium, Linux",
            started_at=now, last_used_at=now, expires_at=now + LIFETIMES["password"],
        )
    )  # fmt: skip
    session_uuid = row.uuid
    db.session.commit()
    with client.session_transaction() as kept:
        kept.clear()
        kept["_user_id"] = str(session_uuid)
        kept["_fresh"] = True
    return client


def _added(row: Row) -> Row:
    db.session.add(row)
    db.session.flush()
    return row


def membership_of(member: Member, role: Role) -> Membership:
    """The one membership of a member in this role."""
    return db.session.scalars(
        select(Membership).where(Membership.person_id == member.row.id, Membership.role == role)
    ).one()
