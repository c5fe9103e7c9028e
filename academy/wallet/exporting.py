"""What the wallet and the rooms below it keep about one person, for that person.

Names of others do not go along, with one exception: who looked at one's work.
Secrets (hashes of passwords, PINs and codes) stay here.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload, undefer

from academy.access.models import (
    Card,
    OwnPhone,
    PicturePassword,
    RecoveryCode,
    Session,
    TemporaryCard,
)
from academy.access.queries import account_of
from academy.assessments.agreements.models import Agreement
from academy.assessments.models import Assessment
from academy.assessments.requests.models import LookRequest
from academy.assessments.seconds.models import SecondLook
from academy.catalogue.proposing.models import SkillProposal
from academy.catalogue.showing.models import Craft
from academy.credentials.endorsing import endorsements_of
from academy.credentials.models import Achievement, Credential, Endorsement, PaperCopy
from academy.database import db
from academy.learning.models import CourseTrainer, Enrolment, LearningRecord
from academy.people.doubles.exporting import doubles_kept
from academy.people.merged import pseudonyms_of
from academy.people.models import Membership
from academy.people.naming.models import NameProposal
from academy.people.naming.queries import proposal_of
from academy.people.queries import own_person
from academy.security.identity import Identity
from academy.wallet.brought.exporting import brought_kept
from academy.wallet.claims.models import Claim
from academy.wallet.elsewhere.exporting import foreign_badge
from academy.wallet.elsewhere.models import DeclinedBadge
from academy.wallet.elsewhere.queries import own_foreign_files
from academy.wallet.queries import hidden_badges
from academy.wallet.sharing.exporting import shares_kept

Json = dict[str, Any]


def own_memberships(identity: Identity) -> Sequence[Membership]:
    """Where the person works and worked, the newest first."""
    found = select(Membership).where(Membership.person_id == identity.person_id)
    return db.session.scalars(found.order_by(Membership.starts_on.desc(), Membership.id)).all()


def kept_for_the_wallet(identity: Identity, *, now: datetime) -> Json:
    """Without what other rooms keep: that is added by `privacy.exporting`."""
    # whatever this session may show: only one that is the person's own gets here
    person = own_person(identity)
    account = account_of(person.id)
    return {
        "made_at": now.isoformat(),
        "person": {
            "uuid": str(person.uuid),
            "uuids_of_merged_records": [str(each) for each in pseudonyms_of(person)[1:]],
            "name": person.name,
            "latin_name": person.latin_name,
            "language": person.language,
            "reading": person.reading,
            "since": person.created_at.isoformat(),
            "notice_seen_at": _moment(person.notice_seen_at),
            "under_16_until": _day(person.under_16_until),
            "parent_agreed_on": _day(person.parent_agreed_on),
            "email": account.email if account else None,
            "name_proposed": _named(proposal_of(person)),
        },
        "memberships": [_membership(row) for row in own_memberships(identity)],
        "taken_for_one_person": doubles_kept(person.id),
        "badges": _badges(identity),
        "observations": [_observation(row) for row in _rows(Assessment, identity, _seen())],
        "courses": [_course(row) for row in _rows(LearningRecord, identity)],
        "enrolments": [
            _enrolment(row)
            for row in _rows(Enrolment, identity, [selectinload(Enrolment.presences)])
        ],
        "teaches": [_teaching(row) for row in _rows(CourseTrainer, identity)],
        "crafts": [_craft(row) for row in _rows(Craft, identity)],
        "proposals": [_proposal(row) for row in _rows(SkillProposal, identity)],
        "said_by_oneself": brought_kept(identity),
        "said_by_others": _claims(identity),
        "said_not_to_be_own": [row.key_hash.hex() for row in _rows(DeclinedBadge, identity)],
        "from_elsewhere": [foreign_badge(row) for row in own_foreign_files(identity)],
        "shares": shares_kept(identity),
        "agreements": [_agreement(row) for row in _rows(Agreement, identity)],
        "asked_for_a_look": [_request(row) for row in _rows(LookRequest, identity)],
        "asked_of_a_second_person": [_request(row) for row in _rows(SecondLook, identity)],
        "cards": [_card(row) for row in _rows(Card, identity)],
        "cards_for_twelve_hours": [_lent(row) for row in _rows(TemporaryCard, identity)],
        "recovery_codes": [_recovery(row) for row in _rows(RecoveryCode, identity)],
        "picture_passwords": [
            {"chosen_at": row.chosen_at.isoformat()} for row in _rows(PicturePassword, identity)
        ],
        "own_phones": [_phone(row) for row in _rows(OwnPhone, identity)],
        "sessions": [_session(row) for row in _rows(Session, identity)],
    }


def _named(row: NameProposal | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "name": row.name, "latin_name": row.latin_name,
        "proposed_at": row.proposed_at.isoformat(), "declined_at": _moment(row.declined_at),
    }  # fmt: skip


def _rows(table: Any, identity: Identity, options: Sequence[Any] = ()) -> Sequence[Any]:
    found = select(table).where(table.person_id == identity.person_id).order_by(table.id)
    return db.session.scalars(found.options(*options)).all()


def _seen() -> list[Any]:
    return [
        joinedload(Assessment.skill_version),
        joinedload(Assessment.assessor),
        joinedload(Assessment.withdrawal),
        joinedload(Assessment.referral),
        selectinload(Assessment.responses),
        selectinload(Assessment.reviews),
        selectinload(Assessment.evidence),
        selectinload(Assessment.voices),
    ]


def _membership(row: Membership) -> Json:
    return {
        "organisation": row.organisation.name,
        "team": row.team.name if row.team else None,
        "role": str(row.role),
        "staff_number": row.staff_number,
        "from": row.starts_on.isoformat(),
        "until": row.ends_on.isoformat() if row.ends_on else None,
        "went_to": row.went_to,
    }


def _badges(identity: Identity) -> list[Json]:
    hidden = hidden_badges(identity)
    options = [
        joinedload(Credential.organisation),
        joinedload(Credential.revocation),
        joinedload(Credential.achievement).joinedload(Achievement.skill_version),
        undefer(Credential.document),
    ]
    papers: dict[int, list[PaperCopy]] = {}
    for copy in db.session.scalars(
        select(PaperCopy)
        .join(Credential, Credential.id == PaperCopy.credential_id)
        .where(Credential.person_id == identity.person_id)
        .order_by(PaperCopy.id)
    ):
        papers.setdefault(copy.credential_id, []).append(copy)
    return [
        {
            "uuid": str(row.uuid),
            "skill": row.achievement.skill_version.name,
            "issuer": row.organisation.name,
            "issued_at": row.issued_at.isoformat(),
            "valid_until": _moment(row.valid_until),
            "withdrawn_at": _moment(row.revocation.at) if row.revocation else None,
            "hidden": row.id in hidden,
            "certificates": [_paper(copy) for copy in papers.get(row.id, [])],
            "credential": json.loads(row.document),
        }
        for row in _rows(Credential, identity, options)
    ]


def _paper(copy: PaperCopy) -> Json:
    return {
        "printed_name": copy.printed_name,
        "printed_latin_name": copy.printed_latin_name,
        "printed_at": copy.printed_at.isoformat(),
        "closed_at": _moment(copy.withdrawn_at),
    }


def _observation(row: Assessment) -> Json:
    texts = {each["id"]: each["text"]["nl"] for each in row.skill_version.criteria}
    return {
        "skill": row.skill_version.name,
        "level": row.level,
        "answers": {texts.get(key, key): answer for key, answer in row.answers.items()},
        "remarks": row.remarks,
        "note": row.note,
        "method": str(row.method),
        "observed_on": row.observed_on.isoformat(),
        "recorded_at": row.recorded_at.isoformat(),
        "seen_by": row.assessor.name,
        "photos": [{"width": each.width, "height": each.height} for each in row.evidence],
        "undone_at": _moment(row.withdrawal.at) if row.withdrawal else None,
        "left_to_the_academy_at": _moment(row.referral.at) if row.referral else None,
        "deleted_on": row.delete_on.isoformat() if row.delete_on else None,
        "your_answers": [
            {
                "kind": str(each.kind),
                "about": str(each.about) if each.about else None,
                "reason": each.reason,
                "at": each.at.isoformat(),
                "on_the_tablet_of": row.assessor.name if each.device else None,
            }
            for each in row.responses
        ],
        "your_voice": [
            {"type": each.mimetype, "bytes": each.size, "at": each.said_at.isoformat()}
            for each in row.voices
        ],
        "second_looks": [
            {"outcome": str(each.outcome), "explanation": each.explanation} for each in row.reviews
        ],
    }


def _course(row: LearningRecord) -> Json:
    return {
        "title": row.title,
        "provider": row.provider,
        "form": row.form,
        "hours": row.hours,
        "from": row.starts_on.isoformat(),
        "until": row.ends_on.isoformat(),
    }


def _enrolment(row: Enrolment) -> Json:
    return {
        "course": row.run.course_version.title,
        "from": row.run.starts_on.isoformat(),
        "until": row.run.ends_on.isoformat(),
        "has_seat": row.has_seat,
        "days": [{"day": each.day.isoformat(), "hours": each.hours} for each in row.presences],
        "outcome": str(row.completion) if row.completion else None,
    }


def _teaching(row: CourseTrainer) -> Json:
    return {
        "course": row.run.course_version.title,
        "from": row.run.starts_on.isoformat(),
        "until": row.run.ends_on.isoformat(),
        "since": row.added_at.isoformat(),
    }


def _craft(row: Craft) -> Json:
    """How the person showed that a skill is done; photos and sound are on its page."""
    return {
        "skill": row.skill.code,
        "sentence": row.sentence,
        "made_at": row.made_at.isoformat(),
        "outcome": row.outcome,
        "reason": row.reason,
    }


def _proposal(row: SkillProposal) -> Json:
    """With the own messages; of what the academy wrote only its reason."""
    return {
        "title": row.title,
        "why": row.why,
        "made_at": row.made_at.isoformat(),
        "outcome": row.outcome,
        "reason": row.reason,
        "messages": [each.text for each in row.comments if each.by_id == row.person_id],
    }


def _claims(identity: Identity) -> list[Json]:
    rows = _rows(Claim, identity)
    signed = endorsements_of([row.credential for row in rows if row.credential])
    return [_claim(row, signed.get(row.uuid)) for row in rows]


def _claim(row: Claim, endorsement: Endorsement | None) -> Json:
    return {
        "firm": row.firm,
        "author": row.author,
        "skill": row.skill,
        "about_badge": row.credential_id is not None,
        "words": row.words,
        "said_at": row.said_at.isoformat(),
        "accepted_at": _moment(row.accepted_at),
        "by_a_registered_organisation": row.organisation_id is not None,
        "taken_back_at": _moment(row.statement.withdrawn_at) if row.statement else None,
        "signed": json.loads(endorsement.document) if endorsement else None,
    }


def _card(row: Card) -> Json:
    return {"given_at": row.issued_at.isoformat(), "ended_at": _moment(row.voided_at)}


def _lent(row: TemporaryCard) -> Json:
    return {
        "given_at": row.given_at.isoformat(),
        "ends_at": row.expires_at.isoformat(),
        "ended_at": _moment(row.voided_at),
    }


def _agreement(row: Agreement) -> Json:
    return {
        "skills": [each.skill.code for each in row.skills],
        "organisation": row.organisation.name,
        "made_at": row.made_at.isoformat(),
        "agreed_at": _moment(row.agreed_at),
        "for": row.due_on.isoformat(),
        "employer_does": row.helps,
        "employer_did": row.helped,
        "ended_as": row.ended_as,
        "ended_at": _moment(row.ended_at),
    }


def _request(row: LookRequest | SecondLook) -> Json:
    return {
        "skill": row.skill.code,
        "asked_at": row.asked_at.isoformat(),
        "ended_at": _moment(row.ended_at),
    }


def _recovery(row: RecoveryCode) -> Json:
    return {"made_at": row.made_at.isoformat(), "used_at": _moment(row.used_at)}


def _phone(row: OwnPhone) -> Json:
    return {
        "device": row.device,
        "added_at": row.made_at.isoformat(),
        "ended_at": _moment(row.ended_at),
    }


def _session(row: Session) -> Json:
    return {
        "way_in": row.method,
        "device": row.device,
        "started_at": row.started_at.isoformat(),
        "last_used_at": row.last_used_at.isoformat(),
    }


def _moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
