"""Nothing is written about somebody who was erased, or whose record was merged, a moment ago."""

from academy.database import db, must_be_locked
from academy.errors import AcademyError, GoneError
from academy.locking import row
from academy.people.models import Person


def must_be_there(person_id: int) -> Person:
    """Said by whatever adds to what is kept of somebody, before it decides: locked, and read anew.

    Raises AcademyError: whoever asks again finds nobody, or the record that stayed.
    """
    must_be_locked(row(Person, person_id))
    person = db.session.get_one(Person, person_id)
    refuse_gone(person)
    return person


def refuse_gone(person: Person) -> None:
    if person.merged_into_id is not None:
        raise AcademyError("person-was-merged")
    if person.erased_at is not None:
        raise GoneError("person-was-erased")
