"""The Dutch source texts: they count right, and they are short."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import force_locale, ngettext

from academy.web.locale import in_language
from tests.tools.translations import collect

COUNTED = re.compile(
    r"(?<![Hh]oogstens )(?<!minder dan )%\((?!most\)|smallest\))\w+\)s "
    r"(?:badges|bezwaren|cursussen|dagen|keren|maanden|medewerkers|mensen|minuten|plaatsen|pogingen|punten|regels|vaardigheden)\b"
)
"""A number before many of something; "hoogstens" and "minder dan" are limits of ours, as are
`most` and `smallest`: never 1."""


def texts() -> Iterator[str]:
    """Every text that does not count."""
    for message in collect():
        if message.id and isinstance(message.id, str):
            yield message.id


def plurals() -> list[tuple[str, str]]:
    return [message.id for message in collect() if isinstance(message.id, tuple)]  # type: ignore[misc]


def test_a_text_with_a_number_of_something_has_a_form_for_one() -> None:
    assert [text for text in texts() if COUNTED.search(text)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_one_is_one_and_none_or_two_are_many(app: Flask, language: str) -> None:
    assert len(plurals()) > 20
    fillings = {
        "new": 3,
        "seen": 1,
        "hours": "7,5",
        "team": "Winkel",
        "level": "B",
        "name": "Jan",
        "moment": "nu",
        "stays": "De Schakel",
        "months": 6,
    }
    with app.test_request_context(), force_locale(language):
        for one, many in plurals():
            none, single, two = (ngettext(one, many, n, **fillings) for n in (0, 1, 2))
            assert "%(" not in none + single + two
            assert none.replace("0", "2") == two
            if language == "nl" and one != many:
                assert single != two.replace("2", "1")


LONGEST = 15
"""Words in a sentence; for somebody who reads Dutch at A2 or B1."""


def test_no_sentence_is_too_long() -> None:
    sentences = (
        sentence
        for message in collect()
        for text in (message.id if isinstance(message.id, tuple) else (message.id,))
        for sentence in re.split(r"(?<=[.!?:])\s+", text)
    )
    assert [each for each in sentences if len(each.split()) > LONGEST] == []


FORBIDDEN = re.compile(
    r"\b(valide\w+|badge-map|wallet|login|uploaden|(?<!e-)mail)\b", re.IGNORECASE
)


def test_no_text_uses_a_word_for_which_we_have_another() -> None:
    assert [text for text in texts() if FORBIDDEN.search(text)] == []


def test_a_text_in_another_language_than_the_page_says_so(app: Flask) -> None:
    both, dutch = {"nl": "Zagen", "en": "Sawing"}, {"nl": "Zagen & <schuren>", "en": ""}
    with app.test_request_context(), force_locale("en"):
        assert in_language(both) == "Sawing"
        assert in_language(dutch) == '<span lang="nl">Zagen &amp; &lt;schuren&gt;</span>'
        assert in_language(None) == ""
    with app.test_request_context(), force_locale("nl"):
        assert in_language(dutch) == "Zagen &amp; &lt;schuren&gt;"


@pytest.mark.parametrize(
    ("template", "dutch", "english"),
    [
        ("{{ _('Hulp') }}", "Hulp", "Help"),
        ("{{ ngettext('%(num)s badge', '%(num)s badges', 1) }}", "1 badge", "1 badge"),
        ("{{ ngettext('%(num)s badge', '%(num)s badges', 2) }}", "2 badges", "2 badges"),
        ("{{ pgettext('log out and hand the tablet on', 'Klaar') }}", "Klaar", "Done"),
        ("{{ _('gezien %(day)s', day='<b>&') }}", "gezien &lt;b&gt;&amp;", "seen &lt;b&gt;&amp;"),
    ],
)
def test_a_template_says_it_in_the_language_of_the_page(
    app: Flask, template: str, dutch: str, english: str
) -> None:
    """Also when that changes while the page is made, as for the paper of a badge."""
    page = app.jinja_env.from_string(template)
    with app.test_request_context():
        assert page.render() == dutch
        with force_locale("en"):
            assert page.render() == english
        assert page.render() == dutch
