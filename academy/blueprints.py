"""Every blueprint of the application."""

from academy.catalogue.views import blueprint as catalogue
from academy.jobs.views import blueprint as jobs
from academy.web.views import blueprint as web

BLUEPRINTS = (catalogue, jobs, web)
