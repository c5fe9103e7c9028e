"""Badges of before that an organisation found for many people, and offers to each"""

import sqlalchemy as sa
from alembic import op

revision = "0098"
down_revision = "0107"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _found_badges()
    _found_badge()
    _declined_badge()
    with op.batch_alter_table("foreign_badge") as batch:
        batch.add_column(sa.Column("found_by_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk__foreign_badge__found_by_id"), "organisation", ["found_by_id"], ["id"]
        )


def _found_badges() -> None:
    op.create_table(
        "found_badges",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("file_key", sa.String(length=200), nullable=True),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=False),
        sa.Column("job_uuid", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk__found_badges__organisation_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk__found_badges__by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__found_badges")),
        sa.UniqueConstraint("uuid", name=op.f("uq__found_badges__uuid")),
    )
    for column in ("organisation_id", "by_id", "created_at"):
        op.create_index(op.f(f"ix__found_badges__{column}"), "found_badges", [column])


def _found_badge() -> None:
    op.create_table(
        "found_badge",
        sa.Column("found_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("key_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("is_named_otherwise", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["found_id"], ["found_badges.id"], name=op.f("fk__found_badge__found_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__found_badge__person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__found_badge")),
        sa.UniqueConstraint("uuid", name=op.f("uq__found_badge__uuid")),
    )
    op.create_index(op.f("ix__found_badge__person_id"), "found_badge", ["person_id"])
    op.create_index(
        op.f("ix__found_badge__found_id_number"), "found_badge", ["found_id", "number"]
    )


def _declined_badge() -> None:
    op.create_table(
        "declined_badge",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__declined_badge__person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__declined_badge")),
        sa.UniqueConstraint("uuid", name=op.f("uq__declined_badge__uuid")),
        sa.UniqueConstraint(
            "person_id", "key_hash", name=op.f("uq__declined_badge__person_id_key_hash")
        ),
    )


def downgrade() -> None:
    with op.batch_alter_table("foreign_badge") as batch:
        batch.drop_constraint(op.f("fk__foreign_badge__found_by_id"), type_="foreignkey")
        batch.drop_column("found_by_id")
    op.drop_table("declined_badge")
    op.drop_table("found_badge")
    op.drop_table("found_badges")
