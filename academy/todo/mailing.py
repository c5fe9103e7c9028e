"""What there is to do, once a week by mail to whoever wants it: how much and where, no names."""

from collections import Counter
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from academy.access import mailing
from academy.access.mailing import Post
from academy.access.session import identity_now
from academy.database import db
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.jobs.queue import Priority, enqueue
from academy.jobs.work import Work
from academy.people.models import Person
from academy.security.identity import Identity
from academy.todo.tasks import collect
from academy.todo.views import SOURCES

JOB = "mail-todo-to"
MOST_LINES = 30


def mail_to_all(work: Work) -> None:
    """A job for each who wants it; begun again, nobody gets a second one this week."""
    week = week_of(local_day(dependencies().clock()))
    with work.finishing():
        for person_id in mailing.wanting(Post.TODO):
            key = f"{JOB}:{person_id}:{week}"
            enqueue(JOB, {"person": person_id}, unique_key=key, priority=Priority.BULK)


def mail_to_one(work: Work) -> None:
    """Nothing to do gives no mail."""
    person_id = work.arguments["person"]
    identity, to = identity_now(person_id), mailing.address_for(person_id, Post.TODO)
    if identity is None or to is None:
        return
    language = db.session.get_one(Person, person_id).language
    with mailing.as_on_a_page(language) as root:
        lines = _lines(identity, root)
        subject = str(_("Te doen deze week"))
        db.session.rollback()
    if lines:
        mailing.send(to, subject, lines)


def _lines(identity: Identity, root: str) -> list[str]:
    """Each task with its address; those of one kind and place once, with how many."""
    tasks = collect(SOURCES, identity, dependencies().clock())
    if not tasks:
        return []
    counted = Counter((task.words, task.place) for task in tasks)
    first = {(task.words, task.place): task.href for task in reversed(tasks)}
    told = [
        f"{kind[0]}{f' ({number}×)' if number > 1 else ''}\n{root}{first[kind]}"
        for kind, number in list(counted.items())[:MOST_LINES]
    ]
    more = [_("Er is meer. Kijk bij Te doen.")] if len(counted) > MOST_LINES else []
    end = _("Je krijgt dit omdat je het aanzette. Uitzetten kan hier: %(address)s",
            address=f"{root}{url_for('todo.index')}")  # fmt: skip
    return [str(_("Dit wacht op jou:")), *told, *map(str, more), str(end)]


def week_of(day: date) -> str:
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"
