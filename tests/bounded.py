"""What a statement may read from end to end, and what bounds it: for `test_plans`."""

from dataclasses import dataclass

STAYS_SMALL = {
    "alembic_version": "one row",
    "installation_fact": "a few facts",
    "skill_domain": "the palette: 10 domains",
    "domain_version": "the palette: a few versions of each domain",
    "domain_translation_check": "the palette: a few versions of each domain, in seven languages",
    "domain_draft": "what the academy is writing: one of each domain at most",
    "domain_replacement": "the palette: domains that were archived",
    "skill": "the palette: 69 skills",
    "skill_version": "the palette: a few versions of each skill",
    "skill_draft": "what the academy is writing: one of each skill at most",
    "achievement": "three levels of each version",
    "badge_class": "the achievements that an organisation gives",
    "course": "what the academy offers",
    "course_version": "what the academy offers",
    "course_draft": "what the academy is writing: one of each course at most",
    "organisation": "some two hundred in the country",
    "outside_issuer": "some schools and platforms that the academy looked at",
    "sector_release": "five of each year",
    "sector_figure": "at most 500 of a quarter",
    "site": "some branches of each organisation",
    "team": "some teams of each organisation",
    "status_list": "one for some 18,000 badges",
    "issuer_key": "three of each organisation, and three more a year",
    "assessor_authority": "some of each leader",
    "tablet": "some of each site",
    "tablet_key": "two, and two more when they are replaced",
    "tablet_pin_tries": "one of each leader on each tablet",
    "audit_head": "one of each organisation",
    "validation_default": "what the academy decided about badges: some a year at most",
}
"""Tables that do not grow with people and badges, and why. Every other table grows."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A table that a statement may read so, what the statement holds, and what bounds it."""

    table: str
    words: str
    bound: str


EXCEPTIONS: tuple[Bounded, ...] = (
    Bounded("credential", "ORDER BY credential.id DESC LIMIT", "stops at the newest one"),
    Bounded("assessment", "ORDER BY assessment.id DESC LIMIT", "stops at the newest two hundred"),
    Bounded("journal_debt", "FROM journal_debt", "committed and not yet written: mostly nothing"),
    Bounded("award_due", "FROM award_due", "what the last minute left: the sweep empties it"),
    Bounded("skill_concept", "ORDER BY skill_concept.version DESC LIMIT", "stops at the newest"),
    Bounded("second_look", "SELECT second_look.id FROM second_look WHERE", "stops at the first"),
    Bounded("course_run", "FROM course_run", "some hundreds a year in the whole country"),
)

FEW_ROWS = {
    "flagged_in_a_team": "what a rule objected to: rare, and kept",
    "open_conflicts": "the same UUID with two contents: rare, until somebody has looked",
    "open_objections": "four weeks to answer",
    "open_handovers_of_a_team": "printed paper that nobody handed over yet",
    "open_samples": "four weeks to look",
    "unanswered_samples": "two weeks to answer, and few badges are not right",
    "open_parked_items": "what a tablet sent and nobody could read, until somebody looks",
    "administers_the_academy": "a handful of people",
}
"""Indexes of only some rows, and why these stay few."""
