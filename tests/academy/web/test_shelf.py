"""Files have addresses of their own, which change only with what is sent."""

from collections.abc import Callable
from pathlib import Path

import pytest

from academy.settings import PROJECT
from academy.web.shelf import Shelf
from tests.client import AcademyClient

Write = Callable[..., Shelf]


@pytest.fixture
def shelf_of(tmp_path: Path) -> Write:
    """The shelf with these files, by their paths; what was written before stays."""

    def write(**files: str) -> Shelf:
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return Shelf(tmp_path)

    return write


def sent(shelf: Shelf, path: str) -> str:
    found = shelf.find(shelf.address(path))
    assert found is not None
    return found.content.decode()


def test_a_file_keeps_its_address_when_another_changes(shelf_of: Write) -> None:
    before = shelf_of(a_js="1", b_js="2")
    after = shelf_of(b_js="3")

    assert before.address("a.js") == after.address("a.js")
    assert before.address("b.js") != after.address("b.js")


def test_a_script_names_others_by_their_addresses(shelf_of: Write) -> None:
    shelf = shelf_of(
        page__a_js='import { x } from "../shared/b.js";\nconst LATER = "./c.js";',
        shared__b_js="export const x = 1;",
        page__c_js="",
    )

    assert sent(shelf, "page/a.js") == (
        f'import {{ x }} from "{shelf.address("shared/b.js")}";\n'
        f'const LATER = "{shelf.address("page/c.js")}";'
    )


def test_a_part_that_changes_changes_the_address_of_the_whole(shelf_of: Write) -> None:
    before = shelf_of(a_js='import "./b.js";', b_js='import "./c.js";', c_js="1", d_js="1")
    after = shelf_of(c_js="2")

    changed = [path for path in ("a.js", "b.js", "c.js", "d.js")
               if before.address(path) != after.address(path)]  # fmt: skip
    assert changed == ["a.js", "b.js", "c.js"]


def test_a_script_chooses_among_those_of_its_folder(shelf_of: Write) -> None:
    shelf = shelf_of(page__main_js="import(`./${name}.js`)", page__menu_js="1", shared__find_js="2")

    menu = shelf.address("page/menu.js")
    assert sent(shelf, "page/main.js") == f'import({{"menu": "{menu}"}}[name])'


def test_a_style_names_its_fonts_by_their_addresses(shelf_of: Write) -> None:
    shelf = shelf_of(styles__a_css='x { src: url("../fonts/f.woff2") }', fonts__f_woff2="f")

    assert f'url("{shelf.address("fonts/f.woff2")}")' in sent(shelf, "styles/a.css")


def test_what_is_no_file_stays_as_it_is(shelf_of: Write) -> None:
    text = 'const part = "../elsewhere/x.js"; const words = "en. ./ ../";'

    assert sent(shelf_of(a_js=text), "a.js") == text


def test_two_scripts_that_name_each_other_stop_the_start(shelf_of: Write) -> None:
    with pytest.raises(ValueError, match=r"a\.js and b\.js name each other"):
        shelf_of(a_js='import "./b.js";', b_js='import "./a.js";')


def test_every_file_that_a_script_or_style_of_ours_names_is_there() -> None:
    shelf = Shelf(PROJECT / "static")
    ours = [path for path in (PROJECT / "static").rglob("*") if path.suffix in {".js", ".css"}]
    left = [
        f"{path.name}: {line.strip()}"
        for path in ours
        for line in sent(shelf, path.relative_to(PROJECT / "static").as_posix()).splitlines()
        if 'from "./' in line or 'from "../' in line or 'url("../' in line or "import(`" in line
    ]

    assert left == []


def test_an_address_of_another_release_is_answered_and_asked_for_again(
    client: AcademyClient,
) -> None:
    now = client.application.jinja_env.globals["static_url"]("js/page/main.js")
    then = "/static/0123456789ab/js/page/main.js"

    answer, of_today = client.get(then), client.get(now)

    assert answer.data == of_today.data
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "immutable" in of_today.headers["Cache-Control"]
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(then, headers=tag).status_code == 304


@pytest.mark.parametrize(
    "path", ["/static/", "/static/x", "/static/0123456789ab/js/gone.js", "/static/a/../../app.py"]
)
def test_what_is_not_on_the_shelf_is_not_found(client: AcademyClient, path: str) -> None:
    assert client.get(path, inspect=False).status_code == 404


def test_a_file_cannot_be_changed(client: AcademyClient) -> None:
    address = client.application.jinja_env.globals["static_url"]("js/page/main.js")

    assert client.post(address, inspect=False).status_code in {404, 405}


def test_a_script_goes_without_its_comments(shelf_of: Write) -> None:
    shelf = shelf_of(
        a_js='/* What,\n   and why. */\nstart("/*"); // a reason\n\n  /** @type {x} */\n'
        'x(/** @type {{y: z}} */ (y), " // no"); // it isn\'t sure\n',
        b_js="/*! Licence */\ny();\n",
        c_css="/* colours */\na {}\n",
    )

    assert sent(shelf, "a.js") == 'start("/*");\n\nx((y), " // no"); // it isn\'t sure\n'
    assert sent(shelf, "b.js") == "/*! Licence */\ny();\n"
    assert sent(shelf, "c.css") == "/* colours */\na {}\n"


def test_scripts_may_name_each_other_for_their_types(shelf_of: Write) -> None:
    shelf = shelf_of(a_js='import "./b.js";\n', b_js='/** @type {import("./a.js").A} */\nb();\n')

    assert sent(shelf, "b.js") == "b();\n"
