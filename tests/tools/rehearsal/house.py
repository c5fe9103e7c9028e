"""A bare Debian 12 in a folder, with processes and a network of its own, that is gone afterwards.

Packages come from where this machine gets them: its apt and pip settings go along. REHEARSAL_BASE
may name a folder that debootstrap filled before, which saves a minute.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.tools.rehearsal.guide import Step

PROJECT = Path(__file__).resolve().parents[3]
PLACE = "opt/academy"
INCLUDED = "ca-certificates,procps,systemd"
"""What every real Debian has, and the least one has not."""
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
TRUSTED = "/etc/rehearsal.crt"
"""Whom this machine trusts; the house makes a list of its own when packages are installed."""
GOES_ALONG = re.compile(r"PIP_.*|.*_proxy|.*_PROXY|SSL_CERT_FILE")
LONGEST_STEP_SECONDS = 1800


class StepError(Exception):
    """A step of the guide did not work; the text is what it said."""


class House:
    """Where the guide is followed; see `built`."""

    def __init__(self, root: Path, keeper: int) -> None:
        self.root = root
        self._keeper = keeper

    def follow(self, step: Step) -> str:
        """Give the commands in one shell, which stops at the first that fails."""
        script = f"set -eu\ncd /{PLACE}\n{step.commands}"
        return self.run(["bash", "-c", script], needs_network=step.needs_network)

    def run(self, command: Sequence[str], *, needs_network: bool = False) -> str:
        """Raises StepError."""
        spaces = ["-m", "-p"] if needs_network else ["-m", "-p", "-n"]
        given = ["nsenter", "-t", str(self._keeper), *spaces, "chroot", str(self.root), *command]
        # a file: what goes on in the background would keep a pipe open
        with tempfile.TemporaryFile("w+", errors="replace") as said:
            done = subprocess.run(
                given, env=_environment(), check=False, timeout=LONGEST_STEP_SECONDS,
                stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT,
            )  # fmt: skip
            said.seek(0)
            output = said.read()
        if done.returncode:
            raise StepError(output + self._setup_log())
        return output

    def _setup_log(self) -> str:
        """What `./run` keeps to itself, its end."""
        log = self.root / PLACE / "instance" / "setup.log"
        return f"\n{log.read_text('utf-8')[-2000:]}" if log.exists() else ""


@contextmanager
def built() -> Iterator[House]:
    """A house with the project in it; everything in it ends and goes with the block."""
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        root = Path(folder) / "root"
        _fill(root)
        _take_along(root)
        _unpack_project(root / PLACE)
        _lay_systemctl(root)
        with _cut_off(root) as keeper:
            yield House(root, keeper)


def _environment() -> dict[str, str]:
    along = {name: value for name, value in os.environ.items() if GOES_ALONG.fullmatch(name)}
    path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return along | {"PIP_CERT": TRUSTED, "PATH": path, "HOME": "/root", "LANG": "C.UTF-8",
                    "DEBIAN_FRONTEND": "noninteractive"}  # fmt: skip


def _fill(root: Path) -> None:
    base = os.environ.get("REHEARSAL_BASE")
    if base:
        _call("cp", "-a", base, str(root))
        return
    if shutil.which("debootstrap") is None:
        raise SystemExit("debootstrap is missing; run: apt-get install debootstrap")
    _call("debootstrap", "--variant=minbase", f"--include={INCLUDED}", "bookworm", str(root),
          _mirror())  # fmt: skip


def _mirror() -> str:
    """Where this machine's apt gets its packages."""
    told = _call("apt-get", "indextargets", "--format", "$(SITE)")
    return told.splitlines()[0]


def _take_along(root: Path) -> None:
    """How to reach packages, and no services that start by themselves."""
    sources = root / "etc/apt"
    (sources / "sources.list").unlink(missing_ok=True)
    for name in ("sources.list", "sources.list.d", "apt.conf.d"):
        found = Path("/etc/apt") / name
        if found.is_dir():
            shutil.copytree(found, sources / name, dirs_exist_ok=True)
        elif found.exists():
            shutil.copy(found, sources / name)
    for file in (Path("/etc/resolv.conf"), Path("/etc/pip.conf"), *_pip_files()):
        if file.is_file():
            to = root / file.relative_to("/")
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, to)
    shutil.copy(CERTIFICATES, root / TRUSTED.lstrip("/"))
    hosts = Path("/etc/hosts").read_text("utf-8")
    (root / "etc/hosts").write_text(f"{hosts}\n127.0.0.1 badges.example.nl\n", "utf-8")
    policy = root / "usr/sbin/policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)


def _pip_files() -> list[Path]:
    told = _call(str(PROJECT / ".venv/bin/pip"), "config", "debug")
    files = [Path(name) for name in re.findall(r"(/\S+), exists: True", told)]
    named = [Path(name) for name in re.findall(r"constraint: (/\S+)", told)]
    return [*files, *named]


def _pip_folders() -> list[Path]:
    """Folders of packages that pip's settings name; beside an index lies what it points at."""
    told = _call(str(PROJECT / ".venv/bin/pip"), "config", "list")
    named = {Path(name) for name in re.findall(r"(?:file://)?(/[^\s'\"]+)", told)}
    folders = {path.parent if path.name == "simple" else path for path in named if path.is_dir()}
    return sorted(folders)


def _unpack_project(place: Path) -> None:
    """The release: what is committed."""
    place.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(
        ["git", "archive", "HEAD"], cwd=PROJECT, check=True, stdout=subprocess.PIPE
    )
    subprocess.run(["tar", "-x", "-C", str(place)], check=True, input=packed.stdout)


def _lay_systemctl(root: Path) -> None:
    to = root / "usr/local/sbin/systemctl"
    script = Path(__file__).with_name("systemctl.py").read_text("utf-8")
    to.write_text(f"#!/usr/bin/python3\n{script}", "utf-8")
    to.chmod(0o755)


@contextmanager
def _cut_off(root: Path) -> Iterator[int]:
    """Processes that all end with their keeper, mounts that nobody else sees, loopback alone."""
    # what ends must be gone, or a script of a service believes that it goes on
    keeper_of_all = ["env", "--ignore-signal=CHLD", "sleep", "infinity"]
    unshare = subprocess.Popen(
        ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child", *keeper_of_all]
    )
    try:
        keeper = _child_of(unshare.pid)
        _mount(root, keeper)
        inside = ["nsenter", "-t", str(keeper), "-n"]
        _call(*inside, "ip", "link", "set", "lo", "up")
        yield keeper
    finally:
        unshare.send_signal(signal.SIGKILL)
        unshare.wait()


def _child_of(pid: int) -> int:
    """The keeper, once there is one."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    while not children.read_text().strip():
        continue
    return int(children.read_text().split()[0])


def _mount(root: Path, keeper: int) -> None:
    inside = ["nsenter", "-t", str(keeper), "-m", "-p"]
    _call(*inside, "mount", "-t", "proc", "proc", str(root / "proc"))
    _call(*inside, "mount", "-t", "tmpfs", "tmpfs", str(root / "run"))
    (root / "dev/shm").mkdir(exist_ok=True)
    _call(*inside, "mount", "-t", "tmpfs", "tmpfs", str(root / "dev/shm"))
    for folder in _pip_folders():
        to = root / folder.relative_to("/")
        to.mkdir(parents=True, exist_ok=True)
        _call(*inside, "mount", "--bind", "-o", "ro", str(folder), str(to))


def _call(*command: str) -> str:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout
