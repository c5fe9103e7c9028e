"""A catalogue in letters of Arabic, for tests of pages from right to left.

A page is only in a language that it has texts in. Nobody reads these: they are the English texts,
letter by letter, so that they are as long as texts are and lack nothing.
"""

import re
from collections.abc import Collection
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from academy.languages import OWN_CATALOGUES, WHOLE

KEPT = re.compile(r"(%\(\w+\)[sd]|%%|<[^>]+>|&\w+;|\{\w+\})")
LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابتدثفغهيجكلمنوپقرسطعقوخيز")


def write_pseudo_catalogue(
    folder: Path, language: str, *, name: str = WHOLE, of: Collection[object] | None = None
) -> None:
    """Write `folder/<language>/LC_MESSAGES/<name>.mo`; with `of`, only the texts with these ids."""
    with (OWN_CATALOGUES / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        english = read_po(file)
    catalogue = Catalog(locale=language)
    for message in english:
        if message.id and (of is None or message.id in of):
            many = message.string[-1] if isinstance(message.id, tuple) else None
            string = (_pseudo(many),) * catalogue.num_plurals if many else _pseudo(message.string)
            catalogue.add(message.id, string, context=message.context)
    path = folder / language / "LC_MESSAGES" / f"{name}.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


def _pseudo(text: str) -> str:
    parts = KEPT.split(text)
    return "".join(
        part if KEPT.fullmatch(part) else part.lower().translate(LETTERS) for part in parts
    )
