"""Three plain sentences for each badge that is shared, to practise with."""

from academy.catalogue.translating.words import words_in
from academy.credentials.models import Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import transaction
from tests.academy.shown import EMERGENCY, Shown
from tests.academy.wallet.sharing.conftest import Sharing, the_share
from tests.cast import BEA, JAN
from tests.client import AcademyClient
from tests.clock import START
from tests.plain_words import not_to_you, page_faults


def sentences(client: AcademyClient) -> list[str]:
    page = client.page(f"/wallet/shares/{the_share().uuid}/tell")
    return [" ".join(each.get_text(" ").split()) for each in page.select(".told__sentences li")]


def test_each_badge_has_three(amina: AcademyClient, shown: Shown, sharing: Sharing) -> None:
    first, second = shown(level=3, days_ago=3), shown(skill=EMERGENCY, level=1, days_ago=5)
    assert first is not None
    assert second is not None
    sharing(first, second)

    told = sentences(amina)

    assert told[:3] == [
        "Dit kan ik: Textiel sorteren.",
        "Ik doe dit zelf en ik leg het uit aan anderen.",
        "Een teamleider van De Schakel heeft dit gezien, op 20 november 2026.",
    ]
    assert told[4] == "Ik doe dit samen met een collega."
    assert len(told) == 6
    assert all(len(sentence.split()) <= 15 for sentence in told)


def test_dutch_stands_beside_another_language(
    amina: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    sharing(badge)
    amina.set_cookie("language", "en")

    assert sentences(amina)[1] == "I do this by myself. Ik doe dit zelf."


def test_in_a_language_of_workers_the_skill_is_said_in_it_too(
    amina: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    sharing(badge)
    amina.set_cookie("language", "ar")

    first = sentences(amina)[0]

    assert words_in("ar")["Textiel sorteren"] in first
    assert first.endswith("Dit kan ik: Textiel sorteren.")


def test_nobody_practises_what_does_not_count(
    amina: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    sharing(badge)
    with transaction(badge.person):
        revoke(badge, RevocationReason.MISTAKE, by=BEA.identity(), now=START)
    assert sentences(amina) == []


def test_it_is_the_workers_own(client: AcademyClient, badge: Credential, sharing: Sharing) -> None:
    sharing(badge)
    client.as_(JAN)
    assert client.get(f"/wallet/shares/{the_share().uuid}/tell").status_code == 404


def test_one_s_own_pages_of_a_share_speak_plainly(
    amina: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    """What the other gets to read, as it was signed and checked, is marked as theirs."""
    sharing(badge)

    for page in ("", "/tell"):
        shown = amina.page(f"/wallet/shares/{the_share().uuid}{page}")
        assert [*page_faults(shown), *not_to_you(shown)] == []
