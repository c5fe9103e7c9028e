"""Every component is one macro in a file of its own that says how it is used."""

import re
from pathlib import Path

import pytest

from academy.settings import PROJECT

COMPONENTS = sorted((PROJECT / "templates" / "components").glob("*.html"))
RECIPE = (PROJECT / "docs" / "recipes" / "pages.md").read_text(encoding="utf-8")
NOT_ONE_MACRO = {
    "brand": "site_name",
    "field_parts": "hint_and_error",
}
"""File name to the macro that the others come to it for."""


def named(file: Path) -> str:
    return file.stem


@pytest.mark.parametrize("file", COMPONENTS, ids=named)
def test_a_component_is_a_macro_named_after_its_file(file: Path) -> None:
    macros = re.findall(r"\{%-? macro (\w+)\(", file.read_text(encoding="utf-8"))
    expected = NOT_ONE_MACRO.get(file.stem, file.stem)

    assert expected in macros, f"name the macro of {file.name} {expected}"


@pytest.mark.parametrize("file", COMPONENTS, ids=named)
def test_a_component_begins_with_how_it_is_used(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    assert text.startswith("{#-"), f"begin {file.name} with a comment that shows how it is used"


@pytest.mark.parametrize("file", COMPONENTS, ids=named)
def test_the_recipe_for_pages_names_every_component(file: Path) -> None:
    name = NOT_ONE_MACRO.get(file.stem, file.stem)

    assert name in RECIPE or file.stem in RECIPE, f"add {name} to docs/recipes/pages.md"


def test_every_script_that_a_template_asks_for_exists() -> None:
    templates = (PROJECT / "templates").rglob("*.html")
    modules = PROJECT / "static" / "js" / "page"
    asked = {
        name
        for template in templates
        for words in re.findall(
            r'data-module(?:="|": ")([a-z -]+)', template.read_text(encoding="utf-8")
        )
        for name in words.split()
    }

    missing = sorted(name for name in asked if not (modules / f"{name}.js").is_file())

    assert not missing, f"write static/js/page/{missing[0]}.js or drop the attribute"
