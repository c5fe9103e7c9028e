"""`flask audit`: whether anybody touched the log, and checkpoints to keep elsewhere."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from academy.audit import checkpoints
from academy.audit.models import PLATFORM_CHAIN, AuditHead
from academy.audit.verifying import (
    Checkpoint,
    Damage,
    Finding,
    Verified,
    lines_to_read,
    verify_all,
)
from academy.commands.progress import progress
from academy.database import db
from academy.dependencies import dependencies
from academy.organisations.models import Organisation

audit = AppGroup("audit", help="The log of who changed what.")

WORDS = {
    Damage.MISSING: "missing: they were deleted",
    Damage.CHANGED: "not as written, or the line before it is not: edited, inserted or moved",
    Damage.CUT_OFF: "missing at the end: the newest were cut off",
    Damage.ADDED: "written after the end that the head remembers",
    Damage.REWRITTEN: "another line than the checkpoint remembers: the log was rewritten",
}


@audit.command("verify")
@click.option(
    "--checkpoint",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file made earlier by `flask audit checkpoint` and kept elsewhere.",
)
def verify(checkpoint: Path | None) -> None:
    """Read every chain, and compare it with the checkpoints that the worker keeps every hour beside
    the journal; exit status 1 when a line was edited, deleted, inserted, moved or cut off."""
    names = _names()
    given = _read(checkpoint, names) if checkpoint else []
    kept = checkpoints.kept_in(dependencies().settings.journal_path)
    with progress("Reading the log", lines_to_read()) as tell:
        verified = verify_all([*kept, *given], tell)
    click.echo(f"Compared with {len(kept) + len(given)} checkpoints.")
    for chain in verified:
        _print(chain, names.get(chain.chain, f"chain {chain.chain}"))
    if any(chain.findings for chain in verified):
        click.echo("The log was touched.")
        raise SystemExit(1)
    click.echo("The log is as it was written.")


@audit.command("checkpoint")
def checkpoint() -> None:
    """Print the end of every chain as JSON; keep it outside this machine."""
    names = _names()
    heads = db.session.scalars(select(AuditHead).order_by(AuditHead.chain))
    ends = {
        names[head.chain]: {"sequence": head.sequence, "sha256": head.hash.hex()} for head in heads
    }
    click.echo(json.dumps(ends, indent=2))


def _names() -> dict[int, str]:
    """Slugs by the number of the chain; the platform's chain is called `platform`."""
    found = db.session.execute(select(Organisation.id, Organisation.slug))
    return {PLATFORM_CHAIN: "platform", **{row.id: row.slug for row in found}}


def _read(path: Path, names: dict[int, str]) -> list[Checkpoint]:
    """Raises ClickException when the file is no checkpoint of this installation."""
    numbers = {name: number for number, name in names.items()}
    try:
        ends = json.loads(path.read_text(encoding="utf-8"))
        return [
            Checkpoint(numbers[name], int(end["sequence"]), bytes.fromhex(end["sha256"]))
            for name, end in ends.items()
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path} is no checkpoint of this installation."
        raise click.ClickException(message) from error


def _print(chain: Verified, name: str) -> None:
    verdict = "as written" if not chain.findings else "touched"
    click.echo(f"{name}: {chain.lines} lines, {verdict}")
    for finding in chain.findings:
        click.echo(f"  {_place(finding)} {WORDS[finding.damage]}")


def _place(finding: Finding) -> str:
    if finding.first == finding.last:
        return f"line {finding.first}:"
    return f"lines {finding.first} to {finding.last}:"
