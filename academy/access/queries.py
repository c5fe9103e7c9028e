"""Who can get in, and who may help them with it."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import and_, select

from academy.access.models import Account, Card
from academy.database import db
from academy.organisations.models import Organisation, Team
from academy.people.models import Membership, Person
from academy.people.queries import going_on
from academy.searching import in_name_order
from academy.security.identity import Identity, Role

NO_PASSWORD = -1
"""In the place of who gave a password, for somebody who has none: the number of nobody."""


def with_cards(
    team: Team, today: date, roles: Collection[Role]
) -> Sequence[tuple[Person, Card | None]]:
    """Who has one of these roles in the team now, by name, with the card that works."""
    found = (
        select(Person, Card)
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(Card, and_(Card.person_id == Person.id, Card.voided_at.is_(None)))
        .where(
            going_on(today, teams=[team.id]),
            Membership.has_begun_on(today),
            Membership.role.in_(roles),
            Person.erased_at.is_(None),
        )
        .order_by(in_name_order(Person.sort_text), Person.id)
    )
    rows = db.session.execute(found).unique().all()
    return list(dict.fromkeys((row[0], row[1]) for row in rows))


def account_of(person_id: int) -> Account | None:
    return db.session.scalar(select(Account).where(Account.person_id == person_id))


def known_about(person: Person, email: str) -> list[str]:
    """What others know of somebody, and would try as a password."""
    employers = (
        select(Organisation.name, Organisation.city)
        .join(Membership)
        .where(Membership.person_id == person.id)
    )
    return [person.name, email, *(text for row in db.session.execute(employers) for text in row)]


def employers_of(person: Person, today: date, *, now_only: bool = False) -> frozenset[int]:
    """Numbers of the organisations where somebody works now, or will soon."""
    asked = Membership.holds_on if now_only else Membership.goes_on_from
    found = select(Membership.organisation_id).where(
        Membership.person_id == person.id, asked(today)
    )
    return frozenset(db.session.scalars(found))


def not_open_yet(rows: Collection[Membership], today: date) -> frozenset[int]:
    """Numbers of the memberships, now or soon, that no way in of their person opens.

    A card opens the work of a worker only; a password that another organisation gave opens only
    what is theirs (docs/adr/0018).
    """
    beyond_a_card = [row for row in rows if row.role != Role.WORKER and row.goes_on_from(today)]
    found = select(Account.person_id, Account.given_by_id).where(
        Account.person_id.in_({row.person_id for row in beyond_a_card}),
        Account.password_hash.is_not(None),
    )
    givers = {row[0]: row[1] for row in db.session.execute(found)}
    return frozenset(
        row.id
        for row in beyond_a_card
        if givers.get(row.person_id, NO_PASSWORD) not in {None, row.organisation_id}
    )


def may_renew_account(identity: Identity, person: Person) -> bool:
    """Whether the asker may give this person a start code, and so could become them.

    Only when everything that the person may do as leader or administrator is within what the
    asker administers. What the code opens is limited anyway (docs/adr/0018); this keeps the
    own way in of somebody who is needed elsewhere from being replaced. Where there is none to
    replace, any of their organisations may give the first: else none could.
    """
    mighty = select(Membership.organisation_id).where(
        Membership.person_id == person.id,
        # a guest elsewhere is a leader here: a start code of here opens nothing there
        Membership.role.not_in([Role.WORKER, Role.GUEST]),
        Membership.goes_on_from(identity.today),
    )
    places = set(db.session.scalars(mighty))
    own = identity.organisations(Role.ORGANISATION_ADMIN)
    account = account_of(person.id)
    if account is None or not (account.password_hash or account.start_code_hash):
        return bool(places & own)
    return bool(places) and places <= own


def may_choose_on_the_spot(person: Person, organisation: Organisation, today: date) -> bool:
    """Whether the person has work here that nothing opens yet, belonged elsewhere too, and could
    prove who they are by something that this organisation did not give."""
    here = [row for row in person.memberships if row.organisation_id == organisation.id]
    if len(here) == len(person.memberships) or not not_open_yet(here, today):
        return False
    account, card = account_of(person.id), _working_card(person.id)
    proofs = [account if account and account.password_hash else None, card]
    return any(proof and proof.given_by_id != organisation.id for proof in proofs)


def _working_card(person_id: int) -> Card | None:
    return db.session.scalar(
        select(Card).where(Card.person_id == person_id, Card.voided_at.is_(None))
    )


def needs_start_code(identity: Identity, person: Person, organisation: Organisation) -> bool:
    """Whether the person has work here that nothing opens yet, nor a start code of here to open it
    with; and the asker may give one."""
    account = account_of(person.id)
    if account and account.start_code_hash and account.start_code_given_by_id == organisation.id:
        return False
    here = [row for row in person.memberships if row.organisation_id == organisation.id]
    return bool(not_open_yet(here, identity.today)) and may_renew_account(identity, person)
