"""The fixed tables of readers outside, made of nothing but numbers that went out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Row, func, select

from academy.catalogue.models import SkillDomain
from academy.database import db
from academy.organisations.regions import arranged, regions
from academy.people.models import Membership
from academy.reports.sector.codes import Branches, branches, occupations
from academy.reports.sector.figures import EVERY_OTHER, Measure
from academy.reports.sector.models import SectorFigure, SectorRelease
from academy.reports.sector.terms import Term
from academy.security.identity import Identity, Role
from academy.web.locale import localised

Regions = Collection[str] | None
"""None: the whole country."""
Told = Sequence[Row[tuple[Measure, str, str, int]]]


@dataclass(frozen=True, slots=True)
class Line:
    """Numbers of one group, or None where too little could be told."""

    label: str
    badges: int | None
    people: int | None = None
    codes: Sequence[str] = ()
    """ISCO-08 of a domain, SBI 2008 of a region: what it is of, and no number about it."""
    is_arranged: bool = False
    """Of nothing but regions of the arrangement with UWV."""


def regions_read(identity: Identity) -> frozenset[str] | None:
    """The regions whose figures somebody reads; None: of the whole country."""
    if identity.organisations(Role.ACADEMY_ADMIN):
        return None
    found = select(Membership.region).where(
        Membership.person_id == identity.person_id,
        Membership.role == Role.REGIONAL_READER,
        Membership.holds_on(identity.today),
    )
    read = db.session.scalars(found).all()
    return None if None in read else frozenset(filter(None, read))


def terms_told(limit: int) -> list[Term]:
    """What went out, the newest first."""
    newest = select(SectorRelease.term).order_by(SectorRelease.id.desc()).limit(limit)
    return [_term(name) for name in db.session.scalars(newest)]


def told_of(term: Term, read: Regions) -> Told:
    """Every figure of the term that this reader may read; a year has those of its quarters too."""
    names = [str(part) for part in term.parts]
    return _figures(SectorRelease.term.in_(names), read)


def people_until(term: Term, read: Regions) -> int | None:
    """How many people had a badge when the term was over, as far as could be told."""
    last = select(SectorRelease.id).where(SectorRelease.term == str(term)).scalar_subquery()
    return _sum(_figures(SectorRelease.id <= last, read), Measure.PEOPLE)


def per_domain(told: Told) -> list[Line]:
    """In the order of the palette, and what could only be told without a domain."""
    domains = db.session.scalars(select(SkillDomain).order_by(SkillDomain.position))
    codes = occupations()
    lines = [
        Line(localised(each.name), _of_domain(told, each.code), codes=codes[each.id])
        for each in domains
    ]
    rest = Line(_("Andere domeinen samen"), _of_domain(told, EVERY_OTHER))
    return [*lines, rest, Line(_("Alle domeinen"), _sum(told, Measure.BADGES))]


def per_region(told: Told, read: Regions) -> list[Line]:
    """Those that the reader reads; for the whole country also the twelve of the arrangement."""
    line = partial(_region, told, branches())
    lines = [line(name, {key}) for key, name in regions().items() if read is None or key in read]
    if read is not None:
        return lines
    without = line(_("Zonder regio"), {EVERY_OTHER})
    twelve = line(_("De regio's van de afspraak met UWV"), arranged())
    return [*lines, without, twelve, line(_("Alle regio's"), None)]


def _region(told: Told, branches: Branches, label: str, regions: Regions) -> Line:
    within = [row for row in told if regions is None or row.region in regions]
    return Line(
        label,
        _sum(within, Measure.BADGES),
        _sum(within, Measure.PEOPLE),
        branches.told_in(regions),
        is_arranged=regions is not None and arranged().issuperset(regions),
    )


def _of_domain(told: Told, domain: str) -> int | None:
    return _sum([row for row in told if row.domain == domain], Measure.BADGES)


def _sum(told: Iterable[Row[tuple[Measure, str, str, int]]], measure: Measure) -> int | None:
    """Of rounded numbers; what was told of nobody is not known, and no zero."""
    return sum(row.number for row in told if row.measure == measure) or None


def _figures(which: ColumnElement[bool], read: Regions) -> Told:
    found = (
        select(SectorFigure.measure, SectorFigure.region, SectorFigure.domain)
        .add_columns(func.sum(SectorFigure.number).label("number"))
        .join(SectorFigure.release)
        .where(which)
        .group_by(SectorFigure.measure, SectorFigure.region, SectorFigure.domain)
    )
    if read is not None:
        found = found.where(SectorFigure.region.in_(read))
    return db.session.execute(found).all()


def _term(name: str) -> Term:
    year, _dash, number = name.partition("-")
    return Term(int(year), int(number) if number else None)
