"""Every blueprint of the application."""

from academy.access.account_views import blueprint as account
from academy.access.again_views import blueprint as session
from academy.access.card_views import blueprint as cards
from academy.administration.appointment_views import blueprint as appointments
from academy.administration.arrival_views import blueprint as arrivals
from academy.administration.authority_views import blueprint as authorities
from academy.administration.invitation_views import administrators, invitations
from academy.administration.membership_views import blueprint as memberships
from academy.administration.people_views import blueprint as people
from academy.administration.places import blueprint as organisations
from academy.assessments.managing_views import blueprint as managing
from academy.assessments.views import blueprint as assessments
from academy.catalogue.palette_views import blueprint as palette
from academy.catalogue.proposing.views import blueprint as proposals
from academy.catalogue.views import blueprint as catalogue
from academy.credentials.certificate_views import blueprint as certificates
from academy.credentials.document_views import blueprint as documents
from academy.demo.gallery_views import blueprint as gallery
from academy.demo.story_views import blueprint as story
from academy.demo.views import blueprint as demo
from academy.home.views import blueprint as home
from academy.jobs.views import blueprint as jobs
from academy.learning.views import blueprint as learning
from academy.objections.views import blueprint as reviews
from academy.reports.audit.views import blueprint as audit
from academy.reports.sector.views import blueprint as reports
from academy.tablets.api_views import blueprint as tablet_api
from academy.tablets.shell_views import blueprint as shell
from academy.tablets.sync_views import blueprint as tablet_sync
from academy.tablets.views import blueprint as tablets
from academy.teams.together_views import blueprint as together
from academy.teams.views import blueprint as teams
from academy.verification.credential_views import blueprint as credentials
from academy.verification.paper_views import blueprint as paper
from academy.verification.views import blueprint as verification
from academy.wallet.data_views import blueprint as own_data
from academy.wallet.views import blueprint as wallet
from academy.web.views import blueprint as web

BLUEPRINTS = (
    wallet,
    own_data,
    verification,
    paper,
    credentials,
    managing,
    certificates,
    home,
    demo,
    story,
    gallery,
    documents,
    assessments,
    reviews,
    catalogue,
    palette,
    proposals,
    jobs,
    learning,
    audit,
    reports,
    teams,
    together,
    web,
    account,
    administrators,
    appointments,
    arrivals,
    authorities,
    cards,
    invitations,
    memberships,
    organisations,
    people,
    session,
    shell,
    tablet_api,
    tablet_sync,
    tablets,
)
