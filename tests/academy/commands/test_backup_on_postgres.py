"""On PostgreSQL, backup and restore say which tools to use."""

import pytest
from flask import Flask

pytestmark = [
    pytest.mark.parametrize(
        "database", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
    ),
    pytest.mark.usefixtures("db_session"),
]


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_the_commands_name_the_database_s_own_tools(app: Flask, command: str) -> None:
    answer = app.test_cli_runner().invoke(args=[command, __file__])
    assert answer.exit_code == 1
    assert "pg_dump" in answer.output
    assert "--after-pg-restore" in answer.output
