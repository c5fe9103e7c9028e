"""What is under way goes along, what was done stays: of every table that leads to a place."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from academy.administration.mergers.along import WHICH
from academy.administration.mergers.plan import PLAN, Fate, references, that_go
from academy.database import db
from academy.organisations.models import Organisation
from tests.academy.administration.mergers.merged import TODAY, merge, team_after
from tests.academy.privacy.planting import plant
from tests.cast import AMINA, BEA, DEWI, Cast
from tests.clock import START

LATER, BEFORE = TODAY + timedelta(days=30), TODAY - timedelta(days=30)


def table_of(name: str):
    return next(each.table for each in references().values() if each.table.name == name)


def place_of(name: str, number: int, column: str = "organisation_id") -> int:
    table = table_of(name)
    return db.session.scalars(select(table.c[column]).where(table.c.id == number)).one()


@pytest.mark.usefixtures("app")
class TestThePlan:
    def test_each_reference_to_a_place_is_decided_on(self) -> None:
        assert set(PLAN) == set(references())

    def test_what_goes_with_somebody_says_with_whom(self) -> None:
        assert all("person_id" in each.table.c for each in that_go(Fate.WITH_THE_PERSON))

    def test_no_condition_is_about_a_table_that_stays(self) -> None:
        moved = {
            each.table.name
            for fate in (Fate.WITH_THE_PERSON, Fate.AT_THE_END)
            for each in that_go(fate)
        }
        assert set(WHICH) <= moved


class TestWithThePerson:
    @pytest.mark.parametrize(
        ("ended_as", "ended_at", "moves"), [(None, None, True), ("kept", START, False)]
    )
    def test_an_agreement_that_is_under_way(
        self, cast: Cast, ended_as: str | None, ended_at: object, moves: bool
    ) -> None:
        number = plant(
            table_of("agreement"), person_id=DEWI.row.id, made_by_id=DEWI.row.id,
            organisation_id=cast.cirkel.id, ended_as=ended_as, ended_at=ended_at, helps=[],
            moved=0,
        )  # fmt: skip
        merge(cast)
        now = cast.schakel if moves else cast.cirkel
        assert place_of("agreement", number) == now.id

    @pytest.mark.parametrize(
        ("ends_on", "completion", "moves"),
        [(LATER, None, True), (LATER, "attended", False), (BEFORE, None, False)],
    )
    def test_a_course_that_goes_on(
        self, cast: Cast, ends_on: object, completion: str | None, moves: bool
    ) -> None:
        run = plant(
            table_of("course_run"), provider_id=cast.academy.id, starts_on=BEFORE, ends_on=ends_on,
            cancelled_at=None,
        )  # fmt: skip
        number = plant(
            table_of("enrolment"), person_id=DEWI.row.id, run_id=run,
            organisation_id=cast.cirkel.id, completion=completion,
        )  # fmt: skip
        merge(cast)
        now = cast.schakel if moves else cast.cirkel
        assert place_of("enrolment", number) == now.id

    def test_a_paper_that_was_seen(self, cast: Cast) -> None:
        papers = table_of("licence")
        kind = plant(next(iter(papers.c.kind_id.foreign_keys)).column.table)
        given = {"person_id": DEWI.row.id, "seen_by_id": BEA.row.id, "kind_id": kind}
        both = {**given, "valid_until": LATER}
        seen_there = plant(papers, **both, organisation_id=cast.schakel.id)
        seen_here_too = plant(papers, **both, organisation_id=cast.cirkel.id)
        seen_here = plant(papers, **given, valid_until=None, organisation_id=cast.cirkel.id)
        merge(cast)

        assert place_of("licence", seen_there) == cast.schakel.id
        assert place_of("licence", seen_here) == cast.schakel.id
        assert place_of("licence", seen_here_too) == cast.cirkel.id, "it stands there once"

    def test_of_nobody_else(self, cast: Cast) -> None:
        """Somebody of De Schakel made an agreement with De Cirkel once: it is not the own one."""
        number = plant(
            table_of("agreement"), person_id=AMINA.row.id, made_by_id=AMINA.row.id,
            organisation_id=cast.cirkel.id, ended_at=None, ended_as=None, helps=[], moved=0,
        )  # fmt: skip
        merge(cast)
        assert place_of("agreement", number) == cast.cirkel.id


class TestAtTheEnd:
    @pytest.mark.parametrize(
        ("ends_on", "cancelled_at", "moves"),
        [(TODAY, None, True), (BEFORE, None, False), (LATER, START, False)],
    )
    def test_a_course_that_it_gives(
        self, cast: Cast, ends_on: object, cancelled_at: object, moves: bool
    ) -> None:
        number = plant(
            table_of("course_run"), provider_id=cast.cirkel.id, starts_on=BEFORE, ends_on=ends_on,
            cancelled_at=cancelled_at,
        )  # fmt: skip
        merge(cast)
        now = cast.schakel if moves else cast.cirkel
        assert place_of("course_run", number, "provider_id") == now.id

    def test_a_card_to_hand_over_waits_in_the_team_of_now(self, cast: Cast) -> None:
        given = {
            "organisation_id": cast.cirkel.id, "team_id": cast.textiel.id,
            "person_id": DEWI.row.id, "card_id": None, "credential_id": None,
        }  # fmt: skip
        waits = plant(table_of("handover"), **given, given_on=None)
        was_given = plant(table_of("handover"), **given, given_on=BEFORE)
        merge(cast)

        assert place_of("handover", waits) == cast.schakel.id
        assert place_of("handover", waits, "team_id") == team_after(cast.textiel).id
        assert place_of("handover", was_given) == cast.cirkel.id

    def test_a_second_look_begins_anew(self, cast: Cast) -> None:
        table = table_of("second_look")
        number = plant(
            table, organisation_id=cast.cirkel.id, team_id=cast.textiel.id, person_id=DEWI.row.id,
            ended_at=None, taken_by_id=None,
        )  # fmt: skip
        merge(cast)
        assert db.session.scalars(select(table.c.ended_at).where(table.c.id == number)).one()


def test_what_was_done_stays(cast: Cast) -> None:
    """One row in each table of which the plan says so."""
    planted = {
        str(column): (column, plant_in(column, cast))
        for name, column in references().items()
        if PLAN[name] is Fate.STAYS
        and column.name != "team_id"
        and column.table.name not in {"organisation_merger", "head_count", "tablet"}
    }
    merge(cast)

    for column, number in planted.values():
        key = next(iter(column.table.primary_key))
        assert db.session.scalars(select(column).where(key == number)).one() == cast.cirkel.id


def plant_in(column, cast: Cast) -> int:
    given = {"team_id": cast.textiel.id, "stage": "open"}
    fits = {name: value for name, value in given.items() if name in column.table.c}
    return plant(column.table, **fits, **{column.name: cast.cirkel.id})


def test_other_organisations_keep_everything(cast: Cast) -> None:
    count = select(func.count()).select_from(Organisation)
    before = db.session.scalar(count)
    merge(cast)
    assert db.session.scalar(count) == before
    merged = select(Organisation.name).where(Organisation.merged_into_id.is_not(None))
    assert db.session.scalars(merged).all() == ["De Cirkel"]
