"""Teams for their leaders and for the organisation's administrators."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.assessments.queries import SkillToAssess
from academy.assessments.requests.queries import asked_in
from academy.assessments.seconds.queries import in_team
from academy.catalogue.levels import EARNED
from academy.database import transaction
from academy.dependencies import dependencies
from academy.jobs import prints
from academy.jobs.rights import Started
from academy.objections.waiting import what_waits
from academy.organisations.models import Team
from academy.people.queries import (
    find_led_or_administered_team,
    own_leading,
    substitutes_of,
)
from academy.searching import has_words
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.security.policy import Scope, permits
from academy.teams import queries, words
from academy.teams.cells import beginnings, find_cell
from academy.teams.certificates import old_names
from academy.teams.handovers.service import to_hand_over
from academy.teams.matrix import TeamSkills, ends_by_team, ends_of, skills_of_team
from academy.teams.queries import TeamsInReach
from academy.teams.rules import Ends
from academy.web.locale import localised
from academy.web.searched import searched

blueprint = Blueprint("teams", __name__)


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team with what waits there."""

    team: Team
    workers: int
    ends: Ends


@blueprint.get("/teams")
@requires(Permission.READ_TEAM, queries.find_teams)
def index(found: TeamsInReach) -> ResponseReturnValue:
    identity = current_identity()
    members = queries.members_of(found.teams, identity.today)
    ends = ends_by_team(found.teams, members, identity.today)
    cards = [TeamCard(team, len(members[team.id]), ends[team.id]) for team in found.teams]
    several = len({team.organisation_id for team in found.teams}) > 1
    return render_template(
        "teams/index.html",
        cards=cards,
        ended=words.over,
        ending=words.soon,
        several=several,
        waiting=what_waits(identity),
    )


@blueprint.get("/teams/<uuid:team_uuid>")
@requires(Permission.READ_TEAM, find_led_or_administered_team)
def show(team: Team) -> ResponseReturnValue:
    """The people, as tiles to tap: the start of every assessment."""
    identity = current_identity()
    query = searched()
    workers, now = queries.workers_of(team, identity.today), dependencies().clock()
    people = [worker.id for worker in workers]
    fitting = [worker for worker in workers if has_words(worker.name, query)]
    return render_template(
        "teams/show.html",
        team=team,
        workers=fitting,
        team_size=len(workers),
        query=query,
        ended=words.over,
        ending=words.soon,
        ends=ends_of(team.organisation_id, people, identity.today),
        waiting=what_waits(identity),
        leads=_leads(team),
        left=queries.left_lately(team, identity.today) if _leads(team) else (),
        to_give=sum(bool(row.printed_at) for row in to_hand_over(team, identity.today))
        if _leads(team)
        else 0,
        own_leading=(mine := own_leading(identity, team)),
        substitutes=substitutes_of(mine, identity.today) if mine else (),
        asked=asked_in(team, today=identity.today, now=now) if _leads(team) else [],
        seconds=in_team(team, today=identity.today, now=now) if _leads(team) else [],
    )


@blueprint.get("/teams/<uuid:team_uuid>/matrix")
@requires(Permission.READ_TEAM, find_led_or_administered_team)
def matrix(team: Team) -> ResponseReturnValue:
    """Workers and skills: of a domain, or of a task; with a skill chosen, who can do it."""
    skills = _skills_of(team)
    task = skills.of_task(request.args.getlist("task"))
    domain = request.args.get("domain") or None
    columns = task or skills.columns(domain)
    domains = _domain_choices(team, skills, domain)
    shown = next((choice["label"] for choice in domains if choice["current"]), "")
    return render_template(
        "teams/matrix.html",
        team=team,
        leads=_leads(team),
        today=skills.today,
        skills=skills,
        task=task,
        columns=columns,
        rows=skills.rows(columns),
        beginnings={
            **beginnings(each.uuid for each in skills.workers),
            **beginnings(each.uuid for each in skills.skills),
        },
        levels=EARNED,
        domains=domains,
        domain_label=_("Kies een domein. Nu: %(domain)s", domain=shown),
        **_question(skills),
    )


@blueprint.get("/teams/<uuid:team_uuid>/at/<worker>/<skill>")
@requires(Permission.ASSESS, find_cell)
def cell(target: SkillToAssess) -> ResponseReturnValue:
    """What a cell of the matrix opens: the form of this worker and skill."""
    person, code = target.worker.person, target.version.skill.code
    return redirect(url_for("assessments.new", person_uuid=person.uuid, skill_code=code), 303)


@blueprint.get("/teams/<uuid:team_uuid>/attention")
@requires(Permission.READ_TEAM, find_led_or_administered_team)
def attention(team: Team) -> ResponseReturnValue:
    """What has run out or soon will, and what nobody has looked at for long."""
    skills = _skills_of(team)
    return render_template(
        "teams/attention.html",
        team=team,
        leads=_leads(team),
        today=skills.today,
        expired=skills.expired(),
        expiring=skills.expiring(),
        long_ago=skills.long_ago(),
    )


@blueprint.post("/teams/<uuid:team_uuid>/certificates")
@requires(Permission.READ_CERTIFICATE, find_led_or_administered_team)
def certificates(team: Team) -> ResponseReturnValue:
    """All certificates in one PDF: too slow for a request, so a job makes it.

    Who got another name is named first: they get a new paper in the same go.
    """
    identity = current_identity()
    renamed = old_names(queries.badges_to_print(team, identity.today))
    if renamed and "renew" not in request.form:
        return render_template("teams/certificates.html", team=team, renamed=renamed)
    with transaction():
        job_uuid = prints.ask(
            "team-certificates",
            {"team": str(team.uuid)},
            key=str(team.uuid),
            started=Started(
                by_id=identity.person_id, permission=Permission.READ_TEAM, about=team.uuid
            ),
            now=dependencies().clock(),
        )
    return redirect(url_for("jobs.show", job_uuid=job_uuid), 303)


def _skills_of(team: Team) -> TeamSkills:
    return skills_of_team(team, today=current_identity().today, as_leader=_leads(team))


def _leads(team: Team) -> bool:
    """Whether this person may start an assessment here, and see what gave no badge."""
    return permits(current_identity(), Permission.ASSESS, Scope(team_ids=frozenset({team.id})))


def _question(skills: TeamSkills) -> dict[str, Any]:
    """ "Who can …?": the chosen skill and level, and who can do it."""
    code, level = request.args.get("skill", ""), request.args.get("level", "")
    chosen = next((skill for skill in skills.skills if skill.code == code), None)
    least = int(level) if level in {str(each) for each in EARNED} else EARNED[0]
    able = skills.who_can(chosen, least) if chosen else []
    return {"chosen": chosen, "least": least, "able": able}


def _domain_choices(team: Team, skills: TeamSkills, chosen: str | None) -> list[dict[str, Any]]:
    """Links that show one domain, or everything that somebody in the team can do."""

    def choice(label: str, code: str | None) -> dict[str, Any]:
        href = url_for(".matrix", team_uuid=team.uuid, domain=code)
        return {"label": label, "href": href, "current": code == chosen}

    names = {skill.domain_code: localised(skill.domain_name) for skill in skills.skills}
    return [choice(_("Wat we kunnen"), None), *(choice(names[code], code) for code in names)]
