"""Forms of an import: bring a list, say what its columns are, mend a row."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice

from academy.administration.imports.judging import OTHER, SAME
from academy.administration.imports.models import StaffImportRow
from academy.administration.imports.taking import BOUNDS
from academy.administration.imports.words import COLUMNS, FIELDS, PROBLEMS, said_of
from academy.administration.team_choice import offer_teams, team_field
from academy.folding import folded_name
from academy.organisations.models import Team
from academy.web.contact_fields import DayField
from academy.web.forms import (
    Form,
    KeyedForm,
    LineField,
    ParagraphField,
    optional,
    required,
)

PASTED = 400_000
"""Signs; 1,000 lines with a name, a number and a team are some 60,000."""
ASKS_WHO = frozenset({"number-of-another", "number-with-zeros", "namesake-without-number"})


class BringForm(KeyedForm):
    """A file, or lines that were pasted."""

    file = FileField(lazy_gettext("Bestand (XLSX of CSV)"), validators=[optional()])
    pasted = ParagraphField(
        lazy_gettext("Of plak de regels hier"), maximum=PASTED, validators=[optional()]
    )
    team = team_field(needed=False)
    starts_on = DayField(
        lazy_gettext("Eerste dag"), validators=[required(lazy_gettext("Vul de eerste dag in."))]
    )
    content = b""
    """What was brought, once the form was found right."""

    @property
    def file_name(self) -> str:
        given = getattr(self.file.data, "filename", "") or ""
        name = "".join(
            sign for sign in given.replace("\\", "/").split("/")[-1] if sign.isprintable()
        )
        return name[-120:] or str(_("Geplakte lijst"))

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate_on_submit(extra_validators))
        if not self.is_submitted():
            return False
        if fine and not self.content and not (self.pasted.data or "").strip():
            self.file.errors = [*self.file.errors, _("Kies een bestand, of plak de regels.")]
            return False
        self.content = self.content or (self.pasted.data or "").encode()
        return fine

    def validate_file(self, field: FileField) -> None:
        content = field.data.read(BOUNDS.bytes + 1) if field.data else b""
        if len(content) > BOUNDS.bytes:
            raise ValidationError(_("Dit is te groot. Kies een bestand van hoogstens 10 MB."))
        if field.data and not content:
            raise ValidationError(_("Dit bestand is leeg. Kies een ander bestand."))
        self.content = content


class RowForm(Form):
    """One row of a list; whatever is typed is kept, and judged like the others."""

    name = LineField(
        lazy_gettext("Naam"), maximum=500, validators=[required(PROBLEMS["name-missing"])]
    )
    latin_name = LineField(
        lazy_gettext("Naam in onze letters"), maximum=500, validators=[optional()]
    )
    staff_number = LineField(
        lazy_gettext("Personeelsnummer"),
        maximum=500,
        validators=[required(PROBLEMS["number-missing"])],
    )
    team = SelectField(lazy_gettext("Team"), validators=[optional()])
    first_day = LineField(lazy_gettext("Eerste dag"), maximum=40, validators=[optional()])
    last_day = LineField(lazy_gettext("Laatste dag"), maximum=40, validators=[optional()])
    licence = LineField(
        lazy_gettext("Certificaat van buiten"), maximum=500, validators=[optional()]
    )
    licence_until = LineField(
        lazy_gettext("Certificaat geldig tot en met"), maximum=40, validators=[optional()]
    )
    seen_by = LineField(
        lazy_gettext("Papier gezien door (personeelsnummer)"),
        maximum=500,
        validators=[optional()],
    )
    choice = RadioField(
        lazy_gettext("Wie is dit?"),
        validators=[optional()],
        choices=[
            SelectChoice(value=SAME, label=lazy_gettext("Dezelfde persoon")),
            SelectChoice(value=OTHER, label=lazy_gettext("Iemand anders")),
        ],
    )

    def about(self, row: StaffImportRow, teams: Sequence[Team]) -> "RowForm":
        """With the teams to choose from, and only the question that is asked."""
        offer_teams(self.team, teams)
        if not self.is_submitted():
            self.team.data = _meant(row, teams)
        if row.problem not in ASKS_WHO:
            del self.choice
        elif row.problem == "number-of-another":
            self.choice.choices = self.choice.choices[:1]
        return self

    def values(self, row: StaffImportRow, teams: Sequence[Team]) -> dict[str, str]:
        """What was typed; a name of a team that is unknown here is kept until one is chosen."""
        names = {"": "" if _meant(row, teams) else row.team_name}
        names |= {str(team.uuid): team.name for team in teams}
        fields = (
            "name", "latin_name", "staff_number", "first_day", "last_day", "licence",
            "licence_until", "seen_by",
        )  # fmt: skip
        return {
            **{name: self[name].data or "" for name in fields},
            "team_name": names.get(self.team.data or "", ""),
            **({"choice": self.choice.data or ""} if "choice" in self else {}),
        }

    def show_problem(self, row: StaffImportRow) -> None:
        """At the field of the column that it is about."""
        field = self[FIELDS.get(row.problem_column, "name")]
        field.errors = [*field.errors, said_of(row)]


def _meant(row: StaffImportRow, teams: Sequence[Team]) -> str:
    """The UUID of the team that a row names, or that was chosen for that name; or nothing."""
    known = {team.folded_name: str(team.uuid) for team in teams}
    return {**row.the_import.team_choices, **known}.get(folded_name(row.team_name), "")


def columns_form(headings: Sequence[str], chosen: Sequence[str]) -> Form:
    """A choice for each column of the list."""
    choices = [SelectChoice(value="", label=_("Niet inlezen"))]
    choices += [SelectChoice(value=name, label=label) for name, label in COLUMNS.items()]
    fields = {
        f"column_{place}": SelectField(
            heading or _("Kolom %(number)s", number=place + 1),
            choices=choices,
            validators=[optional()],
        )
        for place, heading in enumerate(headings)
    }
    kind: type[Form] = type("ColumnsForm", (Form,), fields)
    return kind(**{f"column_{place}": name for place, name in enumerate(chosen)})


def teams_form(unknown: Sequence[tuple[str, int]], teams: Sequence[Team]) -> Form:
    """For each name that is unknown here, a team or none."""
    kind: type[Form] = type(
        "TeamsForm",
        (Form,),
        {
            f"team_{place}": SelectField(name, validators=[optional()])
            for place, (name, _rows) in enumerate(unknown)
        },
    )
    form = kind()
    for place in range(len(unknown)):
        offer_teams(form[f"team_{place}"], teams)
    return form


def team_form(teams: Sequence[Team]) -> "TeamForm":
    form = TeamForm()
    offer_teams(form.team, teams)
    return form


class TeamForm(Form):
    """One team for all rows that name none."""

    team = team_field(needed=True)
