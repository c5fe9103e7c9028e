"""`?language=en` in a link to a public page, for who has not chosen a language on this device.

A choice that was made stays: the address of a page that somebody else sent does not undo it.
"""

from flask import current_app, g, request
from flask_babel import refresh

from academy.web.locale import COOKIE


def follow_address() -> None:
    """Before a request: let the page be in the language that its address names."""
    wish = request.args.get("language")
    if wish in current_app.config["LANGUAGES"] and COOKIE not in request.cookies:
        g.document_language = wish
        refresh()
