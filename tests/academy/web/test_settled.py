"""What a compiled template holds is what its calls would have given, in each language."""

from collections.abc import Iterator

import pytest
from flask import Flask, render_template
from flask_babel import force_locale
from jinja2 import ChoiceLoader, DictLoader

DRAWN = '{% from "components/icon.html" import icon as draw %}'
TEMPLATES = {
    "text.html": "{{ _('Hulp') }}, {{ pgettext('log out and hand the tablet on', 'Klaar') }}",
    "outer.html": "<p>{% include 'text.html' %}</p>",
    "value.html": "{{ _('gezien %(day)s', day=day) }}",
    "icon.html": DRAWN + '{{ draw("award", label=_("Badge")) }}',
    "icon-by-name.html": DRAWN + '{{ draw(name, label=_("Badge")) }}',
}


@pytest.fixture
def templates(app: Flask) -> Iterator[Flask]:
    """The application, with these templates beside its own."""
    own = app.jinja_env
    assert own.loader is not None
    app.jinja_env = own.overlay(loader=ChoiceLoader([DictLoader(TEMPLATES), own.loader]))
    yield app
    app.jinja_env = own


def test_each_language_has_its_texts_also_in_what_is_included(templates: Flask) -> None:
    said = {"nl": "<p>Hulp, Klaar</p>", "en": "<p>Help, Done</p>"}
    with templates.test_request_context():
        for language in ("nl", "en", "nl"):
            with force_locale(language):
                assert render_template("outer.html") == said[language]


def test_a_template_that_was_had_before_stays_in_its_language(templates: Flask) -> None:
    with templates.test_request_context():
        page = templates.jinja_env.get_template("outer.html")
        with force_locale("en"):
            assert page.render() == "<p>Hulp, Klaar</p>"


def test_what_is_filled_in_is_of_this_page_and_escaped(templates: Flask) -> None:
    with templates.test_request_context():
        assert render_template("value.html", day="<b>") == "gezien &lt;b&gt;"
        assert render_template("value.html", day="nu") == "gezien nu"


def test_an_icon_is_the_same_whether_its_name_is_known_beforehand_or_not(templates: Flask) -> None:
    with templates.test_request_context():
        drawn = render_template("icon.html")
        assert drawn == render_template("icon-by-name.html", name="award")
        assert '#award"' in drawn
        assert 'aria-label="Badge"' in drawn


def test_whoever_changes_texts_and_files_sees_it_at_once(templates: Flask) -> None:
    templates.jinja_env.auto_reload = True
    with templates.test_request_context():
        page = templates.jinja_env.get_template("text.html")
        assert page.render() == "Hulp, Klaar"
        with force_locale("en"):
            assert page.render() == "Help, Done"
