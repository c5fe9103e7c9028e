"""Every blueprint of the application."""

from academy.assessments.review_views import blueprint as reviews
from academy.assessments.views import blueprint as assessments
from academy.catalogue.views import blueprint as catalogue
from academy.credentials.document_views import blueprint as documents
from academy.home.views import blueprint as home
from academy.jobs.views import blueprint as jobs
from academy.people.account_views import blueprint as account
from academy.people.session_views import blueprint as session
from academy.reports.audit.views import blueprint as audit
from academy.web.views import blueprint as web

BLUEPRINTS = (home, documents, assessments, reviews, catalogue, jobs, audit, web, account, session)
