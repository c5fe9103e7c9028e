"""Whoever looks at a share saves what a firm signed about a badge in it, to check it elsewhere."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from academy.credentials.endorsing import find_endorsement
from academy.credentials.models import Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.credentials.statements.models import Statement, WithdrawalReason
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.people.models import Person
from academy.wallet.claims import service
from academy.wallet.claims.models import Claim
from academy.wallet.claims.service import Said
from tests.academy.shown import EMERGENCY, Shown
from tests.academy.wallet.claims.test_in_a_share import a_claim, answered
from tests.academy.wallet.sharing.conftest import ANSWERS, NEW, link_on, opened, the_share
from tests.cast import AMINA, BEA, ERIK, GORAN, Cast
from tests.client import AcademyClient
from tests.clock import START, TestClock

SIGNED = ".said a[download]"


def signed_by_the_firm(cast: Cast, badge: Credential, words: str = "Snel en netjes.") -> Claim:
    """Erik says it for De Fietsfabriek, and Amina keeps it."""
    firm, settings = cast.employer, dependencies().settings
    said = Said(
        uuid=uuid4(), credential_id=badge.id, skill="", words=words, firm=firm.name,
        author="Erik", organisation=firm,
    )  # fmt: skip
    with transaction(firm, AMINA.row):
        service.say(AMINA.row.id, uuid4(), said, settings, by=ERIK.identity().actor, now=START)
        claim = db.session.scalars(select(Claim).where(Claim.words == words)).one()
        service.accept(claim, settings, by=AMINA.identity(), now=START)
    return claim


def shared(amina: AcademyClient, *badges: Credential, claims: str = "yes") -> str:
    """Gives the link."""
    answered(amina, *badges)
    amina.submit(f"{NEW}/claims", "step", claims=claims)
    return link_on(amina, amina.submit(f"{NEW}/check", "step").location)


def test_it_is_the_firms_word_for_word_and_only_for_whoever_looked(
    amina: AcademyClient, outside: AcademyClient, badge: Credential, palette: Cast
) -> None:
    claim = signed_by_the_firm(palette, badge)
    link = shared(amina, badge)
    file = f"{link}/said/{claim.uuid}"
    assert outside.get(file).location == link

    opened(outside, link)

    assert [each["href"] for each in outside.page(link).select(SIGNED)] == [file]
    answer = outside.get(file)
    assert answer.data == find_endorsement(claim.uuid).document
    assert answer.headers["Content-Disposition"] == "attachment; filename=aanbeveling.json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert AMINA.name not in answer.text


def test_the_last_step_says_that_the_other_may_keep_it(
    amina: AcademyClient, badge: Credential, palette: Cast
) -> None:
    signed_by_the_firm(palette, badge)
    answered(amina, badge)
    amina.submit(f"{NEW}/claims", "step", claims="yes")

    seen = amina.page(f"{NEW}/check").select_one(".as-seen")

    assert "De ander mag dit als bestand bewaren." in seen.get_text()
    assert not seen.select(SIGNED)


@pytest.mark.parametrize("ending", ["stopped", "over", "a parent's yes taken back"])
def test_it_ends_with_the_share(
    amina: AcademyClient,
    outside: AcademyClient,
    badge: Credential,
    palette: Cast,
    clock: TestClock,
    ending: str,
) -> None:
    file = f"/said/{signed_by_the_firm(palette, badge).uuid}"
    link = shared(amina, badge)
    opened(outside, link)
    if ending == "stopped":
        amina.post(f"/wallet/shares/{the_share().uuid}/stop")
    elif ending == "over":
        clock.advance(days=8)
    else:
        db.session.get_one(Person, AMINA.row.id).under_16_until = START.date() + timedelta(days=90)
        db.session.commit()

    assert outside.get(f"{link}{file}").status_code == 410


def test_it_is_not_there_when_the_worker_said_no_to_what_employers_said(
    amina: AcademyClient, outside: AcademyClient, badge: Credential, palette: Cast
) -> None:
    claim = signed_by_the_firm(palette, badge)
    link = shared(amina, badge, claims="no")
    opened(outside, link)

    assert not outside.page(link).select(SIGNED)
    assert outside.get(f"{link}/said/{claim.uuid}").status_code == 404


def test_what_is_about_another_badge_or_unsigned_or_kept_later_or_unknown_is_not_there(
    amina: AcademyClient, outside: AcademyClient, badge: Credential, shown: Shown,
    palette: Cast, clock: TestClock,
) -> None:  # fmt: skip
    signed_by_the_firm(palette, badge)
    a_claim("Niet ondertekend", badge)
    other = signed_by_the_firm(palette, shown(skill=EMERGENCY), "Over de andere")
    later = signed_by_the_firm(palette, badge, "Later bewaard")
    later.accepted_at = START + timedelta(hours=1)
    db.session.commit()
    link = shared(amina, badge)
    opened(outside, link)

    assert len(outside.page(link).select(SIGNED)) == 1
    unsigned = db.session.scalars(select(Claim).where(Claim.words == "Niet ondertekend")).one()
    for key in (other.uuid, later.uuid, unsigned.uuid, uuid4()):
        assert outside.get(f"{link}/said/{key}").status_code == 404


def test_of_a_badge_that_was_undone_nothing_is_told(
    amina: AcademyClient, outside: AcademyClient, badge: Credential, shown: Shown, palette: Cast
) -> None:
    other = shown(skill=EMERGENCY)
    claim = signed_by_the_firm(palette, badge)
    link = shared(amina, badge, other)
    with transaction(badge.person):
        revoke(badge, RevocationReason.UNDONE, by=BEA.identity(), now=START)

    assert claim.words not in opened(outside, link)
    assert outside.get(f"{link}/said/{claim.uuid}").status_code == 404


def test_taken_back_or_thrown_away_it_is_gone(
    amina: AcademyClient, outside: AcademyClient, badge: Credential, palette: Cast
) -> None:
    claims = [signed_by_the_firm(palette, badge, words) for words in ("Snel.", "Netjes.")]
    taken_back, thrown_away = (claim.uuid for claim in claims)
    link = shared(amina, badge)
    opened(outside, link)
    assert len(outside.page(link).select(SIGNED)) == 2

    statement = db.session.scalars(select(Statement).where(Statement.uuid == taken_back)).one()
    with transaction(statement, AMINA.row):
        service.withdraw(statement, WithdrawalReason.MISTAKE, by=ERIK.identity(), now=START)
    amina.post(f"/wallet/said/{thrown_away}/leave")

    assert not outside.page(link).select(SIGNED)
    for key in (taken_back, thrown_away):
        assert outside.get(f"{link}/said/{key}").status_code == 404


def test_of_a_badge_that_was_replaced_there_is_no_file_for_it_leads_to_the_new_one(
    amina: AcademyClient, outside: AcademyClient, shown: Shown, palette: Cast
) -> None:
    old = shown(skill=EMERGENCY, days_ago=300)
    claim = signed_by_the_firm(palette, old)
    link = shared(amina, old)
    assert shown(skill=EMERGENCY).supersedes_id == old.id
    opened(outside, link)

    assert not outside.page(link).select(SIGNED)
    assert outside.get(f"{link}/said/{claim.uuid}").status_code == 404


def test_the_link_of_somebody_else_gives_nothing(
    amina: AcademyClient, outside: AcademyClient, badge: Credential, shown: Shown, palette: Cast
) -> None:
    claim = signed_by_the_firm(palette, badge)
    shared(amina, badge)
    theirs = shown(GORAN)
    goran = amina.as_(GORAN)
    goran.submit(f"{NEW}/badges", "step", badges=[theirs.uuid.hex])
    link = _link_of(goran)
    opened(outside, link)

    assert outside.get(f"{link}/said/{claim.uuid}").status_code == 404


def _link_of(client: AcademyClient) -> str:
    for step, values in ANSWERS.items():
        client.submit(f"{NEW}/{step}", "step", **values)
    return link_on(client, client.submit(f"{NEW}/check", "step").location)
