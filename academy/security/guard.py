"""Connect the policy to Flask: every view carries exactly one of these decorators.

Loading is authorising: a loader finds only what the person may know of, so a thing of
somebody else answers exactly like a thing that does not exist (404). Who may look but not
act gets 403. Who is not signed in is sent to the sign-in page. What is done for an organisation
as a whole is over once that is closed: each such address refuses, unless it says otherwise.
"""

from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import wraps
from typing import Any, Protocol, runtime_checkable

from flask import abort, g, request
from flask.typing import ResponseReturnValue

from academy.database import db
from academy.security.identity import Device, Identity, ShareBearer
from academy.security.permissions import FOR_A_PLACE, Permission
from academy.security.policy import NOWHERE, Principal, Scope, permits

View = Callable[..., ResponseReturnValue]


class Scoped(Protocol):
    """Anything that knows where it belongs."""

    @property
    def scope(self) -> Scope: ...


@runtime_checkable
class Closable(Protocol):
    """What belongs to an organisation that can end, or go on in another one."""

    def must_be_open(self, today: date) -> None:
        """Raises ClosedError."""


class Closed(Enum):
    """What becomes of an address about an organisation once that is closed."""

    REFUSED = "refused"
    """Nothing is changed, and a page that is a form is not shown."""
    SHOWN = "shown"
    """Nothing is changed; the page shows what there was, without its form."""
    GOES_ON = "goes-on"
    """It looks after what was done there, or opens and closes it."""


def optional_identity() -> Identity | None:
    """Who is asking, or None for a visitor."""
    identity: Identity | None = g.get("identity")
    return identity


def current_identity() -> Identity:
    """Who is asking; a visitor gets 401."""
    return optional_identity() or abort(401)


def public(view: View) -> View:
    """Say out loud that anyone may use this address."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def requires(
    permission: Permission,
    load: Callable[..., Scoped | None] | None = None,
    *,
    closed: Closed = Closed.REFUSED,
) -> Callable[[View], View]:
    """Let in who `permission` allows.

    With `load`, the values in the address go to `load(identity, **values)`, and what it finds
    is the view's only argument. Without, the view gets the values themselves. Both run in a
    read transaction that a write closes (see `academy.database.transaction`). `closed` says what
    becomes of it when what was found belongs to an organisation that is closed.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> ResponseReturnValue:
            identity = current_identity()
            if load is None:
                _check(identity, permission, NOWHERE)
                return view(**values)
            # before the policy: 403 would tell that the thing exists
            found = load(identity, **values) or abort(404)
            _check(identity, permission, found.scope)
            if permission in FOR_A_PLACE and isinstance(found, Closable) and _changes(closed):
                found.must_be_open(identity.today)
            return view(found)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def _changes(closed: Closed) -> bool:
    """Whether this request is for what `closed` ends: a change, or the form of one."""
    if closed is Closed.GOES_ON or request.url_rule is None:
        return False
    is_form = closed is Closed.REFUSED and "POST" in (request.url_rule.methods or ())
    return is_form or request.method not in ("GET", "HEAD")


def _check(principal: Principal, permission: Permission, scope: Scope) -> None:
    if not permits(principal, permission, scope):
        db.session.rollback()
        abort(403)


def requires_device(
    permission: Permission, find: Callable[[], tuple[Device, Scoped]]
) -> Callable[[View], View]:
    """Let in a tablet that says by itself which one it is; no cookie is looked at.

    `find` gives the device and what it asks about, or raises a refusal; the thing is the view's
    first argument.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> ResponseReturnValue:
            device, thing = find()
            _check(device, permission, thing.scope)
            return view(thing, **values)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def requires_share(
    permission: Permission, find: Callable[..., tuple[ShareBearer, Scoped]]
) -> Callable[[View], View]:
    """Let in whoever has the link of a share; no account is looked at.

    The values in the address go to `find`, which gives the bearer and what was shared, or raises a
    refusal; the thing is the view's only argument.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> ResponseReturnValue:
            bearer, thing = find(**values)
            _check(bearer, permission, thing.scope)
            return view(thing)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return decorate
