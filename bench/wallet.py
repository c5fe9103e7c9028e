"""A wallet with 500 badges, 50 on a page, against one with 50: ``python -m bench.wallet``.

One process, one request at a time, the two in turns (see `bench.growth`): the first page, one in
the middle, and a search. The goal is under 1.5 times, and as many statements.
"""

from typing import Any

from sqlalchemy import select

from academy.database import db
from academy.people.models import Person
from bench import conditions
from bench.growth import ROUNDS, getter, measure, signed_in
from bench.people import Site, give_badges, site_with
from tests.long_wallet import lengthen
from tests.statements import count_statements

FEW, MANY, GOAL = 50, 500, 1.5
PAGES = {"wallet": "/wallet", "wallet, page 5": "/wallet?page=5", "searched": "/wallet?q=textiel"}


def main() -> None:
    conditions.tell()
    with site_with(2) as site:
        for worker in site.workers:
            give_badges(site, worker, FEW)
        compare(site)


def compare(site: Site) -> None:
    found = select(Person).where(Person.uuid.in_(site.workers)).order_by(Person.id)
    few, many = db.session.scalars(found).all()
    lengthen(many.id, MANY)
    clients: list[Any] = [signed_in(site.app, who) for who in (few, many)]
    for name, path in PAGES.items():
        costs = measure([getter(client, path) for client in clients], ROUNDS)
        asked = []
        for client in clients:
            with count_statements() as statements:
                client.get(path)
            asked.append(len(statements))
        ratio = costs[1] / costs[0]
        late = " (!)" if ratio > GOAL else ""
        print(
            f"  {name}: {costs[0] * 1e3:.1f} and {costs[1] * 1e3:.1f} ms, "
            f"{ratio:.2f} times{late} (goal: under {GOAL}); {asked[0]} and {asked[1]} statements"
        )


if __name__ == "__main__":
    main()
