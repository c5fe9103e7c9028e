"""Letters to whoever hears of it in no other way: a badge was withdrawn, why, and what they have
now. One sheet for each badge, made by the worker, in Dutch: whoever hands it over explains it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from flask import current_app
from flask_babel import force_locale
from sqlalchemy import select

from academy.access.mailing import Post, wanting_among
from academy.access.session import identity_now
from academy.administration.withdrawals.choosing import (
    badges_in,
    chosen_badges,
    find_withdrawal,
)
from academy.credentials.models import Credential
from academy.credentials.printing import print_pdf
from academy.credentials.words import PUBLIC_REASONS
from academy.database import db
from academy.dependencies import Dependencies
from academy.jobs.queue import Result
from academy.jobs.work import Work
from academy.languages import DUTCH

JOB: Final = "withdrawal-letters"
STYLES: Final = Path(__file__).with_name("letters.css")
PDF_VARIANT: Final = "pdf/ua-1"


@dataclass(frozen=True, slots=True)
class Letter:
    """About one badge; `now` is what its holder has instead."""

    badge: Credential
    reason: str
    now: Credential | None


def unreached(badges: Iterable[Credential]) -> list[Credential]:
    """Those that were withdrawn, of whoever gets no mail of it; in the order given."""
    withdrawn = [badge for badge in badges if badge.revocation is not None]
    reached = wanting_among(Post.NEWS, {badge.person_id for badge in withdrawn})
    return [badge for badge in withdrawn if badge.person_id not in reached]


def _letter(badge: Credential) -> Letter:
    reason = badge.revocation.reason if badge.revocation else None
    return Letter(badge, str(PUBLIC_REASONS.get(reason, "")) if reason else "", _instead(badge))


def _instead(badge: Credential) -> Credential | None:
    found = select(Credential).where(
        Credential.person_id == badge.person_id,
        Credential.skill_id == badge.skill_id,
        Credential.organisation_id == badge.organisation_id,
        Credential.current_key.is_not(None),
        ~Credential.revocation.has(),
    )
    return db.session.scalar(found.order_by(Credential.id.desc()).limit(1))


def make_letters(work: Work, deps: Dependencies) -> Result | None:
    """None when there is nobody to write to."""
    assert work.started is not None  # noqa: S101 - only people start it
    identity = identity_now(work.started.by_id)
    assert identity is not None  # noqa: S101 - the queue asks `still_holds` before
    key = UUID(work.arguments["withdrawal"])
    withdrawal = find_withdrawal(identity, work.started.about, key)
    if withdrawal is None:
        return None
    chosen = chosen_badges(withdrawal.organisation, badges_in(withdrawal.job), identity)
    badges = unreached(chosen)
    if not badges:
        return None
    with force_locale(DUTCH):
        # not render_template: the worker has no request, which the context of pages asks about
        page = current_app.jinja_env.get_template("withdrawals/_letters_paper.html")
        letters = [_letter(badge) for badge in badges]
        html = page.render(letters=letters, today=identity.today, language=DUTCH)
        content = print_pdf(html, styles=STYLES, variant=PDF_VARIANT)
    result = Result(f"jobs/{work.job_uuid}/letters.pdf", "brieven.pdf")
    # before the row that names it; what no row names is swept up at night
    deps.files.put(result.key, content)
    return result
