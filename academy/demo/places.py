"""Puts the organisations, the teams and everybody in them into the database."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4, uuid5

from argon2 import PasswordHasher

from academy.access import cards, codes, hashing
from academy.access.cards import PreparedCard
from academy.access.models import Account
from academy.audit import log
from academy.credentials.designs import service as designs
from academy.credentials.designs.models import SignatoryRow
from academy.credentials.designs.service import Choices
from academy.database import db
from academy.dates import local_day
from academy.demo import content
from academy.demo.content import OrganisationPlan, TeamPlan
from academy.demo.tiles import PASSWORD, PIN
from academy.organisations import contacts
from academy.organisations import service as organisations
from academy.organisations.models import Organisation, OrganisationKind, Team
from academy.organisations.service import SiteDetails
from academy.people import authorities, memberships
from academy.people.memberships import Post
from academy.people.models import Person
from academy.security.identity import Actor, Role

QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
# of no other use: it makes the UUIDs of one demo those of the next
NAMESPACE = UUID("5d0f6c1e-3a57-4a53-8d1b-0a4c8f1f2468")
BY = Actor(None, "command")
BEGAN_DAYS_AGO = 900
MOVED_DAYS_AGO = 160


def fixed_uuid(*names: str) -> UUID:
    """The same for the same names, in every demo."""
    return uuid5(NAMESPACE, "/".join(names))


@dataclass(slots=True)
class Places:
    """What was made, by the names of the plan."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    teams: dict[tuple[str, str], Team] = field(default_factory=dict)
    """By slug and name."""
    people: dict[str, Person] = field(default_factory=dict)


def prepare_cards(secret_key: str) -> list[PreparedCard]:
    """A card for each worker, and for each leader to begin on a tablet; the PIN is 2468."""
    people = {name for team in _teams() for name in (*team.workers, *team.leaders)}
    return [_prepare_card(uuid4(), secret_key) for _ in people]


def _prepare_card(key: UUID, secret_key: str) -> PreparedCard:
    """As `cards.prepare_card`, but 120 slow hashes of a PIN that everybody knows protect nobody."""
    return PreparedCard(
        key,
        codes.code_hash(codes.card_code(key, secret_key=secret_key)),
        hashing.hash_pin(PIN, card_uuid=key, secret_key=secret_key, hasher=QUICK),
    )


def make_places(prepared: list[PreparedCard], *, now: datetime) -> Places:
    """Everything that was there before the year began. Flushes; the caller commits."""
    places, began = Places(), now - timedelta(days=BEGAN_DAYS_AGO)
    for plan in content.ORGANISATIONS:
        places.organisations[plan.slug] = _make_organisation(plan, now=began)
    for plan in content.ORGANISATIONS:
        _make_teams(places, plan, now=began)
    for region, contact in content.CONTACTS.items():
        contacts.keep(region, contact, by=BY, now=began)
    _make_offices(places, now=began)
    _make_reader(places, now=began)
    _make_workers(places, now=began)
    _make_movers(places, now=now)
    _give_accounts(places, now=began)
    _give_cards(places, prepared, now=began)
    return places


def _make_organisation(plan: OrganisationPlan, *, now: datetime) -> Organisation:
    """With its own short slug; a form would make one from the name."""
    row = Organisation(
        uuid=fixed_uuid(plan.slug),
        slug=plan.slug,
        name=plan.name,
        kind=plan.kind,
        city=plan.city,
        region=plan.region,
        keurmerk_until=plan.keurmerk_until,
        sbi=plan.sbi,
        website=f"https://{plan.slug}.example",
        email=f"info@{plan.slug}.example",
        created_at=now,
    )
    db.session.add(row)
    db.session.flush()
    log.record("organisation.added", row.uuid, organisation_id=row.id, by=BY, at=now)
    _sign(row, *plan.signatory, now=now)
    return row


def _sign(organisation: Organisation, name: str, role: str, *, now: datetime) -> None:
    signatory = SignatoryRow(name=name, role={"nl": role, "en": ""})
    choices = Choices(text={"nl": "", "en": ""}, signatories=[signatory])
    draft = designs.save_draft(organisation, choices, by=BY, now=now)
    designs.let_count(organisation, draft.uuid, by=BY, now=now)


def _make_teams(places: Places, plan: OrganisationPlan, *, now: datetime) -> None:
    organisation = places.organisations[plan.slug]
    for site_plan in plan.sites:
        site = organisations.add_site(
            organisation,
            SiteDetails(name=site_plan.name, city=site_plan.city),
            key=fixed_uuid(plan.slug, "site", site_plan.name),
            by=BY,
            now=now,
        )
        for team in site_plan.teams:
            key = fixed_uuid(plan.slug, "team", team.name)
            made = organisations.add_team(site, name=team.name, key=key, by=BY, now=now)
            places.teams[plan.slug, team.name] = made


def _make_offices(places: Places, *, now: datetime) -> None:
    """Administrators, and the leaders with their authority to assess everything."""
    roles = {
        OrganisationKind.THRIFT: Role.ORGANISATION_ADMIN,
        OrganisationKind.ACADEMY: Role.ACADEMY_ADMIN,
        OrganisationKind.EMPLOYER: Role.EMPLOYER,
    }
    for plan in content.ORGANISATIONS:
        organisation = places.organisations[plan.slug]
        person = _person(places, plan.signatory[0], now=now)
        _join(person, organisation, roles[plan.kind], now=now)
        for team in (team for site in plan.sites for team in site.teams):
            for name in team.leaders:
                leader = _person(places, name, now=now)
                place = places.teams[plan.slug, team.name]
                _join(leader, organisation, Role.TEAM_LEADER, team=place, now=now)
                authorities.grant(
                    leader,
                    organisation,
                    domain_ids=authorities.EVERYTHING,
                    starts_on=local_day(now),
                    grounds=authorities.Grounds(person.id),
                    by=BY,
                    now=now,
                )


def _make_reader(places: Places, *, now: datetime) -> None:
    academy = places.organisations[content.ACADEMY.slug]
    _join(_person(places, content.READER, now=now), academy, Role.REGIONAL_READER, now=now)


def _make_workers(places: Places, *, now: datetime) -> None:
    for plan in content.ORGANISATIONS:
        number = 100
        for team in (team for site in plan.sites for team in site.teams):
            for name in team.workers:
                number += 1
                if name not in content.MOVED:
                    person = _person(places, name, now=now)
                    place = places.teams[plan.slug, team.name]
                    _join(person, place.organisation, Role.WORKER, team=place,
                          staff_number=str(number), now=now)  # fmt: skip


def _make_movers(places: Places, *, now: datetime) -> None:
    """First at De Schakel, then at De Cirkel: one wallet, two memberships."""
    began, moved = now - timedelta(days=BEGAN_DAYS_AGO), now - timedelta(days=MOVED_DAYS_AGO)
    for number, (name, old_team) in enumerate(content.MOVED.items(), start=501):
        person = _person(places, name, now=began)
        old = places.teams["schakel", old_team]
        new = next(
            places.teams["cirkel", team.name]
            for site in content.CIRKEL.sites
            for team in site.teams
            if name in team.workers
        )
        _join(person, old.organisation, Role.WORKER, team=old, staff_number=str(number), now=began,
              ends_on=local_day(moved) - timedelta(days=1))  # fmt: skip
        _join(person, new.organisation, Role.WORKER, team=new, staff_number=str(number), now=moved)


def _person(places: Places, name: str, *, now: datetime) -> Person:
    """Made once, however many jobs somebody has."""
    if name not in places.people:
        key = fixed_uuid("person", name)
        places.people[name] = memberships.add_person(name, key=key, now=now)
    return places.people[name]


def _join(
    person: Person,
    organisation: Organisation,
    role: Role,
    *,
    now: datetime,
    team: Team | None = None,
    staff_number: str = "",
    ends_on: date | None = None,
) -> None:
    post = Post(
        organisation=organisation,
        role=role,
        team=team,
        staff_number=staff_number,
        starts_on=local_day(now),
        ends_on=ends_on,
    )
    memberships.add_membership(person, post, by=BY, now=now)


def _give_accounts(places: Places, *, now: datetime) -> None:
    """The fixed addresses first, in their order; everybody has the same password."""
    password_hash = hashing.hash_password(PASSWORD)
    addresses = dict(content.FIXED_ADDRESSES)
    for plan in content.ORGANISATIONS:
        for team in (team for site in plan.sites for team in site.teams):
            for name in team.leaders:
                addresses.setdefault(name, f"{_plain(name)}@{plan.slug}.example")
    for name, email in addresses.items():
        person = places.people[name]
        db.session.add(Account(person_id=person.id, email=email, password_hash=password_hash))
        log.record("account.password_set", person.uuid, organisation_id=None, by=BY, at=now)
    db.session.flush()


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return folded.lower().replace(" ", ".")


def _give_cards(places: Places, prepared: Iterable[PreparedCard], *, now: datetime) -> None:
    cards_left = iter(prepared)
    workers = [worker for team in _teams() for worker in team.workers]
    leaders = [leader for team in _teams() for leader in team.leaders]
    for name in dict.fromkeys((*content.EARLY_CARDS, *workers, *leaders)):
        cards.issue_card(
            places.people[name], next(cards_left), organisation_id=None, by=BY, now=now
        )


def _teams() -> Iterable[TeamPlan]:
    return (team for plan in content.ORGANISATIONS for site in plan.sites for team in site.teams)
