"""What nobody sees goes back to nobody: not in a hidden field, nor as a wrong number."""

import pytest

from tests.cast import AMINA, ANNA, BEA, JAN, Cast, Member
from tests.client import AcademyClient
from tests.palette import publish_the_palette

NUL = "8\x00\x1b[31m\u202e"
PLACES = [
    pytest.param(JAN, f"/people/{AMINA.uuid}/skills/textiel-sorteren/assess",
                 ["uuid", "version", "corrects", "based_on", "observed_on"], id="an assessment"),
    pytest.param(BEA, "/organisations/{schakel}/people/new", ["key", "twin", "starts_on"],
                 id="somebody new"),
    pytest.param(ANNA, "/courses/new", ["key", "based_on", "hours"], id="a course"),
    pytest.param(None, "/sign-in", ["next"], id="signing in"),
]  # fmt: skip


@pytest.mark.parametrize(("member", "path", "fields"), PLACES)
def test_what_cannot_be_seen_is_not_sent_back(
    client: AcademyClient, cast: Cast, member: Member | None, path: str, fields: list[str]
) -> None:
    publish_the_palette()
    if member is not None:
        client.as_(member)
    answer = client.post(path.format(schakel=cast.schakel.uuid), data=dict.fromkeys(fields, NUL))
    assert answer.status_code in {409, 422}
    assert not {"\x00", "\x1b", "\u202e"} & set(answer.get_data(as_text=True))
