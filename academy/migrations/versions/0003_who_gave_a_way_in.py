"""Which organisation could know a PIN or a password

What was handed out before is looked up in the audit log: the newest line about a card tells
whether its holder chose the PIN, and else in whose chain it was given out. Of passwords the log
does not tell who had read the start code, so the newest code that was given counts.
"""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = {
    "account": ("start_code_given_by_id", "given_by_id"),
    "card": ("given_by_id",),
    "session": ("given_by_id",),
}
PLATFORM_CHAIN = 0
CARD_LINES = ("card.issued", "card.pin_reset", "card.pin_changed")

event = sa.table(
    "audit_event",
    *(sa.column(name) for name in ("id", "chain", "action")),
    sa.column("object_uuid", sa.Uuid),
)
card = sa.table("card", sa.column("uuid", sa.Uuid), sa.column("given_by_id", sa.Integer))
account = sa.table(
    "account",
    sa.column("person_id", sa.Integer),
    sa.column("start_code_given_by_id", sa.Integer),
    sa.column("given_by_id", sa.Integer),
)
person = sa.table("person", sa.column("id", sa.Integer), sa.column("uuid", sa.Uuid))


def upgrade() -> None:
    for table, columns in COLUMNS.items():
        with op.batch_alter_table(table) as batch:
            for name in columns:
                batch.add_column(sa.Column(name, sa.Integer(), nullable=True))
                batch.create_foreign_key(
                    op.f(f"fk__{table}__{name}"), "organisation", [name], ["id"]
                )
    _look_up_cards()
    _look_up_accounts()


def _look_up_cards() -> None:
    for key, line in _newest(CARD_LINES).items():
        if line.action != "card.pin_changed":
            _set(sa.update(card).where(card.c.uuid == key), line, "given_by_id")


def _look_up_accounts() -> None:
    for key, line in _newest(("account.start_code_given",)).items():
        owner = sa.select(person.c.id).where(person.c.uuid == key).scalar_subquery()
        change = sa.update(account).where(account.c.person_id == owner)
        _set(change, line, "given_by_id", "start_code_given_by_id")


def _newest(actions: tuple[str, ...]) -> dict[UUID, sa.Row[Any]]:
    found = sa.select(event).where(event.c.action.in_(actions)).order_by(event.c.id)
    return {line.object_uuid: line for line in op.get_bind().execute(found)}


def _set(change: sa.Update, line: sa.Row[Any], *names: str) -> None:
    if line.chain != PLATFORM_CHAIN:
        op.get_bind().execute(change.values(dict.fromkeys(names, line.chain)))


def downgrade() -> None:
    for table, columns in COLUMNS.items():
        with op.batch_alter_table(table) as batch:
            for name in columns:
                batch.drop_constraint(op.f(f"fk__{table}__{name}"), type_="foreignkey")
                batch.drop_column(name)
