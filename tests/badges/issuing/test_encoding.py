"""What JSON cannot say is refused before anything is signed."""

import pytest

from badges.errors import LintError
from badges.issuing import encode
from tests.badges.foundry import Json


def endless() -> Json:
    document: Json = {"name": "x"}
    document["itself"] = document
    return document


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({"creditsAvailable": float("nan")}, id="no number"),
        pytest.param({"creditsAvailable": float("inf")}, id="endless number"),
        pytest.param({"name": "half \ud83e"}, id="half a character"),
        pytest.param(endless(), id="holds itself"),
    ],
)
def test_what_json_cannot_say_is_refused(document: Json) -> None:
    with pytest.raises(LintError, match="finite numbers"):
        encode(document)


def test_members_keep_their_order_and_texts_their_characters() -> None:
    assert encode({"b": "ë", "a": [1, 2.5, None]}) == '{"b":"ë","a":[1,2.5,null]}'.encode()
