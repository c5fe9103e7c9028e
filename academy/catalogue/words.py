"""Words for the codes of the palette, in the language of the page."""

from flask_babel import LazyString, gettext, lazy_gettext, lazy_pgettext

from academy.catalogue.comparing import About, Fact
from academy.catalogue.keeping.listing import State
from academy.catalogue.mapping.models import Framework

KINDS: dict[str, LazyString] = {
    "basis": lazy_pgettext("kind of skill", "Basis"),
    "vak": lazy_pgettext("kind of skill", "Vak"),
    "circulair": lazy_pgettext("kind of skill", "Circulair"),
    "digitaal": lazy_pgettext("kind of skill", "Digitaal"),
    "sociaal": lazy_pgettext("kind of skill", "Sociaal"),
}
"""What sort of skill it is, by the code in the palette, in the order of the screens."""

ESCO_MATCHES: dict[str, LazyString] = {
    "exact": lazy_gettext("is hetzelfde"),
    "close": lazy_gettext("is bijna hetzelfde"),
    "broad": lazy_gettext("is ruimer"),
    "narrow": lazy_gettext("is smaller"),
    "related": lazy_gettext("lijkt erop"),
}
"""How the ESCO concept compares with ours (SKOS mapping properties)."""

FACTS: dict[About, LazyString] = {
    About.NAME: lazy_pgettext("of a skill", "Naam"),
    About.DESCRIPTION: lazy_gettext("Wat het is"),
    About.LEVEL_NAME: lazy_gettext("Zo heet het niveau"),
    About.LEVEL: lazy_gettext("Wat de medewerker doet"),
    About.LEVEL_YOU: lazy_gettext("Tegen de medewerker gezegd"),
    About.CRITERION: lazy_gettext("Waar de teamleider naar kijkt"),
    About.ALSO_NEEDED: lazy_gettext("Wat ook nodig is"),
    About.NOTE: lazy_gettext("Wat de badge niet is"),
    About.BADGE_LEVELS: lazy_gettext("Niveaus met een badge"),
    About.KIND: lazy_gettext("Soort"),
    About.ICON: lazy_gettext("Pictogram"),
    About.ESCO: lazy_gettext("Verwijzing naar ESCO"),
    About.COMPETENTNL: lazy_gettext("Verwijzing naar CompetentNL"),
    About.VALID_MONTHS: lazy_gettext("Maanden geldig"),
    About.SAFETY: lazy_gettext("Gevaarlijk als het fout gaat"),
    About.OBSERVATIONS: lazy_gettext("Gezien op hoeveel dagen"),
    About.ASSESSORS: lazy_gettext("Gezien door hoeveel beoordelaars"),
}
"""What a fact of a version is about (`comparing`)."""
FRAMEWORKS: dict[str, str] = {Framework.ESCO: "ESCO", Framework.COMPETENTNL: "CompetentNL"}
"""Names of lists that our skills are mapped to."""
YES_OR_NO: dict[str, LazyString] = {
    "True": lazy_gettext("Ja"),
    "False": lazy_gettext("Nee"),
}

STATES: dict[str, LazyString] = {
    State.PUBLISHED: lazy_pgettext("skills", "Gepubliceerd"),
    State.DRAFT: lazy_pgettext("skills", "Concept"),
    State.OVERDUE: lazy_pgettext("skills", "Opnieuw bekijken"),
    State.RETIRED: lazy_pgettext("skills", "Gestopt"),
}


def words_of_fact(fact: Fact) -> str:
    """What a fact says, for people: codes become words."""
    if fact.about is About.KIND:
        return str(KINDS.get(fact.text, fact.text))
    return str(YES_OR_NO.get(fact.text, fact.text)) if fact.about is About.SAFETY else fact.text


def value_in_words(value: object) -> str:
    """What a field of a draft holds, in one line for people."""
    if value is None or value == "":
        return str(gettext("Leeg"))
    if isinstance(value, bool):
        return str(YES_OR_NO[str(value)])
    return " / ".join(str(value).splitlines())
