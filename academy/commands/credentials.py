"""`credentials list` and `credentials issue-pending`: look at badges, finish what a crash left."""

import click
from flask.cli import with_appcontext
from sqlalchemy import ColumnElement, Select, and_, select

from academy.assessments.awarding import issue_pending
from academy.credentials.models import Credential, Revocation
from academy.database import db
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.security.identity import Actor

MOST = 10_000_000
AT_ONCE = 1_000
STATUSES = ("active", "revoked", "expired")


@click.group("credentials")
def credentials() -> None:
    """Badges."""


@credentials.command("list")
@click.option("--status", type=click.Choice(STATUSES), help="Only badges of this kind.")
@click.option("--limit", type=click.IntRange(1, MOST), help="At most so many, newest first.")
@with_appcontext
def list_credentials(status: str | None, limit: int | None) -> None:
    """Print the UUIDs of badges, one a line, newest first."""
    found: Select[tuple[object]] = select(Credential.uuid)
    found = found.outerjoin(Revocation, Revocation.credential_id == Credential.id)
    if status is not None:
        found = found.where(_is(status))
    newest = found.order_by(Credential.id.desc()).limit(limit)
    for credential_uuid in db.session.scalars(newest.execution_options(yield_per=AT_ONCE)):
        click.echo(str(credential_uuid))


def _is(status: str) -> ColumnElement[bool]:
    expired = Credential.has_expired_on(local_day(dependencies().clock()))
    revoked = Revocation.id.is_not(None)
    return {
        "active": and_(~revoked, ~expired),
        "revoked": revoked,
        "expired": and_(~revoked, expired),
    }[status]


@credentials.command("issue-pending")
@with_appcontext
def issue_pending_command() -> None:
    """Issue every badge that was earned and is not there yet; safe to repeat."""
    outcomes = issue_pending(dependencies(), by=Actor(None, "command"))
    issued = sum(outcome.credential is not None for outcome in outcomes)
    click.echo(f"{issued} issued, {len(outcomes) - issued} could not be issued.")
    if issued < len(outcomes):
        raise SystemExit(1)
