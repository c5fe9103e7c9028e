"""What a person learned: the own learning record, and proofs of participation on paper."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal, pgettext
from flask_babel import gettext as _

from academy.audit.looks import shows_people_of
from academy.audit.models import Seen
from academy.learning import records
from academy.learning.models import LearningRecord
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
        "learning/proof.html", record=found, facts=proof_facts(found), outcomes=outcomes_of(found)
    )


@blueprint.get("/learning/<uuid:record_uuid>/proof.pdf")
@requires(Permission.READ_PARTICIPATION, records.find_record)
def proof_on_paper(found: LearningRecord) -> ResponseReturnValue:
    _shows_holder(found)
    answer = Response(proof_pdf(found), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="bewijs-van-deelname.pdf"'
    return answer


def _shows_holder(found: LearningRecord) -> None:
    """To the academy, of the organisation that enrolled; one's own proof is no look."""
    if found.person_id != current_identity().person_id and found.enrolment is not None:
        shows_people_of([found.enrolment.organisation_id], Seen.PROOF)
