"""Lines that a crash tore are passed over, and processes don't wait for one another."""

import multiprocessing
import os
import signal
import zlib
from pathlib import Path

import pytest

from academy.journal.files import JournalFolder
from tests.waiting import wait_until


@pytest.fixture
def journal(tmp_path: Path) -> JournalFolder:
    return JournalFolder(tmp_path / "journal")


def line(number: int) -> dict[str, object]:
    return {"kind": "issued", "number": number, "text": "é" * 50}


def own_file(journal: JournalFolder) -> Path:
    return next(file for file in journal.path.iterdir() if str(os.getpid()) in file.name)


@pytest.mark.parametrize("cut", [1, 2, 20, 60])
def test_a_torn_last_line_is_passed_over_and_spoils_no_other(
    journal: JournalFolder, cut: int
) -> None:
    journal.append([line(1), line(2)])
    whole = own_file(journal).read_bytes()
    own_file(journal).write_bytes(whole[:-cut])
    journal.append([line(3)])
    expected = [1, 2, 3] if cut == 1 else [1, 3]
    assert [found["number"] for found in journal.lines()] == expected


def test_a_changed_line_is_passed_over_and_counted(journal: JournalFolder) -> None:
    journal.append([line(1), line(2)])
    own_file(journal).write_bytes(
        own_file(journal).read_bytes().replace(b'"number":1', b'"number":7')
    )
    assert [found["number"] for found in journal.lines()] == [2]
    assert journal.damaged() == 1


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"{}", b"[" * 100_000, b'{"kind":1}'])
def test_a_line_that_fits_its_check_and_tells_nothing_is_damage(
    journal: JournalFolder, body: bytes
) -> None:
    journal.append([{"kind": "issued"}])
    (file,) = journal.path.glob("*.jsonl")
    with file.open("ab") as handle:
        handle.write(b"%08x %s\n" % (zlib.crc32(body), body))

    assert [line["kind"] for line in journal.lines()] == ["issued"]
    assert journal.damaged() == 1


def test_a_full_disk_leaves_no_half_line(
    journal: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.append([line(1)])
    whole, real = own_file(journal).read_bytes(), os.write

    def full(handle: int, content: memoryview) -> int:
        if len(content) < 40:
            raise OSError(28, "No space left on device")
        return real(handle, content[:40])

    with monkeypatch.context() as disk:
        disk.setattr(os, "write", full)
        with pytest.raises(OSError, match="No space"):
            journal.append([line(2)])
    assert own_file(journal).read_bytes() == whole


def test_a_folder_that_is_away_is_not_made_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="mount"):
        JournalFolder(tmp_path / "mount" / "journal").append([line(1)])


def write_many(path: Path, first: int, count: int) -> None:
    for number in range(first, first + count):
        JournalFolder(path).append([line(number)])


def test_processes_write_beside_each_other_while_one_rewrites(journal: JournalFolder) -> None:
    journal.append([line(0)])
    context = multiprocessing.get_context("fork")
    writers = [
        context.Process(target=write_many, args=(journal.path, first, 40))
        for first in (100, 200, 300)
    ]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        journal.rewrite(lambda each: each, about="issued")
        journal.tidy("2026-11")
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    numbers = [found["number"] for found in journal.lines()]
    assert sorted(set(numbers)) == [0, *range(100, 140), *range(200, 240), *range(300, 340)]
    assert journal.damaged() == 0


def test_a_killed_writer_leaves_whatever_it_had_finished(journal: JournalFolder) -> None:
    journal.append([line(0)])
    writer = multiprocessing.get_context("fork").Process(
        target=write_many, args=(journal.path, 1, 100_000)
    )
    writer.start()
    wait_until(lambda: len(list(journal.lines())) >= 20)
    os.kill(writer.pid or 0, signal.SIGKILL)
    writer.join()
    # files are read by name, which begins with the number of the process: 14498 before 7241
    numbers = sorted(found["number"] for found in journal.lines())
    assert numbers == list(range(len(numbers)))
