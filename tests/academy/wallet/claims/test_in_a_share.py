"""What employers said goes along in a share by a choice of its own, and only what was seen then."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from academy.credentials.models import Credential
from academy.database import db
from academy.wallet.claims.models import Claim
from tests.academy.shown import EMERGENCY, Shown
from tests.academy.wallet.sharing.conftest import ANSWERS, NEW, link_on, opened
from tests.cast import AMINA
from tests.client import AcademyClient
from tests.clock import START, TestClock


def a_claim(words: str, badge: Credential | None = None, *, kept: bool = True) -> None:
    db.session.add(
        Claim(
            uuid=uuid4(), person_id=AMINA.row.id, credential_id=badge.id if badge else None,
            share_uuid=uuid4(), skill="" if badge else "Een band plakken", words=words,
            firm="De Fietsfabriek", author="Erik", said_at=START,
            accepted_at=START if kept else None,
        )
    )  # fmt: skip
    db.session.commit()


def the_claim(words: str) -> Claim:
    return db.session.scalars(select(Claim).where(Claim.words == words)).one()


def answered(client: AcademyClient, *badges: Credential) -> str:
    """Every question up to the name; gives where the last answer leads."""
    client.submit(f"{NEW}/badges", "step", badges=[badge.uuid.hex for badge in badges])
    for step, values in ANSWERS.items():
        location = client.submit(f"{NEW}/{step}", "step", **values).location
    return str(location)


def test_nothing_is_asked_when_nobody_said_anything(
    amina: AcademyClient, badge: Credential
) -> None:
    a_claim("Nog niet gelezen", kept=False)

    assert answered(amina, badge) == f"{NEW}/check"


@pytest.mark.parametrize(("answer", "is_there"), [("yes", True), ("no", False)])
def test_it_goes_along_only_when_the_worker_says_so(
    amina: AcademyClient, outside: AcademyClient, badge: Credential, answer: str, is_there: bool
) -> None:
    a_claim("Snel en netjes", badge)
    a_claim("Na een maand al")
    assert answered(amina, badge) == f"{NEW}/claims"
    assert "Snel en netjes" in amina.page(f"{NEW}/claims").main.get_text()
    assert amina.post(f"{NEW}/claims", data={}).status_code == 422

    amina.submit(f"{NEW}/claims", "step", claims=answer)

    seen = amina.page(f"{NEW}/check").select_one(".as-seen").get_text()
    text = opened(outside, link_on(amina, amina.submit(f"{NEW}/check", "step").location))
    for words in ("Snel en netjes", "Na een maand al", "Niet gecontroleerd"):
        assert (words in seen) == is_there
        assert (words in text) == is_there


def test_what_is_said_of_another_badge_or_kept_later_or_thrown_away_is_not_shown(
    amina: AcademyClient,
    outside: AcademyClient,
    badge: Credential,
    shown: Shown,
    clock: TestClock,
) -> None:
    a_claim("Over de andere", shown(skill=EMERGENCY))
    a_claim("Blijft staan", badge)
    answered(amina, badge)
    amina.submit(f"{NEW}/claims", "step", claims="yes")
    link = link_on(amina, amina.submit(f"{NEW}/check", "step").location)
    clock.advance(minutes=5)
    a_claim("Later bewaard", badge)
    the_claim("Later bewaard").accepted_at = clock()
    db.session.commit()

    text = opened(outside, link)

    assert "Blijft staan" in text
    assert "Over de andere" not in text
    assert "Later bewaard" not in text

    db.session.delete(the_claim("Blijft staan"))
    db.session.commit()
    assert "Blijft staan" not in outside.page(link).get_text()
