"""Every table, so that migrations and foreign keys see all of them; what their constraints mean."""

from academy import installation
from academy.access import models as access
from academy.access import taken as access_taken
from academy.administration.imports import models as imports
from academy.assessments import models as assessments
from academy.assessments.agreements import models as agreements
from academy.assessments.requests import models as requests
from academy.assessments.seconds import models as seconds
from academy.audit import models as audit
from academy.catalogue import models as catalogue
from academy.catalogue.domains import models as domains
from academy.catalogue.drafting import models as drafting
from academy.catalogue.licensing import models as licensing
from academy.catalogue.mapping import models as mapping
from academy.catalogue.proposing import models as proposing
from academy.catalogue.showing import models as showing
from academy.catalogue.translating import models as translating
from academy.catalogue.validation import models as validation
from academy.constraints import Taken
from academy.credentials import models as credentials
from academy.credentials.designs import models as designs
from academy.credentials.outside import models as outside
from academy.credentials.outside import taken as outside_taken
from academy.credentials.statements import models as statements
from academy.jobs import models as jobs
from academy.journal import models as journal
from academy.learning import models as learning
from academy.learning import taken as learning_taken
from academy.learning.subsidy import models as subsidy
from academy.organisations import models as organisations
from academy.organisations import taken as places_taken
from academy.organisations.head_counts import models as head_counts
from academy.organisations.merging import models as organisations_merging
from academy.people import models as people
from academy.people import taken as people_taken
from academy.people.doubles import models as doubles
from academy.people.leaving import models as leaving
from academy.people.licences import models as licences
from academy.people.naming import models as naming
from academy.reports.auditors import models as auditors
from academy.reports.inside import models as inside
from academy.reports.sector import models as sector
from academy.sampling import models as sampling
from academy.tablets import models as tablets
from academy.teams.handovers import models as handovers
from academy.teams.observation_sheets import models as sheets
from academy.wallet import models as wallet
from academy.wallet.brought import models as brought
from academy.wallet.claims import models as claims
from academy.wallet.elsewhere import models as elsewhere
from academy.wallet.erasure import models as erasure
from academy.wallet.found import models as found
from academy.wallet.sharing import models as sharing

TABLES = (
    access,
    agreements,
    assessments,
    audit,
    auditors,
    brought,
    catalogue,
    claims,
    elsewhere,
    erasure,
    found,
    credentials,
    designs,
    domains,
    doubles,
    drafting,
    imports,
    handovers,
    head_counts,
    inside,
    installation,
    jobs,
    journal,
    learning,
    leaving,
    licences,
    licensing,
    mapping,
    naming,
    organisations,
    organisations_merging,
    outside,
    people,
    proposing,
    sharing,
    requests,
    sheets,
    sampling,
    seconds,
    sector,
    showing,
    statements,
    subsidy,
    tablets,
    translating,
    validation,
    wallet,
)
"""The modules that define them."""

TAKEN: Taken = {
    **access_taken.TAKEN,
    **learning_taken.TAKEN,
    **outside_taken.TAKEN,
    **people_taken.TAKEN,
    **places_taken.TAKEN,
}
"""What somebody is told who was second by a moment."""
