"""Names as people look for them: folded once more, and a column to sort people by

Apostrophes, dashes, and letters and digits that are typed in two ways no longer make two names. Of
two open sites or teams that are now one name the first keeps its name, the others get a number.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from academy.folding import folded, sorting_name

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

LONGEST_NAME, LONGEST_FOLDED, AT_ONCE = 80, 200, 1000

person = sa.table(
    "person",
    *map(sa.column, ("id", "erased_at")),
    sa.column("name", sa.String),
    sa.column("search_text", sa.String),
    sa.column("sort_text", sa.String),
)
PLACES = {
    name: sa.table(
        name,
        *map(sa.column, ("id", "organisation_id", "ends_on")),
        sa.column("name", sa.String),
        sa.column("folded_name", sa.String),
    )
    for name in ("site", "team")
}
SEARCHED = {
    name: sa.table(name, sa.column("id"), sa.column("search_text", sa.String))
    for name in ("skill", "course")
}


def upgrade() -> None:
    column = sa.Column("sort_text", sa.String(LONGEST_FOLDED), nullable=False, server_default="")
    op.add_column("person", column)
    op.create_index(op.f("ix__person__search_text"), "person", ["search_text"])
    _fold_people()
    for name, place in PLACES.items():
        _fold_once(name, place)
    for searched in SEARCHED.values():
        for row in op.get_bind().execute(sa.select(searched)).all():
            _change(searched, row.id, search_text=folded(row.search_text))


def downgrade() -> None:
    op.drop_index(op.f("ix__person__search_text"), table_name="person")
    op.drop_column("person", "sort_text")


def _fold_people() -> None:
    rows = op.get_bind().execute(
        sa.select(person.c.id, person.c.name).where(person.c.erased_at.is_(None))
    )
    change = (
        sa.update(person)
        .where(person.c.id == sa.bindparam("row"))
        .values(search_text=sa.bindparam("search"), sort_text=sa.bindparam("sort"))
    )
    people = [
        {
            "row": row.id,
            "search": folded(row.name)[:LONGEST_FOLDED],
            "sort": sorting_name(row.name)[:LONGEST_FOLDED],
        }
        for row in rows.all()
    ]
    for first in range(0, len(people), AT_ONCE):
        op.get_bind().execute(change, people[first : first + AT_ONCE])


def _fold_once(table: str, place: Any) -> None:
    """The first keeps its name; the next ones get the first number that is free."""
    # without the index: what was one name may be two for a moment, and the other way round
    op.drop_index(f"one_open_{table}_of_a_name", table_name=table)
    rows = op.get_bind().execute(sa.select(place).order_by(place.c.id)).all()
    firsts: dict[tuple[int, str], int] = {}
    for row in rows:
        if row.ends_on is None:
            firsts.setdefault((row.organisation_id, _folded(row.name)), row.id)
    taken = set(firsts)
    for row in rows:
        name, number = row.name, 1
        is_second = firsts.get((row.organisation_id, _folded(name)), row.id) != row.id
        while row.ends_on is None and is_second and (row.organisation_id, _folded(name)) in taken:
            number += 1
            name = f"{row.name[: LONGEST_NAME - 6]} ({number})"
        if row.ends_on is None:
            taken.add((row.organisation_id, _folded(name)))
        _change(place, row.id, name=name, folded_name=_folded(name))
    still_open = sa.text("ends_on IS NULL")
    op.create_index(
        f"one_open_{table}_of_a_name", table, ["organisation_id", "folded_name"], unique=True,
        sqlite_where=still_open, postgresql_where=still_open,
    )  # fmt: skip


def _folded(name: str) -> str:
    return folded(name)[:LONGEST_FOLDED]


def _change(table: Any, number: int, **values: Any) -> None:
    op.get_bind().execute(sa.update(table).where(table.c.id == number).values(**values))
