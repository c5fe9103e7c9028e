"""What tablets ask: no cookie, no page, a token of their own (docs/tablet-protocol.md)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from academy.access import codes
from academy.access.attempts import TRIES_PER_ADDRESS, count
from academy.access.visits import visitor
from academy.database import transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.errors import InvalidInputError
from academy.locking import row
from academy.organisations.models import Organisation
from academy.security.guard import public, requires_device
from academy.security.identity import Actor
from academy.security.permissions import Permission
from academy.tablets import (
    enrolling,
    granting,
    keys,
    leaders,
    palette,
    reading,
    roster,
    signing_in,
    state,
)
from academy.tablets.devices import find_tablet
from academy.tablets.encoding import to_text
from academy.tablets.models import LeaderGrant, Tablet
from academy.tablets.signing_in import ChooseTeamError, Leader
from academy.web.refusals import sentence_of

blueprint = Blueprint("tablet_api", __name__)
on_tablet = requires_device(Permission.USE_TABLET, find_tablet)


@blueprint.post("/api/tablet/enrol")
@public
def enrol() -> ResponseReturnValue:
    deps = dependencies()
    code, now = codes.typed(reading.text(reading.body(), "code")) or "", deps.clock()
    try:
        found = enrolling.find_by_code(code, now=now)
    except InvalidInputError:
        seen = visitor(request, secret_key=deps.settings.secret_key)
        with transaction():
            count([seen.address_bucket], now=now)
        raise
    by = found.device.actor
    with transaction(keys.LOCK, row(Organisation, found.organisation_id)):
        keys.ensure_keys(deps.settings, by=by, now=now)
        tablet, token = enrolling.enrol(code, now=now)
        answer = {
            "protocol": state.PROTOCOL,
            "tablet": state.tablet_json(tablet),
            "token": token,
            "now": now.isoformat(),
        }
    return _json(answer, 201)


@blueprint.get("/api/tablet/state")
@on_tablet
def show_state(tablet: Tablet) -> ResponseReturnValue:
    return _json(state.as_json(tablet, now=dependencies().clock()))


@blueprint.get("/api/tablet/palette")
@on_tablet
def show_palette(_tablet: Tablet) -> ResponseReturnValue:
    answer = _json(palette.as_json())
    answer.add_etag()
    return answer.make_conditional(request)


@blueprint.post("/api/tablet/grants")
@on_tablet
def sign_in(tablet: Tablet) -> ResponseReturnValue:
    deps, asked = dependencies(), reading.sign_in(reading.body())
    leader = _leader(tablet, asked)
    try:
        team = signing_in.team_of(leader, asked.team)
    except ChooseTeamError as choice:
        return _choices(choice)
    with transaction(keys.LOCK, tablet):
        keys.ensure_keys(deps.settings, by=tablet.device.actor, now=deps.clock())
        given = granting.give(
            tablet, leader, team,
            signs_with=asked.signs_with,
            hours=granting.hours_for(tablet, leader.method, asked.hours),
            settings=deps.settings,
            now=deps.clock(),
        )  # fmt: skip
        answer = {
            "grant": given.text,
            "id": str(given.row.uuid),
            "now": deps.clock().isoformat(),
            "until": given.row.expires_at.isoformat(),
            "leader": leaders.as_json(team),
            "roster_key": to_text(given.roster_key),
            "earlier": [
                {"id": str(uuid), "roster_key": to_text(key)} for uuid, key in given.earlier.items()
            ],
            "roster": _roster(given.row),
        }
    return _json(answer, 201)


def _leader(tablet: Tablet, asked: reading.SignIn) -> Leader:
    if asked.grant is not None:
        grant = _shown(tablet, asked.grant)
        return signing_in.know_by_grant(tablet, grant, now=dependencies().clock())
    return _leader_by_card(tablet, asked) if asked.card else _leader_by_pin(tablet, asked)


def _shown(tablet: Tablet, text: str) -> LeaderGrant:
    deps = dependencies()
    return granting.shown(tablet, text, deps.settings, now=deps.clock())


def _leader_by_card(tablet: Tablet, asked: reading.SignIn) -> Leader:
    deps = dependencies()
    try:
        return signing_in.know_by_card(tablet, asked.card or "", now=deps.clock())
    except InvalidInputError:
        seen = visitor(request, secret_key=deps.settings.secret_key)
        with transaction():
            bucket = seen.bucket("tablet", str(tablet.uuid), TRIES_PER_ADDRESS)
            count([bucket], now=deps.clock())
        raise


def _leader_by_pin(tablet: Tablet, asked: reading.SignIn) -> Leader:
    deps = dependencies()
    if asked.leader is None:
        raise InvalidInputError("tablet-request-unfit")
    with transaction(tablet):
        today = local_day(deps.clock())
        left = signing_in.count_pin_try(tablet, asked.leader, today=today)
    return signing_in.know_by_pin(
        tablet, asked.leader, asked.pin, left=left,
        secret_key=deps.settings.secret_key, now=deps.clock(),
    )  # fmt: skip


def _choices(choice: ChooseTeamError) -> ResponseReturnValue:
    led: Any = choice.values["teams"]
    teams = [{"id": str(each.team_uuid), "name": each.team_name} for each in led]
    problem = {
        "status": choice.status, "code": choice.code, "detail": sentence_of(choice), "teams": teams,
    }  # fmt: skip
    answer = _json(problem, choice.status)
    answer.mimetype = "application/problem+json"
    return answer


@blueprint.get("/api/tablet/grants/<uuid:grant_uuid>/roster")
@on_tablet
def show_roster(tablet: Tablet, grant_uuid: UUID) -> ResponseReturnValue:
    """Of people, so not for whoever holds the tablet: the leader is in, and shows the grant."""
    grant = granting.find_grant(tablet, grant_uuid)
    if grant is None or not granting.holds(grant, now=dependencies().clock()):
        abort(404)
    if _shown(tablet, request.headers.get("Tablet-Grant", "")).id != grant.id:
        raise InvalidInputError("wrong-tablet-grant")
    return _json(_roster(grant))


@blueprint.delete("/api/tablet/grants/<uuid:grant_uuid>")
@on_tablet
def sign_out(tablet: Tablet, grant_uuid: UUID) -> ResponseReturnValue:
    grant = granting.find_grant(tablet, grant_uuid) or abort(404)
    leader = granting.leader_of(grant)
    with transaction(tablet):
        granting.end(
            grant, by=Actor(leader, tablet.device.actor.origin), now=dependencies().clock()
        )
    return Response(status=204, mimetype="application/json")


def _roster(grant: LeaderGrant) -> Mapping[str, Any]:
    now = dependencies().clock()
    return roster.as_json(grant, today=local_day(now), now=now)


def _json(content: Mapping[str, Any], status: int = 200) -> Response:
    answer = jsonify(content)
    answer.status_code = status
    answer.headers["Cache-Control"] = "no-store"
    return answer
