"""Which language a page is in: chosen on this device, else the person's own, else Dutch.

Whoever signs in brings their own along, for on a shared tablet who came before chose too.
"""

from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, get_locale
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from academy.languages import (
    DUTCH,
    LANGUAGES,
    OF_WORKERS,
    OWN_CATALOGUES,
    WHOLE,
    Direction,
    Language,
    with_catalogue,
)
from academy.settings import Settings
from academy.web.keeping import keep_on_device
from academy.web.texts import register_texts

COOKIE = "language"
WORKER_PAGES = {
    "wallet", "passport", "shares", "claims", "own_data", "own_file", "language",
    "along", "backpack", "brought", "elsewhere", "erasure", "news", "agreements", "moving",
    "pictures", "proof", "merging", "reading",
    "account.pin", "account.change_pin", "account.sessions", "audit.own", "names.propose",
    "assessments.show", "reviews.respond", "reviews.save_response",
    "certificates.pdf", "learning.record",
    "home.accessibility", "home.family", "home.help", "home.privacy",
    "session.sign_in", "session.card", "session.more", "session.scanned", "session.enter_with_card",
}  # fmt: skip
"""Blueprints and endpoints of pages for workers: they can be in a language of workers."""


def register_locale(app: Flask, settings: Settings) -> None:
    offered = with_catalogue(settings.languages, settings.catalogues)
    of_workers = with_catalogue(settings.languages, settings.catalogues, names=(WHOLE, OF_WORKERS))
    app.config["BABEL_DEFAULT_LOCALE"] = offered[0]
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Amsterdam"
    folders = map(str, (OWN_CATALOGUES, *settings.catalogues))
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(folders)
    app.config["LANGUAGES"] = offered
    app.config["WORKER_LANGUAGES"] = of_workers
    Babel(app, locale_selector=select_language)
    register_texts(app)


def offered() -> tuple[str, ...]:
    """The codes of the languages that this page can be in."""
    asked = {request.blueprint, request.endpoint} if has_request_context() else set()
    found: tuple[str, ...] = current_app.config[
        "WORKER_LANGUAGES" if asked & WORKER_PAGES else "LANGUAGES"
    ]
    return found


def select_language() -> str:
    cookie = request.cookies.get(COOKIE) if has_request_context() else None
    wishes = (g.get("document_language"), cookie, g.get("person_language"))
    on_offer = offered()
    return next((wish for wish in wishes if wish in on_offer), on_offer[0])


def remember_language(answer: Response, wish: str) -> None:
    """On this device."""
    keep_on_device(answer, COOKIE, wish)


def language() -> str:
    """Code of the language of this page, like `nl`."""
    locale = get_locale()
    return locale.language if locale else DUTCH


def direction() -> Direction:
    return LANGUAGES[language()].direction


def languages_on_offer() -> list[Language]:
    """In the order of the setting."""
    return [LANGUAGES[code] for code in offered()]


def localised(texts: dict[str, str] | None) -> str:
    """The text in the language of this page; Dutch when there is none."""
    return _found(texts)[1]


def in_language(texts: dict[str, str] | None) -> Markup:
    """The same as markup that names its language when that is not the page's (WCAG 2.2, 3.1.2)."""
    return _marked(*_found(texts))


def told_in() -> str:
    """The language of texts that are not only for workers: Dutch on a page that is in a language
    of theirs."""
    code = language()
    return code if code in current_app.config["LANGUAGES"] else DUTCH


def as_told(text: str) -> Markup:
    """Such a text as markup that names its language (WCAG 2.2, 3.1.2)."""
    return _marked(told_in(), str(text))


def _marked(code: str, text: str) -> Markup:
    page = language()
    if code == page or not text:
        return escape(text)
    turn = LANGUAGES[code].direction
    turned = Markup("") if turn == LANGUAGES[page].direction else Markup(' dir="{}"').format(turn)
    return Markup('<span lang="{}"{}>{}</span>').format(code, turned, text)


def _found(texts: dict[str, str] | None) -> tuple[str, str]:
    """The code of the language that there is a text in, and the text."""
    wished = language()
    if texts:
        for code in (wished, DUTCH, *texts):
            if text := texts.get(code):
                return code, text
    return wished, ""
