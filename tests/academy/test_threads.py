"""What the threads of a process share is safe to share: together they make what one makes alone."""

import io
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from cachetools import LRUCache
from PIL import Image, ImageFile
from pyld import jsonld

from academy.credentials import printing
from academy.credentials.pictures import badge_svg, lettering
from academy.media.photos import NotAPhotoError, clean_photo
from badges.proofs import canonical, expansion
from tests.badges.foundry import badge, endorsement, status_list

THREADS = 8
Made = TypeVar("Made")
Makers = list[Callable[[], Made]]


@pytest.fixture(autouse=True)
def restless_threads() -> Iterator[None]:
    """They take turns so often that each sees the half-finished work of the others."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def at_once(makers: Makers[Made]) -> list[Made]:
    """What each makes, all having begun at the same moment."""
    together = threading.Barrier(len(makers))

    def begin(make: Callable[[], Made]) -> Made:
        together.wait()
        return make()

    with ThreadPoolExecutor(len(makers)) as pool:
        return list(pool.map(begin, makers))


def drawer(name: str) -> Callable[[], str]:
    return lambda: badge_svg(
        name=name, level=1, level_name="Met hulp", icon="award", colour="#8a1c6b", alt=name
    )


def test_pictures_drawn_with_letters_that_nobody_drew_before() -> None:
    names = ("Éénàüöï qwertyuiop asdfghjkl zxcvbnm", "ÀÁÂÃÄÅ ÇÈÉÊËÌÍÎÏ", "Привет мир", "QWERTY")
    drawers = [drawer(name) for name in names] * 2
    alone = [draw() for draw in drawers]

    for _time in range(10):
        lettering._all_faces.cache_clear()
        lettering._all_faces()
        assert at_once(drawers) == alone


def test_canonical_forms_while_contexts_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = badge()
    documents = [plain, status_list(), endorsement(plain["id"])] * 2
    alone = [canonical.canonical_nquads(document) for document in documents]
    # PyLD keeps a hundred contexts; with two, each thread throws away what others look up
    monkeypatch.setattr(jsonld, "_resolved_context_cache", LRUCache(maxsize=2))

    for _time in range(12):
        expansion._Processor._kept.clear()
        forms = at_once([partial(canonical.canonical_nquads, one) for one in documents])
        assert forms == alone


class TestPrinting:
    def test_the_first_pages_of_a_process(self, tmp_path: Path) -> None:
        sheet = tmp_path / "page.css"
        sheet.write_text("body { font-family: Paper }", "utf-8")

        def page() -> bytes:
            return printing.print_pdf(
                "<html lang=nl><title>Bewijs</title><p>Éen bladzij</p></html>",
                styles=sheet,
                variant="pdf/ua-1",
                identifier=b"the same each time",
            )

        printing._press.cache_clear()
        printing._sheet.cache_clear()
        pages = at_once([page] * 4)
        assert pages == [page()] * 4

    def test_a_photo_that_was_cut_off_is_refused_after_it_too(self) -> None:
        printing.weasyprint()

        file = io.BytesIO()
        Image.effect_noise((400, 400), 90).save(file, "JPEG")
        with pytest.raises(NotAPhotoError):
            clean_photo(file.getvalue()[:-2000])
        assert not ImageFile.LOAD_TRUNCATED_IMAGES
