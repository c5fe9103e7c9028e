"""PostgreSQL keeps the words of a concept, so that ranking those that fit reads no text anew

SQLite has kept them since revision 0081. The column is made by the database and is not in the
models: `migrations/env.py` leaves it out of the comparison by its name.
"""

from alembic import op

revision = "0088"
down_revision = "0087"
branch_labels = None
depends_on = None

COLUMN = "full_text_of_words"


def upgrade() -> None:
    _run(
        "DROP INDEX full_text_of_concept",
        f"ALTER TABLE skill_concept ADD COLUMN {COLUMN} tsvector "
        "GENERATED ALWAYS AS (to_tsvector('dutch', search_text)) STORED",
        f"CREATE INDEX full_text_of_concept ON skill_concept USING gin ({COLUMN})",
    )


def downgrade() -> None:
    _run(
        "DROP INDEX full_text_of_concept",
        f"ALTER TABLE skill_concept DROP COLUMN {COLUMN}",
        "CREATE INDEX full_text_of_concept ON skill_concept "
        "USING gin (to_tsvector('dutch', search_text))",
    )


def _run(*statements: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        for statement in statements:
            op.execute(statement)
