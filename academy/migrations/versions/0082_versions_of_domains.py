"""Domains have versions and drafts as skills have, a day of review, and one that takes their place

What a domain says now becomes its first version, as old as the first skill in it.
"""

import uuid
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0082"
down_revision = "0081"
branch_labels = None
depends_on = None

FIRST_NUMBER = "1.0"


def upgrade() -> None:
    op.add_column(
        "skill_domain", sa.Column("description", sa.JSON(), server_default="{}", nullable=False)
    )
    op.add_column("skill_domain", sa.Column("review_on", sa.Date(), nullable=True))
    _versions()
    _replacement()
    _drafts()
    _first_versions()


def _versions() -> None:
    op.create_table(
        "domain_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("domain_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=10), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("icon", sa.String(length=40), nullable=False),
        sa.Column("colour", sa.String(length=60), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["domain_id"], ["skill_domain.id"], name=op.f("fk__domain_version__domain_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__domain_version")),
        sa.UniqueConstraint(
            "domain_id", "number", name=op.f("uq__domain_version__domain_id_number")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq__domain_version__uuid")),
    )


def _replacement() -> None:
    op.create_table(
        "domain_replacement",
        sa.Column("domain_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["skill_domain.id"], name=op.f("fk__domain_replacement__by_id")
        ),
        sa.ForeignKeyConstraint(
            ["domain_id"], ["skill_domain.id"], name=op.f("fk__domain_replacement__domain_id")
        ),
        sa.PrimaryKeyConstraint("domain_id", name=op.f("pk__domain_replacement")),
    )
    op.create_index(op.f("ix__domain_replacement__by_id"), "domain_replacement", ["by_id"])


def _drafts() -> None:
    op.create_table(
        "domain_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__domain_draft")),
        sa.UniqueConstraint("code", name=op.f("uq__domain_draft__code")),
        sa.UniqueConstraint("uuid", name=op.f("uq__domain_draft__uuid")),
    )
    op.create_table(
        "domain_draft_save",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk__domain_draft_save__by_id")
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["domain_draft.id"], name=op.f("fk__domain_draft_save__draft_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__domain_draft_save")),
        sa.UniqueConstraint(
            "draft_id", "revision", name=op.f("uq__domain_draft_save__draft_id_revision")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq__domain_draft_save__uuid")),
    )
    op.create_index(op.f("ix__domain_draft_save__by_id"), "domain_draft_save", ["by_id"])


def _first_versions() -> None:
    bind, now = op.get_bind(), datetime.now(UTC)
    since = {number: at for number, at in bind.execute(_oldest_skill())}
    for row in bind.execute(sa.select(_domain())).all():
        said = {"name": row.name, "icon": row.icon, "colour": row.colour, "description": {}}
        version = (
            _version()
            .insert()
            .values(
                uuid=uuid.uuid4(),
                domain_id=row.id,
                number=FIRST_NUMBER,
                published_at=since.get(row.id) or now,
                **said,
            )
        )
        bind.execute(version)


def _domain() -> sa.TableClause:
    return sa.table("skill_domain", sa.column("id"), *_said())


def _version() -> sa.TableClause:
    return sa.table(
        "domain_version",
        sa.column("uuid", sa.Uuid()),
        sa.column("domain_id"),
        sa.column("number"),
        sa.column("description", sa.JSON()),
        sa.column("published_at", sa.DateTime(timezone=True)),
        *_said(),
    )


def _said() -> list[sa.ColumnClause[Any]]:
    return [sa.column("name", sa.JSON()), sa.column("icon"), sa.column("colour")]


def _oldest_skill() -> sa.Select[Any]:
    """When the first version of any skill in it was published, by domain."""
    skill = sa.table("skill", sa.column("id"), sa.column("domain_id"))
    version = sa.table(
        "skill_version",
        sa.column("skill_id"),
        sa.column("published_at", sa.DateTime(timezone=True)),
    )
    return (
        sa.select(skill.c.domain_id, sa.func.min(version.c.published_at))
        .join(version, version.c.skill_id == skill.c.id)
        .group_by(skill.c.domain_id)
    )


def downgrade() -> None:
    op.drop_table("domain_draft_save")
    op.drop_table("domain_draft")
    op.drop_table("domain_replacement")
    op.drop_table("domain_version")
    op.drop_column("skill_domain", "review_on")
    op.drop_column("skill_domain", "description")
