"""`figures example` and `figures compute`: anybody can compute figures of made-up badges again.

`figures publish` lets go out what is due, as the worker does every night.
"""

import csv
import sys
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from typing import TextIO

import click
from flask.cli import with_appcontext

from academy.database import transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.reports.sector.figures import EVERY_OTHER, Measure
from academy.reports.sector.history import Given, made_up, released
from academy.reports.sector.publishing import figures_for, publish, terms_due

COLUMNS = [field.name for field in fields(Given)]
DAY = click.DateTime(["%Y-%m-%d"])


@click.group("figures")
def figures() -> None:
    """Figures of the sector for readers outside."""


@figures.command("example")
@click.option("--people", default=600, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--seed", default=1, show_default=True)
def example(people: int, seed: int) -> None:
    """Print badges of people who do not exist as CSV, for `compute`."""
    page = csv.DictWriter(sys.stdout, COLUMNS)
    page.writeheader()
    page.writerows(asdict(each) for each in made_up(seed, people=people, until=date(2026, 6, 30)))


@figures.command("compute")
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--agreed", default="", help="Numbers of organisations that agreed: 1,2,5.")
@click.option("--today", default="2026-07-31", show_default=True, type=DAY)
def compute(file: TextIO, agreed: str, today: date) -> None:
    """Print the figures of FILE, made by the rules that the platform keeps itself."""
    organisations = {int(each) for each in agreed.split(",") if each.strip()}
    page = csv.writer(sys.stdout)
    page.writerow(["term", "counts", "region", "domain", "number"])
    given = list(_read(file))
    day = date(today.year, today.month, today.day)
    for term, told in released(given, organisations, day):
        for each in told:
            domain = each.domain if each.measure is Measure.BADGES else "all"
            page.writerow(
                [term, each.measure, each.region or "none", domain or "every other", each.number]
            )


@figures.command("publish")
@with_appcontext
def publish_command() -> None:
    """Let go out what is over and did not go out yet; it never changes afterwards."""
    now = dependencies().clock()
    for term in terms_due(local_day(now)):
        told = figures_for(term)
        with transaction():
            publish(term, told, now=now)
        click.echo(f"{term}: {len(told)} figures")


def _read(lines: Iterable[str]) -> Iterable[Given]:
    for row in csv.DictReader(lines):
        try:
            yield Given(
                int(row["number"]),
                int(row["person"]),
                int(row["organisation"]),
                row["region"] or EVERY_OTHER,
                row["domain"],
                date.fromisoformat(row["on"]),
                date.fromisoformat(row["withdrawn_on"]) if row.get("withdrawn_on") else None,
            )
        except (KeyError, TypeError, ValueError) as error:
            message = f"This is no list of badges: {error!r} in {row}."
            raise click.ClickException(message) from error
