"""Whether an organisation that gave a way in takes part when a new one is chosen on the spot."""

from academy.access.queries import employers_of
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.people.queries import own_person
from academy.security.guard import current_identity


def had_a_hand(given_by_id: int | None, place: Organisation, witness: Person) -> bool:
    """Somebody who administers two places could else give a PIN in one, let it be replaced in the
    other, and know a way in that counts as the person's own."""
    identity = current_identity()
    hands = {place.id, *employers_of(own_person(identity), identity.today)}
    hands |= employers_of(witness, identity.today)
    return given_by_id in hands
