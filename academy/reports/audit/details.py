"""What a line of the log says besides its sentence: a label for each key, a word for each code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import LazyString, format_date
from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext as _p

from academy.access.words import WAYS_IN
from academy.audit.models import Seen
from academy.credentials.models import RevocationReason
from academy.credentials.words import LOGGED
from academy.objections.words import OUTCOMES
from academy.organisations.words import KINDS
from academy.people.words import ROLES
from academy.sampling.words import OUTCOMES as SAMPLED
from academy.tablets.words import REASONS

KEYS: Mapping[str, LazyString] = {
    "badge": _("Badge"),
    "before": _("Was eerst"),
    "count": _("Aantal"),
    "course": _("Cursus"),
    "day": _("Dag"),
    "domain": _("Domein"),
    "fields": _("Veranderd"),
    "hours": _("Uren"),
    "identifier": _("Nummer of adres van de uitgever"),
    "key": _("Openbare sleutel"),
    "kind": _("Soort"),
    "language": _("Taal"),
    "last_day": _("Laatste dag"),
    "lists": _("Lijsten met ingetrokken badges"),
    "method": _("Manier"),
    "months": _("Maanden"),
    "number": _("Nummer"),
    "organisation": _("De andere organisatie"),
    "outcome": _("Besluit"),
    "page": _("Pagina"),
    "papers": _("Papieren"),
    "region": _("Arbeidsmarktregio"),
    "person": _("Persoon"),
    "purpose": _("Sleutel voor"),
    "reason": _("Reden"),
    "replaced_by": _("Vervangen door"),
    "role": _("Rol"),
    "run": _("Geplande cursus"),
    "sheet": _("Blad op papier"),
    "site": _("Vestiging"),
    "other": _("De andere kaart"),
    "skill": _("Vaardigheid"),
    "slug": _("Vaste naam in adressen"),
    "team": _("Team"),
    "was": _("Was eerst"),
    "way": _("Begonnen met"),
    "why": _("Waarom niet opgeslagen"),
    "witness": _("Wie keek mee"),
    "year": _("Jaar"),
}

FIELDS: Mapping[str, LazyString] = {
    "begins_at": _("Begint om"),
    "city": _p("town", "Plaats"),
    "cost_cents": _("Kosten"),
    "email": _("E-mailadres"),
    "ends_on": _("Laatste dag"),
    "enrol_until": _("Aanmelden tot en met"),
    "funding": _("Wie betaalt?"),
    "is_over_at": _("Klaar om"),
    "language": _("Taal"),
    "keurmerk_until": _("Keurmerk Kringloop, tot en met"),
    "lesson_days": _("Lesdagen"),
    "long_grants": _("24 uur zonder wifi"),
    "name": _("Naam"),
    "latin_name": _("Naam in onze letters"),
    "place": _p("where something is given", "Plaats"),
    "provider_id": _("Gegeven door"),
    "pso_until": _("PSO, tot en met"),
    "quality_mark": _("Keurmerk"),
    "region": _("Arbeidsmarktregio"),
    "sbi": _("Branche (SBI 2008)"),
    "seats": _("Aantal plaatsen"),
    "signatory_name": _("Wie ondertekent de certificaten?"),
    "signatory_title": _("Functie van deze persoon"),
    "site_id": _("Vestiging"),
    "staff_number": _("Personeelsnummer"),
    "starts_on": _("Eerste dag"),
    "trainers": _("Namen van de trainers"),
    "website": _("Website"),
}
"""What `fields` may name: columns that somebody can change."""

PAGES: Mapping[Any, LazyString] = {
    Seen.COURSE: _("Wie meedoet aan een cursus"),
    Seen.PROOF: _("Bewijs van deelname"),
    Seen.REVIEW: _("Eén beoordeling"),
    Seen.ADMINISTRATORS: _("De lijst van beheerders"),
    Seen.ASSESSORS: _("Wie mag beoordelen"),
}
"""On which page somebody from outside saw people."""
VALUES: Mapping[str, Mapping[Any, LazyString]] = {
    "kind": KINDS,
    "method": WAYS_IN,
    "outcome": {**OUTCOMES, **SAMPLED},
    "purpose": {
        "credentials": _("badges"),
        "status": _("lijsten met ingetrokken badges"),
        "jwt": _("badges als tekst (JWT)"),
        "seal": _("wat tablets versturen"),
        "grant": _("inloggen op een tablet"),
    },
    "reason": LOGGED,
    "role": ROLES,
    "way": {"card": _("Kaart van de leider"), "pin": _("Pincode")},
    "why": REASONS,
    "was": {"completed": _("Cursus afgerond"), "stopped": _("Met een cursus gestopt")},
}


TOLD = frozenset({"badge", "domain", "page", "person", "role", "run", "site", "team"})
"""What the sentence of the line says already, or keeps to itself."""
OWN_BUSINESS = frozenset(
    {RevocationReason.MISTAKE, RevocationReason.OBJECTION, RevocationReason.FRAUD}
)
"""Reasons that a person chose for a badge that somebody had: who reads of an objection here is
not who decides about it, so none of the three is told."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One detail to show."""

    label: str
    text: str


def details(raw: Mapping[str, Any]) -> Iterator[Detail]:
    """What the sentence leaves out, by label; what is not known stays as it was logged."""
    found = (_detail(key, value) for key, value in raw.items() if _says_something(key, value))
    yield from sorted(found, key=lambda detail: detail.label)


def _says_something(key: str, value: Any) -> bool:
    is_private = key == "reason" and value in OWN_BUSINESS
    return value is not None and key not in TOLD and not is_private


def _detail(key: str, value: Any) -> Detail:
    label = str(KEYS.get(key, key))
    if key == "fields":
        return Detail(label, ", ".join(str(FIELDS.get(name, name)) for name in value))
    if key == "last_day":
        return Detail(label, format_date(date.fromisoformat(value), "d MMMM y"))
    known = VALUES.get(key, {}).get(value)
    return Detail(label, str(value) if known is None else str(known))
