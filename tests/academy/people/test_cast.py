"""The cast that all tests rely on is what it says it is."""

from academy.access.models import Session
from academy.security.identity import Role
from tests.cast import AMINA, ANNA, ELS, EVERYBODY, JAN, Cast
from tests.client import AcademyClient


def test_everybody_is_there_under_a_fixed_uuid(cast: Cast) -> None:
    assert [member.row.name for member in EVERYBODY] == [member.name for member in EVERYBODY]


def test_the_leader_leads_the_team_of_the_worker(cast: Cast) -> None:
    assert JAN.identity().teams(Role.TEAM_LEADER) == {cast.sorteren.id}
    assert AMINA.identity().teams(Role.WORKER) == {cast.sorteren.id}
    assert ELS.identity().places == frozenset()
    assert ANNA.identity().organisations(Role.ACADEMY_ADMIN) == {cast.academy.id}


def test_signing_in_makes_a_session_row(cast: Cast, client: AcademyClient, db_session) -> None:
    client.as_(JAN)
    assert db_session.query(Session).one().person_id == JAN.row.id
