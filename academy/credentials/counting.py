"""How many badges count of each kind, kept with every change instead of counted for every visitor.

What was given and withdrawn is read from the audit lines of the transaction, which nobody can
leave out; the rows are changed at its end, in one order, so that no two transactions wait for
each other.
"""

from collections import Counter

from sqlalchemy import bindparam, select, update

from academy.audit import log
from academy.credentials.models import BadgeClass, Credential
from academy.database import db

CHANGES = {"credential.issued": 1, "credential.put_back": 1, "credential.revoked": -1}


def keep_counts() -> None:
    """Before the commit, while nothing but the heads of the audit chains is still to be locked."""
    changed = Counter[object]()
    for line in log.pending_lines():
        changed[line.object_uuid] += CHANGES.get(line.action, 0)
    badges = [badge for badge, change in changed.items() if change]
    if not badges:
        return
    database = db.session.connection()
    kinds = Counter[tuple[int, int]]()
    for badge, organisation_id, achievement_id in database.execute(_KINDS, {"badges": badges}):
        kinds[organisation_id, achievement_id] += changed[badge]
    for (organisation_id, achievement_id), change in sorted(kinds.items()):
        of = {"organisation": organisation_id, "achievement": achievement_id, "change": change}
        database.execute(_CHANGE, of)


_KINDS = select(Credential.uuid, Credential.organisation_id, Credential.achievement_id).where(
    Credential.uuid.in_(bindparam("badges", expanding=True))
)
_CHANGE = (
    update(BadgeClass)
    .where(
        BadgeClass.organisation_id == bindparam("organisation"),
        BadgeClass.achievement_id == bindparam("achievement"),
    )
    .values(badges=BadgeClass.badges + bindparam("change"))
)
