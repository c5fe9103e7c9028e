"""The page of a long piece of work follows it, and shows what came of it when it is done."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

LOOK_MS = 1000
"""Whoever waits sees a step within a second."""


@pytest.fixture
def job(visit: Visit) -> Page:
    """The page of certificates that a worker process will make."""
    page = visit("team leader")
    page.clock.install()
    page.goto("/teams")
    page.locator("main a[href^='/teams/']").first.click()
    page.get_by_role("button", name="Alle certificaten in één PDF").click()
    page.wait_for_url("**/jobs/*")
    return page


def answers(page: Page, answer: Callable[[Route], None]) -> None:
    page.route("**/progress", answer)
    with page.expect_response("**/progress"):
        page.clock.fast_forward(LOOK_MS)


def with_progress(**job: object) -> Callable[[Route], None]:
    return lambda route: route.fulfill(json=job)


def test_it_says_how_far_the_work_is(job: Page) -> None:
    answers(job, with_progress(done=3, total=61, words="3 van 61", isFinished=False))

    expect(job.get_by_text("3 van 61", exact=True)).to_be_visible()
    assert job.locator("progress").evaluate("bar => bar.value / bar.max") == pytest.approx(3 / 61)


def test_a_server_that_is_busy_is_asked_again(job: Page) -> None:
    answers(job, lambda route: route.fulfill(status=503))
    job.unroute("**/progress")
    answers(job, with_progress(done=4, total=61, words="4 van 61", isFinished=False))

    expect(job.get_by_text("4 van 61", exact=True)).to_be_visible()


def test_a_lost_connection_is_no_end(job: Page) -> None:
    job.route("**/progress", lambda route: route.abort())
    with job.expect_request("**/progress"):
        job.clock.fast_forward(LOOK_MS)
    job.unroute("**/progress")
    job.wait_for_function("() => true")
    answers(job, with_progress(done=5, total=61, words="5 van 61", isFinished=False))

    expect(job.get_by_text("5 van 61", exact=True)).to_be_visible()


def test_a_finished_job_shows_its_page_anew(job: Page) -> None:
    job.route("**/progress", lambda route: route.fulfill(body=json.dumps({"isFinished": True})))
    with job.expect_navigation():
        job.clock.fast_forward(LOOK_MS)
