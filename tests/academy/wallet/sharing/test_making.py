"""A worker chooses what somebody sees, one question on each screen."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from academy.access.models import Session
from academy.audit.models import AuditEvent
from academy.credentials.models import Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.wallet.sharing.models import Audience, Share
from academy.wallet.sharing.rules import MOST_OPEN
from academy.wallet.sharing.tokens import token_hash
from tests.academy.shown import EMERGENCY, Shown
from tests.academy.wallet.sharing.conftest import ANSWERS, NEW, Sharing, link_on, the_share
from tests.cast import AMINA, BEA, DEWI, OSCAR, Cast, a_membership
from tests.client import AcademyClient
from tests.clock import START


def names_on(client: AcademyClient, path: str, selector: str) -> list[str]:
    return [each.get_text(strip=True) for each in client.page(path).select(selector)]


def test_the_way_leads_from_what_i_can_to_a_link(
    amina: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    assert amina.page("/wallet").select_one('a[href="/wallet/shares"]')
    assert amina.page("/wallet/shares").select_one(f'a[href="{NEW}/badges"]')

    link = sharing(badge, audience="school", label="ROC, meneer Bos")

    found = the_share()
    assert link.startswith("/s/")
    assert (found.audience, found.label) == (Audience.SCHOOL, "ROC, meneer Bos")
    assert found.ends_at == START + timedelta(days=7)
    assert "ROC, meneer Bos" in amina.page("/wallet/shares").main.get_text()


def test_nothing_is_chosen_at_first_and_with_help_stands_apart(
    amina: AcademyClient, shown: Shown
) -> None:
    shown(level=2, days_ago=9)
    shown(skill=EMERGENCY, level=1, days_ago=2)

    page = amina.page(f"{NEW}/badges")

    assert not page.select("input[type=checkbox][checked]")
    assert "Textiel" in page.select_one(".choices .choice__label").get_text()
    assert len(page.select("details input[type=checkbox]")) == 1


def test_an_earlier_badge_of_the_same_skill_stands_apart_too(
    amina: AcademyClient, shown: Shown
) -> None:
    shown(level=2, days_ago=40)
    shown(level=3, days_ago=2)

    page = amina.page(f"{NEW}/badges")

    assert len(page.select("fieldset > .choices input")) == 1
    assert "Legt het anderen uit" in page.select_one("fieldset > .choices").get_text()
    assert len(page.select("details input[type=checkbox]")) == 1


def test_without_a_badge_one_hears_what_to_do(amina: AcademyClient) -> None:
    for path in ("/wallet/shares", f"{NEW}/badges"):
        page = amina.page(path)
        assert "Je hebt nog geen badge om te laten zien" in page.main.get_text()
        assert not page.select("main .button--primary, .action-bar")
    assert amina.post(f"{NEW}/badges", data={}).status_code == 422


def test_what_does_not_count_is_not_offered(amina: AcademyClient, shown: Shown) -> None:
    shown(skill=EMERGENCY, days_ago=400)
    withdrawn = shown(days_ago=3)
    assert withdrawn is not None
    with transaction(withdrawn.person):
        revoke(withdrawn, RevocationReason.MISTAKE, by=BEA.identity(), now=START)

    assert names_on(amina, f"{NEW}/badges", ".choice__label") == []


def test_the_last_screen_shows_what_the_other_will_see(
    amina: AcademyClient, outside: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    answers = [{"badges": [badge.uuid.hex]}, {"audience": "guide"}, {"purpose": "learn"},
               {"duration": "day"}, {"named": "no"}]  # fmt: skip
    for step, given in zip(("badges", "audience", "purpose", "duration", "name"), answers,
                           strict=True):  # fmt: skip
        amina.submit(f"{NEW}/{step}", "step", **given)
    seen = amina.page(f"{NEW}/check").select_one(".as-seen")

    amina.submit(f"{NEW}/check", "step")
    link = link_on(amina, f"/wallet/shares/{the_share().uuid}")
    outside.submit(link)
    there = outside.page(link)

    assert "Deze persoon laat geen naam zien" in seen.get_text()
    for part in (".shared-name", ".shared-badges"):
        assert (
            " ".join(there.select_one(part).get_text(" ").split())
            == " ".join(seen.select_one(part).get_text(" ").split())
        )  # fmt: skip


def test_the_verdict_there_is_in_the_workers_words_with_the_others_beside(
    amina: AcademyClient, badge: Credential
) -> None:
    """What the other reads is Dutch or English; in a page in Arabic it says that it is."""
    amina.submit(f"{NEW}/badges", "step", badges=[badge.uuid.hex])
    for step, values in ANSWERS.items():
        amina.submit(f"{NEW}/{step}", "step", **values)
    amina.set_cookie("language", "ar")

    seen = amina.page(f"{NEW}/check").select_one(".as-seen")

    pill = seen.select_one(".status-pill")
    assert "هذه الشارة حقيقية" in pill.get_text()
    assert pill.select_one("[lang=nl][dir=ltr]").get_text() == "(Deze badge is echt en geldig)"
    assert all(each.select("[lang=nl][dir=ltr]") for each in seen.select(".checks li strong"))
    amina.set_cookie("language", "en")
    english = amina.page(f"{NEW}/check").select_one(".as-seen")
    assert english.select_one(".status-pill").get_text(strip=True) == "This badge is real and valid"
    assert not english.select(".checks [lang]")


def test_each_question_and_what_is_agreed_to_has_the_dutch_beside_it(
    amina: AcademyClient, badge: Credential
) -> None:
    amina.submit(f"{NEW}/badges", "step", badges=[badge.uuid.hex])
    asked = {"badges": "Welke badges wil je laten zien?"}
    for step, values in ANSWERS.items():
        asked[step] = amina.page(f"{NEW}/{step}").h1.get_text().split("  ")[-1].strip()
        amina.submit(f"{NEW}/{step}", "step", **values)
    amina.set_cookie("language", "ar")

    for step, question in asked.items():
        page = amina.page(f"{NEW}/{step}")
        beside = page.h1.select_one(".in-dutch[lang=nl][dir=ltr]").get_text()
        assert question.endswith(beside), step
        assert beside not in page.title.get_text()
    yes = amina.page(f"{NEW}/name").select_one("label:has([value=yes]) .in-dutch")
    assert yes.get_text() == "Ja, mijn naam mag erbij"
    check = amina.page(f"{NEW}/check")
    assert check.select_one(".action-bar button .in-dutch").get_text() == "Ja, laat dit zien"
    beside = [each.get_text() for each in check.select("p > .in-dutch")]
    assert "De link werkt zo lang: 1 week." in beside
    amina.set_cookie("language", "en")
    assert not amina.page(f"{NEW}/check").select("h1 .in-dutch, .action-bar .in-dutch")


@pytest.mark.parametrize("step", ["audience", "purpose", "duration", "name", "check"])
def test_a_question_cannot_be_skipped(amina: AcademyClient, badge: Credential, step: str) -> None:
    assert amina.get(f"{NEW}/{step}").location == "/wallet/shares"

    amina.page(f"{NEW}/badges")
    assert amina.get(f"{NEW}/{step}").location == f"{NEW}/badges"
    assert amina.post(f"{NEW}/{step}", data={step: "x"}).location == f"{NEW}/badges"


@pytest.mark.parametrize(
    ("step", "told"),
    [("badges", "Kies minstens 1 badge"), ("audience", "Kies voor wie"),
     ("purpose", "Kies waarvoor"), ("duration", "Kies hoe lang"), ("name", "Kies ja of nee")],
)  # fmt: skip
def test_an_open_question_is_asked_again(
    amina: AcademyClient, badge: Credential, step: str, told: str
) -> None:
    given = {"badges": {"badges": [badge.uuid.hex]}, "audience": {"audience": "near"},
             "purpose": {"purpose": "show"}, "duration": {"duration": "day"}}  # fmt: skip
    for before, answer in given.items():
        if before == step:
            break
        amina.submit(f"{NEW}/{before}", "step", **answer)

    answer = amina.post(f"{NEW}/{step}", data={})

    assert answer.status_code == 422
    assert told in answer.page.main.get_text()


def test_somebody_elses_badge_cannot_be_shared(
    amina: AcademyClient, badge: Credential, shown: Shown, palette: Cast
) -> None:
    other = shown(DEWI, by=OSCAR, team=palette.textiel)
    assert other is not None

    answer = amina.submit(f"{NEW}/badges", "step", badges=[other.uuid.hex])

    assert answer.status_code == 422
    assert "De lijst is intussen veranderd" in answer.page.main.get_text()


def test_a_badge_that_was_withdrawn_meanwhile_is_not_shared(
    amina: AcademyClient, badge: Credential, shown: Shown
) -> None:
    given = {"badges": {"badges": [badge.uuid.hex]}, "audience": {"audience": "near"},
             "purpose": {"purpose": "show"}, "duration": {"duration": "day"},
             "name": {"named": "yes"}}  # fmt: skip
    for step, answer in given.items():
        amina.submit(f"{NEW}/{step}", "step", **answer)
    with transaction(badge.person):
        revoke(badge, RevocationReason.MISTAKE, by=BEA.identity(), now=START)

    answer = amina.submit(f"{NEW}/check", "step")

    assert answer.status_code == 422
    assert "Kies minstens 1 badge" in answer.page.main.get_text()
    assert db.session.scalars(select(Share)).all() == []


def test_the_last_button_pressed_twice_makes_one_share(
    amina: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    given = {"badges": {"badges": [badge.uuid.hex]}, "audience": {"audience": "near"},
             "purpose": {"purpose": "show"}, "duration": {"duration": "day"},
             "name": {"named": "yes"}}  # fmt: skip
    for step, answer in given.items():
        amina.submit(f"{NEW}/{step}", "step", **answer)
    with amina.session_transaction() as kept:
        draft = dict(kept["share_draft"])

    first = amina.submit(f"{NEW}/check", "step")
    with amina.session_transaction() as kept:
        kept["share_draft"] = draft
    again = amina.submit(f"{NEW}/check", "step")

    assert first.location == again.location == f"/wallet/shares/{the_share().uuid}"


def test_a_cookie_of_the_release_before_does_no_harm(
    amina: AcademyClient, badge: Credential
) -> None:
    amina.submit(f"{NEW}/badges", "step", badges=[badge.uuid.hex])
    with amina.session_transaction() as kept:
        kept["share_draft"] = {**kept["share_draft"], "colour": "red"}

    assert amina.get(f"{NEW}/audience").status_code == 200


def test_whoever_signs_in_next_on_this_device_begins_anew(
    amina: AcademyClient, badge: Credential
) -> None:
    amina.submit(f"{NEW}/badges", "step", badges=[badge.uuid.hex])
    with amina.session_transaction() as kept:
        draft = kept["share_draft"]
    amina.as_(AMINA)
    with amina.session_transaction() as kept:
        kept["share_draft"] = draft

    assert amina.get(f"{NEW}/audience").location == "/wallet/shares"


@pytest.mark.parametrize("ready", ["guide", "school"])
def test_a_ready_made_share_begins_with_the_badges_of_a_time(
    amina: AcademyClient, shown: Shown, ready: str
) -> None:
    shown(days_ago=200)
    shown(skill=EMERGENCY, days_ago=20)
    answer = amina.post("/wallet/shares/new", data={"ready": ready})
    assert answer.location == f"{NEW}/period"

    amina.submit(f"{NEW}/period", "step", period="quarter")

    page = amina.page(f"{NEW}/badges")
    checked = page.select("input[type=checkbox][checked]")
    assert len(page.select("input[type=checkbox]")) == 2
    assert len(checked) == 1
    amina.submit(f"{NEW}/badges", "step")
    amina.submit(f"{NEW}/duration", "step", duration="month")
    amina.submit(f"{NEW}/name", "step", named="yes")
    amina.submit(f"{NEW}/check", "step")
    assert the_share().audience == ready


def test_only_two_are_ready_made(amina: AcademyClient) -> None:
    assert amina.post("/wallet/shares/new", data={"ready": "boss"}).status_code == 422


def test_there_is_an_end_to_how_many_somebody_has(
    amina: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    sharing(badge)
    for number in range(MOST_OPEN - 1):
        db.session.add(
            Share(
                person_id=AMINA.row.id, token_hash=bytes([number]) * 32, audience=Audience.NEAR,
                label="", purpose="show", with_name=False, made_at=START - timedelta(days=2),
                ends_at=START + timedelta(days=9),
            )
        )  # fmt: skip
    db.session.commit()

    with pytest.raises(AssertionError, match="409"):
        sharing(badge)

    assert f"Je laat al {MOST_OPEN} keer iets zien" in (
        amina.submit(f"{NEW}/check", "step").get_data(as_text=True)
    )


def test_neither_link_nor_for_whom_is_in_the_log(badge: Credential, sharing: Sharing) -> None:
    link = sharing(badge, audience="guide", label="Meneer Bos")

    lines = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "share.made")).all()
    assert [(line.chain, line.details) for line in lines] == [(0, {})]
    everything = repr([vars(each) for each in db.session.scalars(select(AuditEvent))])
    assert not any(word in everything for word in ("guide", "Bos", link.rpartition("/")[2]))


def test_only_a_hash_of_the_link_is_kept(badge: Credential, sharing: Sharing) -> None:
    token = sharing(badge).rpartition("/")[2]

    assert len(token) * 5 >= 128
    assert the_share().token_hash == token_hash(token)
    kept = repr([row._mapping for row in db.session.execute(select(Share.__table__))])
    assert token not in kept


def test_whoever_came_in_by_what_somebody_else_gave_shares_nothing(
    amina: AcademyClient, palette: Cast, badge: Credential
) -> None:
    a_membership(AMINA.row, team=palette.textiel)
    db.session.scalars(select(Session)).one().given_by_id = palette.schakel.id

    assert amina.get("/wallet/shares").status_code == 403
    assert amina.get(f"{NEW}/badges").status_code == 403
    assert not amina.page("/wallet").select('a[href="/wallet/shares"]')


def test_how_many_steps_there_are_is_told_when_it_is_known(
    amina: AcademyClient, badge: Credential
) -> None:
    """The badges decide which questions come after them."""
    assert names_on(amina, f"{NEW}/badges", ".step-number") == ["Stap 1"]
    amina.submit(f"{NEW}/badges", "step", badges=[badge.uuid.hex])

    told = [names_on(amina, f"{NEW}/audience", ".step-number")]
    for step, values in ANSWERS.items():
        there = amina.submit(f"{NEW}/{step}", "step", **values).location
        told.append(names_on(amina, there, ".step-number"))

    assert told == [[f"Stap {number} van 6"] for number in range(2, 7)]
