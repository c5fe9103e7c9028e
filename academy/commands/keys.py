"""`keys list` and `keys rotate ORG`: the keys with which an organisation signs."""

import click
from flask.cli import with_appcontext

from academy.credentials.keys import ensure_keys, published_keys, rotate
from academy.credentials.queries import find_issuer
from academy.database import transaction
from academy.dependencies import dependencies
from academy.organisations.models import Organisation
from academy.security.identity import Actor


@click.group("keys")
def keys() -> None:
    """Keys of issuers."""


@keys.command("list")
@click.argument("slug", metavar="ORG")
@with_appcontext
def list_keys(slug: str) -> None:
    """Show every key that ORG ever had, oldest first."""
    for key in published_keys(_organisation(slug).id):
        state = "active"
        if key.retired_at:
            state = f"retired {key.retired_at:%Y-%m-%d}"
        if key.compromised_at:
            state = f"compromised from {key.compromised_at:%Y-%m-%d %H:%M}"
        click.echo(f"{key.public_multibase}  {key.purpose}  {state}")


@keys.command("rotate")
@click.argument("slug", metavar="ORG")
@click.option("--commit", is_flag=True, help="Do it; without this only say what would happen.")
@with_appcontext
def rotate_keys(slug: str, *, commit: bool) -> None:
    """Let ORG sign with new keys from now on; old badges stay valid."""
    if not commit:
        _organisation(slug)
        click.echo(f"Would make new keys for {slug}. Add --commit to do it.")
        return
    deps, by = dependencies(), Actor(None, "command")
    organisation = _organisation(slug)
    with transaction(organisation):
        ensure_keys(organisation, deps.settings, by=by, now=deps.clock())
        rotate(organisation, deps.settings, by=by, now=deps.clock())
    click.echo(f"{slug} signs with new keys. Badges signed before stay valid.")


def _organisation(slug: str) -> Organisation:
    organisation = find_issuer(slug)
    if organisation is None:
        message = f"There is no organisation {slug}."
        raise click.ClickException(message)
    return organisation
