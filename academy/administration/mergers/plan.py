"""What becomes of each row that leads to an organisation, site or team that goes on in another.

What was done stays with who did it. What is under way goes along. A test compares this page with
the tables: whoever adds a reference to a place has to decide here.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, cast

from sqlalchemy import Column, Table

from academy.organisations.models import Organisation, Site, Team
from academy.references import columns_that_lead_to


class Fate(StrEnum):
    """What becomes of a row."""

    STAYS = "stays"
    """It says what was done there, or is a key, a proof or a place itself."""
    WITH_THE_PERSON = "with the person"
    """It is about somebody who goes along, and leads to the other place from then on."""
    AT_THE_END = "at the end"
    """It is work of the organisation that is still to do: from then on of the other."""
    BY_ITS_OWN_RULE = "by its own rule"
    """It ends and begins anew, in the room that knows how."""


PLAN: Mapping[str, Fate] = {
    "account.given_by_id": Fate.WITH_THE_PERSON,
    "account.start_code_given_by_id": Fate.WITH_THE_PERSON,
    "agreement.organisation_id": Fate.WITH_THE_PERSON,
    "assessment.organisation_id": Fate.STAYS,
    "assessment.team_id": Fate.STAYS,
    "assessor_authority.organisation_id": Fate.BY_ITS_OWN_RULE,
    "auditor_access.organisation_id": Fate.STAYS,
    "badge_class.organisation_id": Fate.STAYS,
    "card.given_by_id": Fate.WITH_THE_PERSON,
    "card.issued_by_id": Fate.WITH_THE_PERSON,
    "certificate_design.organisation_id": Fate.STAYS,
    "claim.organisation_id": Fate.STAYS,
    "course_run.provider_id": Fate.AT_THE_END,
    "course_trainer.organisation_id": Fate.WITH_THE_PERSON,
    "craft.organisation_id": Fate.STAYS,
    "credential.organisation_id": Fate.STAYS,
    "credential.team_id": Fate.STAYS,
    "double_record.organisation_id": Fate.BY_ITS_OWN_RULE,
    "endorsement.organisation_id": Fate.STAYS,
    "enrolment.organisation_id": Fate.WITH_THE_PERSON,
    "foreign_badge.found_by_id": Fate.STAYS,
    "found_badges.organisation_id": Fate.AT_THE_END,
    "guest.home_id": Fate.BY_ITS_OWN_RULE,
    "guest.host_id": Fate.BY_ITS_OWN_RULE,
    "guidance.organisation_id": Fate.STAYS,
    "handover.organisation_id": Fate.AT_THE_END,
    "handover.team_id": Fate.AT_THE_END,
    "head_count.site_id": Fate.STAYS,
    "issuer_key.organisation_id": Fate.STAYS,
    "leader_grant.team_id": Fate.STAYS,
    "licence.organisation_id": Fate.WITH_THE_PERSON,
    "look.organisation_id": Fate.STAYS,
    "membership.organisation_id": Fate.BY_ITS_OWN_RULE,
    "membership.team_id": Fate.BY_ITS_OWN_RULE,
    "observation_sheet.organisation_id": Fate.STAYS,
    "observation_sheet.team_id": Fate.STAYS,
    "organisation.merged_into_id": Fate.BY_ITS_OWN_RULE,
    "organisation_merger.goes_id": Fate.STAYS,
    "organisation_merger.stays_id": Fate.STAYS,
    "sample.organisation_id": Fate.AT_THE_END,
    "second_look.organisation_id": Fate.BY_ITS_OWN_RULE,
    "second_look.team_id": Fate.BY_ITS_OWN_RULE,
    "sector_agreement.organisation_id": Fate.STAYS,
    "session.given_by_id": Fate.WITH_THE_PERSON,
    "site.organisation_id": Fate.BY_ITS_OWN_RULE,
    "skill_proposal.organisation_id": Fate.STAYS,
    "staff_import.organisation_id": Fate.STAYS,
    "staff_import.team_id": Fate.STAYS,
    "statement.organisation_id": Fate.STAYS,
    "status_list.organisation_id": Fate.STAYS,
    "tablet.organisation_id": Fate.STAYS,
    "tablet.site_id": Fate.STAYS,
    "team.merged_into_id": Fate.BY_ITS_OWN_RULE,
    "team.organisation_id": Fate.BY_ITS_OWN_RULE,
    "team.site_id": Fate.BY_ITS_OWN_RULE,
}

PLACES = tuple(cast(Table, model.__table__) for model in (Organisation, Site, Team))


@cache  # tables are known once all are imported; sorting them takes longer than moving somebody
def references() -> Mapping[str, Column[Any]]:
    """Every column that leads to an organisation, a site or a team, as `table.column`."""
    return {str(column): column for place in PLACES for column in columns_that_lead_to(place)}


def that_go(fate: Fate) -> Iterator[Column[Any]]:
    found = references()
    return (found[name] for name, each in PLAN.items() if each is fate)
