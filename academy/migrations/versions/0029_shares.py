"""What workers show to others: shares, the badges in them, and looks"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "share",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("with_name", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.CheckConstraint("ends_at >= made_at", name=op.f("ck__share__ends_after_it_began")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__share__person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__share")),
        sa.UniqueConstraint("token_hash", name=op.f("uq__share__token_hash")),
        sa.UniqueConstraint("uuid", name=op.f("uq__share__uuid")),
    )
    op.create_index(op.f("ix__share__ends_at"), "share", ["ends_at"], unique=False)
    op.create_index(
        op.f("ix__share__person_id_made_at"), "share", ["person_id", "made_at"], unique=False
    )
    op.create_table(
        "shared_badge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("share_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_id"], ["credential.id"], name=op.f("fk__shared_badge__credential_id")
        ),
        sa.ForeignKeyConstraint(
            ["share_id"], ["share.id"], name=op.f("fk__shared_badge__share_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__shared_badge")),
        sa.UniqueConstraint(
            "share_id", "credential_id", name=op.f("uq__shared_badge__share_id_credential_id")
        ),
    )
    op.create_index(
        op.f("ix__shared_badge__credential_id"), "shared_badge", ["credential_id"], unique=False
    )
    op.create_table(
        "share_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("share_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["share_id"], ["share.id"], name=op.f("fk__share_look__share_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__share_look")),
    )
    op.create_index(op.f("ix__share_look__share_id_at"), "share_look", ["share_id", "at"])


def downgrade() -> None:
    op.drop_table("share_look")
    op.drop_table("shared_badge")
    op.drop_table("share")
