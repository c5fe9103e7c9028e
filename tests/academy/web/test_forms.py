"""Text that people type arrives clean, or with a sentence that says what to do."""

import io

import pytest
from flask import Flask
from flask_babel import Babel
from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from academy.web.forms import (
    Form,
    LineField,
    NumberField,
    ParagraphField,
    optional,
    required,
    required_choice,
)


class CourseForm(Form):
    name = LineField("Naam", maximum=12, validators=[required("Vul een naam in.")])
    note = ParagraphField("Notitie", maximum=20, validators=[optional()])
    level = RadioField(
        "Niveau",
        choices=[SelectChoice("1", "Met hulp"), SelectChoice("2", "Zelfstandig")],
        validators=[required_choice("Kies een niveau.")],
    )
    hours = NumberField("Uren", validators=[optional()])
    place = SelectField("Plek", choices=[SelectChoice("a", "Zaal A")])


pages = Flask(__name__)
"""Forms need a language and nothing else of the application."""
pages.secret_key = "for tests"
Babel(pages, default_locale="nl")

GOOD = {"name": "Naaien", "level": "1", "place": "a"}


def filled(**changes: str) -> CourseForm:
    """The form as somebody sent it, judged."""
    with pages.test_request_context(method="POST"):
        form = CourseForm(MultiDict({**GOOD, **changes}), meta={"csrf": False})
        form.validate()
        return form


def test_outer_and_double_spaces_go() -> None:
    assert filled(name="  Bram   de Wit ").name.data == "Bram de Wit"


def test_letters_are_composed() -> None:
    assert filled(name="Rene\u0301").name.data == "Ren\u00e9"


def test_line_ends_are_the_same_from_every_device() -> None:
    form = filled(note="een\r\ntwee\rdrie ")

    assert form.note.data == "een\ntwee\ndrie"
    assert not form.errors


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Am\u202eina", id="direction override"),
        pytest.param("Am\u2066ina", id="isolate"),
        pytest.param("Am\x00ina", id="null"),
        pytest.param("Am\nina", id="second line in a line"),
        pytest.param("Am\u200bina", id="space without width"),
        pytest.param("Am\ufeffina", id="byte order mark"),
        pytest.param("Am\U000e0041ina", id="tag character"),
        pytest.param("Am\ue000ina", id="private use"),
    ],
)
def test_what_nobody_sees_is_refused(name: str) -> None:
    form = filled(name=name)

    assert form.errors == {"name": ["Haal de onzichtbare tekens weg. Typ de tekst opnieuw."]}


@pytest.mark.parametrize("name", ["می\u200cرود", "Şükrü", "ትግርኛ", "Олена", "عائشة"])
def test_names_in_every_script_are_welcome(name: str) -> None:
    form = filled(name=name)

    assert form.name.data == name
    assert not form.errors


@pytest.mark.parametrize(
    "name", ["\u200f\u200e", "\u00a0 \u3164", "\u200d", "\u2800", "\u0301\u2003"]
)
def test_a_text_of_which_nothing_is_seen_is_none(name: str) -> None:
    assert filled(name=name).name.errors == ["Vul een naam in."]


def test_a_file_in_the_place_of_a_text_is_not_there() -> None:
    sent = {name: (io.BytesIO(b"x"), "naam.txt") for name in ("name", "note", "level", "hours")}
    with pages.test_request_context(method="POST", data={**sent, "place": "a"}):
        form = CourseForm(meta={"csrf": False})

        assert not form.validate()
    assert (form.name.errors, form.place.data) == (["Vul een naam in."], "a")


def test_a_file_where_one_is_asked_for_is_there() -> None:
    class FileForm(CourseForm):
        letter = FileField("Brief")

    sent = {"letter": (io.BytesIO(b"x"), "brief.txt"), "name": "Naaien"}
    with pages.test_request_context(method="POST", data=sent):
        form = FileForm(meta={"csrf": False})

    assert (form.letter.data.filename, form.name.data) == ("brief.txt", "Naaien")


def test_text_that_is_too_long_is_kept_and_counted() -> None:
    form = filled(name="Naaimachines")
    longer = filled(name="Naaimachines!")

    assert not form.errors
    assert longer.name.data == "Naaimachines!"
    assert longer.name.errors == ["Maak de tekst korter. Er passen 12 tekens, nu zijn het er 13."]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "  ", "Vul een naam in."),
        ("level", "", "Kies een niveau."),
        ("level", "9", "Kies een van de mogelijkheden."),
        ("place", "z", "Kies een van de mogelijkheden."),
        ("hours", "veel", "Vul een getal in, met cijfers."),
        ("hours", "1_0", "Vul een getal in, met cijfers."),
        ("hours", "1e2", "Vul een getal in, met cijfers."),
    ],
)
def test_messages_say_what_to_do(field: str, value: str, message: str) -> None:
    assert filled(**{field: value}).errors == {field: [message]}


def test_hidden_fields_have_no_id_that_another_form_could_have() -> None:
    with pages.test_request_context():
        form = CourseForm(meta={"csrf_secret": b"for tests"})

        hidden = form.hidden_tag()

    assert 'name="csrf_token"' in hidden
    assert "id=" not in hidden


def test_every_message_leads_to_its_control() -> None:
    form = filled(name="", level="")

    assert form.error_links() == [
        ("Vul een naam in.", "name"),
        ("Kies een niveau.", "level-0"),
    ]


def test_of_two_fields_with_the_same_mistake_each_is_named() -> None:
    form = filled(name="", level="")
    form.name.errors = form.hours.errors = ["Vul dit in."]

    assert [words for words, _control in form.error_links()] == [
        "Naam – Vul dit in.",
        "Kies een niveau.",
        "Uren – Vul dit in.",
    ]
