"""Badges from elsewhere in a share: chosen apart, told apart, and honest about what was checked."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from academy.credentials.models import Credential
from academy.database import db
from academy.wallet.brought.models import Brought as OwnWords
from academy.wallet.brought.models import Kind
from academy.wallet.brought.rules import MOST as MOST_WORDS
from academy.wallet.elsewhere.models import ForeignBadge, ForeignEndorsement
from academy.wallet.sharing.models import SharedForeignBadge, ShareLook
from academy.wallet.sharing.rules import MOST_BADGES
from tests.academy.wallet.sharing.conftest import ANSWERS, NEW, link_on, opened, the_share
from tests.academy.wallet.test_list import text_of
from tests.cast import AMINA, GORAN, Member
from tests.client import AcademyClient
from tests.clock import START, TestClock

Brought = Callable[..., ForeignBadge]
LARGEST_COOKIE = 4093
"""Which every browser keeps, with its name."""


def said_of_oneself(words: str) -> OwnWords:
    return OwnWords(
        person_id=AMINA.row.id, kind=Kind.WORK, words=words, place="", time="", said_at=START,
        confirmed_at=START,
    )  # fmt: skip


@pytest.fixture
def brought(amina: AcademyClient) -> Brought:
    """Somebody keeps a badge of the welding school, which was checked two days ago."""

    def keep(member: Member = AMINA, **changes: object) -> ForeignBadge:
        values: dict[str, object] = {
            "name": "Lassen", "issuer": "De Lasschool", "holder": "A. Anders",
            "given_on": "2026-01-05", "valid_until": "", "verdict": "unknown-issuer",
            "checked_at": START - timedelta(days=2), "added_at": START, "confirmed_at": START,
            "source": b"{}",
        }  # fmt: skip
        row = ForeignBadge(
            person_id=member.row.id, key_hash=uuid4().bytes * 2, size=2, kind="json",
            **{**values, **changes},
        )  # fmt: skip
        db.session.add(row)
        db.session.commit()
        return row

    return keep


def shared(amina: AcademyClient, *, badges: list[str], foreign: list[str], **answers: str) -> str:
    """Walks all the steps; gives the link."""
    amina.submit(f"{NEW}/badges", "step", badges=badges, foreign=foreign)
    for step, usual in ANSWERS.items():
        values = {name: answers.get(name, value) for name, value in usual.items()}
        assert amina.submit(f"{NEW}/{step}", "step", **values).status_code == 303
    assert "Lassen" in text_of(amina.page(f"{NEW}/check"))
    return link_on(amina, amina.submit(f"{NEW}/check", "step").location)


def test_it_is_off_at_first_and_told_apart_to_whoever_looks(
    amina: AcademyClient, outside: AcademyClient, badge: Credential, brought: Brought
) -> None:
    foreign = brought()
    asked = amina.page(f"{NEW}/badges")
    assert "De Lasschool" in asked.select_one("#foreign").get_text()
    assert not asked.select("input[type=checkbox][checked]")

    link = shared(amina, badges=[badge.uuid.hex], foreign=[foreign.uuid.hex])

    outside.submit(link)
    page = outside.page(link)
    told = " ".join(page.select_one(".said").get_text(" ").split())
    assert "Wij gaven deze badges niet." in text_of(page)
    assert "Wij kennen niet wie hem gaf." in told
    assert "De Lasschool" in told
    assert "Gecontroleerd" in told
    assert "A. Anders" not in text_of(page), "the name in it was not chosen"
    assert len(db.session.scalars(select(ShareLook)).all()) == 1
    assert amina.get("/wallet/data.json").json["shares"][0]["badges_from_elsewhere"] == ["Lassen"]


def test_more_than_a_share_holds_is_refused_where_they_are_chosen(
    amina: AcademyClient, brought: Brought
) -> None:
    chosen = [brought().uuid.hex for _each in range(MOST_BADGES + 1)]

    answer = amina.submit(f"{NEW}/badges", "step", foreign=chosen)

    assert answer.status_code == 422
    assert f"Kies hoogstens {MOST_BADGES} badges." in text_of(answer.page)
    assert len(answer.page.select("input[type=checkbox][checked]")) == MOST_BADGES + 1


def test_as_much_as_can_be_chosen_fits_in_the_cookie(
    amina: AcademyClient, brought: Brought
) -> None:
    """A browser throws away a larger one, and with it what was answered."""
    db.session.add_all(said_of_oneself(f"Werk {each}") for each in range(MOST_WORDS))
    db.session.commit()
    chosen = [brought().uuid.hex for _each in range(MOST_BADGES)]
    words = [each.uuid.hex for each in db.session.scalars(select(OwnWords))]
    amina.submit(f"{NEW}/badges", "step", foreign=chosen)
    for step, values in ANSWERS.items():
        name = {"label": "ሰላም ገብረእግዚኣብሄር " * 3} if step == "audience" else {}
        amina.submit(f"{NEW}/{step}", "step", **{**values, **name})

    answer = amina.submit(f"{NEW}/words", "step", words=words)

    assert answer.location == f"{NEW}/check"
    assert max(map(len, answer.headers.getlist("Set-Cookie"))) < LARGEST_COOKIE
    assert amina.submit(f"{NEW}/check", "step").status_code == 303


def test_the_other_gets_the_file_as_it_was_brought(
    amina: AcademyClient, outside: AcademyClient, brought: Brought
) -> None:
    foreign = brought(source=b'{"as": "brought"}')
    link = shared(amina, badges=[], foreign=[foreign.uuid.hex])
    file = f"{link}/files/{foreign.uuid}"
    assert outside.get(file).location == link, "whoever did not press the button gets nothing"

    outside.submit(link)

    assert outside.page(link).select_one("a[download]")["href"] == file
    answer = outside.get(file)
    assert (answer.data, answer.mimetype) == (b'{"as": "brought"}', "application/json")
    assert answer.headers["Content-Disposition"] == "attachment; filename=badge.json"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert outside.get(f"{link}/files/{brought(name='Een andere').uuid}").status_code == 404
    assert amina.post(f"/wallet/shares/{the_share().uuid}/stop").status_code == 303
    assert outside.get(file).status_code == 410


def test_without_a_name_there_is_no_file_for_a_name_may_be_in_it(
    amina: AcademyClient, outside: AcademyClient, brought: Brought
) -> None:
    foreign = brought()
    link = shared(amina, badges=[], foreign=[foreign.uuid.hex], named="no")

    told = opened(outside, link)

    assert "Vraag de persoon om het bestand." in told
    assert not outside.page(link).select("a[download]")
    assert outside.get(f"{link}/files/{foreign.uuid}").status_code == 404


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("yes", "De ander mag het bestand van deze badge bewaren."),
        ("no", "bestand van deze badge niet"),
    ],
)
def test_the_last_step_says_whether_the_other_gets_it(
    amina: AcademyClient, brought: Brought, named: str, words: str
) -> None:
    amina.submit(f"{NEW}/badges", "step", badges=[], foreign=[brought().uuid.hex])
    for step, values in {**ANSWERS, "name": {"named": named}}.items():
        amina.submit(f"{NEW}/{step}", "step", **values)

    assert words in text_of(amina.page(f"{NEW}/check"))


def test_a_share_from_before_gives_no_file(
    amina: AcademyClient, outside: AcademyClient, brought: Brought
) -> None:
    foreign = brought()
    link = shared(amina, badges=[], foreign=[foreign.uuid.hex])
    the_share().with_files = False
    db.session.commit()
    outside.submit(link)

    assert outside.get(f"{link}/files/{foreign.uuid}").status_code == 404


def test_one_from_elsewhere_is_enough(
    amina: AcademyClient, outside: AcademyClient, brought: Brought
) -> None:
    foreign = brought()
    answer = amina.post(f"{NEW}/badges", data={})
    assert answer.status_code == 422
    assert answer.page.select_one("#foreign .field__error")

    link = shared(amina, badges=[], foreign=[foreign.uuid.hex])

    assert "Lassen" in opened(outside, link)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"confirmed_at": None}, id="perhaps somebody else's"),
        pytest.param({"verdict": "revoked"}, id="withdrawn"),
        pytest.param({"verdict": "could-not-check"}, id="not checked"),
        pytest.param({"valid_until": "2026-01-01T00:00:00Z"}, id="its time is over"),
    ],
)
def test_what_does_not_count_is_not_offered(
    amina: AcademyClient, badge: Credential, brought: Brought, changes: dict[str, object]
) -> None:
    foreign = brought(**changes)
    assert not amina.page(f"{NEW}/badges").select("#foreign")
    answer = amina.post(f"{NEW}/badges", data={"foreign": foreign.uuid.hex})
    assert answer.status_code == 422
    assert not amina.page(f"/wallet/elsewhere/{foreign.uuid}").select("a[href*=shares]")


def test_that_of_somebody_else_cannot_be_shared(
    amina: AcademyClient, badge: Credential, brought: Brought
) -> None:
    answer = amina.post(f"{NEW}/badges", data={"foreign": brought(GORAN).uuid.hex})
    assert answer.status_code == 422


def test_what_became_of_it_since_is_told(
    amina: AcademyClient, outside: AcademyClient, brought: Brought, clock: TestClock
) -> None:
    foreign = brought(valid_until=(START + timedelta(days=2)).isoformat())
    link = shared(amina, badges=[], foreign=[foreign.uuid.hex])
    assert "Wij kennen niet wie hem gaf." in opened(outside, link)

    clock.advance(days=3)
    assert "De tijd van deze badge is om." in opened(outside, link)

    foreign.verdict = "revoked"
    db.session.commit()
    assert "Deze badge telt niet meer." in text_of(outside.page(link))


def test_thrown_away_it_is_gone_from_the_share_too(
    amina: AcademyClient, outside: AcademyClient, brought: Brought
) -> None:
    foreign = brought()
    link = shared(amina, badges=[], foreign=[foreign.uuid.hex])
    assert amina.post(f"/wallet/elsewhere/{foreign.uuid}/remove").status_code == 303
    assert "Er is nu geen badge te zien" in opened(outside, link)
    assert db.session.scalars(select(SharedForeignBadge)).all() == []


def test_who_needs_a_parents_yes_hears_it_at_the_first_step(
    amina: AcademyClient, badge: Credential, brought: Brought
) -> None:
    amina.page(f"{NEW}/badges")
    AMINA.row.under_16_until = START.date() + timedelta(days=90)
    db.session.commit()
    for step in ("badges", "audience", "check"):
        assert amina.get(f"{NEW}/{step}").location == "/wallet/shares"
    assert "Eerst moet een ouder ja zeggen" in text_of(amina.page("/wallet/shares"))


@pytest.fixture
def endorsed(brought: Brought) -> ForeignBadge:
    """What two firms signed about it; of one it does not hold any more."""
    badge = brought()
    for words, verdict in (("Last netjes.", "valid"), ("Last snel.", "revoked")):
        signed_about(badge, words, verdict)
    return badge


def signed_about(badge: ForeignBadge, words: str, verdict: str, **changes: object) -> None:
    values = {"issuer": "Fietsfabriek", "said_on": "2026-02-01", "kept_at": START}
    db.session.add(
        ForeignEndorsement(
            foreign_badge_id=badge.id, key_hash=uuid4().bytes * 2, source=b"{}", size=2,
            words=words, verdict=verdict, **{**values, **changes},
        )
    )  # fmt: skip
    db.session.commit()


def claims_step(amina: AcademyClient, badge: ForeignBadge, said: str) -> str:
    """Shares it; gives the link. What others signed is a question of its own."""
    amina.submit(f"{NEW}/badges", "step", badges=[], foreign=[badge.uuid.hex])
    for step, usual in ANSWERS.items():
        amina.submit(f"{NEW}/{step}", "step", **usual)
    asked = text_of(amina.page(f"{NEW}/claims"))
    assert ("Last netjes." in asked, "Last snel." in asked) == (True, False)
    amina.submit(f"{NEW}/claims", "step", claims=said)
    assert ("Last netjes." in text_of(amina.page(f"{NEW}/check"))) == (said == "yes")
    return link_on(amina, amina.submit(f"{NEW}/check", "step").location)


@pytest.mark.parametrize("said", ["yes", "no"])
def test_what_others_signed_about_it_goes_along_by_choice(
    amina: AcademyClient, outside: AcademyClient, endorsed: ForeignBadge, said: str
) -> None:
    seen = opened(outside, claims_step(amina, endorsed, said))

    assert ("Last netjes." in seen) == (said == "yes")
    assert "Last snel." not in seen, "nobody reads that something does not hold any more"


def test_what_was_kept_after_sharing_stays_at_home(
    amina: AcademyClient, outside: AcademyClient, endorsed: ForeignBadge
) -> None:
    link = claims_step(amina, endorsed, "yes")
    signed_about(endorsed, "Last altijd.", "valid", kept_at=START + timedelta(hours=1))

    seen = opened(outside, link)

    assert "Last netjes." in seen
    assert "Last altijd." not in seen


def test_the_file_of_what_others_signed_goes_along_with_that_of_the_badge(
    amina: AcademyClient, outside: AcademyClient, endorsed: ForeignBadge, brought: Brought
) -> None:
    known, gone = endorsed.endorsements
    link = claims_step(amina, endorsed, "yes")
    file = f"{link}/said/{known.uuid}"
    assert outside.get(file).location == link, "whoever did not press the button gets nothing"

    opened(outside, link)

    hrefs = [each["href"] for each in outside.page(link).select(".said .said a[download]")]
    assert hrefs == [file]
    answer = outside.get(file)
    assert (answer.data, answer.mimetype) == (b"{}", "application/json")
    assert answer.headers["Content-Disposition"] == "attachment; filename=aanbeveling.json"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert outside.get(f"{link}/said/{gone.uuid}").status_code == 404
    signed_about(brought(name="Een andere"), "Elders.", "valid")
    other = db.session.scalars(
        select(ForeignEndorsement).where(ForeignEndorsement.words == "Elders.")
    ).one()
    assert outside.get(f"{link}/said/{other.uuid}").status_code == 404, "that badge was not chosen"
    amina.post(f"/wallet/shares/{the_share().uuid}/stop")
    assert outside.get(file).status_code == 410


@pytest.mark.parametrize("without", ["with_files", "with_claims"])
def test_without_files_or_without_what_others_said_there_is_no_such_file(
    amina: AcademyClient, outside: AcademyClient, endorsed: ForeignBadge, without: str
) -> None:
    link = claims_step(amina, endorsed, "yes")
    setattr(the_share(), without, False)
    db.session.commit()
    opened(outside, link)

    assert not outside.page(link).select(".said .said a[download]")
    assert outside.get(f"{link}/said/{endorsed.endorsements[0].uuid}").status_code == 404
