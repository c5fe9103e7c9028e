"""What there may be one of: the database itself refuses the second

Two requests at one moment could leave two. Of those that are there already one goes on: the newest
card and key, the role that began first, the first of two names (the others get a number).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from academy.searching import folded

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LONGEST_NAME, LONGEST_FOLDED = 80, 200

card = sa.table(
    "card",
    sa.column("id"),
    sa.column("person_id"),
    sa.column("voided_at", sa.DateTime(timezone=True)),
)
membership = sa.table(
    "membership",
    *map(sa.column, ("id", "person_id", "organisation_id", "role", "team_id")),
    sa.column("starts_on", sa.Date),
    sa.column("ends_on", sa.Date),
)
issuer_key = sa.table(
    "issuer_key",
    *map(sa.column, ("id", "organisation_id", "purpose", "compromised_at")),
    sa.column("retired_at", sa.DateTime(timezone=True)),
)
conflict = sa.table(
    "assessment_conflict", *map(sa.column, ("id", "assessment_id", "content_hash"))
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

INDEXES: tuple[tuple[str, str, tuple[str, ...], str | None], ...] = (
    ("one_open_site_of_a_name", "site", ("organisation_id", "folded_name"), "ends_on IS NULL"),
    ("one_open_team_of_a_name", "team", ("organisation_id", "folded_name"), "ends_on IS NULL"),
    (
        "one_open_role_in_a_team",
        "membership",
        ("person_id", "organisation_id", "role", "team_id"),
        "ends_on IS NULL",
    ),
    (
        "one_open_role_without_a_team",
        "membership",
        ("person_id", "organisation_id", "role"),
        "ends_on IS NULL AND team_id IS NULL",
    ),
    ("one_working_card_of_a_person", "card", ("person_id",), "voided_at IS NULL"),
    (
        "one_signing_key_for_a_purpose",
        "issuer_key",
        ("organisation_id", "purpose"),
        "retired_at IS NULL AND compromised_at IS NULL",
    ),
    ("one_conflict_of_a_content", "assessment_conflict", ("assessment_id", "content_hash"), None),
)


def upgrade() -> None:
    for place in PLACES.values():
        column = sa.Column(
            "folded_name", sa.String(LONGEST_FOLDED), nullable=False, server_default=""
        )
        op.add_column(place.name, column)
        _give_names_once(place)
    _void_all_but_the_newest_card()
    _end_doubled_roles()
    _retire_all_but_the_newest_key()
    _forget_doubled_conflicts()
    for name, table, columns, where in INDEXES:
        condition = None if where is None else sa.text(where)
        op.create_index(
            name, table, list(columns), unique=True,
            sqlite_where=condition, postgresql_where=condition,
        )  # fmt: skip


def downgrade() -> None:
    for name, table, _columns, _where in INDEXES:
        op.drop_index(name, table_name=table)
    for place in PLACES:
        op.drop_column(place, "folded_name")


def _give_names_once(place: Any) -> None:
    """The first keeps its name; the next ones get the first number that is free."""
    database = op.get_bind()
    rows = database.execute(sa.select(place).order_by(place.c.id)).all()
    taken = {(row.organisation_id, _folded(row.name)) for row in rows if row.ends_on is None}
    seen: set[tuple[int, str]] = set()
    for row in rows:
        name = row.name
        if row.ends_on is None:
            number = 1
            while (key := (row.organisation_id, _folded(name))) in (seen if number == 1 else taken):
                number += 1
                name = f"{row.name[: LONGEST_NAME - 6]} ({number})"
            seen.add(key)
            taken.add(key)
        change = sa.update(place).where(place.c.id == row.id)
        database.execute(change.values(name=name, folded_name=_folded(name)))


def _folded(name: str) -> str:
    return folded(name)[:LONGEST_FOLDED]


def _void_all_but_the_newest_card() -> None:
    rows = sa.select(card).where(card.c.voided_at.is_(None)).order_by(card.c.id.desc())
    for older in _second_ones(rows, "person_id"):
        _change(card, older, voided_at=datetime.now(UTC))


def _end_doubled_roles() -> None:
    """The second one held for the one day on which it began."""
    rows = sa.select(membership).where(membership.c.ends_on.is_(None))
    order = (membership.c.starts_on, membership.c.id)
    for later in _second_ones(
        rows.order_by(*order), "person_id", "organisation_id", "role", "team_id"
    ):
        _change(membership, later, ends_on=later.starts_on)


def _retire_all_but_the_newest_key() -> None:
    """It signs no more and stays published, so what it signed stays valid."""
    signs = sa.and_(issuer_key.c.retired_at.is_(None), issuer_key.c.compromised_at.is_(None))
    rows = sa.select(issuer_key).where(signs).order_by(issuer_key.c.id.desc())
    for older in _second_ones(rows, "organisation_id", "purpose"):
        _change(issuer_key, older, retired_at=datetime.now(UTC))


def _forget_doubled_conflicts() -> None:
    """They hold the same content twice."""
    rows = sa.select(conflict).order_by(conflict.c.id)
    for again in _second_ones(rows, "assessment_id", "content_hash"):
        op.get_bind().execute(sa.delete(conflict).where(conflict.c.id == again.id))


def _second_ones(rows: Any, *same: str) -> Iterator[Any]:
    """Every row but the first of those that are the same."""
    groups: dict[Sequence[Any], list[Any]] = defaultdict(list)
    for row in op.get_bind().execute(rows).all():
        groups[tuple(getattr(row, name) for name in same)].append(row)
    for group in groups.values():
        yield from group[1:]


def _change(table: Any, row: Any, **values: Any) -> None:
    op.get_bind().execute(sa.update(table).where(table.c.id == row.id).values(**values))
