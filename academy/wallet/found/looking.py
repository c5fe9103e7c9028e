"""The job that looks at each file: whose it is, and whether it is a badge of elsewhere that counts.

Nothing is offered yet. Begun again after a crash it begins at the first file.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar
from zipfile import ZipInfo

from sqlalchemy import delete

from academy.database import db
from academy.dates import local_day
from academy.dependencies import Dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.folding import folded
from academy.jobs.work import Work
from academy.people.models import Person
from academy.wallet.elsewhere.reading import Brought, read
from academy.wallet.found.matching import Owners
from academy.wallet.found.models import FoundBadge, FoundBadges, Stage
from academy.wallet.found.queries import found_of, numbers_of
from academy.wallet.found.remembering import remember
from academy.wallet.found.unpacking import Package
from badges.verifying import Verdict

LONGEST = 200
PORTION = 25
T = TypeVar("T")


def look_at_found(work: Work, deps: Dependencies) -> None:
    found = found_of(work)
    if found is None or found.stage != Stage.READING:
        return
    number, organisation_id, key = found.id, found.organisation_id, found.file_key or ""
    try:
        package = Package(content_of(key, deps))
        numbers = numbers_of(organisation_id, local_day(deps.clock()))
        owners = Owners(numbers, package.rows(), [each.filename for each in package.badges])
    except AcademyError as refusal:
        _refuse(work, number, refusal)
        deps.files.delete(key)
        return
    _look_at_each(work, number, package, owners, deps)
    with work.finishing():
        db.session.get_one(FoundBadges, number).stage = Stage.OPEN


def content_of(key: str, deps: Dependencies) -> bytes:
    """Of the ZIP."""
    try:
        return deps.files.get(key)
    except FileNotFoundError as error:
        raise InvalidInputError("found-badges-gone") from error


def _refuse(work: Work, number: int, refusal: AcademyError) -> None:
    with work.finishing():
        found = db.session.get_one(FoundBadges, number)
        found.stage, found.file_key, found.problem = Stage.REFUSED, None, refusal.code


def _look_at_each(
    work: Work, number: int, package: Package, owners: Owners, deps: Dependencies
) -> None:
    total, seen = len(package.badges), set[bytes]()
    with work.step(done=0, total=total):
        db.session.execute(delete(FoundBadge).where(FoundBadge.found_id == number))
    for portion, done in portions(list(enumerate(package.badges))):
        rows = [FoundBadge(found_id=number, number=n, file=_shown(each)) for n, each in portion]
        for row, (_place, entry) in zip(rows, portion, strict=True):
            try:
                row.person_id = owners.owner(entry.filename)
                content, now = package.content(entry), deps.clock()
                brought = offered(content, deps)
                _describe(row, brought, seen)
                remember(row, content, brought, now=now)
            except AcademyError as refusal:
                row.problem = refusal.code
        with work.step(done=done, total=total):
            db.session.add_all(rows)


def portions(things: Sequence[T]) -> Iterator[tuple[Sequence[T], int]]:
    """So many as are one transaction, and how many are done with them: a commit costs as much as
    looking at a badge, and nobody waits a second to see how far it is."""
    for start in range(0, len(things), PORTION):
        portion = things[start : start + PORTION]
        yield portion, start + len(portion)


def _describe(row: FoundBadge, brought: Brought, seen: set[bytes]) -> None:
    row.key_hash, row.verdict = brought.key_hash, brought.verdict
    row.name, row.issuer = brought.name, brought.issuer
    person = db.session.get_one(Person, row.person_id)
    words = set(folded(f"{person.name} {person.latin_name}").split())
    row.is_named_otherwise = bool(brought.holder) and not words & set(
        folded(brought.holder).split()
    )
    if brought.key_hash in seen:
        raise InvalidInputError("found-badge-twice")
    seen.add(brought.key_hash)


def _shown(entry: ZipInfo) -> str:
    return "".join(sign for sign in entry.filename if sign.isprintable())[:LONGEST]


def offered(source: bytes, deps: Dependencies) -> Brought:
    """A badge that may be offered. Raises a refusal for any other.

    Also for what a worker may keep of one's own accord: withdrawn, or not to be checked now.
    """
    brought = read(source, deps)
    if brought.own is not None:
        raise InvalidInputError("found-badge-ours")
    if brought.verdict is Verdict.REVOKED:
        raise InvalidInputError("found-badge-withdrawn")
    if brought.verdict is Verdict.COULD_NOT_CHECK:
        raise InvalidInputError("foreign-badge-cannot-be-checked")
    return brought
