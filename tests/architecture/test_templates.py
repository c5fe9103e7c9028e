"""`templates/` mirrors the endpoints, so that the page of an address is found at once."""

import re
from pathlib import Path

from flask import Flask

SHARED = {"components", "layouts", "errors", "mail", "certificates"}
CODE = Path(__file__).resolve().parents[2]


def templates(app: Flask) -> list[Path]:
    root = Path(app.jinja_loader.searchpath[0])  # type: ignore[union-attr]
    return sorted(path.relative_to(root) for path in root.rglob("*.*") if path.is_file())


def test_pages_are_named_after_their_endpoints(app: Flask) -> None:
    strangers = [
        f"templates/{path} belongs to no endpoint. "
        f"Name it <endpoint>.html in a folder named after the blueprint, or _{path.name} "
        "when it is a part of pages."
        for path in templates(app)
        if path.parts[0] not in SHARED
        and not path.name.startswith("_")
        and f"{'.'.join(path.parts[:-1])}.{path.stem}" not in app.view_functions
    ]

    assert not strangers, "\n".join(strangers)


def test_every_template_is_used(app: Flask) -> None:
    sources = [
        path.read_text(encoding="utf-8")
        for folder, pattern in (("academy", "*.py"), ("templates", "*.*"))
        for path in (CODE / folder).rglob(pattern)
        if path.is_file()
    ]
    named = set(re.findall(r"""["']([\w./-]+\.(?:html|txt|css|svg|xml))["']""", "\n".join(sources)))
    unused = [
        f"templates/{path} is used nowhere: delete it."
        for path in templates(app)
        if path.as_posix() not in named
    ]

    assert not unused, "\n".join(unused)


def test_each_component_opens_with_how_to_use_it(app: Flask) -> None:
    root = CODE / "templates"
    silent = [
        f"templates/{path} has no usage comment: begin it with {{# how to call it #}}."
        for path in templates(app)
        if path.parts[0] == "components" and not (root / path).read_text().lstrip().startswith("{#")
    ]

    assert not silent, "\n".join(silent)
