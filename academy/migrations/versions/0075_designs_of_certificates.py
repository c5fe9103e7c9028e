"""Designs of certificates; who signed for an organisation so far is in its first one"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0074"
branch_labels = None
depends_on = None

IS_DRAFT = sa.text("used_from IS NULL")
PLACES = sa.table(
    "organisation",
    sa.column("id", sa.Integer()),
    sa.column("created_at", sa.DateTime(timezone=True)),
    sa.column("signatory_name", sa.String()),
    sa.column("signatory_title", sa.String()),
)
DESIGNS = sa.table(
    "certificate_design",
    sa.column("uuid", sa.Uuid()),
    sa.column("organisation_id", sa.Integer()),
    sa.column("made_at", sa.DateTime(timezone=True)),
    sa.column("used_from", sa.DateTime(timezone=True)),
    sa.column("text", sa.JSON()),
    sa.column("signatories", sa.JSON()),
    sa.column("logo_width", sa.Integer()),
    sa.column("logo_height", sa.Integer()),
)


def upgrade() -> None:
    op.create_table(
        "certificate_design",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("signatories", sa.JSON(), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("logo_width", sa.Integer(), nullable=False),
        sa.Column("logo_height", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk__certificate_design__organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__certificate_design")),
        sa.UniqueConstraint("uuid", name=op.f("uq__certificate_design__uuid")),
    )
    op.create_index(
        op.f("ix__certificate_design__organisation_id_used_from"),
        "certificate_design",
        ["organisation_id", "used_from"],
    )
    op.create_index(
        "one_draft_of_a_design", "certificate_design", ["organisation_id"],
        unique=True, sqlite_where=IS_DRAFT, postgresql_where=IS_DRAFT,
    )  # fmt: skip
    _design_what_was_signed()
    op.drop_column("organisation", "signatory_name")
    op.drop_column("organisation", "signatory_title")


def _design_what_was_signed() -> None:
    database = op.get_bind()
    for place in database.execute(sa.select(PLACES).where(PLACES.c.signatory_name != "")):
        role = {"nl": place.signatory_title, "en": ""}
        database.execute(
            sa.insert(DESIGNS).values(
                uuid=uuid.uuid4(),
                organisation_id=place.id,
                made_at=place.created_at,
                used_from=place.created_at,
                text={"nl": "", "en": ""},
                signatories=[{"name": place.signatory_name, "role": role}],
                logo_width=0,
                logo_height=0,
            )
        )


def downgrade() -> None:
    for name in ("signatory_name", "signatory_title"):
        column = sa.Column(name, sa.String(length=80), nullable=False, server_default="")
        op.add_column("organisation", column)
    _sign_as_designed()
    op.drop_table("certificate_design")


def _sign_as_designed() -> None:
    database = op.get_bind()
    used = sa.select(DESIGNS).where(DESIGNS.c.used_from.is_not(None)).order_by(DESIGNS.c.used_from)
    for design in database.execute(used).all():
        for signatory in design.signatories[:1]:
            database.execute(
                sa.update(PLACES)
                .where(PLACES.c.id == design.organisation_id)
                .values(signatory_name=signatory["name"], signatory_title=signatory["role"]["nl"])
            )
