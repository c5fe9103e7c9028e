"""Every table, so that migrations and foreign keys see all of them; what their constraints mean."""

from academy import installation
from academy.access import models as access
from academy.access import taken as access_taken
from academy.assessments import models as assessments
from academy.audit import models as audit
from academy.catalogue import models as catalogue
from academy.catalogue.drafting import models as drafting
from academy.catalogue.mapping import models as mapping
from academy.catalogue.proposing import models as proposing
from academy.constraints import Taken
from academy.credentials import models as credentials
from academy.jobs import models as jobs
from academy.journal import models as journal
from academy.learning import models as learning
from academy.learning import taken as learning_taken
from academy.learning.subsidy import models as subsidy
from academy.organisations import models as organisations
from academy.organisations import taken as places_taken
from academy.people import models as people
from academy.people import taken as people_taken
from academy.tablets import models as tablets
from academy.wallet import models as wallet

TABLES = (
    access,
    assessments,
    audit,
    catalogue,
    credentials,
    drafting,
    installation,
    jobs,
    journal,
    learning,
    mapping,
    organisations,
    people,
    proposing,
    subsidy,
    tablets,
    wallet,
)
"""The modules that define them."""

TAKEN: Taken = {
    **access_taken.TAKEN,
    **learning_taken.TAKEN,
    **people_taken.TAKEN,
    **places_taken.TAKEN,
}
"""What somebody is told who was second by a moment."""
