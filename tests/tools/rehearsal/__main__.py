"""Follows docs/operations.md word for word in a bare Debian 12, and writes into it what came.

Needs root, debootstrap and about ten minutes. Nothing of it stays, and nothing of this machine is
changed but the record in the guide; the web server answers in a network of its own.
"""

import os
import re
import shutil
import sys
import time

from tests.tools.rehearsal.caddy import through_caddy
from tests.tools.rehearsal.guide import Seen, Step, steps, with_record
from tests.tools.rehearsal.house import PLACE, PROJECT, House, StepError, built
from tests.tools.rehearsal.journey import START_CODE

GUIDE = PROJECT / "docs" / "operations.md"
ADDRESS = "https://badges.example.nl"


def main() -> int:
    if os.geteuid() != 0:
        return complain("A bare machine can only be made by root; run: sudo make rehearse")
    guide = GUIDE.read_text("utf-8")
    seen: list[Seen] = []
    say("Making a bare Debian 12")
    with built() as house:
        for step in steps(guide):
            say(f"{step.heading}: {step.title}")
            began = time.monotonic()
            try:
                output = do(house, step, seen)
            except StepError as error:
                return complain(f"This did not work:\n{step.commands or step.deed}\n{error}")
            seen.append(Seen(step, time.monotonic() - began, output))
            say("  " + "\n  ".join(output.strip().splitlines()[-6:]))
    GUIDE.write_text(with_record(guide, seen), "utf-8")
    say(f"All {len(seen)} steps worked; see the end of {GUIDE.relative_to(PROJECT)}.")
    return 0


def do(house: House, step: Step, seen: list[Seen]) -> str:
    if step.deed == "save":
        return save(house, seen)
    if step.deed == "caddy":
        return through_caddy(house, lambda: save(house, seen))
    if step.deed == "lose":
        return lose(house, step.about.split())
    return house.follow(step)


def save(house: House, seen: list[Seen]) -> str:
    script = f"/{PLACE}/tests/tools/rehearsal/journey.py"
    words = [ADDRESS, "/var/tmp/rehearsal.json", start_code(seen)]
    return house.run([f"/{PLACE}/.venv/bin/python", script, *words])


def start_code(seen: list[Seen]) -> str:
    """Of the last administrator whom `setup` named."""
    codes = [code for each in seen if "academy setup" in each.step.commands
             for code in re.findall(START_CODE, each.output)]  # fmt: skip
    return codes[-1]


def lose(house: House, paths: list[str]) -> str:
    """As when a disk breaks, under a server that runs."""
    for path in paths:
        there = house.root / path.lstrip("/")
        for found in there.parent.glob(f"{there.name}*"):
            if found.suffix == ".journal":
                continue
            if found.is_dir():
                shutil.rmtree(found)
            else:
                found.unlink()
    return f"{' and '.join(paths)} are gone"


def say(what: str) -> None:
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


def complain(what: str) -> int:
    sys.stderr.write(what + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
