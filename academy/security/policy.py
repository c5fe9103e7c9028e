"""Who may do what: read this file to know every permission rule.

A permission is granted when every rule holds in at least one of its lines.
What a rule looks at is the `Scope` of the thing in the address; a list or a page for
something new is judged by the scope of the team or organisation in its address.
"""

from collections.abc import Callable
from dataclasses import dataclass

from academy.security.identity import Identity, Role
from academy.security.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where a thing belongs: whom it is about, in which teams and organisations."""

    person_id: int | None = None
    author_id: int | None = None
    team_ids: frozenset[int] = frozenset()
    organisation_ids: frozenset[int] = frozenset()
    with_academy: bool = False
    """The organisation asked the academy to decide about this one thing."""


NOWHERE = Scope()
"""The scope of a page that is about nothing in particular."""

Rule = Callable[[Identity, Scope], bool]


def is_signed_in(_identity: Identity, _scope: Scope) -> bool:
    return True


def came_in_by_themselves(identity: Identity, _scope: Scope) -> bool:
    """Not by a PIN or password that an organisation could know, while others have something."""
    return identity.limited_to is None


def is_about_them(identity: Identity, scope: Scope) -> bool:
    """About the person, and from an organisation that this session may show."""
    places = scope.organisation_ids
    return scope.person_id == identity.person_id and (
        not places or any(identity.knows(place) for place in places)
    )


def is_about_someone_else(identity: Identity, scope: Scope) -> bool:
    return scope.person_id != identity.person_id


def made_it(identity: Identity, scope: Scope) -> bool:
    return scope.author_id == identity.person_id


def somebody_else_made_it(identity: Identity, scope: Scope) -> bool:
    return not made_it(identity, scope)


def leads_the_team(identity: Identity, scope: Scope) -> bool:
    return bool(identity.teams(Role.TEAM_LEADER) & scope.team_ids)


def leads_a_team(identity: Identity, _scope: Scope) -> bool:
    return bool(identity.teams(Role.TEAM_LEADER))


def administers_an_organisation(identity: Identity, _scope: Scope) -> bool:
    return bool(identity.organisations(Role.ORGANISATION_ADMIN))


def administers_the_organisation(identity: Identity, scope: Scope) -> bool:
    return bool(identity.organisations(Role.ORGANISATION_ADMIN) & scope.organisation_ids)


def administers_the_academy(identity: Identity, _scope: Scope) -> bool:
    return bool(identity.organisations(Role.ACADEMY_ADMIN))


def was_left_to_the_academy(_identity: Identity, scope: Scope) -> bool:
    return scope.with_academy


def is_for_the_own_organisation(_identity: Identity, scope: Scope) -> bool:
    return not scope.with_academy


def reads_for_a_region(identity: Identity, _scope: Scope) -> bool:
    return bool(identity.organisations(Role.REGIONAL_READER))


POLICY: dict[Permission, list[list[Rule]]] = {
    Permission.USE_OWN_ACCOUNT: [[is_signed_in]],
    Permission.READ_OWN_WALLET: [[is_signed_in]],
    Permission.READ_OWN_FILE: [[came_in_by_themselves]],
    Permission.READ_TEAM: [[leads_the_team], [administers_the_organisation]],
    Permission.ASSESS: [[leads_the_team, is_about_someone_else]],
    Permission.READ_ASSESSMENT: [[is_about_them], [leads_the_team]],
    Permission.RESPOND_TO_ASSESSMENT: [[is_about_them]],
    Permission.REVIEW_ASSESSMENT: [
        [
            is_for_the_own_organisation,
            leads_the_team,
            somebody_else_made_it,
            is_about_someone_else,
        ],
        [
            is_for_the_own_organisation,
            administers_the_organisation,
            somebody_else_made_it,
            is_about_someone_else,
        ],
        [
            was_left_to_the_academy,
            administers_the_academy,
            somebody_else_made_it,
            is_about_someone_else,
        ],
    ],
    Permission.REFER_ASSESSMENT: [[is_for_the_own_organisation, administers_the_organisation]],
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
    Permission.MANAGE_COURSE_RUNS: [[administers_the_academy]],
    Permission.ENROL: [[leads_the_team], [administers_the_organisation]],
    Permission.READ_PARTICIPATION: [
        [is_about_them, came_in_by_themselves],
        [administers_the_academy],
    ],
    Permission.READ_AUDIT: [[administers_the_organisation]],
    Permission.READ_REPORTS: [[administers_the_academy], [reads_for_a_region]],
    Permission.READ_JOB: [[made_it]],
}


def permits(identity: Identity | None, permission: Permission, scope: Scope = NOWHERE) -> bool:
    """Whether `identity` may do `permission` to something with `scope`."""
    if identity is None:
        return False
    return any(all(rule(identity, scope) for rule in line) for line in POLICY[permission])
