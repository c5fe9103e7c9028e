"""Folding: Python, the database and the browser see the same name."""

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from sqlalchemy import select

from academy.database import db
from academy.folding import SAME, ZEROS, folded, folded_name, plain_digits, sorting_name
from academy.people.models import Person
from academy.searching import in_name_order, person_order
from tests.cast import a_person
from tests.names import names
from tests.tools.fold_table import FILE, fold_table

INTEROP = Path(__file__).resolve().parents[1] / "interop"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Café", "cafe"),
        ("Yıldız", "yildiz"),
        ("YILDIZ", "yildiz"),
        ("İstanbul", "istanbul"),
        ("Wałęsa", "walesa"),
        ("Jørgen Đorđević", "jorgen dordevic"),
        ("Straße", "strasse"),
        ("ĲSBRAND", "ijsbrand"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("O´Brien", "obrien"),
        ("van 't Hoff", "van t hoff"),
        ("Anne-Marie", "anne marie"),
        ("Σίσυφος", "σισυφοσ"),
        ("  veel \n spaties ", "veel spaties"),
        ("nul\x00teken", "nulteken"),
        ("كريم", "كريم"),
        ("کریم", "كريم"),
        ("فاطمة", "فاطمه"),
        ("Hal ٣ en ፬", "hal 3 en 4"),
        ("किरण", "किरण"),
    ],
)
def test_letters_lose_what_people_type_in_two_ways(typed: str, kept: str) -> None:
    assert folded(typed) == kept


def test_several_texts_become_one_line() -> None:
    assert folded("Een", "twee") == "een twee"


def test_a_vowel_of_another_script_is_no_accent() -> None:
    assert folded("कि") != folded("क")


def test_folding_twice_changes_nothing() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    assigned = (sign for sign in every if unicodedata.category(sign) not in {"Cn", "Co", "Cs"})
    once = {folded(sign) for sign in assigned}

    assert [each for each in once if folded(each) != each] == []


def test_the_table_says_only_what_unicode_does_not() -> None:
    assert all(len(sign) == 1 for sign in SAME)
    assert len(set(ZEROS)) == len(ZEROS)
    assert {plain_digits(chr(ord(zero) + 7)) for zero in ZEROS} == {"7"}


def test_browsers_have_the_table_of_today() -> None:
    assert FILE.read_text(encoding="utf-8") == fold_table(), (
        "run: python -m tests.tools.fold_table, and commit what it writes"
    )


@pytest.mark.node
@pytest.mark.usefixtures("cast")
def test_python_the_database_and_the_browser_fold_alike() -> None:
    typed = list(dict.fromkeys(names()))
    kept = {a_person(name).id: name for name in typed if len(name) <= 60}
    db.session.expire_all()
    stored = db.session.execute(select(Person.id, Person.search_text).where(Person.id.in_(kept)))

    in_python = [folded(name) for name in typed]
    in_database = {kept[number]: text for number, text in stored}
    in_browser = _in_node(typed)

    assert len(typed) >= 2000
    assert len(kept) == len(typed)
    found = zip(typed, in_python, in_browser, strict=True)
    assert [
        (name, ours, theirs, in_database[name])
        for name, ours, theirs in found
        if not ours == theirs == in_database[name]
    ] == []


def _in_node(typed: list[str]) -> list[str]:
    done = subprocess.run(
        ["node", str(INTEROP / "fold.mjs")], input=json.dumps(typed), capture_output=True,
        check=True, text=True, encoding="utf-8",
    )  # fmt: skip
    answer: list[str] = json.loads(done.stdout)
    return answer


@pytest.mark.usefixtures("cast")
def test_the_database_sorts_names_of_every_script_as_python_does() -> None:
    for name in list(names())[::7]:
        a_person(name)
    found = select(Person.name).order_by(in_name_order(Person.sort_text), Person.name)

    shown = list(db.session.scalars(found))

    assert [sorting_name(name) for name in shown] == sorted(map(sorting_name, shown))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Jan van der Berg", "jan berg van der"),
        ("jan VAN DER berg", "jan berg van der"),
        ("Van der Berg", "berg van der"),
        ("de Boer", "boer de"),
        ("'t Hart", "hart t"),
        ("Kees van 't Hoff", "kees hoff van t"),
        ("Van Minh", "van minh"),
        ("Ahmed el Khatib", "ahmed khatib el"),
        ("Van", "van"),
        ("Jan de", "jan de"),
    ],
)
def test_particles_do_not_count_in_the_order(name: str, key: str) -> None:
    assert sorting_name(name) == key


def test_people_stand_in_the_dutch_order() -> None:
    people = ["Jan van Dijk", "Jan de Boer", "jan Bakker", "Jan Çelik", "Jan 't Hart", "Émile Zola"]

    assert sorted(people, key=person_order) == [
        "Émile Zola", "jan Bakker", "Jan de Boer", "Jan Çelik", "Jan van Dijk", "Jan 't Hart",
    ]  # fmt: skip


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("sign", ["\ufdfa", "\u337f"])
def test_a_name_of_signs_that_fold_into_many_letters_can_be_kept(sign: str) -> None:
    """PostgreSQL refuses a text that is longer than its column; SQLite takes it."""
    person = a_person(sign * 60)

    assert person.search_text == folded_name(person.name)
    assert person.search_text.startswith(folded(sign))
