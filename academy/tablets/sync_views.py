"""What tablets hand over: batches of items, and photos by themselves."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import update

from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.security.guard import requires_device
from academy.security.permissions import Permission
from academy.tablets import clock, photos, reading, state, syncing
from academy.tablets.bringers import Bringer
from academy.tablets.devices import find_tablet, note_left
from academy.tablets.models import Tablet
from academy.tablets.syncing import Answer, Delivery

blueprint = Blueprint("tablet_sync", __name__)
on_tablet = requires_device(Permission.USE_TABLET, find_tablet)


@blueprint.post("/api/sync")
@on_tablet
def sync(tablet: Tablet) -> ResponseReturnValue:
    deps = dependencies()
    sent_at, items = reading.delivery()
    now = deps.clock()
    skew = clock.skew_seconds(sent_at, now)
    bringer = Bringer.of(tablet)
    delivery = Delivery(bringer=bringer, items=items, sent_at=sent_at, now=now)
    answers = syncing.take(delivery, deps)
    tablet = db.session.get_one(Tablet, bringer.id)
    _note_skew(tablet, skew)
    note_left(tablet.id, sum(each.is_done for each in answers))
    return {
        "now": now.isoformat(),
        "skew_seconds": skew,
        "skewed": clock.is_skewed(skew),
        "items": [_told(each) for each in answers],
        **state.at_contact(tablet, now=now),
    }, {"Cache-Control": "no-store"}


def _note_skew(tablet: Tablet, skew: int) -> None:
    """Only when it says something else: a network takes a few seconds more or less."""
    is_news = clock.is_skewed(skew) or clock.is_skewed(tablet.skew_seconds)
    if tablet.skew_seconds is None or (is_news and tablet.skew_seconds != skew):
        with transaction():
            noted = update(Tablet).where(Tablet.id == tablet.id)
            db.session.execute(noted.values(skew_seconds=clock.bounded(skew)))


@blueprint.put("/api/tablet/photos/<uuid:photo_uuid>")
@on_tablet
def photo(tablet: Tablet, photo_uuid: UUID) -> ResponseReturnValue:
    sealed = reading.photo(photo_uuid)
    tablet_id = tablet.id
    answer = photos.receive(tablet, sealed, dependencies())
    note_left(tablet_id, int(answer.is_done))
    return _told(answer), {"Cache-Control": "no-store"}


def _told(answer: Answer) -> dict[str, str | bool]:
    told: dict[str, str | bool] = {
        "id": str(answer.uuid),
        "code": answer.code.value,
        "done": answer.is_done,
    }
    return told | ({"reason": answer.reason} if answer.reason else {})
