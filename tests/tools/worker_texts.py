"""Which texts a page for workers can show: those that a language of workers has to have.

The templates that such pages are made of, and the code that speaks on them. What a page asked for
that is not among them is found by `tests/academy/web/test_worker_languages.py`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
BASE = "layouts/worker.html"
EXTENDS = re.compile(r"{%-? extends ([^%]+)%}")
NAME = re.compile(r'"([^"]+\.html)"')
PART = re.compile(r'(?:extends|from|include|import) "([^"]+)"')
OTHERS = (
    "home/accessibility.html", "home/family.html", "home/help.html", "home/privacy.html",
    "session/sign_in.html", "errors/error.html", "errors/not_saved.html", "errors/send_again.html",
    "errors/signed_out.html", "moving/_paper.html", "passport/show.html", "own_file/_readme.html",
    "own_file/_told.html",
)  # fmt: skip
"""Pages that workers meet, of another layout or of none."""
CODE = (
    "academy/access/", "academy/assessments/agreements/", "academy/assessments/sentences.py",
    "academy/assessments/views.py", "academy/assessments/words.py", "academy/learning/words.py",
    "academy/objections/forms.py", "academy/objections/sentences.py",
    "academy/objections/words.py", "academy/people/words.py", "academy/privacy/data_views.py",
    "academy/privacy/merging/", "academy/catalogue/levels.py",
    "academy/reports/audit/sentences_of_people.py",
    "academy/tablets/handed_texts.py",
    "academy/verification/forms.py", "academy/wallet/", "academy/web/error_pages.py",
    "academy/web/forms.py", "academy/web/navigation.py", "academy/web/sentences.py",
)  # fmt: skip
OF_OFFICES = ("academy/wallet/found/",)
"""Among them what only administrators read."""


def of_workers(texts: Catalog) -> Catalog:
    """Those of `texts` that a page for workers can show."""
    places = tuple(sorted(f"templates/{name}" for name in worker_templates()))
    kept = Catalog(project="academy", charset="utf-8")
    for message in texts:
        where = [place for place, _line in message.locations]
        if message.id and any(place in places or _speaks_to_workers(place) for place in where):
            kept.add(message.id, None, message.locations, context=message.context)
    return kept


def _speaks_to_workers(place: str) -> bool:
    return place.startswith(CODE) and not place.startswith(OF_OFFICES)


def worker_templates() -> set[str]:
    """The names of templates that pages for workers are made of, with all their parts."""
    found, waiting = set(), [*_pages(), *OTHERS]
    while waiting:
        name = waiting.pop()
        if name not in found and (TEMPLATES / name).exists():
            found.add(name)
            waiting += PART.findall((TEMPLATES / name).read_text("utf-8"))
    return found


def _pages() -> Iterator[str]:
    names = (file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*.html"))
    return (name for name in names if _is_for_workers(name))


def _is_for_workers(name: str) -> bool:
    found = EXTENDS.search((TEMPLATES / name).read_text("utf-8"))
    bases = NAME.findall(found[1]) if found else []
    return any(base == BASE or _is_for_workers(base) for base in bases)
