"""A list of one organisation, about somebody whose two records came together."""

from sqlalchemy import select

from academy.administration.imports.models import Kind, StaffImportRow
from academy.database import db
from academy.people.models import Membership
from tests.academy.administration.imports.conftest import Lists
from tests.academy.privacy.merging.two_cards import merge
from tests.cast import AMINA, DEWI


def test_the_number_of_the_record_that_is_no_more_leads_to_who_stays(lists: Lists) -> None:
    name = DEWI.row.name
    merge(DEWI, AMINA)

    brought = lists.bring(f"Personeelsnummer;Naam;Team\n101;{AMINA.name};Sorteren\n")

    rows = db.session.scalars(
        select(StaffImportRow).where(StaffImportRow.import_id == brought.id)
    ).all()
    assert [row.person_id for row in rows] == [DEWI.row.id], "nobody is made a second time"
    assert rows[0].kind in {Kind.ASK, Kind.CHANGED}
    assert DEWI.row.name == name
    number = select(Membership.person_id).where(Membership.staff_key == "101")
    assert set(db.session.scalars(number)) == {DEWI.row.id}
