"""What somebody meets behind a link: a door, what was chosen, or one plain sentence."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from academy.access.models import Session
from academy.credentials.models import Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.verification import visits
from academy.verification.visits import WRONG_CODES
from academy.wallet.models import HiddenBadge
from academy.wallet.sharing.models import ShareLook
from academy.wallet.sharing.queries import count_looks
from academy.wallet.sharing.rules import MOST_LOOKS
from tests.academy.shown import EMERGENCY, Shown
from tests.academy.wallet.sharing.conftest import Sharing, opened, the_share
from tests.cast import AMINA, BEA, JAN, Cast, a_membership
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.statements import count_statements

MESSENGERS: Mapping[str, Mapping[str, str]] = {
    "WhatsApp": {"User-Agent": "WhatsApp/2.24.10 A"},
    "Facebook": {"User-Agent": "facebookexternalhit/1.1"},
    "Telegram": {"User-Agent": "TelegramBot (like TwitterBot)"},
    "a browser that loads ahead": {"Sec-Purpose": "prefetch;prerender"},
    "a scanner of mail": {"User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"},
}


def looks() -> int:
    return count_looks(the_share())


def test_a_first_visit_shows_a_door_and_nothing_of_the_worker(
    outside: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    link = sharing(badge)

    page = outside.page(link)

    text = page.get_text()
    assert "Bekijk de badges" in text
    assert not any(word in text for word in ("Amina", "Textiel", "Schakel"))
    assert looks() == 0


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("messenger", MESSENGERS)
def test_a_preview_of_a_messenger_tells_no_name_and_is_no_look(
    outside: AcademyClient, badge: Credential, sharing: Sharing, messenger: str, method: str
) -> None:
    link = sharing(badge)

    answer = outside.open(
        link, method=method, headers=MESSENGERS[messenger], inspect=method == "GET"
    )

    assert answer.status_code == 200
    assert "Amina" not in answer.unpacked
    assert "og:" not in answer.unpacked
    assert looks() == 0


def test_whoever_presses_the_button_sees_what_was_chosen_and_no_more(
    outside: AcademyClient, badge: Credential, shown: Shown, sharing: Sharing
) -> None:
    shown(skill=EMERGENCY, days_ago=5)
    text = opened(outside, sharing(badge))

    for word in ("Amina Yıldız", "Textiel sorteren", "Zelfstandig", "De Schakel",
                 "Niet delen mag geen gevolgen hebben"):  # fmt: skip
        assert word in text
    for word in ("ontruim", "Jan de Vries", "Sorteren,", "101"):
        assert word not in text
    assert looks() == 1


def test_loading_it_again_is_no_other_look_until_half_an_hour_later(
    outside: AcademyClient, badge: Credential, sharing: Sharing, clock: TestClock
) -> None:
    link = sharing(badge)
    opened(outside, link)
    outside.page(link)
    outside.page(f"{link}?language=en")
    assert looks() == 1

    clock.advance(minutes=31)

    assert "Bekijk de badges" in outside.page(link).get_text()
    opened(outside, link)
    assert looks() == 2


def test_the_worker_sees_how_often_and_when_and_never_who(
    amina: AcademyClient, outside: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    link = sharing(badge)
    assert "Nog niet bekeken" in amina.page("/wallet/shares").main.get_text()
    opened(outside, link)

    assert "1 keer bekeken" in amina.page("/wallet/shares").main.get_text()
    page = amina.page(f"/wallet/shares/{the_share().uuid}").main.get_text(" ")
    assert "1 keer" in page
    assert set(ShareLook.__table__.c.keys()) == {"id", "share_id", "at"}


def test_ones_own_look_does_not_count(
    amina: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    text = amina.page(sharing(badge)).main.get_text(" ")

    assert "Textiel sorteren" in text
    assert "dat telt niet mee" in text
    assert looks() == 0


def test_whoever_comes_in_as_the_worker_by_what_they_gave_out_is_counted(
    amina: AcademyClient, badge: Credential, sharing: Sharing, palette: Cast
) -> None:
    link = sharing(badge)
    a_membership(AMINA.row, team=palette.textiel)
    db.session.scalars(select(Session)).one().given_by_id = palette.schakel.id

    assert "Bekijk de badges" in amina.page(link).get_text()


def test_a_colleague_who_is_signed_in_is_somebody_like_any_other(
    client: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    link = sharing(badge)
    client.as_(JAN)

    assert "Bekijk de badges" in client.page(link).get_text()
    assert client.get(f"/wallet/shares/{the_share().uuid}").status_code == 404


def test_the_name_is_there_only_if_it_was_chosen(
    outside: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    link = sharing(badge, named="no")
    opened(outside, link)
    assert "Amina" not in outside.page(link).get_text()


@pytest.mark.parametrize(
    ("audience", "label"), [("guide", "UWV Utrecht"), ("school", "ROC"), ("near", "mijn zus")]
)
def test_for_whom_it_is_stands_nowhere_on_the_page(
    outside: AcademyClient, badge: Credential, sharing: Sharing, audience: str, label: str
) -> None:
    link = sharing(badge, audience=audience, label=label)
    opened(outside, link)
    page = outside.get(link).unpacked
    for word in ("begeleider", "gemeente", "UWV", "school", label, "Familie"):
        assert word not in page


def test_nobody_else_learns_the_address_or_keeps_the_page(
    outside: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    link = sharing(badge)
    for answer in (outside.get(link), outside.post(link), outside.get(link)):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Cache-Control"] == "no-store"
    page: BeautifulSoup = outside.page(link)
    assert page.select_one('meta[name="robots"]')["content"].startswith("noindex")
    addresses = [tag.get("src") or tag.get("href") for tag in page.select("[src], link, a[href]")]
    assert not [each for each in addresses if str(each).startswith(("http", "//"))]
    assert link.rpartition("/")[2] not in str(page.title)


def test_no_log_has_the_link(
    amina: AcademyClient,
    outside: AcademyClient,
    badge: Credential,
    sharing: Sharing,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    link = sharing(badge)
    token = link.rpartition("/")[2]
    opened(outside, link)
    outside.post(link, csrf=False)
    outside.get(f"{link}\0", inspect=False)
    amina.post(f"/wallet/shares/{the_share().uuid}/stop")
    outside.get(link)

    assert not [record for record in caplog.records if token in record.getMessage()]


@pytest.mark.parametrize(
    "token",
    ["", "x", "a" * 32, "A" * 32, "é" * 32, "a" * 31 + "1", "../etc/passwd", "a" * 5000, "%00"],
)
def test_a_guessed_link_gets_one_sentence(
    outside: AcademyClient, badge: Credential, sharing: Sharing, token: str
) -> None:
    sharing(badge)
    for method in ("GET", "POST"):
        answer = outside.open(f"/s/{token}", method=method, inspect=False)
        assert answer.status_code in {404, 405}
        assert "Amina" not in answer.unpacked
    assert looks() == 0


def test_a_wrong_link_says_whom_to_ask(outside: AcademyClient, badge: Credential) -> None:
    answer = outside.get(f"/s/{'a' * 32}")
    assert "We kennen deze link niet" in answer.page.main.get_text()
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.slow
def test_whoever_guesses_on_and_on_has_to_wait(outside: AcademyClient, badge: Credential) -> None:
    answers = {outside.get(f"/s/{'b' * 32}").status_code for _each in range(WRONG_CODES + 1)}
    assert answers == {404, 429}


def test_a_program_that_loads_a_page_on_and_on_has_to_wait(
    outside: AcademyClient, badge: Credential, sharing: Sharing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "CHECKS", 5)
    link = sharing(badge)
    outside.post(link)
    answers = [outside.get(link, inspect=False).status_code for _each in range(6)]
    assert answers == [200, 200, 200, 200, 200, 429]


def test_a_link_in_capitals_works_as_well(
    outside: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    start, _slash, token = sharing(badge).rpartition("/")
    assert outside.get(f"{start}/{token.upper()}").status_code == 200


def test_after_its_end_it_shows_nothing(
    outside: AcademyClient, badge: Credential, sharing: Sharing, clock: TestClock
) -> None:
    link = sharing(badge, duration="day")
    opened(outside, link)
    clock.advance(days=1)

    for method in ("GET", "POST"):
        answer = outside.open(link, method=method)
        assert answer.status_code == 410
        assert "Deze link werkt niet meer" in answer.page.main.get_text()
        assert "Amina" not in answer.unpacked


def test_a_badge_that_was_withdrawn_says_so_and_one_that_was_undone_is_gone(
    outside: AcademyClient, badge: Credential, shown: Shown, sharing: Sharing
) -> None:
    other = shown(skill=EMERGENCY, days_ago=1)
    assert other is not None
    link = sharing(badge, other)
    for each, reason in ((badge, RevocationReason.MISTAKE), (other, RevocationReason.UNDONE)):
        with transaction(each.person):
            revoke(each, reason, by=BEA.identity(), now=START)

    text = opened(outside, link)

    assert "Textiel sorteren" in text
    assert "ingetrokken" in text
    assert "ontruim" not in text.lower()


def test_a_badge_that_was_hidden_since_is_not_shown(
    outside: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    link = sharing(badge)
    db.session.add(HiddenBadge(credential_id=badge.id, hidden_at=START))

    assert "Er is nu geen badge te zien" in opened(outside, link)


def test_a_newer_badge_that_was_not_chosen_is_not_told_of(
    outside: AcademyClient, shown: Shown, sharing: Sharing
) -> None:
    old = shown(skill=EMERGENCY, days_ago=300)
    assert old is not None
    link = sharing(old)
    newer = shown(skill=EMERGENCY, days_ago=0)
    assert newer is not None
    assert newer.supersedes_id == old.id

    opened(outside, link)

    page = outside.get(link).unpacked
    assert str(newer.uuid) not in page
    assert f"/credentials/{old.uuid}" not in page


def test_the_page_is_there_in_english(
    outside: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    link = sharing(badge)
    outside.post(link)
    text = outside.page(f"{link}?language=en").get_text()
    assert "Not sharing must have no consequences" in text


def test_a_badge_more_is_one_statement_more(
    outside: AcademyClient, badge: Credential, shown: Shown, sharing: Sharing
) -> None:
    """The one that asks our register whether we gave it; all else is asked once."""
    codes = (EMERGENCY, "kassa-bedienen", "prijzen")
    more = [found for code in codes if (found := shown(skill=code))]
    taken = []
    for badges in ([badge], [badge, *more]):
        link = sharing(*badges)
        outside.post(link)
        outside.get(link)
        with count_statements() as statements:
            outside.get(link)
        taken.append(len(statements))
    assert taken[1] - taken[0] <= len(more)


def test_a_program_that_looks_all_day_fills_no_disk(
    outside: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    link = sharing(badge)
    number = the_share().id
    db.session.add_all(
        ShareLook(share_id=number, at=START + timedelta(seconds=each)) for each in range(MOST_LOOKS)
    )
    assert "Textiel" in opened(outside, link)
    assert looks() == MOST_LOOKS


def test_a_share_of_somebody_else_is_not_there(
    client: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    sharing(badge)
    address = f"/wallet/shares/{the_share().uuid}"
    client.as_(JAN)
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/stop").status_code == 404
    assert client.get(f"/wallet/shares/{uuid4()}").status_code == 404
    assert the_share().stopped_at is None
    assert AMINA.row.id == the_share().person_id
