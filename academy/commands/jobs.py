"""`flask jobs`: the worker process, and what an operator wants to know about its work."""

import uuid
from dataclasses import asdict

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from academy.database import transaction
from academy.job_handlers import HANDLERS, PERIODIC
from academy.jobs import queries, queue
from academy.jobs.figures import figures
from academy.jobs.models import JobState
from academy.jobs.periodic import enqueue_what_is_due
from academy.jobs.queue import Priority
from academy.jobs.supervisor import Supervisor
from academy.jobs.worker import Slot, run_until_idle

jobs = AppGroup("jobs", help="Long work: run it, list it, start it again.")

# one for quick work alone: a pile of certificates never keeps a badge waiting
SLOTS = (Slot(handlers=HANDLERS, below=Priority.NORMAL), Slot(handlers=HANDLERS))


@jobs.command("work")
@click.option("--until-idle", is_flag=True, help="Do what is due now, then stop.")
def work(*, until_idle: bool) -> None:
    """Work until SIGTERM: what is begun is finished, the rest is left to the next worker."""
    if until_idle:
        enqueue_what_is_due(PERIODIC)
        click.echo(f"{run_until_idle(_app(), SLOTS[-1])} jobs")
        return
    Supervisor(_app(), SLOTS, PERIODIC).run()


@jobs.command("list")
@click.option("--state", type=click.Choice([state.value for state in JobState]))
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
def list_jobs(state: str | None, limit: int) -> None:
    """The newest jobs, and how the queue is doing."""
    for job in queries.newest_jobs(limit=limit, state=JobState(state) if state else None):
        line = (
            f"{job.uuid}  {job.state:<9}  {job.name:<24}  {job.progress}/{job.total}  {job.error}"
        )
        click.echo(line.rstrip())
    for name, value in asdict(figures()).items():
        click.echo(f"{name.replace('_', ' ')}: {value:g}")


@jobs.command("retry")
@click.argument("job_uuid", type=click.UUID)
def retry(job_uuid: uuid.UUID) -> None:
    """Start a dead or cancelled job again."""
    with transaction():
        was_started = queue.retry(job_uuid)
    if not was_started:
        message = f"{job_uuid} is not a dead or cancelled job; see: flask jobs list"
        raise click.ClickException(message)
    click.echo(f"{job_uuid} will be done again.")


def _app() -> Flask:
    return current_app._get_current_object()  # type: ignore[attr-defined,no-any-return]  # noqa: SLF001
