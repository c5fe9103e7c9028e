"""A run for one's own calendar: for the academy, for who enrols people, teaches, or takes part."""

from urllib.parse import urlsplit

from flask.typing import ResponseReturnValue

from academy.dependencies import dependencies
from academy.learning import participants, queries, records, trainers
from academy.learning.calendar import calendar_response
from academy.learning.models import CourseRun, Enrolment
from academy.learning.participants import Offer
from academy.learning.trainers import TaughtRun
from academy.learning.views.blueprint import blueprint
from academy.security.guard import requires
from academy.security.permissions import Permission


@blueprint.get("/course-runs/<uuid:run_uuid>/calendar.ics")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def run_calendar(run: CourseRun) -> ResponseReturnValue:
    return _calendar(run)


@blueprint.get("/course-offers/<uuid:run_uuid>/calendar.ics")
@requires(Permission.ENROL, participants.find_offer)
def offer_calendar(found: Offer) -> ResponseReturnValue:
    return _calendar(found.run)


@blueprint.get("/trainings/<uuid:run_uuid>/calendar.ics")
@requires(Permission.TAKE_ATTENDANCE, trainers.find_own_taught)
def training_calendar(found: TaughtRun) -> ResponseReturnValue:
    return _calendar(found.run)


@blueprint.get("/learning/<uuid:enrolment_uuid>/calendar.ics")
@requires(Permission.READ_OWN_FILE, records.find_enrolment_of_oneself)
def own_calendar(enrolment: Enrolment) -> ResponseReturnValue:
    return _calendar(enrolment.run)


def _calendar(run: CourseRun) -> ResponseReturnValue:
    host = urlsplit(dependencies().settings.public_url).hostname or "localhost"
    return calendar_response(run, host=host, now=dependencies().clock())
