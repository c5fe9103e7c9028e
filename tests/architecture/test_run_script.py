"""`./run` says in one sentence what is wrong, and the command that helps."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


def start(port: str) -> subprocess.CompletedProcess[str]:
    """Run it with a port that cannot work, so that it ends before it changes anything."""
    return subprocess.run(
        ["./run"], cwd=ROOT, env={**os.environ, "PORT": port}, check=False,
        capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_a_port_in_use_is_named_with_the_next_one_to_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        result = start(str(port))

    assert result.returncode == 1
    assert result.stderr == (
        f"Port {port} is already in use by another program; run: PORT={port + 1} ./run\n"
    )


@pytest.mark.parametrize("port", ["web", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    result = start(port)

    assert result.returncode == 1
    assert result.stderr == (
        f"PORT must be a number from 1 to 65535, not '{port}'; run: PORT=8001 ./run\n"
    )


@pytest.mark.parametrize("script", ["run", "test", "deploy/prepare.sh"])
def test_the_scripts_are_plain_posix_shell(script: str) -> None:
    subprocess.run(["dash", "-n", str(ROOT / script)], check=True)


def test_only_installing_comes_before_settings_data_and_port() -> None:
    """So a real installation can be prepared by it, and no demo is left behind."""
    script = (ROOT / "run").read_text(encoding="utf-8")
    steps = ["install_missing\n", "--only-install)", "check_port\ncase", "deploy.prepare_data"]
    assert sorted(steps, key=script.rindex) == steps


def test_a_word_that_it_does_not_know_is_refused() -> None:
    ended = subprocess.run(
        ["./run", "--instal"], cwd=ROOT, check=False, capture_output=True, text=True,
        timeout=60, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stderr == "./run knows --only-install, not '--instal'; run: ./run\n"
