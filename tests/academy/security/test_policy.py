"""Who may do what, asked of the policy itself: every permission, by everybody of a small cast.

The thing that is asked about is always the same: it is about Amina, belongs to her team and
organisation, and Jan made it. A permission that is not in the table fails, so nobody can add one
without saying who has it.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

import pytest

from academy.security.identity import (
    CardLook,
    Device,
    Identity,
    Place,
    Role,
    ShareBearer,
    TabletGrant,
)
from academy.security.permissions import Permission
from academy.security.policy import (
    NOWHERE,
    Scope,
    by_a_share,
    is_open_to,
    is_shared_with_them,
    permits,
)

SCHAKEL, CIRKEL, ACADEMY, EMPLOYER = 1, 2, 3, 4
SORTEREN, WINKEL, TEXTIEL = 11, 12, 21
NAMESPACE = UUID("1f0a3c7e-2b8d-4d0e-9a65-7c9be1c0aa10")


def somebody(number: int, name: str, *places: Place) -> Identity:
    key = uuid5(NAMESPACE, name)
    return Identity(number, key, name, frozenset(places), key, date(2026, 3, 2))


LEADER = somebody(1, "leads her team", Place(Role.TEAM_LEADER, SCHAKEL, SORTEREN))
OTHER_LEADER = somebody(2, "leads her team too", Place(Role.TEAM_LEADER, SCHAKEL, SORTEREN))
NEXT_DOOR = somebody(3, "leads another team", Place(Role.TEAM_LEADER, SCHAKEL, WINKEL))
LEADER_ELSEWHERE = somebody(4, "leads elsewhere", Place(Role.TEAM_LEADER, CIRKEL, TEXTIEL))
WORKER = somebody(5, "herself", Place(Role.WORKER, SCHAKEL, SORTEREN))
COLLEAGUE = somebody(6, "works beside her", Place(Role.WORKER, SCHAKEL, SORTEREN))
ADMIN = somebody(7, "administers it", Place(Role.ORGANISATION_ADMIN, SCHAKEL, None))
ADMIN_ELSEWHERE = somebody(8, "administers another", Place(Role.ORGANISATION_ADMIN, CIRKEL, None))
ACADEMY_ADMIN = somebody(9, "the academy", Place(Role.ACADEMY_ADMIN, ACADEMY, None))
READER = somebody(10, "reads for a region", Place(Role.REGIONAL_READER, ACADEMY, None))
OUTSIDE = somebody(11, "an employer", Place(Role.EMPLOYER, EMPLOYER, None))
LEFT = somebody(12, "has no role any more")

GUEST = somebody(13, "is a guest in her team", Place(Role.GUEST, SCHAKEL, SORTEREN))
GUEST_NEXT_DOOR = somebody(14, "is a guest next door", Place(Role.GUEST, SCHAKEL, WINKEL))

EVERYBODY = (
    LEADER, OTHER_LEADER, NEXT_DOOR, LEADER_ELSEWHERE, WORKER, COLLEAGUE, ADMIN, ADMIN_ELSEWHERE,
    ACADEMY_ADMIN, READER, OUTSIDE, LEFT, GUEST, GUEST_NEXT_DOOR,
)  # fmt: skip
THING = Scope(
    person_id=WORKER.person_id,
    author_id=LEADER.person_id,
    team_ids=frozenset({SORTEREN}),
    organisation_ids=frozenset({SCHAKEL}),
)
BOTH_LEADERS = {LEADER, OTHER_LEADER}
ALL = set(EVERYBODY)
LOOK_AFTER = BOTH_LEADERS | {ADMIN}
"""Who leads her team or administers her organisation."""

MAY: dict[Permission, set[Identity]] = {
    Permission.USE_OWN_ACCOUNT: ALL,
    Permission.KEEP_PROOFS: ALL,
    Permission.LOOK_AT_OWN_BADGES: ALL,
    Permission.READ_OWN_WALLET: ALL,
    Permission.AGREE_FOR_ONESELF: ALL,
    Permission.SAY_IF_WORKING: {WORKER},
    Permission.AGREE_WITH_WORKER: BOTH_LEADERS,
    Permission.KEEP_AGREEMENT: BOTH_LEADERS | {WORKER},
    Permission.READ_OWN_FILE: ALL,
    Permission.SHARE_BADGES: ALL,
    Permission.SEE_SHARE: set(),
    Permission.SPEAK_FOR_ORGANISATION: {ADMIN},
    Permission.READ_TEAM: LOOK_AFTER | {GUEST},
    Permission.ASSESS: BOTH_LEADERS | {GUEST},
    Permission.READ_ASSESSMENT: BOTH_LEADERS | {WORKER},
    Permission.RESPOND_TO_ASSESSMENT: {WORKER},
    Permission.HEAR_OBJECTION: {WORKER},
    Permission.REVIEW_ASSESSMENT: {OTHER_LEADER, ADMIN},
    Permission.REFER_ASSESSMENT: {ADMIN},
    Permission.LOOK_AGAIN: set(),
    Permission.TAKE_SECOND_LOOK: {OTHER_LEADER, NEXT_DOOR, LEADER_ELSEWHERE, ACADEMY_ADMIN},
    Permission.LOOK_SECOND: set(),
    Permission.DISMISS_CONFLICT: LOOK_AFTER,
    Permission.UNDO_ASSESSMENT: {LEADER},
    Permission.REVOKE_CREDENTIAL: LOOK_AFTER,
    Permission.READ_CERTIFICATE: LOOK_AFTER | {WORKER},
    Permission.WITHDRAW_CERTIFICATE: {WORKER},
    Permission.RENEW_CERTIFICATE: LOOK_AFTER | {WORKER},
    Permission.READ_PERSON: LOOK_AFTER,
    Permission.GIVE_CARDS: LOOK_AFTER,
    Permission.MANAGE_ORGANISATION: {ADMIN},
    Permission.NAME_SUBSTITUTE: {ADMIN},
    Permission.MANAGE_PLATFORM: {ACADEMY_ADMIN},
    Permission.MANAGE_CATALOGUE: {ACADEMY_ADMIN},
    Permission.MANAGE_COURSE_RUNS: {ACADEMY_ADMIN},
    Permission.TAKE_ATTENDANCE: {ACADEMY_ADMIN},
    Permission.ENROL: LOOK_AFTER,
    Permission.READ_PARTICIPATION: {WORKER, ACADEMY_ADMIN},
    Permission.GIVE_COURSE_BADGES: {ADMIN, ACADEMY_ADMIN},
    Permission.CHOOSE_SUBSIDY: {ADMIN, ADMIN_ELSEWHERE, ACADEMY_ADMIN},
    Permission.READ_SUBSIDY: {ADMIN, ACADEMY_ADMIN},
    Permission.USE_TABLET: set(),
    Permission.PROPOSE_SKILL: ALL,
    Permission.READ_PROPOSAL: {WORKER, ACADEMY_ADMIN},
    Permission.LOOK_AT_SAMPLE: {OTHER_LEADER, NEXT_DOOR, ADMIN},
    Permission.ANSWER_SAMPLE: {LEADER},
    Permission.SEE_ASSESSORS: {ADMIN, ACADEMY_ADMIN},
    Permission.INVITE_AUDITOR: {ADMIN, ACADEMY_ADMIN},
    Permission.OFFER_CRAFT: ALL,
    Permission.TAKE_CRAFT_BACK: {WORKER},
    Permission.READ_AUDIT: {ADMIN},
    Permission.READ_REPORTS: {ACADEMY_ADMIN, READER},
    Permission.READ_DASHBOARD: {ADMIN, ADMIN_ELSEWHERE, ACADEMY_ADMIN},
    Permission.READ_JOB: {LEADER},
    Permission.FIND_ANYTHING: BOTH_LEADERS
    | {NEXT_DOOR, LEADER_ELSEWHERE, ADMIN, ADMIN_ELSEWHERE, ACADEMY_ADMIN},
    Permission.SEE_REVIEWS: BOTH_LEADERS
    | {NEXT_DOOR, LEADER_ELSEWHERE, ADMIN, ADMIN_ELSEWHERE, ACADEMY_ADMIN},
}


@pytest.mark.parametrize("permission", Permission)
def test_exactly_these_people_may(permission: Permission) -> None:
    allowed = {who.person_name for who in EVERYBODY if permits(who, permission, THING)}

    assert allowed == {who.person_name for who in MAY[permission]}


@pytest.mark.parametrize("permission", Permission)
def test_a_visitor_may_nothing(permission: Permission) -> None:
    assert not permits(None, permission, THING)


@pytest.mark.parametrize(
    "permission",
    [
        Permission.ASSESS, Permission.REVIEW_ASSESSMENT, Permission.DISMISS_CONFLICT,
        Permission.REVOKE_CREDENTIAL,
    ],
)  # fmt: skip
def test_nobody_judges_their_own_work(permission: Permission) -> None:
    """Also not who leads the team in which they work themselves."""
    about_a_leader = Scope(
        person_id=LEADER.person_id,
        author_id=OTHER_LEADER.person_id,
        team_ids=frozenset({SORTEREN}),
        organisation_ids=frozenset({SCHAKEL}),
    )

    assert not permits(LEADER, permission, about_a_leader)
    assert permits(ADMIN, permission, about_a_leader) or permission is Permission.ASSESS


def test_a_page_about_nothing_in_particular_opens_by_role_alone() -> None:
    by_role = {
        permission
        for permission in Permission
        if any(permits(who, permission, NOWHERE) for who in EVERYBODY)
    }

    assert by_role == {
        Permission.USE_OWN_ACCOUNT, Permission.READ_OWN_WALLET, Permission.READ_OWN_FILE,
        Permission.SHARE_BADGES, Permission.KEEP_PROOFS, Permission.LOOK_AT_OWN_BADGES,
        Permission.AGREE_FOR_ONESELF,
        Permission.SEE_REVIEWS, Permission.TAKE_SECOND_LOOK, Permission.PROPOSE_SKILL,
        Permission.READ_PROPOSAL,
        Permission.OFFER_CRAFT, Permission.MANAGE_PLATFORM, Permission.MANAGE_CATALOGUE,
        Permission.MANAGE_COURSE_RUNS, Permission.TAKE_ATTENDANCE,
        Permission.READ_PARTICIPATION, Permission.READ_REPORTS, Permission.READ_DASHBOARD,
        Permission.GIVE_COURSE_BADGES, Permission.CHOOSE_SUBSIDY, Permission.READ_SUBSIDY,
        Permission.SEE_ASSESSORS, Permission.INVITE_AUDITOR, Permission.FIND_ANYTHING,
    }  # fmt: skip


@pytest.mark.parametrize("permission", Permission)
def test_who_came_in_by_what_her_employer_gave_sees_her_things_of_that_employer(
    permission: Permission,
) -> None:
    """And nothing of another one, nor what only the person may see or do."""
    same, other = replace(WORKER, limited_to=SCHAKEL), replace(WORKER, limited_to=CIRKEL)
    everywhere = {
        Permission.USE_OWN_ACCOUNT,
        Permission.READ_OWN_WALLET,
        Permission.LOOK_AT_OWN_BADGES,
    }
    together = {
        Permission.READ_OWN_FILE, Permission.READ_PARTICIPATION, Permission.SHARE_BADGES,
        Permission.KEEP_PROOFS, Permission.READ_ASSESSMENT, Permission.RESPOND_TO_ASSESSMENT,
        Permission.HEAR_OBJECTION, Permission.WITHDRAW_CERTIFICATE,
        Permission.AGREE_FOR_ONESELF, Permission.KEEP_AGREEMENT, Permission.SAY_IF_WORKING,
        Permission.PROPOSE_SKILL, Permission.READ_PROPOSAL,
        Permission.OFFER_CRAFT, Permission.TAKE_CRAFT_BACK,
    }  # fmt: skip

    may = permits(WORKER, permission, THING)
    assert permits(same, permission, THING) == (may and permission not in together)
    assert permits(other, permission, THING) == (permission in everywhere)


def test_whoever_teaches_a_course_may_say_who_was_there_as_long_as_the_place_lasts() -> None:
    taught = Scope(trainer_id=LEADER.person_id, organisation_ids=frozenset({SCHAKEL}))
    gone, elsewhere = replace(LEADER, places=frozenset()), LEADER_ELSEWHERE.places

    may = {who for who in EVERYBODY if permits(who, Permission.TAKE_ATTENDANCE, taught)}

    assert may == {LEADER, ACADEMY_ADMIN}
    for past in (gone, replace(LEADER, places=elsewhere), replace(LEADER, places=WORKER.places)):
        assert not permits(past, Permission.TAKE_ATTENDANCE, taught)


def test_an_objection_is_decided_by_somebody_who_leads_none_of_her_teams() -> None:
    objected = replace(THING, objected=True)
    her_boss = somebody(
        13, "administers it and leads her team",
        Place(Role.ORGANISATION_ADMIN, SCHAKEL, None), Place(Role.TEAM_LEADER, SCHAKEL, SORTEREN),
    )  # fmt: skip
    everybody = (*EVERYBODY, her_boss)

    may_review = {who for who in everybody if permits(who, Permission.REVIEW_ASSESSMENT, objected)}
    may_refer = {who for who in everybody if permits(who, Permission.REFER_ASSESSMENT, objected)}

    may_hear = {who for who in everybody if permits(who, Permission.HEAR_OBJECTION, objected)}

    assert may_review == {NEXT_DOOR, ADMIN}
    assert may_hear == may_review | {WORKER}
    assert may_refer == {ADMIN}
    by_admin = replace(objected, author_id=ADMIN.person_id)
    assert not permits(ADMIN, Permission.REVIEW_ASSESSMENT, by_admin)
    assert not permits(ADMIN, Permission.REFER_ASSESSMENT, by_admin)


def test_who_was_asked_looks_again_as_long_as_they_lead_a_team() -> None:
    for who, may in ((NEXT_DOOR, True), (ADMIN, False), (LEFT, False), (WORKER, False)):
        asked = replace(THING, asked_id=who.person_id)
        assert permits(who, Permission.LOOK_AGAIN, asked) == may
        assert not permits(OTHER_LEADER, Permission.LOOK_AGAIN, asked)


def test_who_took_a_second_look_does_it_as_long_as_they_lead_a_team() -> None:
    for who, may in ((NEXT_DOOR, True), (ACADEMY_ADMIN, True), (ADMIN, False), (WORKER, False)):
        taken = replace(THING, asked_id=who.person_id)
        assert permits(who, Permission.LOOK_SECOND, taken) == may
        assert not permits(OTHER_LEADER, Permission.LOOK_SECOND, taken)


def test_what_was_left_to_the_academy_is_decided_there_and_nowhere_else() -> None:
    left = replace(THING, with_academy=True)

    for permission in (Permission.REVIEW_ASSESSMENT, Permission.REFER_ASSESSMENT):
        allowed = {who for who in EVERYBODY if permits(who, permission, left)}
        assert allowed == ({ACADEMY_ADMIN} if permission is Permission.REVIEW_ASSESSMENT else set())


START = datetime(2026, 3, 2, 9, tzinfo=UTC)
JANS_TABLET = TabletGrant(
    grant_uuid=UUID(int=1), device_uuid=UUID(int=2), person_id=1, person_uuid=UUID(int=3),
    team_id=10, organisation_id=20, given_at=START, expires_at=START + timedelta(hours=12),
)  # fmt: skip
A_BEARER = ShareBearer(share_uuid=UUID(int=4), shared=frozenset({UUID(int=5)}))
IN_THE_TEAM = Scope(
    person_id=2, team_ids=frozenset({10}), organisation_ids=frozenset({20}), thing_uuid=UUID(int=5)
)


def test_a_tablet_may_assess_in_its_team_and_nothing_else() -> None:
    allowed = {each for each in Permission if permits(JANS_TABLET, each, IN_THE_TEAM)}
    assert allowed == {Permission.ASSESS}
    elsewhere = replace(IN_THE_TEAM, team_ids=frozenset({11}))
    assert not permits(JANS_TABLET, Permission.ASSESS, elsewhere)
    about_its_leader = replace(IN_THE_TEAM, person_id=1)
    assert not permits(JANS_TABLET, Permission.ASSESS, about_its_leader)


def test_a_device_may_be_used_as_itself_and_nothing_else() -> None:
    device = Device(UUID(int=2), 20)
    itself = replace(IN_THE_TEAM, device_uuid=UUID(int=2))
    allowed = {each for each in Permission if permits(device, each, itself)}
    assert allowed == {Permission.USE_TABLET}
    assert not permits(device, Permission.USE_TABLET, replace(itself, device_uuid=UUID(int=9)))
    assert not permits(JANS_TABLET, Permission.USE_TABLET, itself)


def test_a_card_alone_lets_look_at_badges_and_nothing_else() -> None:
    looks = CardLook(
        2, UUID(int=6), "her", frozenset(), UUID(int=7), date(2026, 3, 2), limited_to=20
    )
    for scope in (NOWHERE, IN_THE_TEAM, replace(THING, person_id=2, author_id=2)):
        allowed = {each for each in Permission if permits(looks, each, scope)}
        assert allowed == {Permission.LOOK_AT_OWN_BADGES}


@pytest.mark.parametrize(
    ("scope", "allowed"), [(NOWHERE, []), (IN_THE_TEAM, [Permission.SEE_SHARE])]
)
def test_the_bearer_of_a_share_may_see_it_and_nothing_else(
    scope: Scope, allowed: list[Permission]
) -> None:
    assert [each for each in Permission if permits(A_BEARER, each, scope)] == allowed


def test_a_line_for_bearers_shows_what_was_shared_and_no_more() -> None:
    line = [by_a_share, is_shared_with_them]
    assert is_open_to(A_BEARER, line)
    assert not is_open_to(JANS_TABLET, line)
    assert is_shared_with_them(A_BEARER, IN_THE_TEAM)
    assert not is_shared_with_them(A_BEARER, replace(IN_THE_TEAM, thing_uuid=UUID(int=6)))
    assert not is_shared_with_them(A_BEARER, NOWHERE)


def test_a_leader_names_a_substitute_for_the_own_work_alone() -> None:
    own = replace(THING, person_id=LEADER.person_id)
    may = {who.person_name for who in EVERYBODY if permits(who, Permission.NAME_SUBSTITUTE, own)}
    assert may == {LEADER.person_name, ADMIN.person_name}


def test_a_guest_reads_what_they_made_themselves_in_that_team_alone() -> None:
    own = replace(THING, author_id=GUEST.person_id)
    assert permits(GUEST, Permission.READ_ASSESSMENT, own)
    assert not permits(
        GUEST, Permission.READ_ASSESSMENT, replace(own, team_ids=frozenset({WINKEL}))
    )
    assert not permits(GUEST, Permission.READ_ASSESSMENT, THING)
