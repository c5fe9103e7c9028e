"""What a worker sees of the own badges; the wallet is theirs, whoever employs them."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access.codes import grouped
from academy.assessments.words import METHODS
from academy.catalogue.queries import find_page, replacement_of
from academy.credentials.addresses import Addresses
from academy.credentials.models import Credential
from academy.credentials.papers import code_of, current_copy, has_old_name
from academy.database import transaction
from academy.dependencies import dependencies
from academy.people.queries import own_person
from academy.searching import MAX_QUERY, has_words
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.wallet import queries, service
from academy.wallet.contents import own_badge, wallet_of
from academy.web.locale import localised
from academy.web.opening import opened_at

blueprint = Blueprint("wallet", __name__)


@blueprint.get("/wallet")
@requires(Permission.READ_OWN_WALLET)
def index() -> ResponseReturnValue:
    query = request.args.get("q", "").strip()[:MAX_QUERY]
    wallet = wallet_of(current_identity(), now=dependencies().clock())
    found = tuple(s for s in wallet.skills if has_words(localised(s.front.name), query))
    return render_template("wallet/index.html", wallet=wallet, found=found, query=query)


@blueprint.get("/wallet/print")
@requires(Permission.READ_OWN_WALLET)
def on_paper() -> ResponseReturnValue:
    """Everything that counts, on A4, with the code of each certificate that has the name of now.

    A code leads to the name on the certificate: beside another name it would look forged.
    """
    deps, identity = dependencies(), current_identity()
    now = deps.clock()
    papers = queries.open_papers(identity)
    with_paper = [row for row in queries.own_badges(identity) if row.id in papers]
    person = own_person(identity)
    old = {row.uuid for row in with_paper if has_old_name(papers[row.id], person)}
    codes = {
        row.uuid: grouped(code_of(papers[row.id], deps.settings.secret_key))
        for row in with_paper
        if row.uuid not in old
    }
    wallet = wallet_of(identity, now=now)
    return render_template(
        "wallet/on_paper.html",
        badges=[skill.front for skill in wallet.skills if skill.front.counts],
        codes=codes,
        with_old_name=old,
        check_at=Addresses(opened_at(deps.settings)).paper_short(),
        now=now,
    )


@blueprint.get("/wallet/skills/<code>")
@requires(Permission.READ_OWN_WALLET)
def skill(code: str) -> ResponseReturnValue:
    """What somebody looks at for a skill, in plain words; the palette has the rest."""
    page = find_page(code) or abort(404)
    return render_template("wallet/skill.html", version=page.version)


@blueprint.get("/wallet/<uuid:credential_uuid>")
@requires(Permission.READ_OWN_WALLET, queries.find_own_badge)
def show(credential: Credential) -> ResponseReturnValue:
    deps = dependencies()
    looks = queries.looks_at(credential)
    copy = current_copy(credential)
    newer = credential.superseded_by
    badge = own_badge(
        queries.BadgeRow.of(credential),
        replaced=newer is not None and newer.revocation is None,
        seen_again_on=looks[0].observed_on if len(looks) > 1 else None,
        now=deps.clock(),
    )
    return render_template(
        "wallet/show.html",
        credential=credential,
        badge=badge,
        newer=newer if newer is not None and newer.revocation is None else None,
        looks=looks,
        hidden=queries.hidden_row(credential) is not None,
        copy=copy,
        code=grouped(code_of(copy, deps.settings.secret_key)) if copy else None,
        name_changed=copy is not None and has_old_name(copy, credential.person),
        public_address=Addresses(opened_at(deps.settings)).credential(credential.uuid),
        check_at=Addresses(opened_at(deps.settings)).paper_short(),
        methods=METHODS,
        replacement=replacement_of(credential.achievement.skill_version),
    )


@blueprint.post("/wallet/<uuid:credential_uuid>/hide")
@requires(Permission.READ_OWN_WALLET, queries.find_own_badge)
def hide(credential: Credential) -> ResponseReturnValue:
    with transaction(credential.person):
        service.hide(credential, by=current_identity(), now=dependencies().clock())
    return redirect(url_for(".show", credential_uuid=credential.uuid), 303)


@blueprint.post("/wallet/<uuid:credential_uuid>/show")
@requires(Permission.READ_OWN_WALLET, queries.find_own_badge)
def show_again(credential: Credential) -> ResponseReturnValue:
    with transaction(credential.person):
        service.show_again(credential, by=current_identity(), now=dependencies().clock())
    flash(_("Deze badge staat weer in je lijst."), "success")
    return redirect(url_for(".show", credential_uuid=credential.uuid), 303)
