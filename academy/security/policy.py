"""Who may do what: read this file to know every permission rule.

A permission is granted when every rule holds in at least one of its lines. A line is for people
who signed in; one that a leader on a tablet, the tablet itself or the bearer of a share may use
begins with `on_a_tablet`, `by_a_device` or `by_a_share`, and everything else is refused to them.
What a rule looks at is the `Scope` of the thing in the address; a list or a page for
something new is judged by the scope of the team or organisation in its address.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from academy.security.identity import Device, Identity, Role, ShareBearer, TabletGrant
from academy.security.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where a thing belongs: whom it is about, in which teams and organisations."""

    person_id: int | None = None
    author_id: int | None = None
    team_ids: frozenset[int] = frozenset()
    organisation_ids: frozenset[int] = frozenset()
    objected: bool = False
    """The worker objected to it; `team_ids` are then all teams that the worker belongs to."""
    asked_id: int | None = None
    """Who was asked to look at it again."""
    with_academy: bool = False
    """The organisation asked the academy to decide about this one thing."""
    thing_uuid: UUID | None = None
    """The thing itself, where it can be shared."""
    device_uuid: UUID | None = None
    """The tablet that it is, or belongs to."""


NOWHERE = Scope()
"""The scope of a page that is about nothing in particular."""

Principal: TypeAlias = Identity | TabletGrant | Device | ShareBearer
"""Who asks: a person's session, a tablet with a leader's grant, a tablet by itself, the bearer of a
share."""
Rule = Callable[[Principal, Scope], bool]


def is_signed_in(_principal: Principal, _scope: Scope) -> bool:
    return True


def came_in_by_themselves(principal: Principal, _scope: Scope) -> bool:
    """Not by a PIN or password that an organisation could know, while others have something."""
    return isinstance(principal, Identity) and principal.limited_to is None


def is_about_them(principal: Principal, scope: Scope) -> bool:
    """About the person, and from an organisation that this session may show."""
    if not isinstance(principal, Identity) or scope.person_id != principal.person_id:
        return False
    places = scope.organisation_ids
    return not places or any(principal.knows(place) for place in places)


def is_about_someone_else(principal: Principal, scope: Scope) -> bool:
    return scope.person_id != principal.person_id


def made_it(principal: Principal, scope: Scope) -> bool:
    return scope.author_id is not None and scope.author_id == principal.person_id


def somebody_else_made_it(principal: Principal, scope: Scope) -> bool:
    return not made_it(principal, scope)


def leads_the_team(principal: Principal, scope: Scope) -> bool:
    return bool(principal.teams(Role.TEAM_LEADER) & scope.team_ids)


def leads_a_team(principal: Principal, _scope: Scope) -> bool:
    return bool(principal.teams(Role.TEAM_LEADER))


def administers_an_organisation(principal: Principal, _scope: Scope) -> bool:
    return bool(principal.organisations(Role.ORGANISATION_ADMIN))


def administers_the_organisation(principal: Principal, scope: Scope) -> bool:
    return bool(principal.organisations(Role.ORGANISATION_ADMIN) & scope.organisation_ids)


def administers_the_academy(principal: Principal, _scope: Scope) -> bool:
    return bool(principal.organisations(Role.ACADEMY_ADMIN))


def works_for_the_organisation(principal: Principal, scope: Scope) -> bool:
    """Leads any team of it, or administers it."""
    roles = (Role.TEAM_LEADER, Role.ORGANISATION_ADMIN)
    return any(principal.organisations(role) & scope.organisation_ids for role in roles)


def does_not_lead_the_team(principal: Principal, scope: Scope) -> bool:
    return not leads_the_team(principal, scope)


def was_objected_to(_principal: Principal, scope: Scope) -> bool:
    return scope.objected


def was_not_objected_to(_principal: Principal, scope: Scope) -> bool:
    return not scope.objected


def was_asked(principal: Principal, scope: Scope) -> bool:
    return scope.asked_id is not None and scope.asked_id == principal.person_id


def was_left_to_the_academy(_principal: Principal, scope: Scope) -> bool:
    return scope.with_academy


def is_for_the_own_organisation(_principal: Principal, scope: Scope) -> bool:
    return not scope.with_academy


def reads_for_a_region(principal: Principal, _scope: Scope) -> bool:
    return bool(principal.organisations(Role.REGIONAL_READER))


def on_a_tablet(principal: Principal, _scope: Scope) -> bool:
    return isinstance(principal, TabletGrant)


def by_a_device(principal: Principal, _scope: Scope) -> bool:
    return isinstance(principal, Device)


def is_its_own(principal: Principal, scope: Scope) -> bool:
    return isinstance(principal, Device) and principal.device_uuid == scope.device_uuid


def by_a_share(principal: Principal, _scope: Scope) -> bool:
    return isinstance(principal, ShareBearer)


def is_shared_with_them(principal: Principal, scope: Scope) -> bool:
    return isinstance(principal, ShareBearer) and scope.thing_uuid in principal.shared


OPENINGS: dict[type[Principal], Rule] = {
    TabletGrant: on_a_tablet,
    Device: by_a_device,
    ShareBearer: by_a_share,
}
"""What a line must say to be open to somebody who is not a signed-in person."""


POLICY: dict[Permission, list[list[Rule]]] = {
    Permission.USE_OWN_ACCOUNT: [[is_signed_in]],
    Permission.READ_OWN_WALLET: [[is_signed_in]],
    Permission.READ_OWN_FILE: [[came_in_by_themselves]],
    Permission.READ_TEAM: [[leads_the_team], [administers_the_organisation]],
    Permission.ASSESS: [
        [leads_the_team, is_about_someone_else],
        [on_a_tablet, leads_the_team, is_about_someone_else],
    ],
    # no administrator: that somebody could not do it yet is between worker and leader
    # and whoever was asked to look again, who may lead another team (`assessments.looks`)
    Permission.READ_ASSESSMENT: [[is_about_them], [leads_the_team], [made_it, leads_a_team]],
    Permission.RESPOND_TO_ASSESSMENT: [[is_about_them]],
    Permission.REVIEW_ASSESSMENT: [
        # a flag: any other leader of the team, or the administrator
        [
            is_for_the_own_organisation,
            was_not_objected_to,
            leads_the_team,
            somebody_else_made_it,
            is_about_someone_else,
        ],
        [
            is_for_the_own_organisation,
            was_not_objected_to,
            administers_the_organisation,
            somebody_else_made_it,
            is_about_someone_else,
        ],
        # an objection: nobody to whom the worker answers (`objections.deciding`)
        [
            is_for_the_own_organisation,
            was_objected_to,
            works_for_the_organisation,
            does_not_lead_the_team,
            somebody_else_made_it,
            is_about_someone_else,
        ],
        # what the organisation left to the academy, until it is decided
        [
            was_left_to_the_academy,
            administers_the_academy,
            somebody_else_made_it,
            is_about_someone_else,
        ],
    ],
    Permission.HEAR_OBJECTION: [
        [is_about_them],
        [
            is_for_the_own_organisation,
            was_objected_to,
            works_for_the_organisation,
            does_not_lead_the_team,
            somebody_else_made_it,
            is_about_someone_else,
        ],
        [
            was_left_to_the_academy,
            was_objected_to,
            administers_the_academy,
            somebody_else_made_it,
            is_about_someone_else,
        ],
    ],
    Permission.LOOK_AGAIN: [[was_asked, leads_a_team, is_about_someone_else]],
    Permission.REFER_ASSESSMENT: [
        [is_for_the_own_organisation, was_not_objected_to, administers_the_organisation],
        [
            is_for_the_own_organisation,
            was_objected_to,
            administers_the_organisation,
            does_not_lead_the_team,
            somebody_else_made_it,
            is_about_someone_else,
        ],
    ],
    Permission.SEE_REVIEWS: [
        [leads_a_team],
        [administers_an_organisation],
        [administers_the_academy],
    ],
    Permission.DISMISS_CONFLICT: [
        [leads_the_team, is_about_someone_else],
        [administers_the_organisation, is_about_someone_else],
    ],
    Permission.UNDO_ASSESSMENT: [[made_it]],
    Permission.REVOKE_CREDENTIAL: [
        [leads_the_team, is_about_someone_else],
        [administers_the_organisation, is_about_someone_else],
    ],
    Permission.READ_CERTIFICATE: [
        [is_about_them],
        [leads_the_team],
        [administers_the_organisation],
    ],
    # closing the page behind a paper hides one's name: nobody else's to do or to undo
    Permission.WITHDRAW_CERTIFICATE: [[is_about_them]],
    Permission.RENEW_CERTIFICATE: [
        [is_about_them],
        [leads_the_team],
        [administers_the_organisation],
    ],
    Permission.READ_PERSON: [[leads_the_team], [administers_the_organisation]],
    Permission.GIVE_CARDS: [[leads_the_team], [administers_the_organisation]],
    Permission.MANAGE_ORGANISATION: [[administers_the_organisation]],
    Permission.MANAGE_PLATFORM: [[administers_the_academy]],
    Permission.MANAGE_CATALOGUE: [[administers_the_academy]],
    Permission.PROPOSE_SKILL: [[is_signed_in]],
    Permission.READ_PROPOSAL: [[is_about_them], [administers_the_academy]],
    Permission.MANAGE_COURSE_RUNS: [[administers_the_academy]],
    # not the academy: it would need the names of everybody to choose from
    Permission.ENROL: [[leads_the_team], [administers_the_organisation]],
    Permission.READ_PARTICIPATION: [
        [is_about_them, came_in_by_themselves],
        [administers_the_academy],
    ],
    Permission.CHOOSE_SUBSIDY: [[administers_an_organisation], [administers_the_academy]],
    Permission.READ_SUBSIDY: [[administers_the_organisation], [administers_the_academy]],
    Permission.USE_TABLET: [[by_a_device, is_its_own]],
    Permission.READ_AUDIT: [[administers_the_organisation]],
    Permission.READ_REPORTS: [[administers_the_academy], [reads_for_a_region]],
    # and only while its maker could start it now (`jobs.rights`)
    Permission.READ_JOB: [[made_it]],
}


def permits(principal: Principal | None, permission: Permission, scope: Scope = NOWHERE) -> bool:
    """Whether `principal` may do `permission` to something with `scope`."""
    if principal is None:
        return False
    lines = [line for line in POLICY[permission] if is_open_to(principal, line)]
    return any(all(rule(principal, scope) for rule in line) for line in lines)


def is_open_to(principal: Principal, line: Collection[Rule]) -> bool:
    """A line is for signed-in persons, unless it says for whom it is."""
    opening = OPENINGS.get(type(principal))
    if opening is None:
        return not set(line) & set(OPENINGS.values())
    return opening in line
