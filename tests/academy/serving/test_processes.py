"""The processes of the web server stop, start over and are replaced, and no request is lost."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from academy.settings import PROJECT
from tests.academy.serving.running import SMALL, Running, running
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

SLOW = 32
ASKED = 9


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as started:
        yield started


def half_a_body(server: Running) -> socket.socket:
    client = server.open()
    client.sendall(b"POST /verify HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nhalf")
    return client


def test_clients_who_send_slowly_keep_nobody_waiting(server: Running) -> None:
    slow = [half_a_body(server) for _each in range(SLOW)]

    answers = [server.ask("/pid")[0] for _each in range(ASKED)]
    changes = [server.ask("/echo", b"text") for _each in range(ASKED)]

    assert answers == [200] * ASKED
    assert changes == [(200, b"text")] * ASKED
    for client in slow:
        client.close()


def test_a_body_that_comes_in_pieces_is_whole_when_the_application_sees_it(server: Running) -> None:
    with server.open() as client:
        client.sendall(b"POST /echo HTTP/1.0\r\nContent-Length: 12\r\n\r\n")
        for piece in (b"four", b"more", b"done"):
            client.sendall(piece)
        answer = b"".join(iter(lambda: client.recv(4096), b""))

    assert answer.endswith(b"\r\n\r\nfourmoredone")


def test_what_changes_waits_apart_from_what_reads(server: Running) -> None:
    """More changes are held up than there are threads; reading goes on."""
    with ThreadPoolExecutor(20) as pool:
        held = [pool.submit(server.ask, "/slow", b"") for _each in range(20)]
        wait_until(server.has_begun)

        assert [server.ask("/pid")[0] for _each in range(ASKED)] == [200] * ASKED
        assert not any(one.done() for one in held)
        server.go_on()
        assert [one.result()[0] for one in held] == [200] * 20


def test_a_thread_that_computes_gives_way_within_a_millisecond(server: Running) -> None:
    """Or a save on PostgreSQL keeps its locks while others compute."""
    _status, told = server.ask("/turn")
    assert float(told) < 0.001


def test_a_body_that_is_too_large_gets_the_page_of_the_application(server: Running) -> None:
    assert server.ask("/echo", b"x" * (13 * 1024 * 1024))[0] == 413
    with server.open() as client:
        client.sendall(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n")
        assert client.recv(4096).startswith(b"HTTP/1.1 413")


def test_a_process_that_is_killed_is_replaced(server: Running) -> None:
    wait_until(lambda: len(server.workers()) == 2)
    victim = min(server.workers())

    os.kill(victim, signal.SIGKILL)

    wait_until(lambda: victim not in server.workers() and len(server.workers()) == 2)
    assert {server.ask("/pid")[0] for _each in range(ASKED)} == {200}


def test_when_all_are_killed_at_once_all_come_back(server: Running) -> None:
    killed = server.workers()
    for process in killed:
        os.kill(process, signal.SIGKILL)
    wait_until(lambda: len(server.workers() - killed) == len(killed))
    assert server.ask("/echo", b"text") == (200, b"text")


def test_who_waits_for_a_next_start_stops_when_told(server: Running) -> None:
    for process in server.workers():
        os.kill(process, signal.SIGKILL)
    server.process.terminate()
    assert server.process.wait(60) == 0


def test_sigterm_finishes_what_had_begun(server: Running) -> None:
    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(server.ask, "/slow")
        wait_until(server.has_begun)

        server.process.send_signal(signal.SIGTERM)
        wait_until(lambda: not server.answers())
        server.go_on()

        assert held.result()[0] == 200
    assert server.process.wait(60) == 0


def test_starting_over_loses_nothing_and_brings_what_is_on_the_disk(server: Running) -> None:
    before, stop = server.workers(), threading.Event()

    def keep_asking() -> list[int]:
        seen = []
        while not stop.is_set():
            seen.append(server.ask("/echo", b"text")[0])
        return seen

    with ThreadPoolExecutor(4) as pool:
        held = pool.submit(server.ask, "/slow")
        wait_until(server.has_begun)
        asking = [pool.submit(keep_asking) for _each in range(3)]
        server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: len(server.workers() - before) == 2)
        server.go_on()
        wait_until(lambda: not server.workers() & before)
        stop.set()
        seen = [status for one in asking for status in one.result()]

        assert held.result()[0] == 200
    assert seen
    assert set(seen) == {200}
    assert server.process.poll() is None


def test_a_release_that_does_not_load_leaves_the_old_one_serving(server: Running) -> None:
    before = server.workers()
    (server.folder / "broken").touch()

    server.process.send_signal(signal.SIGHUP)

    wait_until(lambda: "does not load; the server goes on" in (server.folder / "log").read_text())
    assert server.workers() == before
    assert server.ask("/pid")[0] == 200


def test_while_a_release_is_tried_the_processes_are_looked_after(server: Running) -> None:
    before, tried = server.workers(), server.folder / "takes-long"
    tried.touch()
    server.process.send_signal(signal.SIGHUP)
    wait_until(lambda: len(server.workers() - before) == 1)
    (trial,) = server.workers() - before

    killed = before.pop()
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: len(server.workers() - before - {trial, killed}) == 1)
    tried.unlink()

    wait_until(lambda: not server.workers() & before)
    assert server.ask("/pid")[0] == 200


def test_who_is_told_to_stop_waits_for_no_trial(server: Running) -> None:
    before = server.workers()
    (server.folder / "takes-long").touch()
    server.process.send_signal(signal.SIGHUP)
    wait_until(lambda: len(server.workers() - before) == 1)

    server.process.terminate()

    assert server.process.wait(60) == 0


def test_processes_end_with_the_first_one(server: Running) -> None:
    wait_until(lambda: len(server.workers()) == 2)

    server.process.kill()
    server.process.wait()

    wait_until(lambda: not server.answers())


@pytest.mark.parametrize("wrong", [{"PORT": "web"}, {"WEB_PROCESSES": "many"}, {"PORT": "99999"}])
def test_settings_that_cannot_be_used_are_one_sentence(wrong: dict[str, str]) -> None:
    assert_one_sentence(**wrong)


def test_a_port_in_use_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        assert_one_sentence(PORT=str(other.getsockname()[1]))


def assert_one_sentence(**settings: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "academy.serving", SMALL], cwd=PROJECT, check=False,
        env=os.environ | settings, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stderr.startswith("The web server cannot start: ")
    assert ended.stderr.count("\n") == 1
