"""Two records may hold one post of one organisation at the same time; a person holds it once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import select, update

from academy.database import db
from academy.people.models import Membership


def join_posts(stays: int, goes: int) -> None:
    """Where their days overlap, one row has all days; the other then held on none, and stays for
    the log. What led to it leads to that row."""
    held = defaultdict[object, list[Membership]](list)
    found = select(Membership).where(
        Membership.person_id.in_([stays, goes]), ~Membership.never_held
    )
    for each in db.session.scalars(found.order_by(Membership.starts_on, Membership.id)):
        held[each.organisation_id, each.team_id, each.role].append(each)
    for rows in held.values():
        for overlap in overlaps(rows):
            if len(overlap) > 1:
                _join(overlap, stays)
    db.session.flush()


def overlaps(rows: Sequence[Membership]) -> Iterator[list[Membership]]:
    """Rows in the order of their first days, in groups that have a day in common."""
    group: list[Membership] = []
    for each in rows:
        if group and not any(one.goes_on_from(each.starts_on) for one in group):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _join(rows: Sequence[Membership], stays: int) -> None:
    """A leader's own work goes before that of a substitute, then that of the record that stays."""
    first, *others = sorted(
        rows, key=lambda each: (each.replaces_id is not None, each.person_id != stays)
    )
    last_days = [each.ends_on for each in rows]
    first_day = min(each.starts_on for each in rows)
    number = next((each.staff_number for each in (first, *others) if each.staff_number), "")
    for each in others:
        each.ends_on = each.starts_on - timedelta(days=1)
        led = update(Membership).where(Membership.replaces_id == each.id)
        db.session.execute(led.values(replaces_id=first.id))
    db.session.flush()
    first.starts_on, first.staff_number = first_day, number
    first.ends_on = None if None in last_days else max(day for day in last_days if day)
    if not first.has_end:
        first.went_to = None
