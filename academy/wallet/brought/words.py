"""The words and pictures of what somebody brings along."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from academy.wallet.brought.models import Brought, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How one kind is asked for and shown; an empty question is not asked."""

    title: LazyString
    question: LazyString
    example: LazyString
    place: LazyString | None = None
    icon: str


WORDS: Mapping[Kind, Words] = {
    Kind.CAN: Words(
        title=_("Dit kan ik al"),
        question=_("Wat kun je al?"),
        example=_("Zoals: fietsen maken, of koken voor veel mensen."),
        icon="award",
    ),
    Kind.WISH: Words(
        title=_("Dit wil ik graag"),
        question=_("Wat wil je graag doen of leren?"),
        example=_("Zoals: met hout werken, of in de winkel staan."),
        icon="bulb",
    ),
    Kind.WORK: Words(
        title=_("Werk van vroeger"),
        question=_("Welk werk deed je?"),
        example=_("Zoals: kok, of schoonmaker."),
        place=_("Bij welk bedrijf?"),
        icon="building-warehouse",
    ),
    Kind.SCHOOL: Words(
        title=_("School"),
        question=_("Wat leerde je op school?"),
        example=_("Zoals: basisschool, of een opleiding voor kapper."),
        place=_("Welke school?"),
        icon="school",
    ),
    Kind.STATEMENT: Words(
        title=_("Praktijkverklaringen"),
        question=_("Wat staat er op je praktijkverklaring?"),
        example=_("Zoals: werken in een magazijn."),
        place=_("Wie gaf hem?"),
        icon="file-text",
    ),
    Kind.CERTIFICATE: Words(
        title=_("Andere certificaten"),
        question=_("Welk certificaat heb je?"),
        example=_("Zoals: heftruck, VCA of BHV."),
        place=_("Wie gaf het?"),
        icon="certificate",
    ),
}


def by_kind(brought: Iterable[Brought]) -> list[tuple[Words, Sequence[Brought]]]:
    """Together by kind, without kinds of which there is nothing."""
    found: dict[Kind, list[Brought]] = {kind: [] for kind in WORDS}
    for each in brought:
        found[each.kind].append(each)
    return [(WORDS[kind], these) for kind, these in found.items() if these]
