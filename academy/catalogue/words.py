"""Words for the codes of the palette, in the language of the page."""

from flask_babel import LazyString, gettext, lazy_gettext, lazy_pgettext

from academy.catalogue.comparing import About, Fact
from academy.catalogue.drafting.fields import YES_OR_NO as YES_OR_NO_FIELDS
from academy.catalogue.keeping.listing import State
from academy.catalogue.mapping.models import Framework
from academy.catalogue.pictograms import PICTOGRAMS

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
    About.COLOUR: lazy_gettext("Kleur"),
    About.ESCO: lazy_gettext("Verwijzing naar ESCO"),
    About.COMPETENTNL: lazy_gettext("Verwijzing naar CompetentNL"),
    About.VALID_MONTHS: lazy_gettext("Maanden geldig"),
    About.SAFETY: lazy_gettext("Gevaarlijk als het fout gaat"),
    About.OBSERVATIONS: lazy_gettext("Gezien op hoeveel dagen"),
    About.ASSESSORS: lazy_gettext("Gezien door hoeveel beoordelaars"),
    About.PHOTO: lazy_gettext("Foto van het werk nodig"),
    About.CERTIFICATE: lazy_gettext("Eerst zien wat ook nodig is"),
    About.SAMPLING: lazy_gettext("Nagekeken van de 100 badges"),
    About.NAMED: lazy_gettext("Alleen voor wie apart bevoegd is"),
}
"""What a fact of a version is about (`comparing`)."""
FRAMEWORKS: dict[str, str] = {Framework.ESCO: "ESCO", Framework.COMPETENTNL: "CompetentNL"}
"""Names of lists that our skills are mapped to."""
OCCUPATIONS: dict[str, LazyString] = {
    "1420": lazy_gettext("Leidinggevenden in winkels"),
    "4321": lazy_gettext("Voorraadbeheerders"),
    "5223": lazy_gettext("Verkoopmedewerkers"),
    "5230": lazy_gettext("Kassamedewerkers"),
    "7234": lazy_gettext("Fietsenmakers"),
    "7412": lazy_gettext("Elektromonteurs"),
    "7421": lazy_gettext("Elektronicamonteurs"),
    "7522": lazy_gettext("Meubelmakers"),
    "7531": lazy_gettext("Kleermakers"),
    "7533": lazy_gettext("Naaiers en borduurders"),
    "7534": lazy_gettext("Stoffeerders"),
    "8322": lazy_gettext("Chauffeurs van bestelbussen"),
    "8344": lazy_gettext("Heftruckchauffeurs"),
    "9121": lazy_gettext("Wassers en strijkers met de hand"),
    "9321": lazy_gettext("Inpakkers met de hand"),
    "9333": lazy_gettext("Laders en lossers"),
    "9334": lazy_gettext("Vakkenvullers"),
    "9611": lazy_gettext("Ophalers van afval"),
    "9612": lazy_gettext("Sorteerders van afval"),
}
"""Unit groups that work in a second-hand shop mostly falls in (ILO, ISCO-08). The academy may say
another code too, which then goes without a name."""
COLOUR_NAMES: dict[str, LazyString] = {
    "basisvaardigheden": lazy_pgettext("colour", "Indigo"),
    "digitale-vaardigheden": lazy_pgettext("colour", "Blauw"),
    "winkel-en-klant": lazy_pgettext("colour", "Rood"),
    "sorteren-en-waarderen": lazy_pgettext("colour", "Olijf"),
    "textiel": lazy_pgettext("colour", "Roze"),
    "meubels-en-hout": lazy_pgettext("colour", "Bruin"),
    "elektro-en-witgoed": lazy_pgettext("colour", "Zeeblauw"),
    "fietsen": lazy_pgettext("colour", "Grasgroen"),
    "logistiek-en-transport": lazy_pgettext("colour", "Grijs"),
    "circulair": lazy_pgettext("colour", "Donkergroen"),
    "veilig-werken": lazy_pgettext("colour", "Oranje"),
    "samenwerken-en-leermeesterschap": lazy_pgettext("colour", "Paars"),
}
"""Of `colours.COLOURS`."""
_YES, _NO = lazy_gettext("Ja"), lazy_gettext("Nee")
YES_OR_NO: dict[str, LazyString] = {
    "True": _YES,
    "False": _NO,
}

_ANSWERS: dict[str, LazyString] = {"yes": _YES, "no": _NO}
FIELDS: dict[str, dict[str, LazyString]] = {
    "kind": KINDS,
    "icon": PICTOGRAMS,
    "colour": COLOUR_NAMES,
    **dict.fromkeys(YES_OR_NO_FIELDS, _ANSWERS),
}
"""Fields of a draft that hold a code."""

STATES: dict[str, LazyString] = {
    State.PUBLISHED: lazy_pgettext("skills", "Gepubliceerd"),
    State.DRAFT: lazy_pgettext("skills", "Concept"),
    State.OVERDUE: lazy_pgettext("skills", "Opnieuw bekijken"),
    State.RETIRED: lazy_pgettext("skills", "Gestopt"),
}


def words_of_fact(fact: Fact) -> str:
    """What a fact says, for people: codes become words."""
    words = {About.KIND: KINDS, About.ICON: PICTOGRAMS, About.COLOUR: COLOUR_NAMES}.get(
        fact.about, YES_OR_NO
    )
    return str(words.get(fact.text, fact.text))


def value_in_words(name: str, value: object) -> str:
    """What the field of that name of a draft holds, in one line for people."""
    if value is None or value == "":
        return str(gettext("Leeg"))
    if isinstance(value, bool):
        return str(YES_OR_NO[str(value)])
    words = FIELDS.get(name, {})
    return str(words.get(str(value), " / ".join(str(value).splitlines())))


def occupation_named(code: str) -> str:
    """A code with its name, as far as we know it."""
    return f"{code} {OCCUPATIONS[code]}" if code in OCCUPATIONS else code
