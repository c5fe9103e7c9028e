"""Lists that go out: a template to fill in, and the rows that are wrong.

Every cell of the workbook is a text, so that no spreadsheet program makes a number of 0042 or a
day of 3-5. There is no column for what we do not keep.
"""

from collections.abc import Sequence

from flask_babel import force_locale
from flask_babel import gettext as _

from academy.administration.imports.models import StaffImportRow
from academy.administration.imports.words import COLUMNS, said_of
from academy.administration.pasting import Column
from academy.languages import LANGUAGES
from academy.organisations.models import Team
from academy.people.licences.models import LicenceKind
from academy.web.locale import localised
from academy.web.workbook import Sheet

HEADINGS = [
    COLUMNS[column.name]
    for column in (
        Column.NUMBER, Column.NAME, Column.LATIN, Column.TEAM, Column.FIRST_DAY, Column.LAST_DAY,
        Column.LICENCE, Column.VALID_UNTIL, Column.SEEN_BY,
    )
]  # fmt: skip
"""Those of `pasting.Column`, so that what is filled in is read without a question."""


def is_example(tab: str) -> bool:
    """Whether a sheet is the one of our template that shows how it is meant; in any language, for
    the file may have been fetched in another one."""
    for language in LANGUAGES:
        with force_locale(language):
            if tab == _("Voorbeeld"):
                return True
    return False


def template_sheets(teams: Sequence[Team], kinds: Sequence[LicenceKind]) -> list[Sheet]:
    """One to fill in, and one that shows how it is meant."""
    header = [str(each) for each in HEADINGS]
    team = teams[0].name if teams else ""
    paper = [localised(kinds[0].name), "1-12-2028", ""] if kinds else ["", "", ""]
    example = ["0042", _("Jan van der Berg"), "", team, "1-12-2026", "", *paper]
    return [
        Sheet(_("Medewerkers"), header, [], as_text=True),
        Sheet(_("Voorbeeld"), header, [example], as_text=True),
    ]


def wrong_sheet(rows: Sequence[StaffImportRow]) -> Sheet:
    """With what is wrong behind each row: a column that is not read when it comes back."""
    header = [*map(str, HEADINGS), _("Wat klopt er niet?"), _("Rij in het bestand")]
    cells = [
        [
            row.staff_number, row.name, row.latin_name, row.team_name, row.first_day, row.last_day,
            row.licence, row.licence_until, row.seen_by, said_of(row), str(row.number),
        ]
        for row in rows
    ]  # fmt: skip
    return Sheet(_("Fouten"), header, cells, as_text=True)
