"""Jinja as Flask sets it up, for pages that are put together from some twenty small files."""

from collections.abc import MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import StrictUndefined


class Templates(Environment):
    """All templates share one dictionary of globals.

    For globals of a template alone, which none here has, Jinja puts a `ChainMap` around it, and
    compares its keys with those of the caller each time that a component is imported.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


def register_templates(app: Flask) -> None:
    """Before all else that looks at `app.jinja_env`."""
    app.jinja_environment = Templates
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
