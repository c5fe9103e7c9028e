"""Every blueprint of the application."""

from academy.web.views import blueprint as web

BLUEPRINTS = (web,)
