"""Addresses that belong to no feature: what an operator watches."""

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

from academy.database import db
from academy.security.guard import public

LOOPBACK = {"127.0.0.1", "::1"}

PROBLEMS = "academy_problems"
"""Where the application keeps, by name, what tells of that which `/readyz` has to be loud about."""

blueprint = Blueprint("web", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """For an alarm; a balancer had better ask /healthz: behind in its journal, it still serves.

    Says what is wrong in a word: who asks may be anybody.
    """
    # of a table: a database that nobody migrated answers `SELECT 1` too
    db.session.execute(text("SELECT 1 FROM issuer_key LIMIT 1"))
    looks = current_app.extensions[PROBLEMS]
    wrong = [name for name, look in looks.items() if list(look())]
    if wrong:
        told = f"not ready: {', '.join(wrong)}; see: flask check\n"
        return Response(told, 503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/metrics")
@public
def metrics() -> ResponseReturnValue:
    """Prometheus; for this machine only."""
    # behind a proxy of our own everybody comes from this machine
    if request.remote_addr not in LOOPBACK or "X-Forwarded-For" in request.headers:
        abort(404)
    return Response(generate_latest(), mimetype=CONTENT_TYPE_LATEST)
