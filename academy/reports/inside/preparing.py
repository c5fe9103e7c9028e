"""Count what changed since the last time, quarter by quarter; older quarters stay as they are.

Who left is counted anew for every quarter that a page shows: a last day is often said later, or
taken back, and somebody may come back.
Reads outside of the transaction, which only takes the rows of these quarters out and puts new ones
in. A person with two memberships counts once in whatever holds both places.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from statistics import median_low
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    case,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.orm import aliased

from academy.assessments.models import Assessment
from academy.catalogue.models import Skill, SkillDomain, SkillVersion
from academy.credentials.models import Achievement, Credential, Revocation
from academy.database import db
from academy.dates import local_day, start_of_day
from academy.installation import InstallationFact
from academy.organisations.models import Organisation, Site, Team
from academy.people.leaving.models import WorkAnswer
from academy.people.leaving.queries import left_between
from academy.people.leaving.rules import Said, is_told_on
from academy.people.models import Membership
from academy.reports.inside.models import SHOWN_YEARS, Measured, PreparedFigure
from academy.reports.inside.palette import lacking
from academy.reports.sector.terms import Term, last_quarters, quarter_of

PREPARED_AT = "figures_prepared_at"
OVERLAP = timedelta(minutes=30)
"""Looked at again: what was committed while the last figures were made."""
HIGHEST = 3
QUARTERS_OF_A_YEAR = 4
YEARS_OF_ANSWERS = 5
ABOUT_LEAVING = (Measured.LEFT, Measured.WENT)
NOW = ""
ALL = "all"
LEVELS: dict[str, ColumnElement[str]] = {
    ALL: literal(""),
    "region": func.coalesce(Site.region, Organisation.region, ""),
    "organisation": cast(Organisation.id, String),
    "site": cast(Site.id, String),
}
"""What kinds of places there are, and the name of each in a query about teams."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A row of `PreparedFigure`."""

    place: str
    measure: Measured
    key: str
    term: str
    number: int
    people: int


def prepared_at() -> datetime | None:
    fact = db.session.get(InstallationFact, PREPARED_AT)
    return None if fact is None else datetime.fromisoformat(fact.value)


def terms_to_prepare(now: datetime) -> set[Term]:
    """The quarters in which something was given, withdrawn or recorded since the last time."""
    before = prepared_at()
    this = quarter_of(local_day(now))
    if before is None:
        first = db.session.scalar(select(func.min(Credential.issued_at)))
        return set(_quarters(quarter_of(local_day(first)) if first else this, this))
    since = before - OVERLAP
    withdrawn = select(Credential.issued_at).join(Credential.revocation)
    changed = db.session.scalars(withdrawn.where(Revocation.at > since))
    moments = {quarter_of(local_day(each)) for each in changed}
    return moments | set(_quarters(quarter_of(local_day(since)), this))


def count(terms: Collection[Term], *, today: date) -> list[Counted]:
    """Everything about these quarters, and about now."""
    found = [*_now(), *_last_year(today), *_works(today), *_of_the_palette(today)]
    for term in terms:
        found += _of(term)
    for term in {*terms, *_shown(today)}:
        found += _left(term)
    for year in _years(terms):
        found += _reached(year)
    return found


def keep(terms: Collection[Term], counted: list[Counted], *, now: datetime) -> None:
    """In the caller's transaction."""
    names = [NOW, *map(str, terms), *map(str, _years(terms))]
    shown = [str(term) for term in _shown(local_day(now))]
    of_leaving = PreparedFigure.measure.in_(ABOUT_LEAVING) & PreparedFigure.term.in_(shown)
    db.session.execute(delete(PreparedFigure).where(PreparedFigure.term.in_(names) | of_leaving))
    if counted:
        db.session.connection().execute(insert(PreparedFigure), [asdict(each) for each in counted])
    db.session.merge(InstallationFact(name=PREPARED_AT, value=now.isoformat()))


def _shown(today: date) -> Iterator[Term]:
    first = Term(today.year - SHOWN_YEARS + 1)
    return _quarters(quarter_of(first.first_day), quarter_of(today))


def _quarters(first: Term, last: Term) -> Iterator[Term]:
    term = first
    while term.first_day <= last.first_day:
        yield term
        term = quarter_of(term.after)


def _of(term: Term) -> Iterator[Counted]:
    begin, end = start_of_day(term.first_day), start_of_day(term.after)
    given = (Credential.issued_at >= begin, Credential.issued_at < end, _STANDS)
    badges = (func.count(), func.count(Credential.person_id.distinct()))
    for measure, key in (
        (Measured.BADGES, literal("")),
        (Measured.DOMAIN, SkillDomain.code),
        (Measured.KIND, SkillVersion.kind),
    ):
        yield from _counted(measure, term, key, badges, _badges().where(*given))
    looks = (func.count(), func.count(Assessment.assessor_id.distinct()))
    recorded = (Assessment.recorded_at >= begin, Assessment.recorded_at < end)
    about = _in_teams(select().select_from(Assessment), Assessment.team_id).where(*recorded)
    yield from _counted(Measured.LOOKS, term, literal(""), looks, about)
    yield from _steps(term)


def _years(terms: Collection[Term]) -> set[Term]:
    return {Term(term.year) for term in terms}


def _reached(year: Term) -> Iterator[Counted]:
    begin, end = start_of_day(year.first_day), start_of_day(year.after)
    given = (Credential.issued_at >= begin, Credential.issued_at < end, _STANDS)
    person = func.count(Credential.person_id.distinct())
    about = _badges().where(*given)
    yield from _counted(Measured.REACHED, year, literal(""), (person, person), about)


def _now() -> Iterator[Counted]:
    current = _badges().where(Credential.current_key.is_not(None), _STANDS)
    person = Credential.person_id.distinct()
    holders = (func.count(person), func.count(person))
    yield from _counted(Measured.HOLDERS, None, literal(""), holders, current)
    highest = case((Achievement.level == HIGHEST, Credential.person_id))
    teachers = (func.count(highest.distinct()), func.count(person))
    yield from _counted(Measured.TEACHERS, None, Skill.code, teachers, current)


def _last_year(today: date) -> Iterator[Counted]:
    """By codes that may be said at any time: so anew each time, and no sum of quarters."""
    since = start_of_day(last_quarters(today, QUARTERS_OF_A_YEAR)[0].first_day)
    given = _badges().where(Credential.issued_at >= since, _STANDS)
    badges = (func.count(), func.count(Credential.person_id.distinct()))
    for measure, code in (
        (Measured.OCCUPATION, func.coalesce(Skill.isco, "")),
        (Measured.BRANCH, Organisation.sbi),
    ):
        yield from _counted(measure, None, code, badges, given)


def _of_the_palette(today: date) -> Iterator[Counted]:
    for lack, number in lacking(today).items():
        yield Counted(ALL, Measured.PALETTE, lack, NOW, number, people=0)


def _left(term: Term) -> Iterator[Counted]:
    """Whoever goes on in another team of the organisation, or works there again, did not."""
    person = func.count(Membership.person_id.distinct())
    last = term.after - timedelta(days=1)
    ended = _in_teams(select().select_from(Membership), Membership.team_id).where(
        left_between(term.first_day, last)
    )
    yield from _counted(Measured.LEFT, term, literal(""), (person, person), ended)
    known = ended.where(Membership.went_to.is_not(None))
    yield from _counted(Measured.WENT, term, Membership.went_to, (person, person), known)


def _works(today: date) -> Iterator[Counted]:
    """Of the years of which nobody is asked any more (docs/adr/0060)."""
    works = case((WorkAnswer.said == Said.WORKS, WorkAnswer.person_id))
    numbers = (func.count(works.distinct()), func.count(WorkAnswer.person_id.distinct()))
    for year in range(today.year - YEARS_OF_ANSWERS, today.year):
        if is_told_on(today, year):
            about = select().select_from(WorkAnswer).join(WorkAnswer.membership)
            said = _in_teams(about, Membership.team_id).where(
                left_between(date(year, 1, 1), date(year, 12, 31)),
                WorkAnswer.said != Said.RATHER_NOT,
            )
            yield from _counted(Measured.WORKS, None, literal(str(year)), numbers, said)


def _steps(term: Term) -> Iterator[Counted]:
    """From the first badge of the level below to the first one of this level."""
    lower, level = aliased(Credential), aliased(Achievement)
    begun = (
        select(func.min(lower.issued_at))
        .join(level, level.id == lower.achievement_id)
        .where(
            lower.person_id == Credential.person_id,
            lower.skill_id == Credential.skill_id,
            level.level == Achievement.level - 1,
        )
        .correlate(Credential, Achievement)
        .scalar_subquery()
    )
    found = _badges().add_columns(
        Credential.person_id, Achievement.level, Credential.issued_at, begun
    )
    found = found.add_columns(*(name.label(kind) for kind, name in LEVELS.items()))
    days = defaultdict[tuple[str, str], list[tuple[int, int]]](list)
    begin, end = start_of_day(term.first_day), start_of_day(term.after)
    given = (Credential.issued_at >= begin, Credential.issued_at < end, _STANDS)
    for person, reached, at, since, *names in db.session.execute(
        found.where(*given, Achievement.level > 1)
    ):
        if since is not None and since < at:
            for kind, name in zip(LEVELS, names, strict=True):
                days[_place(kind, name), f"{reached - 1}-{reached}"].append(
                    ((at - since).days, person)
                )
    for (place, key), steps in days.items():
        people = len({person for _days, person in steps})
        number = median_low(each for each, _person in steps)
        yield Counted(place, Measured.STEP, key, str(term), number, people)


def _counted(
    measure: Measured,
    term: Term | None,
    key: ColumnElement[str] | Any,
    numbers: tuple[ColumnElement[int], ColumnElement[int]],
    about: Select[Any],
) -> Iterator[Counted]:
    for kind, name in LEVELS.items():
        columns = (name.label("place"), key.label("which"))
        rows = about.add_columns(*columns, *numbers).group_by(*columns)
        for where, which, number, people in db.session.execute(rows):
            when = NOW if term is None else str(term)
            yield Counted(_place(kind, where), measure, which, when, number, people)


def _place(kind: str, name: str) -> str:
    return kind if kind == ALL else f"{kind}:{name}"


def _badges() -> Select[Any]:
    about = _in_teams(select().select_from(Credential), Credential.team_id)
    return (
        about.join(Skill, Skill.id == Credential.skill_id)
        .join(SkillDomain, SkillDomain.id == Skill.domain_id)
        .join(Achievement, Achievement.id == Credential.achievement_id)
        .join(SkillVersion, SkillVersion.id == Achievement.skill_version_id)
    )


def _in_teams(about: Select[Any], team_id: Any) -> Select[Any]:
    return (
        about.join(Team, Team.id == team_id)
        .join(Site, Site.id == Team.site_id)
        .join(Organisation, Organisation.id == Team.organisation_id)
    )


_STANDS = ~exists().where(Revocation.credential_id == Credential.id)
