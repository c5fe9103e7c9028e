"""The matrix: which badges count, what the own leader alone sees, and the lists beside it."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from academy.credentials.models import RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.dates import end_of_day
from academy.organisations.models import Team
from academy.people.models import Membership
from academy.security.identity import Role
from academy.teams.rules import Held, better
from tests.academy.shown import EMERGENCY, SORTING, Shown
from tests.cast import (
    AMINA,
    BEA,
    BRAM,
    DEWI,
    GORAN,
    JAN,
    OSCAR,
    PIET,
    Cast,
    a_membership,
)  # fmt: skip
from tests.client import AcademyClient
from tests.clock import START

TODAY = date(2026, 11, 23)
TILL = "kassa-bedienen"


def held(level: int = 2, *, until: date | None = None, seen: date = TODAY) -> Held:
    end = end_of_day(until) if until else None
    return Held(credential_uuid="x", level=level, last_seen=seen, valid_until=end)


@pytest.mark.parametrize(
    ("until", "expiring", "expired"),
    [
        (None, False, False),
        (date(2027, 2, 22), False, False),
        (date(2027, 2, 21), True, False),
        (TODAY, True, False),
        (date(2026, 11, 22), False, True),
    ],
)
def test_a_badge_expires_within_ninety_days(
    until: date | None, expiring: bool, expired: bool
) -> None:
    one = held(until=until)
    assert (one.is_expiring(TODAY), one.has_expired(TODAY)) == (expiring, expired)


def test_half_a_year_without_looking_is_long_ago() -> None:
    assert not held(seen=date(2026, 5, 24)).is_long_ago(TODAY)
    assert held(seen=date(2026, 5, 23)).is_long_ago(TODAY)


def test_a_valid_badge_stands_before_a_higher_one_that_expired() -> None:
    low, high = held(1), held(3, until=date(2026, 1, 1))
    assert better(low, high, TODAY) is low
    assert better(high, low, TODAY) is low
    assert better(low, held(2), TODAY).level == 2


def matrix(client: AcademyClient, team: Team, query: str = "") -> BeautifulSoup:
    return client.page(f"/teams/{team.uuid}/matrix{query}")


def cells(page: BeautifulSoup) -> dict[str, str]:
    """What is in the filled cells, by the person's name and the skill."""
    for unseen in page.select(".matrix .visually-hidden"):
        unseen.decompose()
    found = {}
    for row in page.select(".matrix tbody tr"):
        for cell in row.select("td[data-label]"):
            key = f"{row.th.get_text(strip=True)}: {cell['data-label']}"
            found[key] = " ".join(cell.get_text(" ").split())
    return found


def test_a_cell_says_level_last_seen_and_until_when(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, EMERGENCY, 1, days_ago=30)
    [(key, text)] = cells(matrix(client.as_(JAN), palette.sorteren)).items()
    assert key.startswith(f"{AMINA.name}: ")
    assert text == "Kan de basis gezien 24 okt 2026 geldig tot 24 okt 2027"


def test_the_highest_level_counts_and_seeing_again_moves_the_day(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, SORTING, 1, days_ago=60)
    shown(AMINA, SORTING, 2, days_ago=40)
    shown(AMINA, SORTING, 2, days_ago=3)
    [text] = cells(matrix(client.as_(JAN), palette.sorteren)).values()
    assert text == "Zelfstandig gezien 20 nov 2026"


def test_withdrawn_badges_do_not_count(client: AcademyClient, palette: Cast, shown: Shown) -> None:
    credential = shown(AMINA)
    assert credential is not None
    with transaction(credential.person):
        revoke(credential, RevocationReason.MISTAKE, by=JAN.identity(), now=START)
    assert "badge" not in " ".join(cells(matrix(client.as_(BEA), palette.sorteren)).values())


def test_what_gave_no_badge_is_for_the_own_leader_only(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, SORTING, 0, seen=False)
    shown(GORAN, EMERGENCY, 2, seen=False)
    leaders = cells(matrix(client.as_(JAN), palette.sorteren))
    assert list(leaders.values()) == ["nog geen badge, gezien 23 nov 2026"] * 2
    assert cells(matrix(client.as_(BEA), palette.sorteren)) == {}


def test_the_skills_of_a_task_stand_alone_and_nobody_gets_a_score(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, EMERGENCY)
    shown(AMINA, SORTING)
    shown(GORAN, TILL)
    whole = matrix(client.as_(JAN), palette.sorteren)
    page = matrix(client, palette.sorteren, f"?task={TILL}&task={SORTING}&task=bestaat-niet")

    columns = [head.get_text(strip=True) for head in page.select(".matrix thead th[data-domain]")]
    assert sorted(columns) == ["Kassa bedienen en afrekenen", "Textiel sorteren"]
    assert {each["value"] for each in page.select("#task [checked]")} == {SORTING, TILL}
    assert names_in(page) == names_in(whole), "in the same order, also who can do none of it"
    assert "2 vaardigheden van je taak" in page.main.get_text()
    assert len(cells(page)) == 2
    assert names_in(matrix(client, palette.sorteren, "?task=bestaat-niet")) == names_in(whole)


def names_in(page: BeautifulSoup) -> list[str]:
    return [name.get_text(strip=True) for name in page.select(".matrix tbody th")]


def test_the_matrix_begins_with_the_craft_of_the_team(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, TILL)
    shown(AMINA, SORTING)
    client.as_(JAN)

    def first() -> tuple[str, str]:
        page = matrix(client, palette.sorteren)
        column, choice = page.select("thead th[data-domain]")[0], page.select("#skill optgroup")[0]
        return str(column["data-domain"]), str(choice["label"])

    shown(GORAN, SORTING)
    assert first() == ("textiel", "Textiel")
    shown(GORAN, TILL)
    shown(AMINA, TILL, days_ago=2)
    assert first() == ("winkel-en-klant", "Winkel en klant")


def on_paper(page: BeautifulSoup) -> tuple[list[str], list[str]]:
    """The names and the skills that are printed."""
    for hidden in page.select(".no-print"):
        hidden.decompose()
    names = [each.get_text(strip=True) for each in page.select(".matrix tbody th")]
    return names, [each.get_text(strip=True) for each in page.select(".matrix thead th")][1:]


def test_paper_has_no_line_and_no_column_for_what_is_only_practised(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, EMERGENCY, 2)
    shown(AMINA, SORTING, 0, seen=False)
    shown(GORAN, SORTING, 2, seen=False)
    client.as_(JAN)

    assert on_paper(matrix(client, palette.sorteren)) == (
        [AMINA.name],
        ["Weten wat je doet bij nood"],
    )
    everything = matrix(client, palette.sorteren, "?domain=veilig-werken")
    assert on_paper(everything) == ([AMINA.name], ["Weten wat je doet bij nood"])


def test_a_matrix_without_badges_is_no_table_on_paper(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(GORAN, SORTING, 2, seen=False)

    page = matrix(client.as_(JAN), palette.sorteren)

    assert "Hier is nog geen badge voor." in page.select_one(".print-only").get_text()
    assert on_paper(page) == ([], [])


def test_a_new_leader_does_not_see_what_another_team_noted(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, SORTING, 0, seen=False)
    shown(AMINA, EMERGENCY, 2)
    a_membership(AMINA.row, Role.WORKER, team=palette.winkel)
    found = cells(matrix(client.as_(PIET), palette.winkel))
    assert len(found) == 1
    assert "Zelfstandig" in next(iter(found.values()))


def test_a_badge_of_another_organisation_stays_unseen(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    a_membership(DEWI.row, Role.WORKER, team=palette.sorteren)
    db.session.commit()
    assert shown(DEWI, by=OSCAR, team=palette.textiel) is not None
    assert cells(matrix(client.as_(JAN), palette.sorteren)) == {}
    assert len(cells(matrix(client.as_(OSCAR), palette.textiel))) == 1


def test_who_left_is_not_in_the_matrix(client: AcademyClient, palette: Cast, shown: Shown) -> None:
    shown(AMINA)
    row = db.session.query(Membership).filter_by(person_id=AMINA.row.id).one()
    row.ends_on = date(2026, 11, 1)
    assert cells(matrix(client.as_(JAN), palette.sorteren)) == {}


def test_a_domain_shows_all_its_skills(client: AcademyClient, palette: Cast, shown: Shown) -> None:
    shown(AMINA)
    client.as_(JAN)
    assert len(matrix(client, palette.sorteren).select(".matrix thead th")) == 2
    everything = matrix(client, palette.sorteren, "?domain=veilig-werken")
    heads = everything.select(".matrix thead th[data-domain]")
    assert len(heads) > 3
    assert {head["data-domain"] for head in heads} == {"veilig-werken"}


def able(page: BeautifulSoup) -> list[str]:
    return [name.get_text(strip=True) for name in page.select(".able a")]


def test_who_can_do_a_skill_at_least_so_well(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(GORAN, SORTING, 1)
    shown(AMINA, SORTING, 3)
    client.as_(JAN)
    assert able(matrix(client, palette.sorteren, f"?skill={SORTING}")) == [AMINA.name, GORAN.name]
    assert able(matrix(client, palette.sorteren, f"?skill={SORTING}&level=2")) == [AMINA.name]
    nobody = matrix(client, palette.sorteren, f"?skill={EMERGENCY}&level=1")
    assert "Nog niemand in dit team" in nobody.get_text()


@pytest.mark.parametrize(
    "query", ["?skill=nothing", "?domain=nothing", "?skill=&level=%00", "?level=9"]
)
def test_a_mistyped_address_shows_the_page(
    client: AcademyClient, palette: Cast, shown: Shown, query: str
) -> None:
    shown(AMINA)
    assert able(matrix(client.as_(JAN), palette.sorteren, query)) == []


def test_an_expired_badge_says_so_and_does_not_answer_who_can(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, EMERGENCY, days_ago=400)
    client.as_(JAN)
    page = matrix(client, palette.sorteren, f"?skill={EMERGENCY}")
    assert able(page) == []
    assert "verlopen op" in next(iter(cells(page).values()))


def attention(client: AcademyClient, team: Team) -> list[list[str]]:
    """The names in the three lists."""
    page = client.page(f"/teams/{team.uuid}/attention")
    return [
        [
            row.get_text(strip=True)
            for row in page.select(f"section[aria-labelledby={part}] tbody th")
        ]
        for part in ("expired", "expiring", "long-ago")
    ]


def test_lists_of_what_runs_out_and_what_was_not_seen(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, EMERGENCY, days_ago=300)
    shown(GORAN, EMERGENCY, days_ago=400)
    shown(GORAN, SORTING, days_ago=190)
    shown(BRAM, SORTING, by=PIET, team=palette.winkel, days_ago=190)
    assert attention(client.as_(JAN), palette.sorteren) == [
        [GORAN.name],
        [AMINA.name],
        [AMINA.name, GORAN.name],
    ]
    assert attention(client.as_(BEA), palette.winkel) == [[], [], [BRAM.name]]


def test_empty_pages_say_what_to_do(client: AcademyClient, palette: Cast) -> None:
    client.as_(JAN)
    assert "Nog geen badges in dit team" in matrix(client, palette.sorteren).get_text()
    page = client.page(f"/teams/{palette.sorteren.uuid}/attention").get_text()
    assert "Er verloopt niets." in page
    assert "Alles is het laatste half jaar gezien." in page


def test_two_workers_with_one_name_have_rows_that_differ(
    client: AcademyClient, palette: Cast, shown: Shown, db_session
) -> None:
    shown(AMINA)
    shown(GORAN)
    GORAN.row.name = "amina yildiz"
    db.session.commit()

    rows = matrix(client.as_(JAN), palette.sorteren).select("tbody th")

    names = [row.get_text(" ", strip=True) for row in rows]
    assert names == ["Amina Yıldız nr. 101", "amina yildiz nr. 102"]
