"""Every component stands in the gallery, as its usage comment promises."""

import re
from pathlib import Path

import pytest

from academy.demo import gallery
from academy.settings import PROJECT
from tests.application import application_for_tests, migrate_database
from tests.client import AcademyClient

COMPONENTS = PROJECT / "templates" / "components"
PARTS = {"brand", "csrf", "enter", "field_parts", "voice_messages"}
"""Nothing to look at, or only within others; a message that was recorded needs a recording."""
LOOKS = [(component, name) for component, names in gallery.names().items() for name in names]


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> AcademyClient:
    """Of a demo, empty but for its tables."""
    folder: Path = tmp_path_factory.mktemp("gallery")
    address = f"sqlite:///{folder / 'academy.db'}"
    given = {"public_url": "http://localhost:8000", "demo": True}
    migrate_database(folder, address, **given)
    client: AcademyClient = application_for_tests(folder, address, **given).test_client()
    return client


def test_each_component_has_fixtures() -> None:
    there = {path.stem for path in COMPONENTS.glob("*.html")}

    assert set(gallery.names()) == there - PARTS, "add tests/gallery/<component>.json"


@pytest.mark.parametrize(("component", "name"), LOOKS)
def test_a_component_can_be_drawn(visitor: AcademyClient, component: str, name: str) -> None:
    page = visitor.page(f"/gallery/{component}/{name}")

    assert page.select_one("#component").find(True) is not None


def test_fixtures_give_what_a_component_asks_for() -> None:
    """So that a name that was changed in a component is changed here too."""
    for component, names in gallery.names().items():
        macro = re.search(
            rf"macro {component}\((.*)\) -%}}", (COMPONENTS / f"{component}.html").read_text()
        )
        known = set(re.findall(r"(?:^|, )(\w+)", re.sub(r"=\{\}|=\[\]", "", macro[1])))
        for name in names:
            given = set(gallery.fixtures()[component][name].get("arguments", {}))
            assert given <= known, f"{component}/{name} gives {given - known}"


def test_the_list_leads_to_every_look(visitor: AcademyClient) -> None:
    links = {link["href"] for link in visitor.page("/gallery").select("main a")}

    assert links == {f"/gallery/{component}/{name}" for component, name in LOOKS}


@pytest.mark.parametrize("path", ["/gallery/button/nothing", "/gallery/nothing/plain"])
def test_what_is_not_in_it_is_not_found(visitor: AcademyClient, path: str) -> None:
    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/gallery", "/gallery/button/primary"])
@pytest.mark.usefixtures("db_session")
def test_only_a_demo_has_it(client: AcademyClient, path: str) -> None:
    assert client.get(path).status_code == 404
