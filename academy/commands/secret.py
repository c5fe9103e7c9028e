"""`flask secret replace`: what must follow when SECRET_KEY was stolen or lost."""

import click
from flask.cli import AppGroup

from academy.access.stolen_secret import end_codes, people_with_codes
from academy.audit import log
from academy.commands.progress import progress
from academy.credentials.papers import count_open_papers, withdraw_all
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.locking import row
from academy.people.models import Person
from academy.security.identity import Actor
from academy.wallet.sharing.service import stop_all

BY = Actor(None, "command")

secret = AppGroup("secret", help="SECRET_KEY, from which cards, PINs and papers are made.")


@secret.command("replace")
@click.option("--commit", is_flag=True, help="Do it; without this only say what would happen.")
def replace(*, commit: bool) -> None:
    """End every card, start code, paper page and shared link, so that SECRET_KEY can be another
    one. Stop the services first: a card that is made meanwhile would need the key of now.

    Badges, passwords and learning records stay. Whoever had a card needs a new one; each holder
    opens the page behind a new paper in the wallet.
    """
    people, papers = people_with_codes(), count_open_papers()
    click.echo(f"{len(people)} people have a card or a start code, {papers} papers an open page.")
    if not commit:
        click.echo("Dry run: nothing was ended. Add --commit to do it; it cannot be undone.")
        return
    now = dependencies().clock()
    with progress("Ending cards and start codes", len(people)) as tell:
        for number in people:
            with transaction(row(Person, number)):
                end_codes(db.session.get_one(Person, number), by=BY, now=now)
            tell(1)
    with transaction():
        withdraw_all(now)
        stop_all(now)
        log.record(
            "codes.replaced", None, organisation_id=None, by=BY, at=now,
            count=len(people), papers=papers,
        )  # fmt: skip
    click.echo("All are ended. Now set another SECRET_KEY, start again, and print new cards.")
