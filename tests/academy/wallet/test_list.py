"""The list of one's own badges: everything of oneself, nothing of anybody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from academy.assessments.models import (
    Assessment,
    AssessmentReview,
    ResponseKind,
    ReviewOutcome,
)
from academy.assessments.rules import Objection
from academy.catalogue.models import Skill
from academy.credentials.models import Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.objections.responding import Said, respond
from academy.wallet.contents import OwnBadge, by_skill
from academy.wallet.listing import PER_PAGE, Wish, listed
from academy.wallet.rules import Standing
from tests.academy.shown import EMERGENCY, SORTING, Many, Shown
from tests.cast import AMINA, BEA, DEWI, FATMA, GORAN, OSCAR, Cast, Member, a_membership
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.long_wallet import lengthen
from tests.statements import count_statements


def names(page: BeautifulSoup) -> list[str]:
    return [each.get_text(strip=True) for each in page.select(".own-badge__name")]


def pills(page: BeautifulSoup) -> list[str]:
    found = page.select(".own-badge__pills .status-pill")
    return [each.get_text(strip=True) for each in found]


def text_of(page: BeautifulSoup) -> str:
    return " ".join(page.main.get_text(" ").split())


def test_a_worker_without_badges_hears_what_to_do(amina: AcademyClient) -> None:
    assert "Je hebt nog geen badge" in text_of(amina.page("/wallet"))


def test_the_highest_level_stands_in_front_and_earlier_ones_are_folded(
    amina: AcademyClient, shown: Shown
) -> None:
    shown(level=1, days_ago=50)
    shown(level=2, days_ago=20)

    page = amina.page("/wallet")

    assert names(page) == ["Textiel sorteren"]
    assert "Zelfstandig" in page.select_one(".own-badge").get_text()
    assert page.select_one("details.disclosure").get_text().count("Kan de basis") == 1


@pytest.mark.parametrize(
    ("days_ago", "pill"), [(30, "Geldig"), (300, "Verloopt bijna"), (400, "Verlopen")]
)
def test_every_badge_says_whether_it_still_counts(
    amina: AcademyClient, shown: Shown, palette: Cast, days_ago: int, pill: str
) -> None:
    shown(skill=EMERGENCY, days_ago=days_ago)

    assert pills(amina.page("/wallet")) == [pill]


def test_a_withdrawn_badge_stays_and_says_so(amina: AcademyClient, shown: Shown) -> None:
    badge = shown(days_ago=3)
    with transaction(badge.person):
        revoke(badge, RevocationReason.MISTAKE, by=BEA.identity(), now=START)

    page = amina.page("/wallet")

    assert pills(page) == ["Telt niet meer"]
    assert "nieuwe badge" not in text_of(page)


def test_a_badge_that_was_undone_was_never_there(amina: AcademyClient, shown: Shown) -> None:
    badge = shown()
    with transaction(badge.person):
        revoke(badge, RevocationReason.UNDONE, by=BEA.identity(), now=START)

    assert names(amina.page("/wallet")) == []
    assert amina.get(f"/wallet/{badge.uuid}").status_code == 404


def test_a_new_badge_is_greeted_for_a_week(
    amina: AcademyClient, shown: Shown, clock: TestClock
) -> None:
    shown()
    assert "Je hebt een nieuwe badge" in text_of(amina.page("/wallet"))

    clock.advance(days=8)
    assert "nieuwe badge" not in text_of(amina.as_(AMINA).page("/wallet"))


def test_badges_of_every_employer_are_there_with_the_name_of_who_gave_them(
    client: AcademyClient, shown: Shown, palette: Cast
) -> None:
    shown(DEWI, SORTING, by=OSCAR, team=palette.textiel, days_ago=40)
    a_membership(DEWI.row, team=palette.sorteren)
    db.session.commit()
    shown(DEWI, EMERGENCY, days_ago=10)

    page = client.as_(DEWI).page("/wallet")

    issuers = [each.get_text(" ", strip=True) for each in page.select(".own-badge__note")]
    assert [text.split()[1] for text in issuers] == ["Schakel", "Cirkel"]


def test_after_a_change_of_employer_all_badges_are_still_there(
    client: AcademyClient, shown: Shown, palette: Cast
) -> None:
    shown(DEWI, SORTING, by=OSCAR, team=palette.textiel, days_ago=40)
    for membership in DEWI.row.memberships:
        membership.ends_on = START.date() - timedelta(days=1)

    assert names(client.as_(DEWI).page("/wallet")) == ["Textiel sorteren"]


def test_not_yet_and_unfinished_are_shown_gently_to_the_worker(
    amina: AcademyClient, shown: Shown
) -> None:
    shown(level=0)
    shown(skill=EMERGENCY, seen=False)

    text = text_of(amina.page("/wallet"))

    assert "Dit lukt nog niet. Dat geeft niet." in text
    assert "Gezien: 0 van 3 punten." in text
    assert "Alleen jij en je teamleider zien dit." in text
    assert "Dit verdwijnt op" in text


def test_what_led_to_a_badge_later_is_no_practice_any_more(
    amina: AcademyClient, shown: Shown
) -> None:
    shown(seen=False, days_ago=4)
    shown(days_ago=2)

    assert "Hier werk je aan" not in text_of(amina.page("/wallet"))


def test_an_objection_shows_when_the_answer_comes(amina: AcademyClient, shown: Shown) -> None:
    shown(level=1)
    with transaction(AMINA.row):
        seen = db.session.scalars(select(Assessment)).one()
        respond(
            seen,
            Said(kind=ResponseKind.OBJECTS, reason="Ik kan meer."),
            by=AMINA.actor,
            now=START,
        )

    assert "Je hoort het uiterlijk op 21 december 2026." in text_of(amina.page("/wallet"))


def practice(client: AcademyClient) -> str:
    section = client.page("/wallet").select_one("section[aria-labelledby=practising]")
    return " ".join(section.get_text(" ").split())


def test_what_does_not_count_yet_says_what_comes_of_it(amina: AcademyClient, shown: Shown) -> None:
    shown(seen=False)
    seen = db.session.scalars(select(Assessment)).one()
    seen.flag = Objection.LEADS_NO_MORE
    db.session.commit()
    assert "Iemand kijkt dit nog na." in practice(amina)

    with transaction(AMINA.row):
        respond(seen, Said(kind=ResponseKind.OBJECTS), by=AMINA.actor, now=START)
    assert "Je hoort het uiterlijk op 21 december 2026." in practice(amina)

    review = AssessmentReview(assessment=seen, by_id=BEA.row.id, at=START, outcome="look_again")
    db.session.add(review)
    db.session.commit()
    assert "Iemand kijkt opnieuw naar je werk." in practice(amina)

    review.outcome = ReviewOutcome.REJECTED
    db.session.commit()
    assert "Het telt niet." in practice(amina)


def test_next_steps_come_from_what_was_shown_and_are_never_more_than_three(
    amina: AcademyClient, shown: Shown
) -> None:
    shown(level=1)

    steps = amina.page("/wallet").select("section[aria-labelledby=next] .card")

    assert len(steps) == 3
    assert "Textiel sorteren" in steps[0].get_text()
    assert "Zelfstandig" in steps[0].get_text()
    assert {each["data-domain"] for each in steps} == {"textiel"}


def test_a_next_step_leads_to_the_skill_in_plain_words(amina: AcademyClient, shown: Shown) -> None:
    shown(level=1)
    step = amina.page("/wallet").select_one("section[aria-labelledby=next] .card a")

    text = text_of(amina.page(str(step["href"])))

    assert "Dit laat je zien" in text
    assert "ESCO" not in text
    assert "Versie" not in text
    assert amina.get("/wallet/skills/bestaat-niet").status_code == 404


def test_nobody_sees_badges_of_a_colleague(client: AcademyClient, shown: Shown) -> None:
    badge = shown(AMINA)

    for somebody in (GORAN, FATMA, BEA):
        client.as_(somebody)
        assert names(client.page("/wallet")) == []
        assert client.get(f"/wallet/{badge.uuid}").status_code == 404


LONG_UNSEEN = "section[aria-labelledby=unseen] a"


def test_what_nobody_saw_for_a_year_is_asked_about_and_stays_valid(
    amina: AcademyClient, shown: Shown
) -> None:
    old, new = shown(days_ago=400), shown(skill="klanten-helpen", days_ago=300)
    shown(skill=EMERGENCY, days_ago=300)

    asked = amina.page("/wallet").select(LONG_UNSEEN)

    assert [each["href"] for each in asked] == [f"/wallet/{old.uuid}"]
    assert "Geldig" in asked[0].get_text()
    told = text_of(amina.page(f"/wallet/{old.uuid}"))
    assert "Dit zag lang niemand." in told
    assert "Je badge blijft geldig." in told
    assert "Dit zag lang niemand." not in text_of(amina.page(f"/wallet/{new.uuid}"))


def test_what_was_seen_again_or_is_asked_about_already_is_not_asked_about(
    amina: AcademyClient, shown: Shown
) -> None:
    shown(days_ago=400)
    amina.post(f"/wallet/skills/{SORTING}/ask")
    assert not amina.page("/wallet").select(LONG_UNSEEN)

    shown(skill="klanten-helpen", days_ago=400)
    assert len(amina.page("/wallet").select(LONG_UNSEEN)) == 1
    shown(skill="klanten-helpen", days_ago=1)
    assert not amina.page("/wallet").select(LONG_UNSEEN)


def test_at_most_three_are_asked_about_the_oldest_first(amina: AcademyClient, shown: Shown) -> None:
    skills = (SORTING, "klanten-helpen", "kassa-bedienen", "rekenen-op-het-werk")
    given = [shown(skill=skill, days_ago=400 + day) for day, skill in enumerate(skills)]

    asked = [each["href"] for each in amina.page("/wallet").select(LONG_UNSEEN)]

    assert asked == [f"/wallet/{badge.uuid}" for badge in (given[3], given[2], given[1])]


def test_what_somebody_asks_about_is_no_next_step_too(amina: AcademyClient, shown: Shown) -> None:
    shown(level=1, days_ago=3)
    steps = "section[aria-labelledby=next] .card a"
    first = amina.page("/wallet").select(steps)[0]["href"]

    amina.post(f"{first}/ask")

    page = amina.page("/wallet")
    assert first not in [each["href"] for each in page.select(steps)]
    assert page.select(f"section[aria-labelledby=asked] a[href='{first}']")


def test_a_visitor_is_asked_to_sign_in(client: AcademyClient, shown: Shown) -> None:
    badge = shown()

    for path in ("/wallet", "/wallet/passport", "/wallet/data", f"/wallet/{badge.uuid}"):
        assert client.get(path).location.startswith("/sign-in?next=")


def test_one_finds_a_badge_without_script(amina: AcademyClient, shown: Shown) -> None:
    shown(skill=SORTING)
    shown(skill=EMERGENCY)

    assert names(amina.page("/wallet?q=TEXTIEL")) == ["Textiel sorteren"]
    assert "Niets gevonden" in text_of(amina.page("/wallet?q=heftruck"))


@pytest.mark.slow
def test_a_long_wallet_has_pages_of_fifty(amina: AcademyClient, many: Many) -> None:
    many(53)

    first, last = amina.page("/wallet"), amina.page("/wallet?page=2")

    assert (len(names(first)), len(names(last))) == (50, 3)
    assert not set(names(first)) & set(names(last))
    for page in ("3", "0", "-1", "x", "9" * 30):
        assert amina.page(f"/wallet?page={page}").select(".own-badge")


def badge_of(skill: int, days_ago: int, domain: str = "textiel") -> tuple[int, OwnBadge]:
    given_at = START - timedelta(days=days_ago)
    texts = {"nl": f"Vaardigheid {skill}"}
    return skill, OwnBadge(
        uuid=uuid4(), achievement_uuid=uuid4(), version_id=1, skill_id=skill, name=texts,
        domain_code=domain, domain_name=texts, domain_icon="shirt",
        domain_colour="#1f6f54", level=2, level_name=texts,
        issuer="De Schakel", given_at=given_at, valid_until=None, seen_again_on=None,
        standing=Standing.VALID, is_new=False,
    )  # fmt: skip


def test_earlier_badges_count_for_the_length_of_a_page(app: Flask) -> None:
    badges = [badge_of(number // 3, number) for number in range(500)]

    with app.test_request_context():
        pages = [listed(by_skill(badges), Wish(page=page)) for page in range(1, 12)]

    sizes = [sum(1 + len(skill.earlier) for skill in page.skills) for page in pages]
    assert {page.pages for page in pages} == {len(pages)}
    assert max(sizes) <= PER_PAGE
    assert sum(sizes) == 500


def test_on_paper_stands_what_counts_with_the_code_to_check_it(
    amina: AcademyClient, shown: Shown
) -> None:
    shown(skill=SORTING, days_ago=10)
    shown(skill=EMERGENCY, days_ago=400)

    text = text_of(amina.page("/wallet/passport"))

    assert AMINA.name in text
    assert "Textiel sorteren" in text
    assert "Weten wat je doet bij nood" not in text
    assert "Code" in text
    assert "badges.example.nl/c" in text


def statements_for(client: AcademyClient, member: Member) -> int:
    client.as_(member)
    with count_statements() as statements:
        client.get("/wallet")
    return len(statements)


@pytest.mark.slow
def test_five_hundred_badges_cost_no_more_statements_than_one(
    client: AcademyClient, shown: Shown, many: Many, palette: Cast
) -> None:
    shown(GORAN)
    shown(GORAN, EMERGENCY, seen=False)
    few = statements_for(client, GORAN)

    many(50)

    assert len(db.session.scalars(select(Credential)).all()) == 51
    assert statements_for(client, AMINA) == few

    lengthen(AMINA.row.id, 500)

    assert len(client.as_(AMINA).page("/wallet").select(".own-badge")) <= PER_PAGE
    assert statements_for(client, AMINA) == few


def test_the_wallet_takes_twenty_statements(client: AcademyClient, shown: Shown) -> None:
    shown()
    shown(skill=EMERGENCY, seen=False)

    assert statements_for(client, AMINA) <= 20


def test_the_pictures_of_ten_badges_come_over_a_poor_line(
    amina: AcademyClient, shown: Shown
) -> None:
    for skill in db.session.scalars(select(Skill).order_by(Skill.id).limit(10)).all():
        shown(skill=skill.code)

    addresses = [each["src"] for each in amina.page("/wallet").select(".own-badge img")]

    assert len(addresses) == 10
    assert sum(len(amina.get(str(each)).data) for each in addresses) <= 100_000
    packed = {"Accept-Encoding": "gzip"}
    assert sum(len(amina.get(str(each), headers=packed).data) for each in addresses) <= 27_000
