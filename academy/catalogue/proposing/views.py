"""Propose a skill, follow what becomes of it, and decide as the academy."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue.proposing import queries, service
from academy.catalogue.proposing.forms import AcceptForm, CommentForm, DeclineForm, ProposalForm
from academy.catalogue.proposing.models import SkillProposal
from academy.catalogue.publishing import PALETTE
from academy.catalogue.queries import find_domain, open_domains
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.people.queries import own_person
from academy.people.words import ROLES
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.locale import localised
from academy.web.refusals import sentence_of

blueprint = Blueprint("proposals", __name__)


@blueprint.get("/proposals")
@requires(Permission.PROPOSE_SKILL)
def index() -> ResponseReturnValue:
    """What the person proposed, and what came of it."""
    found = queries.own_proposals(current_identity())
    return render_template("proposals/index.html", proposals=found)


@blueprint.get("/proposals/new")
@requires(Permission.PROPOSE_SKILL)
def new() -> ResponseReturnValue:
    return render_template("proposals/new.html", form=ProposalForm())


@blueprint.post("/proposals/new")
@requires(Permission.PROPOSE_SKILL)
def add() -> ResponseReturnValue:
    form, identity = ProposalForm(), current_identity()
    if not form.validate_on_submit():
        return render_template("proposals/new.html", form=form), 422
    person = own_person(identity)
    try:
        with transaction(person):
            made = service.propose(
                person,
                form.new_uuid,
                title=form.title.data,
                why=form.why.data,
                by=identity,
                now=dependencies().clock(),
            )
            address = url_for("proposals.show", proposal_uuid=made.uuid)
    except AcademyError as error:
        form.form_errors.append(sentence_of(error))
        return render_template("proposals/new.html", form=form), error.status
    flash(_("Je voorstel is bij de academie. Hier lees je wat ervan komt."), "success")
    return redirect(address, 303)


@blueprint.get("/proposals/<uuid:proposal_uuid>")
@requires(Permission.READ_PROPOSAL, queries.find_proposal)
def show(proposal: SkillProposal) -> ResponseReturnValue:
    return _page(proposal)


def _page(
    proposal: SkillProposal,
    *,
    comment_form: CommentForm | None = None,
    accept_form: AcceptForm | None = None,
    decline_form: DeclineForm | None = None,
) -> str:
    """With the forms that were not sent empty."""
    sent, empty = comment_form or accept_form or decline_form, CommentForm(formdata=None)
    return render_template(
        "proposals/show.html",
        proposal=proposal,
        is_own=proposal.person_id == current_identity().person_id,
        roles=ROLES,
        comment_form=comment_form or empty,
        accept_form=accept_form or AcceptForm.about(proposal.title, _domains()),
        decline_form=decline_form or DeclineForm(formdata=None),
        form=sent or empty,
    )


def _domains() -> dict[str, str]:
    return {each.code: localised(each.name) for each in open_domains()}


@blueprint.post("/proposals/<uuid:proposal_uuid>/comments")
@requires(Permission.READ_PROPOSAL, queries.find_proposal)
def comment(proposal: SkillProposal) -> ResponseReturnValue:
    form = CommentForm()
    if not form.validate_on_submit():
        return _page(proposal, comment_form=form), 422
    try:
        with transaction(proposal):
            service.comment(
                proposal, form.text.data, by=current_identity(), now=dependencies().clock()
            )
    except AcademyError as error:
        form.text.errors = [sentence_of(error)]
        return _page(proposal, comment_form=form), error.status
    return redirect(url_for("proposals.show", proposal_uuid=proposal.uuid), 303)


@blueprint.get("/palette/proposals")
@requires(Permission.MANAGE_CATALOGUE)
def all() -> ResponseReturnValue:  # noqa: A001 - the name of the page
    """What waits for the academy, or what it decided."""
    decided = request.args.get("show") == "decided"
    return render_template(
        "proposals/all.html",
        proposals=queries.all_proposals(decided=decided),
        decided=decided,
        roles=ROLES,
    )


@blueprint.post("/proposals/<uuid:proposal_uuid>/accept")
@requires(Permission.MANAGE_CATALOGUE, queries.find_proposal)
def accept(proposal: SkillProposal) -> ResponseReturnValue:
    form = AcceptForm.about(proposal.title, _domains(), is_sent=True)
    if not form.validate_on_submit():
        return _page(proposal, accept_form=form), 422
    try:
        with transaction(PALETTE, proposal):
            skill = service.accept(
                proposal,
                name=form.name_nl.data,
                domain=find_domain(form.domain.data),
                reason=form.reason.data or "",
                by=current_identity(),
                now=dependencies().clock(),
            )
            address = url_for("palette.edit", code=skill.code)
    except AcademyError as error:
        if error.field is None:
            form.form_errors.append(sentence_of(error))
        else:
            form[error.field].errors = [sentence_of(error)]
        return _page(proposal, accept_form=form), error.status
    flash(_("Het voorstel is nu een concept. Schrijf het hier verder uit."), "success")
    return redirect(address, 303)


@blueprint.post("/proposals/<uuid:proposal_uuid>/decline")
@requires(Permission.MANAGE_CATALOGUE, queries.find_proposal)
def decline(proposal: SkillProposal) -> ResponseReturnValue:
    form = DeclineForm()
    if not form.validate_on_submit():
        return _page(proposal, decline_form=form), 422
    try:
        with transaction(proposal):
            service.decline(
                proposal,
                reason=form.why_not.data,
                by=current_identity(),
                now=dependencies().clock(),
            )
    except AcademyError as error:
        form.form_errors.append(sentence_of(error))
        return _page(proposal, decline_form=form), error.status
    flash(_("Opgeslagen. Wie het voorstelde, leest hier waarom."), "success")
    return redirect(url_for("proposals.all"), 303)
