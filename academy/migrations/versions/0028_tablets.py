"""Tablets of the shop floor: devices, keys, sign-ins of leaders, and what waits for a person"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tablet_key",
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("public_point", sa.LargeBinary(length=65), nullable=False),
        sa.Column("wrapped_private", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__tablet_key")),
        sa.UniqueConstraint("uuid", name=op.f("uq__tablet_key__uuid")),
    )
    op.create_table(
        "tablet",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("code_number", sa.Integer(), nullable=False),
        sa.Column("code_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("long_grants", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("app_version", sa.String(length=40), nullable=False),
        sa.Column("skew_seconds", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "site_id"],
            ["site.organisation_id", "site.id"],
            name=op.f("fk__tablet__organisation_id_site_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk__tablet__organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__tablet")),
        sa.UniqueConstraint("code_hash", name=op.f("uq__tablet__code_hash")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq__tablet__organisation_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq__tablet__token_hash")),
        sa.UniqueConstraint("uuid", name=op.f("uq__tablet__uuid")),
    )
    op.create_index(
        op.f("ix__tablet__organisation_id"), "tablet", ["organisation_id"], unique=False
    )
    op.create_table(
        "leader_grant",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("tablet_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=10), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "tablet_id"],
            ["tablet.organisation_id", "tablet.id"],
            name=op.f("fk__leader_grant__organisation_id_tablet_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "team_id"],
            ["team.organisation_id", "team.id"],
            name=op.f("fk__leader_grant__organisation_id_team_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__leader_grant__person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__leader_grant")),
        sa.UniqueConstraint("uuid", name=op.f("uq__leader_grant__uuid")),
    )
    op.create_index(
        op.f("ix__leader_grant__expires_at"), "leader_grant", ["expires_at"], unique=False
    )
    op.create_index(
        op.f("ix__leader_grant__person_id"), "leader_grant", ["person_id"], unique=False
    )
    op.create_index(
        op.f("ix__leader_grant__tablet_id"), "leader_grant", ["tablet_id"], unique=False
    )
    op.create_table(
        "parked_item",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("tablet_id", sa.Integer(), nullable=False),
        sa.Column("item_uuid", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "tablet_id"],
            ["tablet.organisation_id", "tablet.id"],
            name=op.f("fk__parked_item__organisation_id_tablet_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__parked_item")),
        sa.UniqueConstraint(
            "organisation_id",
            "sealed_hash",
            name=op.f("uq__parked_item__organisation_id_sealed_hash"),
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq__parked_item__uuid")),
    )
    op.create_index(
        "open_parked_items",
        "parked_item",
        ["organisation_id"],
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_index(op.f("ix__parked_item__tablet_id"), "parked_item", ["tablet_id"], unique=False)
    op.create_table(
        "tablet_pin_tries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tablet_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__tablet_pin_tries__person_id")
        ),
        sa.ForeignKeyConstraint(
            ["tablet_id"], ["tablet.id"], name=op.f("fk__tablet_pin_tries__tablet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__tablet_pin_tries")),
        sa.UniqueConstraint(
            "tablet_id", "person_id", name=op.f("uq__tablet_pin_tries__tablet_id_person_id")
        ),
    )
    op.create_index(
        op.f("ix__tablet_pin_tries__person_id"), "tablet_pin_tries", ["person_id"], unique=False
    )
    op.create_table(
        "announced_photo",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk__announced_photo__assessment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__announced_photo")),
        sa.UniqueConstraint("uuid", name=op.f("uq__announced_photo__uuid")),
    )
    op.create_index(
        op.f("ix__announced_photo__assessment_id"),
        "announced_photo",
        ["assessment_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix__announced_photo__assessment_id"), table_name="announced_photo")
    op.drop_table("announced_photo")
    op.drop_index(op.f("ix__tablet_pin_tries__person_id"), table_name="tablet_pin_tries")
    op.drop_table("tablet_pin_tries")
    op.drop_index("open_parked_items", table_name="parked_item")
    op.drop_index(op.f("ix__parked_item__tablet_id"), table_name="parked_item")
    op.drop_table("parked_item")
    op.drop_index(op.f("ix__leader_grant__tablet_id"), table_name="leader_grant")
    op.drop_index(op.f("ix__leader_grant__person_id"), table_name="leader_grant")
    op.drop_index(op.f("ix__leader_grant__expires_at"), table_name="leader_grant")
    op.drop_table("leader_grant")
    op.drop_index(op.f("ix__tablet__organisation_id"), table_name="tablet")
    op.drop_table("tablet")
    op.drop_table("tablet_key")
