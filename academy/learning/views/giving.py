"""Give everybody who completed a run the badge of its course, and see who has it."""

from collections.abc import Sequence

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access.mailing import Post, wanting_among
from academy.audit.looks import shows_people_of
from academy.audit.models import Seen
from academy.database import transaction
from academy.dependencies import dependencies
from academy.jobs import prints
from academy.jobs.rights import Started
from academy.learning.giving import giving as work
from academy.learning.giving.queries import Giving, Line, find_giving, lines_of
from academy.learning.views.blueprint import blueprint
from academy.people.namesakes import called, expect
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.filters import day
from academy.web.spreadsheet import spreadsheet_response


@blueprint.get("/course-runs/<uuid:run_uuid>/badges")
@requires(Permission.GIVE_COURSE_BADGES, find_giving)
def course_badges(giving: Giving) -> ResponseReturnValue:
    lines = _shown(giving)
    have = [each for each in lines if each.proof is not None]
    mailed = wanting_among(Post.NEWS, {each.record.person_id for each in have})
    return render_template(
        "learning/course_badges.html",
        giving=giving,
        run=giving.run,
        version=giving.run.course_version,
        lines=[(each, _outcome(each)) for each in lines],
        waiting=sum(each.waits for each in lines),
        unmailed=sum(each.record.person_id not in mailed for each in have),
    )


@blueprint.get("/course-runs/<uuid:run_uuid>/badges.csv")
@requires(Permission.GIVE_COURSE_BADGES, find_giving)
def course_badges_csv(giving: Giving) -> ResponseReturnValue:
    header = [_("Naam"), _("Organisatie"), _("Badge")]
    rows = [[called(each.record.person), _place(each), _outcome(each)] for each in _shown(giving)]
    return spreadsheet_response("badges-van-een-cursus", header, rows)


@blueprint.post("/course-runs/<uuid:run_uuid>/badges")
@requires(Permission.GIVE_COURSE_BADGES, find_giving)
def give_course_badges(giving: Giving) -> ResponseReturnValue:
    """Signing hundreds takes too long for a request, so a job does it; sent twice it is one."""
    _shown(giving)
    key = giving.run.uuid
    with transaction():
        job_uuid = prints.ask(
            work.JOB,
            {"page": url_for(".course_badges", run_uuid=key)},
            key=str(key),
            started=Started(
                by_id=current_identity().person_id,
                permission=Permission.GIVE_COURSE_BADGES,
                about=key,
            ),
            now=dependencies().clock(),
        )
    return redirect(url_for("jobs.show", job_uuid=job_uuid), 303)


def _shown(giving: Giving) -> Sequence[Line]:
    """To the academy, of the organisations through which they took part."""
    lines = lines_of(giving)
    if giving.is_of_the_academy:
        shows_people_of((_place_number(each) for each in lines), Seen.COURSE)
    expect(each.record.person_id for each in lines)
    return lines


def _place_number(line: Line) -> int | None:
    enrolment = line.record.enrolment
    return enrolment.organisation_id if enrolment else None


def _place(line: Line) -> str:
    enrolment = line.record.enrolment
    return enrolment.organisation.name if enrolment and enrolment.organisation else ""


def _outcome(line: Line) -> str:
    if line.proof is not None:
        return str(_("Heeft de badge sinds %(day)s", day=day(line.proof.issued_at)))
    return str(_("Heeft nog geen badge") if line.waits else _("Kan geen badge krijgen"))
