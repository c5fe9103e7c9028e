"""De Cirkel goes on in De Schakel: how a test begins that, and lets the work be done."""

from flask import current_app
from sqlalchemy import select

from academy.administration.mergers import beginning
from academy.database import db, transaction
from academy.job_handlers import HANDLERS
from academy.jobs.worker import Slot, run_until_idle
from academy.organisations.merging.models import Merger
from academy.organisations.models import Organisation, Team
from academy.people.models import Membership
from academy.people.taking_over import Hands
from tests.cast import ANNA, Cast, Member
from tests.clock import START
from tests.races import DONE

TODAY = START.date()
ONE_REFUSED = (["AcademyError", DONE], ["ClosedError", DONE])
"""How a race ends: by the rule of the merger, or because the other was merged meanwhile."""
HANDS = Hands(by=ANNA.actor, now=START)


def begin(
    cast: Cast, *, along: bool = True, goes: str = "cirkel", stays: str = "schakel"
) -> Merger:
    numbers = [getattr(cast, name).id for name in (goes, stays)]
    return begin_with(*numbers, along=along)


def begin_with(goes: int, stays: int, *, along: bool = True) -> Merger:
    db.session.commit()
    rows = [db.session.get_one(Organisation, number) for number in (goes, stays)]
    with transaction(*rows):
        return beginning.begin(
            *rows, administrators_go_along=along, page="/", by=ANNA.identity(), hands=HANDS
        )


def work() -> int:
    """Let the worker do what waits."""
    db.session.commit()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    with app.app_context():  # with a session of its own, as another process has
        done = run_until_idle(app, Slot(handlers=HANDLERS))
    db.session.rollback()
    return done


def merge(cast: Cast, *, along: bool = True) -> Merger:
    number = begin(cast, along=along).id
    work()
    return db.session.get_one(Merger, number)


def going_on(member: Member, organisation: Organisation) -> list[Membership]:
    """What somebody does there today or later, in the order in which it was made."""
    found = select(Membership).where(
        Membership.person_id == member.row.id,
        Membership.organisation_id == organisation.id,
        Membership.goes_on_from(TODAY),
        ~Membership.never_held,
    )
    return list(db.session.scalars(found.order_by(Membership.id)))


def team_after(team: Team) -> Team:
    return db.session.get_one(Team, team.merged_into_id)
