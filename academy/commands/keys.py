"""`flask keys`: with what organisations sign, and what to do when a key leaks or wears out."""

import click
from flask.cli import AppGroup
from sqlalchemy import func, select

from academy.credentials.keys import (
    closed_keys,
    ensure_keys,
    find_keys,
    mark_stolen,
    published_keys,
    rotate,
    wrap_anew,
)
from academy.credentials.models import Credential, IssuerKey
from academy.credentials.queries import find_issuer
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.organisations.models import Organisation
from academy.security.identity import Actor
from academy.settings import KEY_BYTES, decode_key
from academy.tablets import keys as tablets

BY = Actor(None, "command")
COMMIT = click.option(
    "--commit", is_flag=True, help="Do it; without this only say what would happen."
)

keys = AppGroup("keys", help="Keys of issuers. ORG is the last part of its address, /issuers/ORG.")


@keys.command("list")
@click.argument("slug", metavar="[ORG]", required=False)
def list_keys(slug: str | None) -> None:
    """Show every key that ORG ever had, oldest first; without ORG all organisations."""
    if slug is None:
        _list_organisations()
        return
    for key in published_keys(_organisation(slug).id):
        click.echo(f"{key.public_multibase}  {key.purpose}  {_state(key)}")


def _list_organisations() -> None:
    counted = (
        select(Organisation.slug, Organisation.name, func.count(IssuerKey.id))
        .outerjoin(IssuerKey, IssuerKey.organisation_id == Organisation.id)
        .group_by(Organisation.id)
        .order_by(Organisation.slug)
    )
    for slug, name, number in db.session.execute(counted):
        click.echo(f"{slug}  {name}  {number} keys")


def _state(key: IssuerKey) -> str:
    if key.compromised_at:
        return f"stolen {key.compromised_at:%Y-%m-%d %H:%M}"
    return f"retired {key.retired_at:%Y-%m-%d}" if key.retired_at else "active"


@keys.command("rotate")
@click.argument("slug", metavar="ORG")
@COMMIT
def rotate_keys(slug: str, *, commit: bool) -> None:
    """Let ORG sign with new keys from now on; old badges stay valid."""
    organisation = _organisation(slug)
    if not commit:
        click.echo(f"Would make new keys for {organisation.slug}. Add --commit to do it.")
        return
    deps = dependencies()
    with transaction(organisation):
        ensure_keys(organisation, deps.settings, by=BY, now=deps.clock())
        rotate(organisation, deps.settings, by=BY, now=deps.clock())
    click.echo(f"{organisation.slug} signs with new keys. Badges signed before stay valid.")


@keys.command("rotate-tablets")
@COMMIT
def rotate_keys_of_tablets(*, commit: bool) -> None:
    """Let tablets seal to a new key, and sign grants with another.

    What waits on them still opens, for the old keys are kept.
    """
    if not commit:
        click.echo("Would make new keys for tablets. Add --commit to do it.")
        return
    deps = dependencies()
    with transaction(tablets.LOCK):
        tablets.rotate(deps.settings, by=BY, now=deps.clock())
    click.echo("Tablets use the new keys from their next contact. The old ones are kept.")


@keys.command("stolen")
@click.argument("beginning", metavar="KEY")
@COMMIT
def stolen(beginning: str, *, commit: bool) -> None:
    """Mark KEY (or its beginning, as `keys list ORG` shows it) as stolen, and sign with another.

    Badges that we issued stay valid on our own pages. Elsewhere whatever was signed with that key
    is refused from now on, ours too: nobody there can tell it from a forgery.
    """
    key = _key(beginning)
    place = key.organisation
    given = db.session.scalar(
        select(func.count())
        .select_from(Credential)
        .where(Credential.organisation_id == place.id, Credential.issued_at >= key.created_at)
    )
    click.echo(f"{key.public_multibase} of {place.slug}, for {key.purpose}: {_state(key)}.")
    click.echo(f"{place.slug} gave {given} badges since it was made.")
    if not commit:
        click.echo("Dry run: nothing was marked. Add --commit to do it; it cannot be undone.")
        return
    deps = dependencies()
    with transaction(place):
        mark_stolen(key, deps.settings, by=BY, now=deps.clock())
    click.echo(f"Marked as stolen. {place.slug} signs with another key.")


@keys.command("wrap-anew")
@click.option("--new-master-key", envvar="NEW_MASTER_KEY", required=True)
@COMMIT
def wrap_keys_anew(*, new_master_key: str, commit: bool) -> None:
    """Wrap every private key under NEW_MASTER_KEY, which becomes MASTER_KEY. Stop the services
    first. Badges and public keys stay as they are."""
    deps = dependencies()
    new = decode_key(new_master_key)
    if len(new) != KEY_BYTES:
        raise click.ClickException("NEW_MASTER_KEY must be 32 random bytes in base64url.")
    old = deps.settings.master_key
    closed = [*closed_keys(old), *tablets.closed_keys(old)]
    if closed:
        message = f"{len(closed)} keys do not open with this MASTER_KEY. See: flask check"
        raise click.ClickException(message)
    if not commit:
        click.echo("Dry run: every key opens, nothing was changed. Add --commit to do it.")
        return
    with transaction():
        number = wrap_anew(old, new, by=BY, now=deps.clock())
        number += tablets.wrap_anew(old, new, by=BY, now=deps.clock())
    click.echo(f"{number} keys are wrapped anew. Now set MASTER_KEY to the new one.")
    click.echo("Backups of before still need the old one: keep it in the safe.")


def _key(beginning: str) -> IssuerKey:
    found = find_keys(beginning)
    if len(found) == 1:
        return found[0]
    problem = "More than one key begins" if found else "There is no key that begins"
    message = f"{problem} with {beginning}. See: flask keys list ORG"
    raise click.ClickException(message)


def _organisation(slug: str) -> Organisation:
    """Also when the whole address of its page was given."""
    organisation = find_issuer(slug.rstrip("/").rpartition("/")[2])
    if organisation is None:
        message = f"There is no organisation {slug} that gives badges. See: flask keys list"
        raise click.ClickException(message)
    return organisation
