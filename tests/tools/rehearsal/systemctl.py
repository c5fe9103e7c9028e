"""`systemctl`, as far as the guide uses it, where no systemd runs: does what the units say.

Our own units are started as their user, in their folder, with their settings, and see the files as
their sandbox shows them; `Type=notify` is waited for. Others have scripts in /etc/init.d. Filters
of system calls and limits of memory are not made.
"""

import os
import pwd
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

UNITS, RUNNING = Path("/etc/systemd/system"), Path("/run/rehearsal")
PATIENCE_SECONDS = 120
SANDBOX = """
uid=$1 gid=$2 folder=$3 writable=$4; shift 4
mount --rbind / /mnt
mount -o remount,bind,ro /mnt
mount -o remount,bind,ro /mnt/run
for each in $writable; do mount --bind "$each" "/mnt$each"; done
for each in tmp var/tmp home root; do mount -t tmpfs tmpfs "/mnt/$each"; done
chmod 1777 /mnt/tmp /mnt/var/tmp
exec /usr/sbin/chroot /mnt env --chdir="$folder" setpriv --reuid="$uid" --regid="$gid" \
  --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all -- "$@"
"""
"""`ProtectSystem=strict`, `ProtectHome`, `PrivateTmp`, `NoNewPrivileges`, and no capabilities."""


class Unit:
    """What a unit file says; a name may stand there more than once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: list[tuple[str, str]] = []
        for line in (UNITS / f"{name}.service").read_text().splitlines():
            if "=" in line and not line.startswith("#"):
                key, _, value = line.partition("=")
                self.lines.append((key, value))
        self.pid_file = RUNNING / name

    def all(self, key: str) -> list[str]:
        return [value for found, value in self.lines if found == key]

    def one(self, key: str, default: str = "") -> str:
        return (self.all(key) or [default])[-1]

    @property
    def environment(self) -> dict[str, str]:
        settings = Path(self.one("EnvironmentFile")).read_text().splitlines()
        pairs = [line.split("=", 1) for line in settings if "=" in line and line[0] != "#"]
        return {"PATH": "/usr/bin:/bin", **dict(pairs)}

    def begin(self, command: str, **more: str) -> subprocess.Popen[bytes]:
        user = pwd.getpwnam(self.one("User"))
        log = (RUNNING / f"{self.name}.log").open("ab")
        return subprocess.Popen(
            [*self.sandbox(user), *shlex.split(command.lstrip("-"))],
            env=self.environment | more, umask=int(self.one("UMask", "0022"), 8), stdout=log,
            stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def sandbox(self, user: pwd.struct_passwd) -> list[str]:
        """What stands ahead of a command; all of it becomes that command, under one number."""
        state = [f"/var/lib/{name}" for name in self.all("StateDirectory")]
        writable = " ".join([*state, *self.all("ReadWritePaths")])
        # the house's mounts are private already, and the root of a chroot cannot be told so again
        apart = ["unshare", "--mount", "--propagation=unchanged", "sh", "-euc", SANDBOX, self.name]
        return [*apart, str(user.pw_uid), str(user.pw_gid), self.one("WorkingDirectory"), writable]

    def start(self) -> None:
        for command in self.all("ExecStartPre"):
            if self.begin(command).wait() and not command.startswith("-"):
                self.fail(command)
        if self.one("Type") == "oneshot":
            if self.begin(self.one("ExecStart")).wait():
                self.fail(self.one("ExecStart"))
            return
        place = RUNNING / f"{self.name}.socket"
        place.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            told.bind(str(place))
            place.chmod(0o666)
            process = self.begin(self.one("ExecStart"), NOTIFY_SOCKET=str(place))
            self.pid_file.write_text(str(process.pid))
            if self.one("Type") == "notify":
                told.settimeout(PATIENCE_SECONDS)
                while b"READY=1" not in told.recv(4096):
                    pass
                go_on_listening(told)

    def stop(self) -> None:
        if not self.pid_file.exists():
            return
        pid = int(self.pid_file.read_text())
        self.pid_file.unlink()
        try:
            os.kill(pid, signal.SIGTERM)
            until = time.monotonic() + int(self.one("TimeoutStopSec", "60"))
            while time.monotonic() < until and Path(f"/proc/{pid}/exe").exists():
                time.sleep(0.1)
        except ProcessLookupError:
            self.fail("it had stopped by itself")

    def reload(self) -> None:
        os.kill(int(self.pid_file.read_text()), signal.SIGHUP)

    def restart(self) -> None:
        self.stop()
        self.start()

    def fail(self, what: str) -> None:
        log = (RUNNING / f"{self.name}.log").read_text()[-2000:]
        raise SystemExit(f"{self.name} failed: {what}\n{log}")


def go_on_listening(told: socket.socket) -> None:
    """As the system does, also after a reload; ends with the house."""
    if os.fork() == 0:
        told.settimeout(None)
        while True:
            told.recv(4096)


def by_script(name: str, verb: str) -> None:
    script = f"/etc/init.d/{name}"
    is_up = subprocess.run([script, "status"], stdout=subprocess.DEVNULL, check=False)
    if verb == "reload" and is_up.returncode:
        verb = "start"
    subprocess.run([script, verb], check=True)


def main(verb: str, words: list[str]) -> None:
    RUNNING.mkdir(mode=0o711, exist_ok=True)
    names = [word for word in words if not word.startswith("-")]
    if verb == "enable" and "--now" in words:
        verb = "start"
    if verb not in {"start", "stop", "restart", "reload"}:
        return
    for name in names:
        if name.endswith(".timer"):
            assert (UNITS / name).exists(), name
        elif (UNITS / f"{name}.service").exists():
            getattr(Unit(name), verb)()
        else:
            by_script(name, verb)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
