"""Write the file of everything: badges in every form, what was brought, the passport, the data."""

import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from academy.catalogue.models import Skill, SkillVersion
from academy.credentials import derived
from academy.credentials.addresses import Addresses
from academy.credentials.endorsing import standing_endorsements
from academy.credentials.models import Achievement, Credential, RevocationReason
from academy.credentials.records import sign_record
from academy.database import db
from academy.dependencies import Dependencies
from academy.people.queries import own_person
from academy.privacy.exporting import everything_about
from academy.privacy.readme import readme
from academy.security.identity import Identity
from academy.wallet.elsewhere import layout
from academy.wallet.elsewhere.queries import own_foreign_files
from academy.wallet.passport.contents import passport_of
from academy.wallet.passport.paper import passport_pdf

File = tuple[str, bytes]
Json = dict[str, Any]


def bundle(identity: Identity, deps: Dependencies) -> bytes:
    """A ZIP; the same wallet at the same moment gives the same files."""
    buffer, data = io.BytesIO(), everything_about(identity, now=deps.clock())
    with ZipFile(buffer, "w", ZIP_DEFLATED) as packed:
        for name, content in _files(identity, data, deps):
            packed.writestr(name, content)
        inside = {name.partition("/")[0] for name in packed.namelist()}
        packed.writestr(layout.README, readme(identity, data, inside))
    return buffer.getvalue()


def _files(identity: Identity, data: Json, deps: Dependencies) -> Iterator[File]:
    badges, foreign = _own_badges(identity), own_foreign_files(identity)
    yield layout.DATA, _as_json(data)
    if data["said_by_oneself"]:
        yield layout.OWN_WORDS, _as_json(data["said_by_oneself"])
    for number, badge in enumerate(badges, start=1):
        folder = f"{layout.BADGES}/{number:03}-{badge.skill.code}"
        for name, content in _forms(badge, Addresses(deps.settings.public_url)):
            yield f"{folder}/{name}", content
    beside = [each.source for badge in foreign for each in badge.endorsements]
    signed = [each.document for each in standing_endorsements(badges)]
    for number, said in enumerate([*signed, *beside], start=1):
        yield f"{layout.ENDORSEMENTS}/{number:03}.json", said
    for number, brought in enumerate(foreign, start=1):
        yield (
            f"{layout.ELSEWHERE}/{number:03}-{_plain(brought.name)}.{brought.kind}",
            brought.source,
        )
    counting = [badge for badge in badges if badge.revocation is None]
    person = own_person(identity)
    record = sign_record(person.uuid, counting, deps.settings, now=deps.clock())
    if record is not None:
        yield layout.RECORD, record
    yield layout.PASSPORT, passport_pdf(passport_of(identity, deps))


def _own_badges(identity: Identity) -> Sequence[Credential]:
    """The newest first; what was taken back at once was never a badge."""
    found = (
        select(Credential)
        .where(Credential.person_id == identity.person_id)
        .order_by(Credential.valid_from.desc(), Credential.id.desc())
        .options(
            undefer(Credential.document),
            undefer(Credential.jwt),
            joinedload(Credential.revocation),
            joinedload(Credential.organisation),
            joinedload(Credential.skill),
            joinedload(Credential.achievement)
            .joinedload(Achievement.skill_version)
            .joinedload(SkillVersion.skill)
            .joinedload(Skill.domain),
        )
    )
    return [
        badge
        for badge in db.session.scalars(found)
        if badge.revocation is None or badge.revocation.reason != RevocationReason.UNDONE
    ]


def _forms(badge: Credential, addresses: Addresses) -> Iterator[File]:
    text = badge.document.decode()
    yield "badge.json", badge.document
    yield "badge.jwt", badge.jwt.encode()
    yield "badge.png", derived.baked(badge, "png", badge=text)
    yield "badge.svg", derived.baked(badge, "svg", badge=text)
    if badge.revocation is None:
        yield "open-badges-2.json", json.dumps(derived.ob2_assertion(badge, addresses)).encode()


def _as_json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "badge"
