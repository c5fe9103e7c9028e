"""The application, wired."""

from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from academy import ends, tables, writable
from academy.access.session import identity_now, register_sessions
from academy.audit.looks import register_looks
from academy.blueprints import BLUEPRINTS
from academy.commands import register_commands
from academy.constraints import explaining
from academy.credentials.known_codes import confirm_secret_key
from academy.database import db, init_database
from academy.demo.nearby import OnlyNearby
from academy.dependencies import Dependencies
from academy.installation import confirm_public_url
from academy.job_handlers import HANDLERS
from academy.jobs.rights import register_rights
from academy.journal import writing as journal
from academy.people.namesakes import register_namesakes
from academy.refusals import SENTENCES
from academy.security.headers import register_headers
from academy.settings import PROJECT, Settings
from academy.tablets.api_views import blueprint as tablet_api
from academy.tablets.sync_views import blueprint as tablet_sync
from academy.verification import views as verification
from academy.wallet.elsewhere.packed import MOST_PACKED
from academy.web.context import register_context
from academy.web.cookies import register_cookies
from academy.web.error_pages import register_error_pages
from academy.web.filters import register_filters
from academy.web.locale import register_locale
from academy.web.packing import register_packing
from academy.web.refusals import register_refusals
from academy.web.static import register_static_files
from academy.web.templates import register_templates
from academy.web.uploads import register_uploads
from academy.web.views import PROBLEMS

# a photo of 10 MB (`assessments.photos`) and the form around it
MAX_UPLOAD = 12 * 1024 * 1024
# a file of everything, and the form around it
LARGER = {"elsewhere.add": MOST_PACKED + 512 * 1024}
# a pasted badge of 512 kB (`verification.forms`); the 500 kB of Werkzeug would refuse it
MAX_FORM_TEXT = 1024 * 1024


def create_app(settings: Settings | None = None, dependencies: Dependencies | None = None) -> Flask:
    """Wire the application; nothing here decides anything."""
    if settings is None:
        settings = dependencies.settings if dependencies else Settings.from_environment()
    app = _configured(settings)
    app.extensions["academy_tables"] = tables.TABLES
    app.extensions["academy"] = dependencies or Dependencies.real(settings)
    explain = explaining(tables.TAKEN, db.metadata)
    init_database(app, settings.database_url, ends.of_the_application(explain))
    app.extensions[PROBLEMS] = {
        "database": writable.database_problems,
        "journal": journal.problems,
    }
    register_packing(app)  # first, so that it looks at an answer last
    register_cookies(app)
    register_uploads(app, LARGER)
    register_sessions(app)
    register_rights(app, HANDLERS, identity_now)
    register_looks(app)
    _protect_forms(app)
    register_locale(app, settings)
    register_context(app, settings)
    register_filters(app)
    register_namesakes(app)
    register_headers(app)
    register_error_pages(app)
    register_refusals(app, SENTENCES)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    register_commands(app)
    if settings.trusted_proxies:
        near = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=near, x_proto=near)  # type: ignore[method-assign]
    # last, so outermost: for a file nobody has to wake Flask or look at proxies
    register_static_files(app, Path(PROJECT / "static"))
    if settings.demo:
        app.wsgi_app = OnlyNearby(app.wsgi_app, settings)  # type: ignore[method-assign]
    _confirm(app, settings)
    return app


def _protect_forms(app: Flask) -> None:
    """All but what looks at no cookie."""
    protection = CSRFProtect(app)
    for without_cookie in (verification.check, tablet_api, tablet_sync):
        protection.exempt(without_cookie)


def _configured(settings: Settings) -> Flask:
    """Flask itself, with what it is told."""
    app = Flask("academy", template_folder=str(PROJECT / "templates"), static_folder=None)
    app.config.update(
        SECRET_KEY=settings.cookie_key or settings.secret_key,
        MAX_CONTENT_LENGTH=MAX_UPLOAD,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_TEXT,
        # with `Strict`, whoever comes by a link from elsewhere would seem to be signed out
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https:"),
        # as long as the session: a form that somebody is slow to fill in is not lost
        WTF_CSRF_TIME_LIMIT=None,
        # a Referer is not asked for: some browsers send none, and behind a proxy it has another
        # name; the token in the signed cookie decides
        WTF_CSRF_SSL_STRICT=False,
    )
    register_templates(app)
    return app


def _confirm(app: Flask, settings: Settings) -> None:
    """Raises SettingsError when the database was made with other settings."""
    with app.app_context():
        try:
            confirm_public_url(settings)
            confirm_secret_key(settings)
        finally:
            # no connection goes along when the server's processes part, nor is left by a refusal
            db.session.remove()
            db.engine.dispose()
