"""Each cell of the matrix opens the form of its worker and skill, by a short address."""

import re
from urllib.parse import urljoin
from uuid import UUID

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import select

from academy.catalogue.models import Skill
from academy.database import db
from academy.organisations.models import Team
from academy.security.identity import Role
from tests.academy.shown import EMERGENCY, SORTING, Shown
from tests.academy.teams.test_matrix import matrix
from tests.cast import (
    AMINA,
    BEA,
    BRAM,
    GORAN,
    JAN,
    Cast,
    Member,
    a_membership,
    a_person,
)  # fmt: skip
from tests.client import AcademyClient

SKILL = "the skill"


def opened(page: BeautifulSoup, name: str) -> list[str]:
    """Where the cells of somebody's line lead, in the order of the skills."""
    (row,) = (row for row in page.select(".matrix tbody tr") if name in row.th.get_text())
    return [str(link["href"]) for link in row.select("td a")]


def form_behind(client: AcademyClient, team: Team, cell: str) -> str | None:
    """The form to which a cell with a short address leads."""
    return client.get(urljoin(f"/teams/{team.uuid}/matrix", cell)).location


def name_of(page: BeautifulSoup, link: Tag) -> str:
    """What a screen reader says of a cell."""
    named = [page.select_one(f"[id='{each}']") for each in str(link["aria-labelledby"]).split()]
    return " ".join(each.get_text(" ", strip=True) for each in named if each is not None)


def form_of(member: Member, skill: str) -> str:
    return f"/people/{member.row.uuid}/skills/{skill}/assess"


def test_every_cell_opens_the_form_of_that_worker_and_skill(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, SORTING, 2)
    shown(AMINA, EMERGENCY, 0, seen=False)
    client.as_(JAN)

    page = matrix(client, palette.sorteren)
    for member in (AMINA, GORAN):
        forms = {form_behind(client, palette.sorteren, each) for each in opened(page, member.name)}
        assert forms == {form_of(member, SORTING), form_of(member, EMERGENCY)}
        assert all(client.page(form).select_one("form#assess") for form in forms if form)
    names = [name_of(page, link) for link in page.select(".matrix td a")]
    assert f"Kijk bij {GORAN.name} Textiel sorteren" in names
    assert f"Kijk bij {AMINA.name} Textiel sorteren Zelfstandig gezien 23 nov 2026" in names
    assert len(set(names)) == len(names), "two cells are called the same"


@pytest.mark.parametrize(
    ("who", "skill"),
    [
        ("x", SKILL),
        (GORAN.uuid.hex[:3], SKILL),
        ("0" * 6, SKILL),
        (GORAN.uuid.hex * 2, SKILL),
        (BRAM.uuid.hex[:8], SKILL),
        (GORAN.uuid.hex[:8], "zzzz"),
        (GORAN.uuid.hex[:8], "abc"),
    ],
)
def test_an_address_of_nobody_in_the_team_is_no_cell(
    client: AcademyClient, palette: Cast, who: str, skill: str
) -> None:
    skill = skill.replace(SKILL, uuid_of(SORTING)[:8])
    path = f"/teams/{palette.sorteren.uuid}/at/{who}/{skill}"
    assert client.as_(JAN).get(path).status_code == 404
    good = f"/teams/{palette.sorteren.uuid}/at/{GORAN.uuid.hex[:8]}/{uuid_of(SORTING)[:8]}"
    assert client.get(good).location == form_of(GORAN, SORTING)
    assert client.as_(BEA).get(good).status_code == 404


def uuid_of(skill: str) -> str:
    return db.session.scalars(select(Skill.uuid).where(Skill.code == skill)).one().hex


def test_two_workers_whose_addresses_begin_alike_keep_their_own_cells(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, SORTING, 2)
    twin = UUID(AMINA.row.uuid.hex[:9] + GORAN.row.uuid.hex[9:])
    a_membership(a_person("Twee Ling", uuid=twin), team=palette.sorteren)
    db.session.commit()

    page = matrix(client.as_(JAN), palette.sorteren)

    (cell,) = opened(page, "Twee Ling")
    assert form_behind(client, palette.sorteren, cell) == f"/people/{twin}/skills/{SORTING}/assess"


def test_a_cell_weighs_little(client: AcademyClient, palette: Cast, shown: Shown) -> None:
    """A team of 40 with 50 skills has 2,000 of them, and the page stays under 200 kB."""
    shown(AMINA, SORTING, 2)
    text = client.as_(JAN).get(f"/teams/{palette.sorteren.uuid}/matrix").get_data(as_text=True)
    (unseen,) = re.findall(r"<td>.*?</td>", text)
    (seen,) = re.findall(r"<td role.*?</td>", text, re.DOTALL)
    assert len(unseen) < 75, unseen
    assert len(seen) < 450, seen


def test_nobody_looks_at_the_own_work_and_an_administrator_opens_the_badge(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    a_membership(JAN.row, Role.WORKER, team=palette.sorteren)
    db.session.commit()
    badge = shown(AMINA, SORTING, 2)
    assert badge is not None

    assert opened(matrix(client.as_(JAN), palette.sorteren), JAN.name) == []
    page = matrix(client.as_(BEA), palette.sorteren)
    assert opened(page, AMINA.name) == [f"/credentials/{badge.uuid}"]
