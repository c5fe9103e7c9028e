"""Whoever changes a badge is found out, byte by byte, or changes nothing that is shown."""

import copy
import json
import random
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from badges.errors import BadgesError
from badges.fetching import OfflineMap
from badges.proofs.data_integrity import Suite
from badges.verifying import Report, Verdict, verify
from tests.badges.foundry import (
    CONTEXTS,
    NOW,
    TRUST,
    Json,
    Old,
    badge,
    changed,
    collection,
    endorsement,
    old_assertion,
    old_world,
    rsa_signer,
    sign_jws,
    signed,
    to_bytes,
    world,
)
from tests.badges.mutants import FILES, GOOD, mutants

pytestmark = pytest.mark.slow

DOCUMENTS = OfflineMap(world() | old_world())


def report_on(source: bytes) -> Report:
    report = verify(source, documents=DOCUMENTS, now=NOW, trust=TRUST)
    assert "internal" not in {check.code for check in report.checks}, source
    return report


STEP = {"JSON": 5, "JCS": 7, "JWT": 1, "PNG": 1, "SVG": 11, "PDF": 7, "presentation": 11}
"""Every byte of a JWT and of a chunk is cheap to try; the others need a canonical form each."""


def acceptable(report: Report, good: Report) -> bool:
    """A changed file is not believed, or shows exactly what was signed."""
    believed = report.verdict not in (
        Verdict.INVALID,
        Verdict.COULD_NOT_CHECK,
        Verdict.NO_CREDENTIAL,
    )
    return not believed or report.credential == good.credential


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_no_changed_byte_is_believed(name: str, flip: int) -> None:
    source = FILES[name]
    good = report_on(source)
    assert good.valid
    for at in range(flip % STEP[name], len(source), STEP[name]):
        mutant = source[:at] + bytes([source[at] ^ flip]) + source[at + 1 :]
        assert acceptable(report_on(mutant), good), (at, mutant[max(0, at - 20) : at + 20])


def places(value: Any, steps: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a document, the signature's own value aside."""
    members: Any = value.items() if isinstance(value, dict) else enumerate(value)
    for step, member in members:
        yield (*steps, step)
        if isinstance(member, (dict, list)):
            yield from places(member, (*steps, step))


WORDS = [
    "@context", "type", "id", "issuer", "name", "proof", "credentialSubject", "achievement",
    "endorsement", "verifiableCredential", "urn:x:y", "https://badges.example.nl/status/1",
    "2026-11-20T09:00:00Z", "9999-12-31T23:59:59-14:00", "VerifiableCredential", "Achievement",
    "BitstringStatusListEntry", "1EdTechRevocationList", "did:web:badges.example.nl", "_:b0",
    "EndorsementCredential", "ClrCredential", CONTEXTS[0],
]  # fmt: skip
SIGNABLE: dict[str, Callable[[], Json]] = {
    "badge": badge,
    "record": lambda: collection([signed(badge())]),
    "endorsed": lambda: badge(endorsement=[signed(endorsement(badge()["id"]))]),
    "assertion": lambda: old_assertion(
        id="urn:uuid:1", verification={"type": "SignedBadge", "creator": Old.key}
    ),
}
PLACES = [steps for steps in places(GOOD) if steps[-1] != "@context"]

CHANGES: dict[str, Callable[[Any], Any]] = {
    "nothing": lambda _: None,
    "empty text": lambda _: "",
    "number": lambda _: 7,
    "list of it": lambda old: [old],
    "object of it": lambda old: {"@value": old},
    "other": lambda old: f"{old}x" if isinstance(old, str) else "x",
    "truth": lambda _: True,
}


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("suite", [Suite.EDDSA_RDFC_2022, Suite.EDDSA_JCS_2022])
def test_no_changed_field_is_believed(change: str, suite: Suite) -> None:
    document = signed(badge(), suite=suite)
    good = report_on(to_bytes(document))
    for steps in PLACES:
        mutant = changed(document, *steps, to=CHANGES[change])
        assert acceptable(report_on(to_bytes(mutant)), good), steps


def swapped(document: Json) -> Json:
    """The same members in the opposite order, everywhere."""

    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: turned(value[name]) for name in reversed(value)}
        return [turned(member) for member in value] if isinstance(value, list) else value

    return dict(turned(document))


def test_the_order_of_members_means_nothing() -> None:
    report = report_on(to_bytes(swapped(GOOD)))
    assert report.valid
    assert report.credential == report_on(to_bytes(GOOD)).credential


@pytest.mark.slow
def test_ten_thousand_mutants_get_an_answer_in_time() -> None:
    chance = random.Random(20261130)
    good = {name: report_on(source) for name, source in FILES.items()}
    slowest = 0.0
    for name, source in mutants(chance, 10_000):
        began = time.thread_time()
        report = report_on(source)
        slowest = max(slowest, time.thread_time() - began)
        assert acceptable(report, good[name]), source
    assert slowest < 1


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(sorted(FILES)),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.binary(max_size=12)), max_size=4),
)
def test_any_mutant_gets_an_answer_and_no_mutant_lies(
    name: str, cuts: list[tuple[float, float, bytes]]
) -> None:
    source = FILES[name]
    good = report_on(source)
    for start, length, extra in cuts:
        at = int(start * len(source))
        source = source[:at] + extra + source[at + int(length * length * 40) :]
    assert acceptable(report_on(source), good)


@settings(max_examples=200, deadline=None)
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["@context", "type", "id", "issuer", "proof", "credentialSubject", "x"]),
        inner, max_size=4),
    max_leaves=12,
), st.sampled_from(PLACES))  # fmt: skip
def test_any_json_in_any_place_gets_an_answer(value: Any, steps: tuple[Any, ...]) -> None:
    mutant = copy.deepcopy(GOOD)
    report = report_on(json.dumps(changed(mutant, *steps, to=value)).encode())
    assert acceptable(report, report_on(to_bytes(GOOD)))


STRANGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(WORDS) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None)
@given(
    kind=st.sampled_from(["badge", "record", "endorsed", "assertion"]),
    changes=st.lists(st.tuples(st.integers(0, 10_000), STRANGE), min_size=1, max_size=3),
)
def test_an_issuer_may_sign_anything_and_still_gets_an_answer(
    kind: str, changes: list[tuple[int, Any]]
) -> None:
    document = SIGNABLE[kind]()
    for number, value in changes:
        found = list(places(document))
        document = changed(document, *found[number % len(found)], to=value)
    try:
        signed_document = signed(document, suite=Suite.EDDSA_JCS_2022)
    except (BadgesError, KeyError, TypeError):
        return  # not even a canonical form, so there is nothing to sign
    assert report_on(to_bytes(signed_document)).verdict in set(Verdict)
    jws = sign_jws(document, rsa_signer())
    assert report_on(jws.encode()).verdict in set(Verdict)
