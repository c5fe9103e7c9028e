"""What every template may rely on."""

from typing import Any

from flask import Flask, g, request

from academy.dependencies import dependencies
from academy.languages import LANGUAGES
from academy.security.guard import optional_identity
from academy.security.permissions import Permission
from academy.security.policy import NOWHERE, Scope, permits
from academy.settings import Settings
from academy.web.locale import (
    as_told,
    direction,
    in_language,
    language,
    languages_on_offer,
    localised,
)
from academy.web.navigation import at_a_desk, entry_of, navigation, on_the_floor
from academy.web.reading import reading_classes
from academy.web.redirects import page_again


def register_context(app: Flask, settings: Settings) -> None:
    @app.context_processor
    def page_context() -> dict[str, Any]:
        identity = optional_identity()
        links = navigation(identity)
        return {
            "identity": identity,
            "language": language(),
            "direction": direction(),
            "reading_classes": reading_classes(),
            "is_checked": LANGUAGES[language()].is_checked,
            "languages": languages_on_offer(),
            "navigation": links,
            "navigation_entry": entry_of(links, request.endpoint),
            "on_the_floor": on_the_floor(identity),
            "at_a_desk": at_a_desk(identity),
            "page_again": page_again,
            "demo": settings.demo,
            "session_seconds": session_seconds(),
            "may": may,
            "Permission": Permission,
        }

    app.jinja_env.filters["localised"] = localised
    app.jinja_env.filters["in_language"] = in_language
    app.jinja_env.filters["as_told"] = as_told


def session_seconds() -> int | None:
    """How long whoever came in with a card stays signed in; others stay for the day."""
    ends = g.get("session_ends")
    return int((ends - dependencies().clock()).total_seconds()) if ends else None


def may(permission: Permission, scope: Scope = NOWHERE) -> bool:
    """Whether a button may be shown; the view asks the same policy again."""
    return permits(optional_identity(), permission, scope)
