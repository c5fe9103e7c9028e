"""A database that somebody else holds: each command says so, as pages do."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from sqlalchemy.exc import OperationalError

from academy.database import is_busy
from academy.errors import BusyError

HELD = (
    "Another program holds the database for too long: a command that goes on, or a tool that has "
    "it open. End that one and give the command again."
)


def say_when_held(command: click.Command) -> None:
    """Let it, and what it has under it, end in a sentence when its turn does not come."""
    if isinstance(command, click.Group):
        for each in command.commands.values():
            say_when_held(each)
    elif command.callback is not None:
        command.callback = _told(command.callback)


def _told(callback: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(callback)
    def tell(*args: Any, **options: Any) -> Any:
        try:
            return callback(*args, **options)
        except BusyError as error:
            raise click.ClickException(HELD) from error
        except OperationalError as error:
            if not is_busy(error):
                raise
            raise click.ClickException(HELD) from error

    return tell
