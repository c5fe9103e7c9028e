"""The inspector of pages finds what it says it finds."""

import pytest
from werkzeug.routing import Map, Rule

from tests.pages import PageError, inspect_page, parse

ADDRESSES = Map([Rule("/", endpoint="start", methods=["GET", "POST"])])
HEAD = '<!doctype html><html lang="nl"><head><title>t</title></head><body><h1>t</h1>'
TOKEN = '<input type="hidden" name="csrf_token" value="t">'
MAIN = '<button class="button button--primary" type="submit">Opslaan</button>'
OTHER = '<button class="button" type="submit" name="tick" value="earlier">Neem over</button>'
ENTER = '<button class="enter" type="submit"></button>'
FIELD = '<label for="name">Naam</label><input id="name" name="name">'


def inspect(body: str) -> None:
    text = f"{HEAD}{body}</body></html>"
    inspect_page(text, lambda: parse(text), path="/", addresses=ADDRESSES)


def form(*parts: str) -> str:
    return f'<form id="f" method="post">{TOKEN}{"".join(parts)}</form>'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(form(FIELD, MAIN, OTHER), id="the main button is the first"),
        pytest.param(form(ENTER, FIELD, OTHER, MAIN), id="Enter has a button of its own"),
        pytest.param(form(FIELD, OTHER), id="there is one button"),
        pytest.param(form(OTHER, OTHER), id="there is no field to press Enter in"),
        pytest.param('<p><bdi translate="no">Amina</bdi></p>', id="a name"),
    ],
)
def test_a_good_page_is_good(body: str) -> None:
    inspect(body)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        pytest.param(form(FIELD, OTHER, MAIN), "Enter presses", id="another button is the first"),
        pytest.param(
            OTHER.replace("type", 'form="f" type') + form(FIELD, MAIN),
            "Enter presses",
            id="a button before the form belongs to it",
        ),
        pytest.param("<p><bdi>Amina</bdi></p>", 'translate="no"', id="a name is translated"),
    ],
)
def test_a_fault_is_told(body: str, problem: str) -> None:
    with pytest.raises(PageError, match=problem):
        inspect(body)
