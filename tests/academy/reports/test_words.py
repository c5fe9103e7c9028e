"""All that the code writes into the log has words for the page that shows it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from itertools import chain

import pytest
from flask import Flask

from academy.access.session import LIFETIMES
from academy.assessments.models import ResponseKind, ReviewOutcome
from academy.audit.models import Seen
from academy.credentials.models import KeyPurpose, RevocationReason
from academy.learning.models import CompletionKind
from academy.learning.values import RunPlan
from academy.organisations.models import Organisation, OrganisationKind, Site, Team
from academy.organisations.service import Details
from academy.reports.audit.details import FIELDS, KEYS, PAGES, VALUES, details
from academy.reports.audit.subjects import NAMED
from academy.reports.audit.telling import SENTENCES
from academy.reports.audit.words import ACTIONS
from academy.sampling.models import SampleOutcome
from academy.security.identity import Role
from academy.settings import PROJECT
from academy.tablets.models import KeyUse
from academy.tablets.words import REASONS

HELPER = re.compile(r"(\w+\.)?(_record\w*|_log|_note|log_\w+|tell)")
FRAME = {"organisation_id", "by", "at", "now"}
"""Arguments that every line has; the others are its details."""


@cache
def calls() -> tuple[ast.Call, ...]:
    """Every call that writes into the log, directly or through a helper of its module."""
    return tuple(
        call
        for file in sorted((PROJECT / "academy").rglob("*.py"))
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and call.args and is_writer(call)
    )


def is_writer(call: ast.Call) -> bool:
    called = ast.unparse(call.func)
    says_what = isinstance(call.args[0], ast.Constant | ast.JoinedStr | ast.IfExp)
    return called == "log.record" or (says_what and HELPER.fullmatch(called) is not None)


def alternatives(call: ast.Call) -> list[ast.expr]:
    """What the call may write: one action, or one of two."""
    action = call.args[0]
    return [action.body, action.orelse] if isinstance(action, ast.IfExp) else [action]


def written_actions() -> Iterator[str]:
    """As patterns: what is filled in later may be anything."""
    for action in chain.from_iterable(map(alternatives, calls())):
        if isinstance(action, ast.Constant) and isinstance(action.value, str):
            yield re.escape(action.value)
        elif isinstance(action, ast.JoinedStr):
            yield "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_-]+"
                for part in action.values
            )


def test_every_action_has_words() -> None:
    written = set(written_actions())
    assert len(written) > 40, "this test has lost sight of how lines are written"
    missing = [each for each in written if not any(re.fullmatch(each, a) for a in ACTIONS)]
    assert not missing, f"Say in academy/reports/audit/words.py what these mean: {missing}"


def test_no_words_are_left_of_an_action_that_nobody_writes() -> None:
    written = set(written_actions())
    assert [a for a in ACTIONS if not any(re.fullmatch(each, a) for each in written)] == []


def test_actions_that_are_put_together_have_words_for_every_part() -> None:
    filled = {f"assessment.worker_{kind}" for kind in ResponseKind} | {
        f"{place.__tablename__}.{change}"
        for place in (Organisation, Site, Team)
        for change in ("ended", "reopened")
    }
    assert filled <= set(ACTIONS)


UNPACKED = {"sheet"}
"""Details that a call only has at times, in a dictionary."""


def test_every_detail_has_a_label() -> None:
    keys = {word.arg for call in calls() for word in call.keywords if word.arg} - FRAME
    assert len(keys) > 15, "this test has lost sight of how details are written"
    missing = sorted(keys - set(KEYS))
    assert not missing, f"Say in academy/reports/audit/details.py what these mean: {missing}"
    assert set(KEYS) == keys | UNPACKED


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("kind", OrganisationKind),
        ("method", LIFETIMES),
        ("outcome", {*ReviewOutcome, *SampleOutcome}),
        ("purpose", {*KeyPurpose, *KeyUse}),
        ("reason", RevocationReason),
        ("role", Role),
        ("was", CompletionKind),
        ("way", {"card", "pin"}),
        ("why", REASONS),
    ],
)
def test_every_code_has_a_word(key: str, codes: object) -> None:
    assert set(VALUES[key]) == set(codes)  # type: ignore[call-overload]


def test_every_page_that_outsiders_see_has_a_name() -> None:
    assert set(PAGES) == set(Seen)


def test_every_field_that_can_change_has_a_name() -> None:
    changeable = {each.name for kind in (Details, RunPlan) for each in fields(kind)}
    assert changeable | {"name", "language", "site_id", "staff_number"} <= set(FIELDS)


def test_details_read_like_sentences(app: Flask) -> None:
    raw = {"fields": ["city", "email"], "last_day": "2026-05-03", "team": None, "n": 3}
    with app.test_request_context():
        assert [(each.label, each.text) for each in details(raw)] == [
            ("Laatste dag", "3 mei 2026"),
            ("Veranderd", "Plaats, E-mailadres"),
            ("n", "3"),
        ]


def test_a_reason_that_a_person_chose_is_not_among_the_details(app: Flask) -> None:
    told = {RevocationReason.UNDONE, RevocationReason.REPLACED, RevocationReason.KEY_COMPROMISED}
    with app.test_request_context():
        for reason in RevocationReason:
            assert bool(list(details({"reason": reason}))) == (reason in told)


BY_NOBODY = {"card.last_try", "claim.made", "person.details_forgotten", "translation.checked"}
"""What somebody did who did not sign in, or the night."""


def test_every_action_has_a_sentence_that_says_who_did_it(app: Flask) -> None:
    assert set(SENTENCES) == set(ACTIONS)
    with app.test_request_context():
        for action, sentence in SENTENCES.items():
            assert "%(actor)s" in str(sentence) or action in BY_NOBODY


def test_only_lines_about_badges_roles_authority_and_accounts_have_room_for_a_name() -> None:
    naming = {action for action, sentence in SENTENCES.items() if "%(person)s" in str(sentence)}
    assert {action.partition(".")[0] for action in naming} <= set(NAMED)
    assert not {each for each in naming if each.startswith(("assessment", "card", "badge"))}
