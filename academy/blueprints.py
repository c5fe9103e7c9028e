"""Every blueprint of the application."""

from academy.access.account_views import blueprint as account
from academy.access.again_views import blueprint as session
from academy.access.card_views import blueprint as cards
from academy.access.language_views import blueprint as language
from academy.access.picture_views import blueprint as pictures
from academy.access.proof_views import blueprint as proof
from academy.access.reading_views import blueprint as reading
from academy.administration.appointment_views import blueprint as appointments
from academy.administration.arrival_views import blueprint as arrivals
from academy.administration.assessors.views import blueprint as assessors
from academy.administration.authority_views import blueprint as authorities
from academy.administration.care_views import blueprint as care
from academy.administration.crowds.views import blueprint as crowds
from academy.administration.double_views import blueprint as doubles
from academy.administration.guest_views import blueprint as guests
from academy.administration.imports import blueprint as imports
from academy.administration.invitation_views import administrators, invitations
from academy.administration.kit.views import blueprint as kit
from academy.administration.licences.views import blueprint as licences
from academy.administration.membership_views import blueprint as memberships
from academy.administration.mergers.views import blueprint as mergers
from academy.administration.name_views import blueprint as names
from academy.administration.people_views import blueprint as people
from academy.administration.places import blueprint as organisations
from academy.administration.recovering import blueprint as recovering
from academy.administration.reprint_views import blueprint as reprints
from academy.administration.substitute_views import blueprint as substitutes
from academy.administration.withdrawals.views import blueprint as withdrawals
from academy.assessments.agreements.views import blueprint as agreements
from academy.assessments.managing_views import blueprint as managing
from academy.assessments.seconds.views import blueprint as seconds
from academy.assessments.views import blueprint as assessments
from academy.catalogue.palette_views import blueprint as palette
from academy.catalogue.proposing.views import blueprint as proposals
from academy.catalogue.showing.views import blueprint as crafts
from academy.catalogue.translating.views import blueprint as readers
from academy.catalogue.views import blueprint as catalogue
from academy.credentials.certificate_views import blueprint as certificates
from academy.credentials.designs.views import blueprint as designs
from academy.credentials.document_views import blueprint as documents
from academy.credentials.outside.views import blueprint as outside
from academy.demo.gallery_views import blueprint as gallery
from academy.demo.story_views import blueprint as story
from academy.demo.views import blueprint as demo
from academy.finding.views import blueprint as finding
from academy.home.views import blueprint as home
from academy.jobs.views import blueprint as jobs
from academy.learning.views import blueprint as learning
from academy.objections.views import blueprint as reviews
from academy.privacy.data_views import blueprint as own_file
from academy.privacy.merging.views import blueprint as merging
from academy.privacy.terms.views import blueprint as terms
from academy.reports.agreements import blueprint as agreement_counts
from academy.reports.audit.views import blueprint as audit
from academy.reports.auditors.views import blueprint as auditors
from academy.reports.inside.views import blueprint as dashboard
from academy.reports.sector.consent_views import blueprint as consents
from academy.reports.sector.views import blueprint as reports
from academy.sampling.views import blueprint as samples
from academy.tablets.api_views import blueprint as tablet_api
from academy.tablets.shell_views import blueprint as shell
from academy.tablets.sync_views import blueprint as tablet_sync
from academy.tablets.views import blueprint as tablets
from academy.teams.handovers.views import blueprint as handovers
from academy.teams.observation_sheets.views import blueprint as sheets
from academy.teams.renewals.views import blueprint as renewals
from academy.teams.together_views import blueprint as together
from academy.teams.views import blueprint as teams
from academy.todo.views import blueprint as todo
from academy.verification.credential_views import blueprint as credentials
from academy.verification.paper_views import blueprint as paper
from academy.verification.views import blueprint as verification
from academy.wallet.backpack_views import blueprint as backpack
from academy.wallet.brought.views import blueprint as brought
from academy.wallet.claims.statement_views import blueprint as statements
from academy.wallet.claims.views import blueprint as claims
from academy.wallet.data_views import blueprint as own_data
from academy.wallet.elsewhere.views import blueprint as elsewhere
from academy.wallet.erasure.views import blueprint as erasure
from academy.wallet.found.views import blueprint as found
from academy.wallet.moving import blueprint as moving
from academy.wallet.news.views import blueprint as news
from academy.wallet.passport.views import blueprint as passport
from academy.wallet.sharing.along_views import blueprint as along
from academy.wallet.sharing.link_views import blueprint as shared
from academy.wallet.sharing.views import blueprint as shares
from academy.wallet.views import blueprint as wallet
from academy.wallet.working.views import blueprint as working
from academy.web.views import blueprint as web

BLUEPRINTS = (
    wallet,
    own_data,
    names,
    own_file,
    passport,
    news,
    shares,
    along,
    backpack,
    brought,
    claims,
    elsewhere,
    erasure,
    found,
    merging,
    working,
    shared,
    verification,
    paper,
    credentials,
    managing,
    certificates,
    designs,
    home,
    finding,
    todo,
    demo,
    story,
    gallery,
    documents,
    assessments,
    reviews,
    catalogue,
    crafts,
    palette,
    proposals,
    readers,
    jobs,
    learning,
    audit,
    auditors,
    reports,
    teams,
    handovers,
    renewals,
    sheets,
    together,
    web,
    language,
    reading,
    account,
    pictures,
    proof,
    care,
    agreements,
    agreement_counts,
    recovering,
    moving,
    administrators,
    consents,
    dashboard,
    appointments,
    arrivals,
    assessors,
    authorities,
    cards,
    crowds,
    imports,
    guests,
    doubles,
    invitations,
    kit,
    licences,
    memberships,
    mergers,
    organisations,
    outside,
    people,
    reprints,
    samples,
    seconds,
    session,
    substitutes,
    shell,
    statements,
    tablet_api,
    tablet_sync,
    tablets,
    terms,
    withdrawals,
)
