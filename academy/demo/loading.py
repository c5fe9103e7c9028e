"""Loads the demo in one transaction: all of it is there, or nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from academy.catalogue.loading import load_palette
from academy.catalogue.publishing import PALETTE
from academy.credentials.models import Credential
from academy.credentials.outside.service import KNOWN
from academy.database import Model, db, transaction
from academy.dates import local_day
from academy.demo import courses, figures, leaving, palette, watching
from academy.demo.events import Year, skills_by_domain
from academy.demo.places import BEGAN_DAYS_AGO, BY, make_places, prepare_cards
from academy.demo.plan import year
from academy.dependencies import Dependencies
from academy.errors import AcademyError
from academy.installation import InstallationFact
from academy.learning.loading import load_courses
from academy.organisations.contacts import CONTACTS
from academy.organisations.models import Organisation
from academy.organisations.service import ADDRESSES
from academy.people.authorities import ASSESSORS
from academy.people.models import Person
from academy.sampling.drawing import SAMPLING

MARK = "demo_loaded_at"


class NotADemoError(AcademyError):
    """The demo was asked for on a database that is in real use, or without DEMO=1."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What there is now."""

    people: int
    badges: int
    is_new: bool


def load(deps: Dependencies) -> Loaded:
    """Load the demo, or see that it is there. Raises NotADemoError."""
    _refuse_real_use(deps)
    if not is_loaded():
        _load(deps)
        return _counted(is_new=True)
    return _counted(is_new=False)


def is_loaded() -> bool:
    return db.session.get(InstallationFact, MARK) is not None


def _refuse_real_use(deps: Dependencies) -> None:
    if not deps.settings.demo:
        raise NotADemoError("not-a-demo")
    if not is_loaded() and db.session.scalar(select(Organisation.id).limit(1)) is not None:
        raise NotADemoError("database-in-use")


def load_anew(deps: Dependencies) -> None:
    """Empty every table and load again, in one transaction. Only for a database with a demo."""
    _load(deps, empty_first=True)


def _load(deps: Dependencies, *, empty_first: bool = False) -> None:
    now = deps.clock().replace(microsecond=0)  # every moment of the demo counts back from it
    prepared = prepare_cards(deps.settings.secret_key)
    with transaction(ADDRESSES, ASSESSORS, CONTACTS, KNOWN, PALETTE, SAMPLING):
        if empty_first:
            _empty()
        began = now - timedelta(days=BEGAN_DAYS_AGO)
        places = make_places(prepared, now=now)
        load_palette(began, BY)
        watching.set_rules(places, now=began)
        load_courses(began, BY)
        courses.hold_courses(places, now=now)
        palette.keep_palette(places, now=now)
        _play(Year(places, deps.settings, now=now, today=local_day(now)))
        watching.watch(places, now=now)
        leaving.leave(places, today=local_day(now))
        figures.tell(places, now=now)
        db.session.add(InstallationFact(name=MARK, value=now.isoformat()))


def _empty() -> None:
    """Delete all rows, what refers to others first; a whole table at once may refer to itself."""
    for table in reversed(Model.metadata.sorted_tables):
        db.session.execute(delete(table))


def _play(story: Year) -> None:
    for number, event in enumerate(year(skills_by_domain())):
        story.play(number, event)


def _counted(*, is_new: bool) -> Loaded:
    people = db.session.scalar(select(func.count()).select_from(Person)) or 0
    badges = db.session.scalar(select(func.count()).select_from(Credential)) or 0
    return Loaded(people, badges, is_new)


def loaded_at() -> datetime | None:
    """When the demo was made; its dates are relative to that day."""
    mark = db.session.get(InstallationFact, MARK)
    return None if mark is None else datetime.fromisoformat(mark.value)
