"""What a person learned: the own learning record, and proofs of participation on paper."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal, pgettext
from flask_babel import gettext as _

from academy.audit.looks import shows_people_of
from academy.audit.models import Seen
from academy.credentials.participation import issue_participation
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.learning import records
from academy.learning.models import LearningRecord
from academy.learning.open_badge import can_be_badge, participation
from academy.learning.proof import outcomes_of, proof_facts, proof_pdf
from academy.learning.views.blueprint import blueprint
from academy.learning.words import FORMS
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.locale import localised
from academy.web.spreadsheet import spreadsheet_response


@blueprint.get("/learning")
@requires(Permission.READ_OWN_FILE)
def record() -> ResponseReturnValue:
    identity = current_identity()
    return render_template(
        "learning/record.html",
        years=records.by_year(records.own_records(identity)),
        ahead=records.own_courses_ahead(identity),
        today=identity.today,
        forms=FORMS,
    )


@blueprint.get("/learning.csv")
@requires(Permission.READ_OWN_FILE)
def record_csv() -> ResponseReturnValue:
    header = [
        _("Cursus"),
        _("Eerste dag"),
        _("Laatste dag"),
        _("Uren"),
        pgettext("how a course is given", "Vorm"),
        _("Gegeven door"),
    ]
    rows = [
        [
            localised(each.title),
            each.starts_on.isoformat(),
            each.ends_on.isoformat(),
            format_decimal(each.hours),
            str(FORMS.get(each.form, each.form)),
            each.provider,
        ]
        for each in records.own_records(current_identity())
    ]
    return spreadsheet_response(_("wat-ik-leerde"), header, rows)


@blueprint.get("/learning/<uuid:record_uuid>/proof")
@requires(Permission.READ_PARTICIPATION, records.find_record)
def proof(found: LearningRecord) -> ResponseReturnValue:
    _shows_holder(found)
    return render_template(
        "learning/proof.html",
        record=found,
        facts=proof_facts(found),
        outcomes=outcomes_of(found),
        can_be_badge=can_be_badge(found),
    )


@blueprint.get("/learning/<uuid:record_uuid>/proof.pdf")
@requires(Permission.READ_PARTICIPATION, records.find_record)
def proof_on_paper(found: LearningRecord) -> ResponseReturnValue:
    _shows_holder(found)
    answer = Response(proof_pdf(found), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="bewijs-van-deelname.pdf"'
    return answer


@blueprint.post("/learning/<uuid:record_uuid>/open-badge")
@requires(Permission.READ_PARTICIPATION, records.find_record)
def proof_as_badge(found: LearningRecord) -> ResponseReturnValue:
    """Signed when somebody asks for it; who gave the course may need a key first."""
    if not can_be_badge(found) or found.enrolment is None:
        raise AcademyError("proof-lacks-elements")
    _shows_holder(found)
    deps, provider = dependencies(), found.enrolment.run.provider
    with transaction(provider):
        content = issue_participation(
            participation(found),
            provider,
            deps.settings,
            by=current_identity().actor,
            now=deps.clock(),
        )
    answer = Response(content, mimetype="application/vc+ld+json")
    answer.headers["Content-Disposition"] = 'attachment; filename="bewijs-van-deelname.json"'
    return answer


def _shows_holder(found: LearningRecord) -> None:
    """To the academy, of the organisation that enrolled; one's own proof is no look."""
    if found.person_id != current_identity().person_id and found.enrolment is not None:
        shows_people_of([found.enrolment.organisation_id], Seen.PROOF)
