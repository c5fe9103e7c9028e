"""Heavy work has places of its own: who finds none reads a sentence, and memory has a limit."""

import io
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from PIL import Image

from academy import patience
from academy.errors import BusyError
from academy.media.photos import TooLargeError, clean_photo
from academy.places import FOREIGN, PAPER, PICTURES, Places
from academy.settings import PROJECT
from tests.client import AcademyClient

SENTENCE = "Het is nu druk. Wacht even en probeer het opnieuw."


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OF_A_REQUEST", "LEAST", "OF_A_COMMAND"):
        monkeypatch.setattr(patience, name, 0.01)


@pytest.fixture
def all_taken(request: pytest.FixtureRequest) -> Iterator[None]:
    with ExitStack() as stack:
        for places in (PICTURES, PAPER, FOREIGN):
            while places._free._value:
                stack.enter_context(places.taken())
        yield


def a_picture(width: int, height: int, kind: str = "JPEG", **options: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, kind, **options)
    return file.getvalue()


def test_so_many_work_so_many_wait_and_the_rest_is_told_at_once() -> None:
    places = Places(at_once=2, waiting=0)
    with places.taken(), places.taken(), pytest.raises(BusyError), places.taken():
        pass
    with places.taken():
        pass


def test_who_waited_in_vain_leaves_room_for_the_next() -> None:
    places = Places(at_once=1, waiting=1)
    with places.taken():
        for _each in range(3):
            with pytest.raises(BusyError), places.taken():
                pass


def test_a_place_is_free_again_after_an_error() -> None:
    places = Places(at_once=1, waiting=0)
    for _each in range(3):
        with pytest.raises(ZeroDivisionError), places.taken():
            _ = 1 / 0


@pytest.mark.usefixtures("all_taken", "db_session")
class TestWithoutAPlace:
    def test_checking_a_file_of_a_stranger(self, client: AcademyClient) -> None:
        answer = client.post("/verify", data={"text": "{}"})

        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "5"
        assert SENTENCE in answer.page.get_text()
        assert client.get("/verify").status_code == 200, "the page itself costs nothing"

    def test_a_photo(self) -> None:
        with pytest.raises(BusyError):
            clean_photo(a_picture(100, 100))


def test_a_photo_of_a_phone_is_taken_and_the_same_as_png_is_not() -> None:
    assert clean_photo(a_picture(7000, 7000)).width == 1600
    with pytest.raises(TooLargeError):
        clean_photo(a_picture(7000, 7000, progressive=True))


def test_what_is_too_large_is_refused_before_it_is_read() -> None:
    """There is nothing behind the head, so reading it would give another answer."""
    head = struct.pack(">IIBBBBB", 7000, 7000, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + head
    start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk
    with pytest.raises(TooLargeError):
        clean_photo(start + struct.pack(">I", zlib.crc32(chunk)) + b"\0\0\0\0IDAT")


@pytest.mark.slow
def test_eight_at_once_take_little_memory() -> None:
    """They came to 4.3 GB when each was read in whole, turned in whole, and all at once."""
    script = """
import io, resource, threading
from PIL import Image
from academy.media.photos import clean_photo
from academy import patience
patience.OF_A_COMMAND = 600
from academy import places
from academy.serving.memory import give_back_large_blocks
give_back_large_blocks()
places.PICTURES.__init__(at_once=1, waiting=8)
file = io.BytesIO(); Image.new("RGBA", (4000, 3999), "teal").save(file, "PNG")
del Image
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
done = []
read = lambda: done.append(clean_photo(file.getvalue()))
each = [threading.Thread(target=read) for _ in range(8)]
[one.start() for one in each]; [one.join() for one in each]
assert len(done) == 8
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, check=True, capture_output=True, text=True
    )
    assert int(told.stdout) * 1024 < 400 * 2**20
