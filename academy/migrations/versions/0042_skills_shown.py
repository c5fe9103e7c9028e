"""Skills to be heard, and how somebody who can, does it"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "skill_sound",
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("storage_key", sa.String(length=120), nullable=False),
        sa.Column("mimetype", sa.String(length=20), nullable=False),
        sa.Column("version", sa.String(length=10), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skill.id"], name=op.f("fk__skill_sound__skill_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__skill_sound")),
        sa.UniqueConstraint(
            "skill_id", "language", name=op.f("uq__skill_sound__skill_id_language")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq__skill_sound__uuid")),
    )
    op.create_table(
        "craft",
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("sentence", sa.String(length=160), nullable=False),
        sa.Column("storage_key", sa.String(length=120), nullable=False),
        sa.Column("mimetype", sa.String(length=20), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(length=600), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk__craft__organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__craft__person_id")),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk__craft__skill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__craft")),
        sa.UniqueConstraint("uuid", name=op.f("uq__craft__uuid")),
    )
    op.create_index(op.f("ix__craft__outcome"), "craft", ["outcome"], unique=False)
    op.create_index(op.f("ix__craft__person_id"), "craft", ["person_id"], unique=False)
    op.create_index(op.f("ix__craft__skill_id"), "craft", ["skill_id"], unique=False)
    op.create_table(
        "craft_photo",
        sa.Column("craft_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("storage_key", sa.String(length=120), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["craft_id"], ["craft.id"], name=op.f("fk__craft_photo__craft_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__craft_photo")),
        sa.UniqueConstraint(
            "craft_id", "position", name=op.f("uq__craft_photo__craft_id_position")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq__craft_photo__uuid")),
    )


def downgrade() -> None:
    op.drop_table("craft_photo")
    op.drop_table("craft")
    op.drop_table("skill_sound")
