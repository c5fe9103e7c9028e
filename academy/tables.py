"""Every table, so that migrations and foreign keys see all of them."""

from academy import installation
from academy.access import models as access
from academy.assessments import models as assessments
from academy.audit import models as audit
from academy.catalogue import models as catalogue
from academy.credentials import models as credentials
from academy.jobs import models as jobs
from academy.learning import models as learning
from academy.organisations import models as organisations
from academy.people import models as people
from academy.wallet import models as wallet

TABLES = (
    access,
    assessments,
    audit,
    catalogue,
    credentials,
    installation,
    jobs,
    learning,
    organisations,
    people,
    wallet,
)
"""The modules that define them."""
