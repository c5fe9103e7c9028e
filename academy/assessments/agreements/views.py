"""Pages of agreements: the worker's list, the leader's for one worker, the one that both see."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.assessments.agreements import queries, service
from academy.assessments.agreements.forms import AgreementForm, AnotherDayForm
from academy.assessments.agreements.models import Agreement
from academy.assessments.agreements.queries import Agreed
from academy.assessments.agreements.words import ASKS, HELPS, STANDINGS
from academy.catalogue.queries import open_versions
from academy.credentials.queries import find_credential
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.locking import row as row_of
from academy.organisations.models import Organisation
from academy.organisations.queries import by_numbers
from academy.people.models import Person
from academy.people.queries import Staff, find_staff, own_person
from academy.security.guard import current_identity, requires
from academy.security.identity import Role
from academy.security.permissions import Permission
from academy.security.policy import permits
from academy.web.answers import BOTH, form_page, refused_page, show_refusal
from academy.web.refusals import sentence_of

blueprint = Blueprint("agreements", __name__)
USUALLY = timedelta(days=60)
"""The day that a new form proposes."""
SAID = {"yes": True, "no": False}
"""What the buttons send; anything else is no answer."""


@blueprint.get("/wallet/agreements")
@requires(Permission.AGREE_FOR_ONESELF)
def index() -> ResponseReturnValue:
    return render_template(
        "agreements/index.html",
        agreed=queries.own_agreements(current_identity()),
        standings=STANDINGS,
        asks=ASKS,
        may_propose=bool(_own_places()),
    )


@blueprint.route("/wallet/agreements/new", methods=BOTH)
@requires(Permission.AGREE_FOR_ONESELF)
def new() -> ResponseReturnValue:
    identity, places = current_identity(), _own_places()
    form, template = _form(places), "agreements/new.html"
    if not places:
        flash(sentence_of(AcademyError("nobody-to-agree-with")), "error")
        return redirect(url_for(".index"), 303)
    if not form.validate_on_submit():
        return form_page(template, form, places=places, person=None)
    place = form.chosen_place(places) or places[0]
    try:
        with transaction(row_of(Person, identity.person_id)):
            _propose(own_person(identity), form, place.id)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, places=places, person=None)
    flash(_("Je teamleider ziet je voorstel."), "success")
    return redirect(url_for(".index"), 303)


@blueprint.route("/people/<uuid:person_uuid>/agreements", methods=BOTH)
@requires(Permission.AGREE_WITH_WORKER, find_staff)
def with_worker(staff: Staff) -> ResponseReturnValue:
    """What is agreed with a worker of one's team, and a new one."""
    person, identity = staff.person, current_identity()
    led = identity.teams(Role.TEAM_LEADER)
    here = next(row for row in staff.memberships if row.team_id in led)
    place, form, template = here.organisation, _form([here.organisation]), "agreements/new.html"
    shown = {
        "places": [place],
        "person": person,
        "agreed": queries.agreements_with(person, identity),
        "standings": STANDINGS,
        "asks": ASKS,
    }
    if not form.validate_on_submit():
        return form_page(template, form, **shown)
    try:
        with transaction(person):
            made = _propose(person, form, place.id)
            address = url_for(".show", agreement_uuid=made.uuid)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    flash(_("De afspraak staat klaar. De medewerker zegt ja of nee."), "success")
    return redirect(address, 303)


@blueprint.get("/agreements/<uuid:agreement_uuid>")
@requires(Permission.KEEP_AGREEMENT, queries.find_agreement)
def show(agreement: Agreement) -> ResponseReturnValue:
    return _page(agreement, AnotherDayForm())


@blueprint.post("/agreements/<uuid:agreement_uuid>/answer")
@requires(Permission.KEEP_AGREEMENT, queries.find_agreement)
def answer(agreement: Agreement) -> ResponseReturnValue:
    says_yes = SAID.get(request.form.get("answer", ""))
    if says_yes is None:
        return redirect(url_for(".show", agreement_uuid=agreement.uuid), 303)
    return _do(
        agreement,
        lambda: service.answer(
            agreement, yes=says_yes, by=current_identity(), now=dependencies().clock()
        ),
        _("De afspraak staat.") if says_yes else _("Goed. Dan is er geen afspraak."),
    )


@blueprint.post("/agreements/<uuid:agreement_uuid>/move")
@requires(Permission.KEEP_AGREEMENT, queries.find_agreement)
def move(agreement: Agreement) -> ResponseReturnValue:
    form = AnotherDayForm()
    if not form.validate_on_submit():
        return _page(agreement, form), 422
    try:
        with transaction(agreement.person):
            by, now = current_identity(), dependencies().clock()
            service.move(agreement, form.due_on.data, by=by, now=now)
    except AcademyError as refusal:
        if refusal.field is None:  # it has ended, and the page has no form any more
            flash(sentence_of(refusal), "error")
            return redirect(url_for(".show", agreement_uuid=agreement.uuid), 303)
        show_refusal(form, refusal)
        return _page(agreement, form), refusal.status
    flash(_("De nieuwe dag staat erbij."), "success")
    return redirect(url_for(".show", agreement_uuid=agreement.uuid), 303)


@blueprint.post("/agreements/<uuid:agreement_uuid>/stop")
@requires(Permission.KEEP_AGREEMENT, queries.find_agreement)
def stop(agreement: Agreement) -> ResponseReturnValue:
    return _do(
        agreement,
        lambda: service.stop(agreement, by=current_identity(), now=dependencies().clock()),
        _("De afspraak is gestopt."),
    )


@blueprint.post("/agreements/<uuid:agreement_uuid>/helped")
@requires(Permission.KEEP_AGREEMENT, queries.find_agreement)
def helped(agreement: Agreement) -> ResponseReturnValue:
    """Only the worker says so."""
    identity = current_identity()
    if agreement.person_id != identity.person_id:
        raise AcademyError("only-the-worker-says")
    says_yes = SAID.get(request.form.get("answer", ""))
    if says_yes is None:
        return redirect(url_for(".show", agreement_uuid=agreement.uuid), 303)
    return _do(
        agreement,
        lambda: service.say_helped(
            agreement, helped=says_yes, by=identity, now=dependencies().clock()
        ),
        _("Dank je wel."),
    )


def _do(agreement: Agreement, act: Callable[[], None], said: str) -> ResponseReturnValue:
    here = url_for(".show", agreement_uuid=agreement.uuid)
    try:
        with transaction(agreement.person):
            act()
    except AcademyError as refusal:
        flash(sentence_of(refusal), "error")
        return redirect(here, 303)
    flash(said, "success")
    return redirect(here, 303)


def _page(agreement: Agreement, form: AnotherDayForm) -> str:
    identity = current_identity()
    agreed = queries.one(agreement, identity.today)
    versions = {version.skill_id: version for version in open_versions()}
    return render_template(
        "agreements/show.html",
        each=agreed,
        form=form,
        is_own=agreement.person_id == identity.person_id,
        may_answer=agreed.asks(identity.person_id),
        versions=versions,
        badges=_badge_pages(agreed),
        helps=HELPS,
        standings=STANDINGS,
    )


def _badge_pages(agreed: Agreed) -> Mapping[int, str]:
    """By number of a skill the address of its badge, for whoever may see that one."""
    identity = current_identity()
    if agreed.agreement.person_id == identity.person_id:
        own = agreed.earned.items()
        return {skill: url_for("wallet.show", credential_uuid=badge) for skill, badge in own}
    found = {skill: find_credential(identity, badge) for skill, badge in agreed.earned.items()}
    return {
        skill: url_for("managing.show", credential_uuid=badge.uuid)
        for skill, badge in found.items()
        if badge is not None and permits(identity, Permission.REVOKE_CREDENTIAL, badge.scope)
    }


def _form(places: Sequence[Organisation]) -> AgreementForm:
    asked = request.args.get("skill", "")
    today = current_identity().today
    return AgreementForm(open_versions(), places, skill1=asked, due_on=today + USUALLY)


def _propose(person: Person, form: AgreementForm, organisation_id: int) -> Agreement:
    return service.propose(
        person,
        queries.skills_by_code(form.codes),
        key=form.new_uuid,
        organisation_id=organisation_id,
        due_on=form.due_on.data,
        helps=form.chosen_helps,
        by=current_identity(),
        now=dependencies().clock(),
    )


def _own_places() -> Sequence[Organisation]:
    """Where the person works in a team now."""
    places = current_identity().places
    return by_numbers({p.organisation_id for p in places if p.role is Role.WORKER and p.team_id})
