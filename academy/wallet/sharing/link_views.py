"""What is behind the link of a share: for anybody who has it, without an account.

A first visit shows a button and nothing of the worker: messengers open every link that they see
to draw a preview of it, and that must neither tell a name nor count as a look. Who presses the
button looked. No other website learns the address, no search engine keeps the page.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.credentials.page_language import follow_address
from academy.credentials.statements.queries import own_voices
from academy.database import transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.errors import AcademyError, GoneError, NotFoundError
from academy.locking import row
from academy.organisations.models import Organisation
from academy.organisations.queries import by_numbers
from academy.people.models import Person
from academy.people.showing import shows_outside
from academy.security.guard import optional_identity, requires_share
from academy.security.identity import ShareBearer
from academy.security.permissions import Permission
from academy.security.policy import permits
from academy.verification.visits import count_check, count_wrong_code
from academy.wallet.claims import service as claims
from academy.wallet.claims.forms import ClaimForm
from academy.wallet.claims.service import Said
from academy.wallet.elsewhere.sending import as_it_was_brought
from academy.wallet.sharing import queries, service
from academy.wallet.sharing.contents import ShownBadge, shown_by
from academy.wallet.sharing.models import Share
from academy.wallet.sharing.rules import LOOK_LASTS
from academy.wallet.sharing.signed import signed_file
from academy.web.answers import BOTH, form_page, refused_page

OPENED = "share_opened"
"""In the signed cookie: which share this browser opened last, and when."""

blueprint = Blueprint("shared", __name__, url_prefix="/s")
blueprint.before_request(follow_address)


@blueprint.after_request
def keep_to_ourselves(answer: Response) -> Response:
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def bearer_of(token: str) -> tuple[ShareBearer, Share]:
    """Whoever has the link, and what it shows. Raises a refusal for a wrong or an old one."""
    found = queries.find_share_of_link(token)
    if found is None:
        count_wrong_code(request, dependencies())
        raise NotFoundError("share-is-unknown")
    now = dependencies().clock()
    if not (found.is_open_at(now) and shows_outside(found.person, local_day(now))):
        raise GoneError("share-has-ended")
    return _bearer(found), found


def bearer_of_file(token: str, **_which: UUID) -> tuple[ShareBearer, Share]:
    """The same; what is asked of it is looked for in that share only."""
    return bearer_of(token)


def _bearer(share: Share) -> ShareBearer:
    return ShareBearer(share_uuid=share.uuid, shared=frozenset({share.uuid}))


@blueprint.get("/<token>")
@requires_share(Permission.SEE_SHARE, bearer_of)
def show(share: Share) -> ResponseReturnValue:
    deps = dependencies()
    is_own = _is_own(share)
    if not (is_own or _has_opened(share, deps.clock())):
        return render_template("shared/_door.html")
    count_check(request, deps)
    return render_template(
        "shared/show.html",
        shown=shown_by(share, deps, page=request.args.get("page", 1, type=int)),
        ends_at=share.ends_at,
        is_own=is_own,
        may_say=not (is_own or share.follows),
    )


@blueprint.post("/<token>")
@requires_share(Permission.SEE_SHARE, bearer_of)
def look(share: Share) -> ResponseReturnValue:
    """The one thing that counts as a look."""
    now = dependencies().clock()
    with transaction(share):
        if not service.look(share, now=now):
            raise GoneError("share-has-ended")
    session[OPENED] = {"share": share.uuid.hex, "at": now.isoformat()}
    return redirect(url_for(".show", **(request.view_args or {})), 303)


@blueprint.get("/<token>/files/<uuid:foreign_uuid>")
@requires_share(Permission.SEE_SHARE, bearer_of_file)
def file(share: Share) -> ResponseReturnValue:
    """A badge from elsewhere as it was brought, for whoever looked: to check it with others."""
    asked = request.view_args or {}
    if not (_is_own(share) or _has_opened(share, dependencies().clock())):
        return redirect(url_for(".show", token=asked["token"]), 303)
    badge = queries.shared_foreign_file(share, asked["foreign_uuid"]) or abort(404)
    return as_it_was_brought(badge)


@blueprint.get("/<token>/said/<uuid:said_uuid>")
@requires_share(Permission.SEE_SHARE, bearer_of_file)
def said(share: Share) -> ResponseReturnValue:
    """What others signed about a badge, for whoever looked: to check it with others."""
    asked = request.view_args or {}
    if not (_is_own(share) or _has_opened(share, dependencies().clock())):
        return redirect(url_for(".show", token=asked["token"]), 303)
    return signed_file(share, asked["said_uuid"]) or abort(404)


@blueprint.route("/<token>/add", methods=BOTH)
@requires_share(Permission.SEE_SHARE, bearer_of)
def add(share: Share) -> ResponseReturnValue:
    """Somebody who looked says something about the worker, without an account."""
    deps = dependencies()
    now, token = deps.clock(), (request.view_args or {})["token"]
    if share.follows or _is_own(share) or not _has_opened(share, now):
        return redirect(url_for(".show", token=token), 303)
    badges, form = shown_by(share, deps).badges, ClaimForm()
    speaks_for = _speaks_for()
    form.offer(badges, speaks_for)
    shown = {"token": token, "speaks_later": _speaks_later(speaks_for)}
    if not form.validate_on_submit():
        return form_page("shared/add.html", form, **shown)
    try:
        _say(share, form, badges, speaks_for)
    except AcademyError as refusal:
        return refused_page("shared/add.html", form, refusal, **shown)
    flash(_("Dank je wel. De persoon leest het en kiest of het blijft."), "success")
    return redirect(url_for(".show", token=token), 303)


def _speaks_for() -> list[Organisation]:
    """The registered organisations for which whoever is signed in here may speak."""
    identity = optional_identity()
    if identity is None:
        return []
    places = by_numbers({place.organisation_id for place in identity.places})
    speaks = Permission.SPEAK_FOR_ORGANISATION
    return [place for place in places if permits(identity, speaks, place.scope)]


def _speaks_later(speaks_for: Sequence[Organisation]) -> list[Organisation]:
    """For which whoever is signed in here may speak as soon as nobody else knows the way in
    (docs/adr/0052)."""
    identity = optional_identity()
    voices = own_voices(identity) if identity else None
    return [place for place in voices.rows if place not in speaks_for] if voices else []


def _say(
    share: Share,
    form: ClaimForm,
    badges: Sequence[ShownBadge],
    speaks_for: Sequence[Organisation],
) -> None:
    deps, identity = dependencies(), optional_identity()
    now = deps.clock()
    speaks = next((each for each in speaks_for if each.uuid.hex == form.organisation), None)
    said = Said(
        uuid=form.new_uuid,
        credential_id=next((badge.id for badge in badges if badge.uuid == form.badge), None),
        skill=form.skill.data or "",
        words=form.words.data or "",
        firm=speaks.name if speaks else form.firm.data,
        author=identity.person_name if speaks and identity else form.author.data,
        organisation=speaks,
    )
    writer = identity.actor if speaks and identity else _bearer(share).actor
    with transaction(share, row(Person, share.person_id), *filter(None, [speaks])):
        if not share.is_open_at(now):
            raise GoneError("share-has-ended")
        claims.say(share.person_id, share.uuid, said, deps.settings, by=writer, now=now)


def _has_opened(share: Share, now: datetime) -> bool:
    opened = session.get(OPENED)
    if not isinstance(opened, dict) or opened.get("share") != share.uuid.hex:
        return False
    return datetime.fromisoformat(str(opened.get("at"))) > now - LOOK_LASTS


def _is_own(share: Share) -> bool:
    """The worker looks at the own link: no look of somebody else.

    Not somebody who came in as the worker by what they gave out themselves.
    """
    identity = optional_identity()
    is_them = identity is not None and identity.person_id == share.person_id
    return is_them and permits(identity, Permission.SHARE_BADGES)
