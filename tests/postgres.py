"""A PostgreSQL server of the tests' own: in a temporary folder, reached by a socket only.

Runs as the account `postgres` when the tests run as root, because PostgreSQL refuses root.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

INSTALLED = Path("/usr/lib/postgresql")
NOT_FOR_DURABILITY = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class PostgresMissingError(Exception):
    """PostgreSQL's server programs are not on this machine."""


class PostgresServer:
    """Started by `start`, gone without a trace after `stop`."""

    def __init__(self, *, durable: bool = False, kept: Path | None = None) -> None:
        """`durable`: as it runs in earnest, for measuring; tests need no disk to be sure.

        `kept`: a folder in which everything stays after `stop`, for the next time.
        """
        self._options = "" if durable else NOT_FOR_DURABILITY
        self._programs = _newest_programs()
        self._kept = kept is not None
        self._folder = kept or Path(tempfile.mkdtemp(prefix="academy-postgres-"))
        self._data = self._folder / "data"

    @property
    def address(self) -> str:
        """Of the maintenance database; for libpq."""
        return f"postgresql://postgres@/postgres?host={quote(str(self._folder))}"

    def start(self) -> None:
        self._folder.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres", "postgres")
        if not self._data.exists():
            options = "-U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync"
            self._run("initdb", "-D", str(self._data), *options.split())
        self._run(
            "pg_ctl", "start", "-w", "-D", str(self._data), "-l", str(self._folder / "log"),
            "-o", f"-k {self._folder} -c listen_addresses='' {self._options}",
        )  # fmt: skip

    @property
    def process(self) -> int:
        """The number of the process that is the parent of all others."""
        return int((self._data / "postmaster.pid").read_text().split()[0])

    def stop(self) -> None:
        how = "fast" if self._kept else "immediate"
        self._run("pg_ctl", "stop", "-w", "-D", str(self._data), "-m", how)
        if not self._kept:
            shutil.rmtree(self._folder)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(
            command, cwd=self._folder, check=False, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{done.stdout}")


def _newest_programs() -> Path:
    versions = [path for path in INSTALLED.glob("*/bin") if (path / "initdb").exists()]
    if not versions:
        raise PostgresMissingError(
            "PostgreSQL is missing, which these tests need; run: apt-get install postgresql"
        )
    return max(versions, key=lambda path: float(path.parent.name))
