"""Concepts of other lists are found by the database's own full text

SQLite: a table of FTS5 that holds an index only, and triggers that keep it in step with the rows.
PostgreSQL: an index of the expression that the search asks. Neither is in the models, so that
`migrations/env.py` leaves them out of the comparison.
"""

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None

ADD = "INSERT INTO full_text_of_concept(rowid, search_text) VALUES (new.id, new.search_text);"
REMOVE = (
    "INSERT INTO full_text_of_concept(full_text_of_concept, rowid, search_text) "
    "VALUES ('delete', old.id, old.search_text);"
)
ON_SQLITE = (
    "CREATE VIRTUAL TABLE full_text_of_concept USING fts5("
    "search_text, content='skill_concept', content_rowid='id', tokenize='unicode61')",
    "INSERT INTO full_text_of_concept(full_text_of_concept) VALUES ('rebuild')",
    f"CREATE TRIGGER concept_is_added AFTER INSERT ON skill_concept BEGIN {ADD} END",
    f"CREATE TRIGGER concept_is_removed AFTER DELETE ON skill_concept BEGIN {REMOVE} END",
    "CREATE TRIGGER concept_is_changed AFTER UPDATE OF id, search_text ON skill_concept "
    f"BEGIN {REMOVE} {ADD} END",
)
ON_POSTGRES = (
    "CREATE INDEX full_text_of_concept ON skill_concept "
    "USING gin (to_tsvector('dutch', search_text))",
)
BACK_ON_SQLITE = (
    "DROP TRIGGER concept_is_added",
    "DROP TRIGGER concept_is_removed",
    "DROP TRIGGER concept_is_changed",
    "DROP TABLE full_text_of_concept",
)
BACK_ON_POSTGRES = ("DROP INDEX full_text_of_concept",)


def upgrade() -> None:
    op.drop_index(op.f("ix__skill_concept__framework"), table_name="skill_concept")
    op.create_index(
        "ix__skill_concept__edition", "skill_concept", ["framework", "is_gone", "version"]
    )
    _run(ON_SQLITE, ON_POSTGRES)


def downgrade() -> None:
    _run(BACK_ON_SQLITE, BACK_ON_POSTGRES)
    op.drop_index("ix__skill_concept__edition", table_name="skill_concept")
    op.create_index(op.f("ix__skill_concept__framework"), "skill_concept", ["framework"])


def _run(on_sqlite: tuple[str, ...], on_postgres: tuple[str, ...]) -> None:
    is_postgres = op.get_bind().dialect.name == "postgresql"
    for statement in on_postgres if is_postgres else on_sqlite:
        op.execute(sa.text(statement))
