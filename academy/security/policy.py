"""Who may do what: read this file to know every permission rule.

A permission is granted when every rule holds in at least one of its lines. A line is for people
who signed in; one that a leader on a tablet, the tablet itself or the bearer of a share may use
begins with `on_a_tablet`, `by_a_device`, `by_a_share` or `by_a_card_alone`, and everything else is
refused to them.
What a rule looks at is the `Scope` of the thing in the address; a list or a page for
something new is judged by the scope of the team or organisation in its address.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from academy.security.identity import CardLook, Device, Identity, Role, ShareBearer, TabletGrant
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
    """Who was asked to look at it again, or took it as the second person."""
    with_academy: bool = False
    """The organisation asked the academy to decide about this one thing."""
    thing_uuid: UUID | None = None
    """The thing itself, where it can be shared."""
    trainer_id: int | None = None
    """Who teaches it, for the organisation."""
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
    """Not by a PIN or password that an organisation could know (docs/adr/0052)."""
    return isinstance(principal, Identity) and principal.came_in_by_themselves


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


def is_guest_in_the_team(principal: Principal, scope: Scope) -> bool:
    """An assessor of another organisation, whom both administrators let look in this team."""
    return bool(principal.teams(Role.GUEST) & scope.team_ids)


def leads_a_team(principal: Principal, _scope: Scope) -> bool:
    return bool(principal.teams(Role.TEAM_LEADER))


def administers_an_organisation(principal: Principal, _scope: Scope) -> bool:
    return bool(principal.organisations(Role.ORGANISATION_ADMIN))


def administers_the_organisation(principal: Principal, scope: Scope) -> bool:
    return bool(principal.organisations(Role.ORGANISATION_ADMIN) & scope.organisation_ids)


def administers_the_academy(principal: Principal, _scope: Scope) -> bool:
    return bool(principal.organisations(Role.ACADEMY_ADMIN))


def is_an_employer_there(principal: Principal, scope: Scope) -> bool:
    """Has the account of an employer outside the sector."""
    return bool(principal.organisations(Role.EMPLOYER) & scope.organisation_ids)


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


def teaches_it(principal: Principal, scope: Scope) -> bool:
    return scope.trainer_id is not None and scope.trainer_id == principal.person_id


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


def by_a_card_alone(principal: Principal, _scope: Scope) -> bool:
    return isinstance(principal, CardLook)


def by_a_share(principal: Principal, _scope: Scope) -> bool:
    return isinstance(principal, ShareBearer)


def is_shared_with_them(principal: Principal, scope: Scope) -> bool:
    return isinstance(principal, ShareBearer) and scope.thing_uuid in principal.shared


OPENINGS: dict[type[Principal], Rule] = {
    TabletGrant: on_a_tablet,
    Device: by_a_device,
    ShareBearer: by_a_share,
    CardLook: by_a_card_alone,
}
"""What a line must say to be open to somebody who is not a signed-in person."""


POLICY: dict[Permission, list[list[Rule]]] = {
    Permission.USE_OWN_ACCOUNT: [[is_signed_in]],
    Permission.KEEP_PROOFS: [[came_in_by_themselves]],
    Permission.LOOK_AT_OWN_BADGES: [[is_signed_in], [by_a_card_alone]],
    Permission.READ_OWN_WALLET: [[is_signed_in]],
    Permission.READ_OWN_FILE: [[came_in_by_themselves]],
    # nor whoever gave somebody a PIN: they are the employer of then
    Permission.SAY_IF_WORKING: [[is_about_them, came_in_by_themselves]],
    # not by a way in that somebody else gave: it would show what that one may not see
    Permission.SHARE_BADGES: [[came_in_by_themselves]],
    Permission.SEE_SHARE: [[by_a_share, is_shared_with_them]],
    # what it says about a badge is signed with its key
    Permission.SPEAK_FOR_ORGANISATION: [
        [is_an_employer_there, came_in_by_themselves],
        [administers_the_organisation, came_in_by_themselves],
    ],
    Permission.AGREE_FOR_ONESELF: [[came_in_by_themselves]],
    # no administrator: what somebody still has to learn is between worker and leader
    Permission.AGREE_WITH_WORKER: [[leads_the_team, is_about_someone_else]],
    Permission.KEEP_AGREEMENT: [
        [is_about_them, came_in_by_themselves],
        [leads_the_team, is_about_someone_else],
    ],
    Permission.READ_TEAM: [
        [leads_the_team],
        [is_guest_in_the_team],
        [administers_the_organisation],
    ],
    Permission.ASSESS: [
        [leads_the_team, is_about_someone_else],
        [is_guest_in_the_team, is_about_someone_else],
        [on_a_tablet, leads_the_team, is_about_someone_else],
    ],
    # no administrator: that somebody could not do it yet is between worker and leader; nor who
    # came in by a PIN that an administrator gave
    # and whoever was asked to look again, who may lead another team (`assessments.looks`)
    Permission.READ_ASSESSMENT: [
        [is_about_them, came_in_by_themselves],
        [leads_the_team],
        [made_it, leads_a_team],
        [made_it, is_guest_in_the_team],
        [made_it, administers_the_academy],
    ],
    # in whose pool it is, `seconds.pool` says
    Permission.TAKE_SECOND_LOOK: [
        [leads_a_team, somebody_else_made_it, is_about_someone_else],
        [administers_the_academy, somebody_else_made_it, is_about_someone_else],
    ],
    Permission.LOOK_SECOND: [
        [was_asked, leads_a_team, is_about_someone_else],
        [was_asked, administers_the_academy, is_about_someone_else],
    ],
    Permission.RESPOND_TO_ASSESSMENT: [[is_about_them, came_in_by_themselves]],
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
        [is_about_them, came_in_by_themselves],
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
    # what each of them finds, `finding` says
    Permission.FIND_ANYTHING: [
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
    Permission.WITHDRAW_CERTIFICATE: [[is_about_them, came_in_by_themselves]],
    Permission.RENEW_CERTIFICATE: [
        [is_about_them],
        [leads_the_team],
        [administers_the_organisation],
    ],
    Permission.READ_PERSON: [[leads_the_team], [administers_the_organisation]],
    Permission.GIVE_CARDS: [[leads_the_team], [administers_the_organisation]],
    Permission.MANAGE_ORGANISATION: [[administers_the_organisation]],
    # whoever may look there at all is up to the query (`sampling.queries`)
    Permission.LOOK_AT_SAMPLE: [
        [works_for_the_organisation, somebody_else_made_it, is_about_someone_else]
    ],
    Permission.ANSWER_SAMPLE: [[made_it, leads_a_team]],
    # the academy withdraws, and never grants: it does not know the people
    Permission.SEE_ASSESSORS: [[administers_the_organisation], [administers_the_academy]],
    Permission.NAME_SUBSTITUTE: [[is_about_them, leads_the_team], [administers_the_organisation]],
    Permission.MANAGE_PLATFORM: [[administers_the_academy]],
    Permission.MANAGE_CATALOGUE: [[administers_the_academy]],
    # no employer reads what waits for the academy, so nor does one who gave the PIN
    Permission.PROPOSE_SKILL: [[came_in_by_themselves]],
    Permission.READ_PROPOSAL: [
        [is_about_them, came_in_by_themselves],
        [administers_the_academy],
    ],
    Permission.OFFER_CRAFT: [[came_in_by_themselves]],
    Permission.TAKE_CRAFT_BACK: [[is_about_them, came_in_by_themselves]],
    Permission.MANAGE_COURSE_RUNS: [[administers_the_academy]],
    # a trainer as long as the place lasts through which the person became one
    Permission.TAKE_ATTENDANCE: [
        [administers_the_academy],
        [teaches_it, works_for_the_organisation],
    ],
    # not the academy: it would need the names of everybody to choose from
    Permission.ENROL: [[leads_the_team], [administers_the_organisation]],
    Permission.READ_PARTICIPATION: [
        [is_about_them, came_in_by_themselves],
        [administers_the_academy],
    ],
    Permission.GIVE_COURSE_BADGES: [[administers_the_academy], [administers_the_organisation]],
    Permission.CHOOSE_SUBSIDY: [[administers_an_organisation], [administers_the_academy]],
    Permission.READ_SUBSIDY: [[administers_the_organisation], [administers_the_academy]],
    Permission.USE_TABLET: [[by_a_device, is_its_own]],
    Permission.READ_AUDIT: [[administers_the_organisation]],
    Permission.INVITE_AUDITOR: [[administers_the_organisation], [administers_the_academy]],
    Permission.READ_REPORTS: [[administers_the_academy], [reads_for_a_region]],
    # which places, `reports.inside.reading.places_of` says
    Permission.READ_DASHBOARD: [[administers_an_organisation], [administers_the_academy]],
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
