"""Every code that people meet has words, in one place."""

from collections.abc import Collection, Mapping

import pytest

from academy.access.session import LIFETIMES
from academy.access.words import WAYS_IN
from academy.assessments import words as of_assessments
from academy.assessments.models import Answer, Method, ObjectionReason, ResponseKind, ReviewOutcome
from academy.credentials import words as of_badges
from academy.credentials.models import RevocationReason
from academy.objections import words as of_objections
from academy.organisations.models import OrganisationKind
from academy.organisations.words import KINDS
from academy.people.words import ROLES, SHORT_ROLES
from academy.reports.audit.details import VALUES
from academy.sampling import words as of_samples
from academy.security.identity import Role
from academy.settings import PROJECT


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        pytest.param(of_assessments.ANSWERS, Answer, id="answers"),
        pytest.param(of_assessments.METHODS, Method, id="methods"),
        pytest.param(of_objections.RESPONSES, ResponseKind, id="responses"),
        pytest.param(of_assessments.REASONS, ObjectionReason, id="reasons to object"),
        pytest.param(of_objections.OUTCOMES, ReviewOutcome, id="outcomes"),
        pytest.param(of_objections.DECISIONS, ReviewOutcome, id="decisions"),
        pytest.param(of_badges.LOGGED, RevocationReason, id="reasons in the log"),
        pytest.param(
            of_badges.PUBLIC_REASONS,
            set(RevocationReason) - {RevocationReason.UNDONE, RevocationReason.OBJECTION},
            id="public reasons",
        ),
        pytest.param(ROLES, Role, id="roles"),
        pytest.param(SHORT_ROLES, Role, id="short roles"),
        pytest.param(KINDS, OrganisationKind, id="kinds of organisations"),
        pytest.param(WAYS_IN, LIFETIMES, id="ways in"),
    ],
)
def test_every_code_has_words(words: Mapping[str, object], codes: Collection[str]) -> None:
    assert set(words) == set(codes)


def test_the_log_has_no_words_of_its_own_for_them() -> None:
    assert VALUES["role"] is ROLES
    assert VALUES["kind"] is KINDS
    assert VALUES["method"] is WAYS_IN
    assert VALUES["reason"] is of_badges.LOGGED
    outcomes = {**of_objections.OUTCOMES, **of_samples.OUTCOMES}
    assert set(VALUES["outcome"]) == set(outcomes)
    assert all(VALUES["outcome"][code] is words for code, words in outcomes.items())


def test_a_skill_has_one_name_wherever_it_is_shown() -> None:
    """The short name is kept with the versions and in palette files, and shown by nothing."""
    files = [*(PROJECT / "templates").rglob("*.html"), *(PROJECT / "academy").rglob("*.py")]
    kept = {"catalogue": {"loading.py", "models.py", "publishing.py"}}
    shown = [
        str(file.relative_to(PROJECT))
        for file in files
        if ".short_name" in file.read_text("utf-8")
        and file.name not in kept.get(file.parent.name, set())
        and file.parent.name != "versions"  # of migrations
    ]
    assert not shown, f"say the name of a skill here (docs/adr/0036): {shown}"
