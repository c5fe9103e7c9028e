"""Figures for readers outside, as they went out; public counts that move in steps"""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sector_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(10), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__sector_release")),
        sa.UniqueConstraint("term", name=op.f("uq__sector_release__term")),
    )
    op.create_table(
        "sector_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(10), nullable=False),
        sa.Column("region", sa.String(60), nullable=False),
        sa.Column("domain", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["sector_release.id"], name=op.f("fk__sector_figure__release_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__sector_figure")),
        sa.UniqueConstraint(
            "release_id", "measure", "region", "domain",
            name=op.f("uq__sector_figure__release_id_measure_region_domain"),
        ),
    )  # fmt: skip
    op.create_table(
        "told_badge",
        sa.Column("figure_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_id"], ["credential.id"], name=op.f("fk__told_badge__credential_id")
        ),
        sa.ForeignKeyConstraint(
            ["figure_id"], ["sector_figure.id"], name=op.f("fk__told_badge__figure_id")
        ),
        sa.PrimaryKeyConstraint("figure_id", "credential_id", name=op.f("pk__told_badge")),
    )
    op.create_index(op.f("ix__told_badge__credential_id"), "told_badge", ["credential_id"])
    op.create_table(
        "sector_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk__sector_agreement__by_id")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name=op.f("fk__sector_agreement__ended_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"],
            name=op.f("fk__sector_agreement__organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__sector_agreement")),
    )  # fmt: skip
    holds = sa.text("ended_at IS NULL")
    op.create_index(
        "one_agreement_holds", "sector_agreement", ["organisation_id"],
        unique=True, sqlite_where=holds, postgresql_where=holds,
    )  # fmt: skip
    for column in ("told", "told_of"):
        op.add_column(
            "badge_class", sa.Column(column, sa.Integer(), nullable=False, server_default="0")
        )
    op.add_column("badge_class", sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for column in ("told_at", "told_of", "told"):
        op.drop_column("badge_class", column)
    for table in ("sector_agreement", "told_badge", "sector_figure", "sector_release"):
        op.drop_table(table)
