"""Jinja as Flask sets it up, for pages that are put together from some twenty small files."""

from collections.abc import MutableMapping
from typing import Any, Self

from flask import Flask
from flask.templating import Environment
from flask_babel import force_locale, get_locale
from jinja2 import StrictUndefined, Template, nodes

from academy.web.settled import settled


class Templates(Environment):
    """All templates share one dictionary of globals, and are compiled once for each language.

    For globals of a template alone, which none here has, Jinja puts a `ChainMap` around it, and
    compares its keys with those of the caller each time that a component is imported.
    """

    language: str | None = None
    """Whose texts stand in the compiled templates; None: they are found for each page."""

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self._by_language: dict[str, Self] = {}

    def overlay(self, *args: Any, **values: Any) -> Self:
        made = super().overlay(*args, **values)
        made.__dict__["_by_language"] = {}
        return made

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals

    def get_template(self, name: str | Template, *args: Any, **values: Any) -> Template:
        """What is imported comes from the same language: the code of a template names its own."""
        return super(Templates, self._of_the_page()).get_template(name, *args, **values)

    def _of_the_page(self) -> Self:
        if self.language is not None or self.auto_reload:  # while somebody changes texts and files
            return self
        locale = get_locale()
        return self if locale is None else self._in(locale.language)

    def _in(self, language: str) -> Self:
        if language not in self._by_language:
            made = self.overlay()
            made.language = language
            self._by_language[language] = made
        return self._by_language[language]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if self.language is None:
            return tree
        with force_locale(self.language):
            return settled(tree, self)


def register_templates(app: Flask) -> None:
    """Before all else that looks at `app.jinja_env`."""
    app.jinja_environment = Templates
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
