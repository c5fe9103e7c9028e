"""The details of a line of the log, in words: a label for each key, a word for each code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import LazyString, format_date
from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext as _p

from academy.access.words import WAYS_IN
from academy.catalogue.models import Texts
from academy.credentials.words import LOGGED
from academy.objections.words import OUTCOMES
from academy.organisations.words import KINDS
from academy.people.words import ROLES
from academy.web.locale import localised

KEYS: Mapping[str, LazyString] = {
    "count": _("Aantal"),
    "course": _("Cursus"),
    "domain": _("Domein"),
    "fields": _("Veranderd"),
    "key": _("Openbare sleutel"),
    "kind": _("Soort"),
    "last_day": _("Laatste dag"),
    "lists": _("Lijsten met ingetrokken badges"),
    "method": _("Manier"),
    "number": _("Nummer"),
    "outcome": _("Besluit"),
    "page": _("Pagina"),
    "papers": _("Papieren"),
    "person": _("Persoon"),
    "purpose": _("Sleutel voor"),
    "reason": _("Reden"),
    "role": _("Rol"),
    "run": _("Geplande cursus"),
    "site": _("Vestiging"),
    "skill": _("Vaardigheid"),
    "slug": _("Vaste naam in adressen"),
    "team": _("Team"),
    "was": _("Was eerst"),
    "witness": _("Wie keek mee"),
}

FIELDS: Mapping[str, LazyString] = {
    "city": _p("town", "Plaats"),
    "email": _("E-mailadres"),
    "ends_on": _("Laatste dag"),
    "language": _("Taal"),
    "name": _("Naam"),
    "latin_name": _("Naam in onze letters"),
    "place": _p("where something is given", "Plaats"),
    "provider_id": _("Gegeven door"),
    "quality_mark": _("Keurmerk"),
    "region": _("Arbeidsmarktregio"),
    "seats": _("Aantal plaatsen"),
    "signatory_name": _("Wie ondertekent de certificaten?"),
    "signatory_title": _("Functie van deze persoon"),
    "site_id": _("Vestiging"),
    "staff_number": _("Personeelsnummer"),
    "starts_on": _("Eerste dag"),
    "website": _("Website"),
}
"""What `fields` may name: columns that somebody can change."""

VALUES: Mapping[str, Mapping[Any, LazyString]] = {
    "domain": {None: _("Alles uit het skillspalet")},
    "kind": KINDS,
    "method": WAYS_IN,
    "outcome": OUTCOMES,
    "page": {
        "course": _("Wie meedoet aan een cursus"),
        "proof": _("Bewijs van deelname"),
        "review": _("Eén beoordeling"),
        "administrators": _("Beheerders van de organisatie"),
    },
    "purpose": {
        "credentials": _("badges"),
        "status": _("lijsten met ingetrokken badges"),
        "jwt": _("badges als tekst (JWT)"),
    },
    "reason": LOGGED,
    "role": ROLES,
    "was": {"completed": _("Cursus afgerond"), "stopped": _("Met een cursus gestopt")},
}


@dataclass(frozen=True, slots=True)
class Detail:
    """One detail to show; `subject` when it is the number of another subject of the log."""

    label: str
    text: str
    subject: UUID | None = None


def details(raw: Mapping[str, Any], domains: Mapping[int, Texts]) -> Iterator[Detail]:
    """The details in the order of their labels; what is not known stays as it was logged.

    `domains` has the names of the palette's domains by their number.
    """
    said = {key: value for key, value in raw.items() if _says_something(key, value)}
    if said.get("domain") in domains:
        said["domain"] = localised(domains[said["domain"]])
    found = (_detail(key, value) for key, value in said.items())
    yield from sorted(found, key=lambda detail: detail.label)


def _says_something(key: str, value: Any) -> bool:
    return value is not None or None in VALUES.get(key, {})


def _detail(key: str, value: Any) -> Detail:
    label = str(KEYS.get(key, key))
    if key == "fields":
        return Detail(label, ", ".join(str(FIELDS.get(name, name)) for name in value))
    if key == "last_day":
        return Detail(label, format_date(date.fromisoformat(value), "d MMMM y"))
    known = VALUES.get(key, {}).get(value)
    return Detail(label, str(value) if known is None else str(known), _subject(value))


def _subject(value: Any) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
