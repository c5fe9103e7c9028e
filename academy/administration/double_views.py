"""Pages on which an administrator says that somebody stands in the list twice (docs/adr/0074)."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectField
from wtforms.fields import SelectChoice

from academy.administration.membership_views import administered
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.people.doubles import queries, service
from academy.people.doubles.models import Double
from academy.people.namesakes import called
from academy.people.queries import Staff, find_staff
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page
from academy.web.forms import Form, required_choice
from academy.web.searched import searched

blueprint = Blueprint("doubles", __name__)


class DoubleForm(Form):
    other = SelectField(
        lazy_gettext("Wie is dezelfde persoon?"),
        validators=[required_choice(lazy_gettext("Kies wie dezelfde persoon is."))],
    )


@blueprint.route("/people/<uuid:person_uuid>/double", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, find_staff)
def new(staff: Staff) -> ResponseReturnValue:
    person, organisation, query = staff.person, administered(staff), searched()
    offered = {str(each.uuid): each for each in queries.could_be(person, organisation, query)}
    form, template = DoubleForm(), "doubles/new.html"
    form.other.choices = [
        SelectChoice(value="", label=_("Kies iemand")),
        *(SelectChoice(value=key, label=called(each)) for key, each in offered.items()),
    ]
    shown = {"person": person, "offered": offered, "query": query}
    if not form.validate_on_submit():
        return form_page(template, form, **shown)
    other, identity, now = offered[form.other.data], current_identity(), dependencies().clock()
    try:
        with transaction(person, other):
            service.ask(organisation, person, other, by=identity, now=now)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    flash(_("Gevraagd. %(name)s ziet het na het inloggen.", name=called(person)), "success")
    return redirect(url_for("people.show", person_uuid=person.uuid), 303)


@blueprint.post("/doubles/<uuid:double_uuid>/end")
@requires(Permission.MANAGE_ORGANISATION, queries.find_double)
def end(double: Double) -> ResponseReturnValue:
    key, page = double.uuid, url_for("people.show", person_uuid=double.person.uuid)
    with transaction(*service.decided_by(double)):
        service.end(key, by=current_identity(), now=dependencies().clock())
    flash(_("Opgeslagen."), "success")
    return redirect(page, 303)
