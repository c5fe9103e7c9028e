"""All certificates of a team in one PDF: read in small steps, rendered in one go by the worker."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from academy.credentials import papers
from academy.credentials.certificates.data import CertificateData
from academy.credentials.certifying import certificate_data, certificates_pdf
from academy.credentials.models import Credential
from academy.database import db
from academy.dates import local_day
from academy.dependencies import Dependencies
from academy.jobs.queue import Result
from academy.jobs.work import Work
from academy.languages import DUTCH
from academy.organisations.models import Team
from academy.teams import queries

PAGES_PER_STEP = 10


def make_certificates(work: Work, deps: Dependencies) -> Result | None:
    """Render what the job asks for, keep it and say where; None when there is nothing to print.

    A certificate whose page the holder has withdrawn is left out.
    """
    team_uuid = uuid.UUID(work.arguments["team"])
    team = db.session.scalars(select(Team).where(Team.uuid == team_uuid)).one()
    name = f"certificaten-{team.name}.pdf"
    badges = queries.badges_to_print(team, local_day(deps.clock()))
    pages: list[CertificateData] = []
    for first in range(0, len(badges), PAGES_PER_STEP):
        with work.step(done=first, total=len(badges)):
            pages += _pages(badges[first : first + PAGES_PER_STEP], deps)
    if not pages:
        return None
    result = Result(f"jobs/{work.job_uuid}/certificates.pdf", name)
    deps.files.put(result.key, certificates_pdf(pages))
    return result


def _pages(badges: Sequence[int], deps: Dependencies) -> list[CertificateData]:
    found = db.session.scalars(select(Credential).where(Credential.id.in_(badges)))
    by_number = {credential.id: credential for credential in found}
    return [
        certificate_data(credential, copy, deps.settings, language=DUTCH)
        for credential in (by_number[number] for number in badges)
        if (copy := papers.current_copy(credential))
    ]
