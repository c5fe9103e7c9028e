"""The page in the file of everything: what is in it, to read without a program and without us.

In the worker's language, and below that in Dutch: whoever helps the worker may read no other.
"""

from collections.abc import Collection
from typing import Any

from flask import current_app
from flask_babel import force_locale
from markupsafe import Markup

from academy.languages import DUTCH
from academy.security.identity import Identity
from academy.wallet.elsewhere import layout
from academy.web.locale import direction, language

Json = dict[str, Any]


def readme(identity: Identity, data: Json, inside: Collection[str]) -> str:
    """`data`: as in the file for a computer; `inside`: the files and folders that are there, for
    no other is named."""
    told = dict.fromkeys((language(), DUTCH))
    page = current_app.jinja_env.get_template("own_file/_readme.html")
    return page.render(
        name=identity.person_name,
        language=language(),
        direction=direction(),
        parts={code: _told(code, data, inside) for code in told},
    )


def _told(code: str, data: Json, inside: Collection[str]) -> Markup:
    with force_locale(code):
        part = current_app.jinja_env.get_template("own_file/_told.html")
        return Markup(part.render(data=data, inside=inside, layout=layout))  # noqa: S704 - escaped
