"""Collects the texts of code and templates into the catalogue of each language.

`python -m tests.tools.translations` writes, `--check` only compares and says what to do.
Dutch is the source, so it has no catalogue. A text that is new gets an empty translation, to be
filled in by a person; a text that is gone disappears. The compiled catalogues are written too.
A catalogue named `worker` holds the texts of pages for workers only (see `worker_texts.py`).
"""

import argparse
import functools
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from academy.languages import OF_WORKERS, OWN_CATALOGUES
from tests.tools.worker_texts import of_workers

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {
    "academy": [("**.py", "python")],
    "templates": [("**.html", "jinja2"), ("**.txt", "jinja2")],
}
JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
KEYWORDS = {
    "_": None, "both": None, "say": None, "gettext": None, "lazy_gettext": None,
    "ngettext": (1, 2), "lazy_ngettext": (1, 2),
    "Counted": (1, 2),
    "pgettext": ((1, "c"), 2), "lazy_pgettext": ((1, "c"), 2), "_p": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "lazy_npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


@functools.cache
def collect() -> Catalog:
    """Every text of the project, with the files it stands in."""
    found = Catalog(project="academy", charset="utf-8")
    for folder, mapping in SOURCES.items():
        for name, _line, text, comments, context in extract_from_dir(
            ROOT / folder,
            method_map=mapping,
            options_map={pattern: JINJA for pattern, kind in mapping if kind == "jinja2"},
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
        ):
            found.add(
                text, None, [(f"{folder}/{name}", 0)], auto_comments=comments, context=context
            )
    return found


def catalogue_paths() -> list[Path]:
    return sorted(OWN_CATALOGUES.glob("*/LC_MESSAGES/*.po"))


def updated(path: Path, texts: Catalog) -> Catalog:
    """The catalogue at `path` with exactly the texts of today that belong in it."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parts[-3])
    wanted = of_workers(texts) if path.stem == OF_WORKERS else texts
    catalogue.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    return catalogue


def as_text(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, sort_by_file=True, include_lineno=False)
    return buffer.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def problems() -> Iterator[str]:
    """One sentence for each thing that has to be put right."""
    texts = collect()
    for path in catalogue_paths():
        name, catalogue = path.relative_to(ROOT).as_posix(), updated(path, texts)
        if path.read_bytes() != as_text(catalogue):
            yield f"{name} is not up to date: run make translations"
        machine_form = path.with_suffix(".mo")
        if not machine_form.exists() or machine_form.read_bytes() != compiled(catalogue):
            yield f"{name} is not compiled: run make translations"
        yield from _faulty_texts(name, catalogue)


def _faulty_texts(name: str, catalogue: Catalog) -> Iterator[str]:
    for message in catalogue:
        if not message.id:
            continue
        translations = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(translations):
            yield f"{name} has no translation of: {message.id!r}"
        for error in message.check(catalogue) if all(translations) else ():
            yield f"{name}: {error} in the translation of {message.id!r}"


def write() -> None:
    """Bring every catalogue and its compiled form up to date."""
    texts = collect()
    for path in catalogue_paths():
        catalogue = updated(path, texts)
        path.write_bytes(as_text(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(catalogue))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.tools.translations")
    parser.add_argument("--check", action="store_true", help="change nothing, only tell")
    if not parser.parse_args().check:
        write()
    found = list(problems())
    for problem in found:
        sys.stdout.write(problem + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
