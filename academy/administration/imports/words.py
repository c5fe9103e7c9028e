"""What people read about the rows of a list."""

from collections.abc import Mapping
from datetime import date

from flask_babel import LazyString, lazy_gettext, lazy_pgettext
from flask_babel import gettext as _

from academy.administration import cells
from academy.administration.imports.models import (
    SHEETS_LEFT_OUT,
    Kind,
    StaffImport,
    StaffImportRow,
    Standing,
)
from academy.administration.pasting import Column
from academy.web.filters import day
from academy.web.refusals import sentence_for

PROBLEMS: Mapping[str, LazyString] = {
    **cells.WORDS,
    "number-missing": lazy_gettext("Vul een personeelsnummer in. Daaraan herkennen we iemand."),
    "number-twice": lazy_gettext("Dit nummer staat ook in rij %(row)s."),
    "number-shared": lazy_gettext(
        "Twee mensen hebben dit nummer. Geef eerst een van hen een ander."
    ),
    "number-of-another": lazy_gettext("Dit nummer is nu van %(name)s. Is dat dezelfde persoon?"),
    "number-with-zeros": lazy_gettext("%(name)s heeft nummer %(number)s. Is dat dezelfde persoon?"),
    "number-like-bsn": lazy_gettext(
        "Dit lijkt op een burgerservicenummer. Is het echt jullie eigen nummer?"
    ),
    "namesake-without-number": lazy_gettext(
        "%(name)s werkt hier al, zonder nummer. Is dat dezelfde persoon?"
    ),
    "team-missing": lazy_gettext("Kies een team."),
    "team-unknown": lazy_gettext("Het team %(team)s kennen we niet."),
    "left-as-staff": lazy_gettext(
        "%(name)s werkte hier als teamleider of beheerder. Geef die persoon zelf een rol."
    ),
    "day-unreadable": lazy_gettext("Vul een datum in, zoals 3-5-2026."),
    "day-too-far": lazy_gettext("Kies een dag na 1950 en binnen een jaar."),
    "days-contradict": lazy_gettext("Kies een laatste dag na de eerste dag."),
    "licence-missing": lazy_gettext("Vul in welk certificaat het is."),
    "licence-unknown": lazy_gettext(
        "Het certificaat %(name)s kennen we niet. Kies uit: %(kinds)s."
    ),
    "licence-no-kinds": lazy_gettext(
        "De academie noemt nog geen certificaten. Laat dit leeg, of vraag het de academie."
    ),
    "licence-is-over": lazy_gettext("Dit certificaat is al verlopen. Kijk de dag na."),
    "licence-too-far": lazy_gettext("Kijk het jaar na. Dit is te ver weg."),
    "seer-unknown": lazy_gettext(
        "%(number)s is hier geen teamleider of beheerder. Vul het personeelsnummer in van wie het "
        "papier zag, of laat dit leeg."
    ),
    "changed-meanwhile": lazy_gettext("Dit is intussen veranderd. Kijk of het nog klopt."),
}
COLUMNS: Mapping[str, LazyString] = {
    Column.NAME.name: lazy_gettext("Naam"),
    Column.GIVEN.name: lazy_gettext("Voornaam"),
    Column.PARTICLE.name: lazy_gettext("Tussenvoegsel"),
    Column.FAMILY.name: lazy_gettext("Achternaam"),
    Column.LATIN.name: lazy_gettext("Naam in onze letters"),
    Column.NUMBER.name: lazy_gettext("Personeelsnummer"),
    Column.TEAM.name: lazy_gettext("Team"),
    Column.FIRST_DAY.name: lazy_gettext("Eerste dag"),
    Column.LAST_DAY.name: lazy_gettext("Laatste dag"),
    Column.LICENCE.name: lazy_gettext("Certificaat van buiten"),
    Column.VALID_UNTIL.name: lazy_gettext("Certificaat geldig tot en met"),
    Column.SEEN_BY.name: lazy_gettext("Papier gezien door (personeelsnummer)"),
}
CHANGES: Mapping[str, LazyString] = {
    "name": lazy_gettext("Naam"),
    "latin_name": lazy_gettext("Naam in onze letters"),
    "number": lazy_gettext("Personeelsnummer"),
    "team": lazy_gettext("Team"),
    "back": lazy_gettext("Komt terug in"),
    "first_day": lazy_gettext("Eerste dag"),
    "last_day": lazy_gettext("Laatste dag"),
    "licence": lazy_gettext("Certificaat van buiten"),
}
DAYS = frozenset({"first_day", "last_day"})
"""Changes that are kept as a day of ISO 8601."""
FIELDS: Mapping[str, str] = {
    Column.NAME.name: "name",
    Column.LATIN.name: "latin_name",
    Column.NUMBER.name: "staff_number",
    Column.TEAM.name: "team",
    Column.FIRST_DAY.name: "first_day",
    Column.LAST_DAY.name: "last_day",
    Column.LICENCE.name: "licence",
    Column.VALID_UNTIL.name: "licence_until",
    Column.SEEN_BY.name: "seen_by",
}
"""The field of the form of one row that a column is mended in."""
VIEWS: Mapping[str, tuple[LazyString, Standing, tuple[Kind, ...]]] = {
    "wrong": (lazy_gettext("Alleen fouten"), Standing.WAITING, (Kind.WRONG, Kind.ASK)),
    "new": (lazy_pgettext("rows of a list", "Nieuw"), Standing.WAITING, (Kind.NEW,)),
    "changed": (lazy_pgettext("rows of a list", "Veranderd"), Standing.WAITING, (Kind.CHANGED,)),
    "same": (lazy_pgettext("rows of a list", "Hetzelfde"), Standing.WAITING, (Kind.SAME,)),
    "added": (lazy_pgettext("rows of a list", "Toegevoegd"), Standing.ADDED, tuple(Kind)),
    "stays": (lazy_pgettext("rows of a list", "Bleef staan"), Standing.STAYS, tuple(Kind)),
    "undone": (lazy_pgettext("rows of a list", "Teruggedraaid"), Standing.UNDONE, tuple(Kind)),
}
"""What can be looked at of an import, in the order in which it is shown."""


def said_of(row: StaffImportRow) -> str:
    """What is wrong with a row, or what is asked about it."""
    if row.problem == "refused-when-added":
        values = dict(row.problem_values)
        return sentence_for(values.pop("code"), values)
    return str(PROBLEMS[row.problem]) % row.problem_values


def told_change(name: str, kept: str) -> str:
    """One side of a change, as people read it."""
    return day(date.fromisoformat(kept)) if name in DAYS and kept else kept


def refusal_of(the_import: StaffImport) -> str:
    """Why a file could not be taken, or what of it was not read."""
    if the_import.problem == SHEETS_LEFT_OUT:
        said: str = _(
            "We lazen alleen het blad “%(sheet)s”. Niet gelezen: %(others)s. "
            "Zet de andere bladen elk in een eigen bestand.",
            **the_import.problem_values,
        )
        return said
    return sentence_for(the_import.problem, the_import.problem_values)
