"""A team to choose in a form: which may be chosen, how they are named, and which one was sent."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectField
from wtforms.fields import SelectChoice

from academy.organisations import queries as places
from academy.organisations.models import Organisation, Team
from academy.web.forms import Depends, required_choice


def open_teams(organisation: Organisation) -> list[Team]:
    return [team for team in places.teams_of(organisation) if not team.has_end]


def team_field(*, needed: bool) -> SelectField:
    """Where it is not `needed`, the form or the page says for whom it is."""
    rule = required_choice(lazy_gettext("Kies een team.")) if needed else Depends()
    return SelectField(lazy_gettext("Team"), validators=[rule])


def offer_teams(field: SelectField, teams: Sequence[Team]) -> None:
    """Let one of these be chosen; none is chosen beforehand, not even the only one."""
    named = [
        SelectChoice(value=str(team.uuid), label=f"{team.name} ({team.site.name})")
        for team in teams
    ]
    field.choices = [SelectChoice(value="", label=_("Kies een team")), *named]


def chosen_team(teams: list[Team], text: str | None) -> Team | None:
    """The one of `teams` whose UUID was sent."""
    return next((team for team in teams if str(team.uuid) == text), None)
