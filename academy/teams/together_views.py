"""Pages on which a leader looks at one skill of many people, and saves them together."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from academy.assessments import awarding, service
from academy.assessments.batch import save_all
from academy.assessments.choosing import choices_for
from academy.assessments.recording import Receipt, Recorded
from academy.assessments.rules import may_undo
from academy.assessments.sentences import refusal_of
from academy.assessments.standing import Subject
from academy.catalogue.levels import EARNED, Level
from academy.database import transaction
from academy.dependencies import dependencies
from academy.organisations.models import Team
from academy.people.namesakes import called
from academy.people.queries import find_led_or_administered_team
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.teams.queries import Worker
from academy.teams.together import (
    Candidate,
    Saved,
    SavedTogether,
    SkillOfTeam,
    candidates,
    find_saved,
    find_skill_of_team,
    savings,
)
from academy.teams.together_forms import TogetherForm
from academy.web.refusals import sentence_of
from academy.web.searched import searched

blueprint = Blueprint("together", __name__)


@blueprint.get("/teams/<uuid:team_uuid>/together")
@requires(Permission.ASSESS, find_led_or_administered_team)
def choose_skill(team: Team) -> ResponseReturnValue:
    query = searched()
    return render_template(
        "together/choose_skill.html",
        team=team,
        choices=choices_for(team, current_identity(), query=query),
        query=query,
    )


@blueprint.get("/teams/<uuid:team_uuid>/skills/<skill_code>")
@requires(Permission.ASSESS, find_skill_of_team)
def choose_person(target: SkillOfTeam) -> ResponseReturnValue:
    """The same skill of somebody else: a tap on a name opens the form."""
    identity = current_identity()
    found = candidates(target, identity, day=identity.today)
    return render_template("together/choose_person.html", target=target, candidates=found)


@blueprint.get("/teams/<uuid:team_uuid>/skills/<skill_code>/together")
@requires(Permission.ASSESS, find_skill_of_team)
def new(target: SkillOfTeam) -> ResponseReturnValue:
    form = _form()
    form.observed_on.data = current_identity().today
    form.version.data = str(target.version.uuid)
    form.people.data = request.args.getlist("people")  # on the way back from the names
    return _choose_people(target, form)


@blueprint.post("/teams/<uuid:team_uuid>/skills/<skill_code>/together")
@requires(Permission.ASSESS, find_skill_of_team)
def confirm(target: SkillOfTeam) -> ResponseReturnValue:
    """The names once more, with whom to look at apart; saves nothing."""
    form = _form()
    wrong = _first_wrong(target, form)
    if wrong is not None:
        return wrong
    form.give_new_key()
    return _confirm(target, form, _sort(target, form))


@blueprint.post("/teams/<uuid:team_uuid>/skills/<skill_code>/together/save")
@requires(Permission.ASSESS, find_skill_of_team)
def create(target: SkillOfTeam) -> ResponseReturnValue:
    form = _form()
    wrong = _first_wrong(target, form)
    if wrong is not None:
        return wrong
    sorted_ = _sort(target, form)
    if sorted_.has_changed(form) or not sorted_.together:
        # somebody else looked at one of them since the names were read
        return _confirm(target, form, sorted_), 409
    people = [each.worker for each in sorted_.together]
    results = list(zip(people, _save(target, form, people), strict=True))
    if all(result.receipt is Receipt.REFUSED for _worker, result in results):
        refusal = refusal_of(results[0][1].objections[0])
        form.form_errors.append(sentence_of(refusal))
        return _confirm(target, form, sorted_), refusal.status
    _tell_what_was_not_saved(results)
    apart = [str(each.worker.uuid) for each in sorted_.apart]
    return _to_what_was_saved(target, form.new_uuid, apart=apart)


def _form() -> TogetherForm:
    form = TogetherForm()
    form.observed_on.looks_back_from(current_identity().today)
    return form


@dataclass(frozen=True, slots=True)
class Sorted:
    """Who is saved together, and who is looked at alone."""

    together: list[Candidate]
    apart: list[Candidate]

    def has_changed(self, form: TogetherForm) -> bool:
        """Whether somebody stands apart whom the leader did not read there."""
        return not {str(each.worker.uuid) for each in self.apart} <= set(form.apart.data or ())


def _sort(target: SkillOfTeam, form: TogetherForm) -> Sorted:
    found = candidates(target, current_identity(), day=form.observed_on.data, key=form.new_uuid)
    chosen = [each for each in found if str(each.worker.uuid) in form.people.data]
    off = set(form.apart.data or ())
    apart = [
        each for each in chosen if str(each.worker.uuid) in off or each.is_apart(form.level.data)
    ]
    return Sorted([each for each in chosen if each not in apart], apart)


def _first_wrong(target: SkillOfTeam, form: TogetherForm) -> ResponseReturnValue | None:
    """The first page again, when something is missing or is not what it was."""
    identity = current_identity()
    form.offer(candidates(target, identity, day=identity.today))
    if form.is_stale(target):
        form.ask_anew(target)
        return _choose_people(target, form), 409
    return None if form.validate_on_submit() else (_choose_people(target, form), 422)


def _save(target: SkillOfTeam, form: TogetherForm, people: Sequence[Worker]) -> list[Recorded]:
    deps = dependencies()
    items = savings(
        target, people, key=form.new_uuid, level=form.level.data, day=form.observed_on.data,
        by=current_identity(), now=deps.clock(),
    )  # fmt: skip
    return save_all(items, deps)


def _tell_what_was_not_saved(results: Sequence[tuple[Worker, Recorded]]) -> None:
    """Whoever was not saved is named, with the reason; those with one reason together."""
    names: dict[str, list[str]] = {}
    for worker, result in results:
        if result.receipt is Receipt.REFUSED:
            sentence = sentence_of(refusal_of(result.objections[0]))
            names.setdefault(sentence, []).append(called(worker))
        elif result.receipt is Receipt.CONFLICT:
            sentence = _("Dit was al op een andere manier opgeslagen.")
            names.setdefault(sentence, []).append(called(worker))
    for why, people in names.items():
        flash(_("Niet opgeslagen: %(names)s. %(why)s", names=", ".join(people), why=why), "error")


@blueprint.get("/teams/<uuid:team_uuid>/skills/<skill_code>/together/<uuid:key>")
@requires(Permission.ASSESS, find_saved)
def show(found: SavedTogether) -> ResponseReturnValue:
    """What was saved, and who is still to be looked at alone."""
    identity, wanted = current_identity(), set(request.args.getlist("apart"))
    others = candidates(found.target, identity, day=identity.today) if wanted else []
    return render_template(
        "together/show.html",
        target=found.target,
        key=found.key,
        saved=found.saved,
        apart=[each for each in others if str(each.worker.uuid) in wanted],
        can_undo=any(map(_can_undo, found.saved)),
    )


def _can_undo(saved: Saved) -> bool:
    assessment = saved.assessment
    return assessment.withdrawal is None and may_undo(
        assessment.recorded_at, dependencies().clock()
    )


@blueprint.post("/teams/<uuid:team_uuid>/skills/<skill_code>/together/<uuid:key>/undo")
@requires(Permission.ASSESS, find_saved)
def undo(found: SavedTogether) -> ResponseReturnValue:
    """Take all of it back that can be taken back still."""
    identity, now, target = current_identity(), dependencies().clock(), found.target
    own = [each.assessment for each in found.saved if _can_undo(each)]
    with transaction(*(each.person for each in own)):
        for assessment in own:
            service.undo(assessment, by=identity, now=now)
    for assessment in own:
        awarding.give_back(Subject.of(assessment), dependencies(), by=identity.actor)
    count = len(own)
    flash(
        ngettext(
            "Ongedaan gemaakt voor %(num)s persoon. Het telt niet meer.",
            "Ongedaan gemaakt voor %(num)s mensen. Het telt niet meer.",
            count,
        )
    )
    return _to_what_was_saved(target, found.key)


def _to_what_was_saved(
    target: SkillOfTeam, key: UUID, *, apart: Sequence[str] = ()
) -> ResponseReturnValue:
    return redirect(
        url_for(
            ".show",
            team_uuid=target.team.uuid,
            skill_code=target.version.skill.code,
            key=key,
            apart=apart,
        ),
        303,
    )


def _choose_people(target: SkillOfTeam, form: TogetherForm) -> str:
    identity = current_identity()
    found = candidates(target, identity, day=identity.today)
    return render_template(
        "together/new.html", target=target, form=form.offer(found), candidates=found, levels=EARNED
    )


def _confirm(target: SkillOfTeam, form: TogetherForm, sorted_: Sorted) -> str:
    level = Level(form.level.data)
    return render_template(
        "together/confirm.html", target=target, form=form, level=level, sorted=sorted_
    )
