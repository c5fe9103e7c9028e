"""The one page of it, by the threshold of every figure that goes out (`academy.disclosure`)."""

from collections.abc import Callable, Iterable, Sequence

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from academy.assessments.agreements.queries import Agreed, made_before
from academy.assessments.agreements.rules import Standing
from academy.dates import start_of_day
from academy.disclosure import is_enough, is_safe, rounded
from academy.organisations import queries as places
from academy.organisations.models import Organisation
from academy.reports.sector.terms import quarter_of
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission

blueprint = Blueprint("agreement_counts", __name__)


@blueprint.get("/organisations/<uuid:organisation_uuid>/agreements")
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def show(organisation: Organisation) -> ResponseReturnValue:
    """Those of quarters that are over: nobody looks every day to see who it was."""
    today = current_identity().today
    until = quarter_of(today).first_day
    made = made_before(organisation, start_of_day(until), today)
    counts = {
        "made": _told(made, lambda _each: True),
        "kept": _told(made, lambda each: each.standing is Standing.KEPT),
        "helped": _told(made, lambda each: bool(each.agreement.helped)),
    }
    return render_template(
        "agreement_counts/show.html", organisation=organisation, counts=counts, until=until
    )


def _told(made: Sequence[Agreed], is_one: Callable[[Agreed], bool]) -> int | None:
    """How many of them are so; None when that, or what it leaves out, is about too few people."""
    found = [each for each in made if is_one(each)]
    left_out = _people(each for each in made if not is_one(each))
    is_told = is_enough(_people(found)) and is_safe(left_out)
    return rounded(len(found)) if is_told else None


def _people(agreed: Iterable[Agreed]) -> int:
    return len({each.agreement.person_id for each in agreed})
