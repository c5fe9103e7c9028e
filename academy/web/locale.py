"""Which language a page is in: chosen on this device, else the person's own, else Dutch."""

from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, get_locale
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from academy.languages import (
    DUTCH,
    LANGUAGES,
    OWN_CATALOGUES,
    Direction,
    Language,
    with_catalogue,
)
from academy.settings import Settings
from academy.web.texts import register_texts

COOKIE = "language"
YEAR_SECONDS = 31_536_000


def register_locale(app: Flask, settings: Settings) -> None:
    offered = with_catalogue(settings.languages, settings.catalogues)
    app.config["BABEL_DEFAULT_LOCALE"] = offered[0]
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Amsterdam"
    folders = map(str, (OWN_CATALOGUES, *settings.catalogues))
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(folders)
    app.config["LANGUAGES"] = offered
    Babel(app, locale_selector=select_language)
    register_texts(app)


def select_language() -> str:
    offered: tuple[str, ...] = current_app.config["LANGUAGES"]
    cookie = request.cookies.get(COOKIE) if has_request_context() else None
    wishes = (g.get("document_language"), cookie, g.get("person_language"))
    return next((wish for wish in wishes if wish in offered), offered[0])


def remember_language(answer: Response, wish: str) -> None:
    """On this device; no script of a page needs it."""
    answer.set_cookie(
        COOKIE,
        wish,
        max_age=YEAR_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure,
    )


def language() -> str:
    """Code of the language of this page, like `nl`."""
    locale = get_locale()
    return locale.language if locale else DUTCH


def direction() -> Direction:
    return LANGUAGES[language()].direction


def languages_on_offer() -> list[Language]:
    """In the order of the setting."""
    return [LANGUAGES[code] for code in current_app.config["LANGUAGES"]]


def localised(texts: dict[str, str] | None) -> str:
    """The text in the language of this page; Dutch when there is none."""
    return _found(texts)[1]


def in_language(texts: dict[str, str] | None) -> Markup:
    """The same as markup that names its language when that is not the page's (WCAG 2.2, 3.1.2)."""
    code, text = _found(texts)
    same = code == language()
    return escape(text) if same else Markup('<span lang="{}">{}</span>').format(code, text)


def _found(texts: dict[str, str] | None) -> tuple[str, str]:
    """The code of the language that there is a text in, and the text."""
    wished = language()
    if texts:
        for code in (wished, DUTCH, *texts):
            if text := texts.get(code):
                return code, text
    return wished, ""
