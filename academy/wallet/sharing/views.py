"""A worker shows badges to somebody outside: one question on each screen, then a link to stop."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access.qr import qr_svg
from academy.credentials.models import Credential
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.people.queries import own_person
from academy.people.showing import needs_parent
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.wallet.brought.queries import own_brought
from academy.wallet.brought.words import WORDS
from academy.wallet.claims.models import Claim
from academy.wallet.claims.queries import claims_about
from academy.wallet.contents import own_skills
from academy.wallet.elsewhere.models import ForeignBadge
from academy.wallet.elsewhere.queries import own_foreign_badges
from academy.wallet.elsewhere.rules import may_be_shown
from academy.wallet.sharing import draft as drafts
from academy.wallet.sharing import forms, queries, service
from academy.wallet.sharing.contents import Shown, shown, shown_by
from academy.wallet.sharing.draft import Draft, Step
from academy.wallet.sharing.foreign import ShownSaid, said_about, shown_foreign
from academy.wallet.sharing.models import Audience, Purpose, Share
from academy.wallet.sharing.rules import (
    Choice,
    Duration,
    Period,
    ready_made,
    to_choose_from,
)
from academy.wallet.sharing.telling import told
from academy.wallet.sharing.tokens import token_of
from academy.wallet.sharing.words import (
    AUDIENCES,
    DURATIONS,
    PICTURES_OF_AUDIENCES,
    PICTURES_OF_PURPOSES,
    PURPOSES,
)
from academy.web.answers import BOTH, form_page, refused_page
from academy.web.forms import Form
from academy.web.opening import opened_at

SHOWN_MOMENTS = 20
"""Of looks; how many there were says the number."""

blueprint = Blueprint("shares", __name__, url_prefix="/wallet/shares")


@blueprint.get("")
@requires(Permission.SHARE_BADGES)
def index() -> ResponseReturnValue:
    identity, now = current_identity(), dependencies().clock()
    shares = queries.own_shares(identity)
    return render_template(
        "shares/index.html",
        running=[share for share in shares if share.is_open_at(now)],
        ended=[share for share in shares if not share.is_open_at(now)],
        looks=queries.looks_of(shares),
        has_badges=bool(_own_choice().all or _from_elsewhere()),
        needs_parent=needs_parent(own_person(identity), identity.today),
        audiences=AUDIENCES,
        pictures=PICTURES_OF_AUDIENCES,
    )


@blueprint.get("/<uuid:share_uuid>")
@requires(Permission.SHARE_BADGES, queries.find_own_share)
def show(share: Share) -> ResponseReturnValue:
    deps = dependencies()
    link = _link(share)
    return render_template(
        "shares/show.html",
        share=share,
        is_open=share.is_open_at(deps.clock()),
        needs_parent=needs_parent(share.person, current_identity().today),
        link=link,
        qr=qr_svg(link),
        shown=shown_by(share, deps, page=request.args.get("page", 1, type=int)),
        number=queries.count_looks(share),
        moments=queries.moments_of(share, SHOWN_MOMENTS),
        audiences=AUDIENCES,
        purposes=PURPOSES,
        pictures=PICTURES_OF_AUDIENCES,
    )


@blueprint.get("/<uuid:share_uuid>/tell")
@requires(Permission.SHARE_BADGES, queries.find_own_share)
def tell(share: Share) -> ResponseReturnValue:
    """Words to practise with, for every badge that counts."""
    badges = [badge for badge in shown_by(share, dependencies()).badges if badge.counts]
    return render_template("shares/tell.html", share=share, told=[told(each) for each in badges])


@blueprint.post("/<uuid:share_uuid>/stop")
@requires(Permission.SHARE_BADGES, queries.find_own_share)
def stop(share: Share) -> ResponseReturnValue:
    with transaction(share):
        service.stop(share, by=current_identity(), now=dependencies().clock())
    flash(_("Gestopt. De link laat niets meer zien."), "success")
    return redirect(url_for(".show", share_uuid=share.uuid), 303)


@blueprint.post("/new")
@requires(Permission.SHARE_BADGES)
def begin() -> ResponseReturnValue:
    """A ready-made one; sent as a form, so that no address says for whom."""
    form = forms.ReadyForm()
    if not form.validate_on_submit():
        abort(422)
    draft = drafts.begin(current_identity(), ready=Audience(form.ready.data))
    return redirect(url_for(f".{draft.next_step}"), 303)


@blueprint.route("/new/period", methods=BOTH)
@requires(Permission.SHARE_BADGES)
def period() -> ResponseReturnValue:
    draft, form = _reached(Step.PERIOD), forms.PeriodForm()
    if not form.validate_on_submit():
        form.period.data = form.period.data or draft.period
        return form_page("shares/period.html", form, step=Step.PERIOD, draft=draft)
    chosen = ready_made(_own_choice(), Period(form.period.data), now=dependencies().clock())
    badges = tuple(badge.uuid.hex for badge in chosen)
    return _on(replace(draft, period=form.period.data, badges=badges), Step.PERIOD)


@blueprint.route("/new/badges", methods=BOTH)
@requires(Permission.SHARE_BADGES)
def badges() -> ResponseReturnValue:
    """The first question of a plain share: who comes here without one begins it."""
    draft = drafts.current(current_identity()) or drafts.begin(current_identity())
    draft = _reached(Step.BADGES, draft)
    own, foreign = _own_choice(), _from_elsewhere()
    form = forms.BadgesForm()
    form.offer(own.all, foreign)
    if not (own.all or foreign) or not form.validate_on_submit():
        if not form.is_submitted():
            wish = request.args.get("badge", "").replace("-", "")
            form.badges.data, form.foreign.data = [*draft.badges, wish], [*draft.foreign, wish]
        return form_page(
            "shares/badges.html",
            form,
            step=Step.BADGES,
            draft=draft,
            choice=own,
            foreign=foreign,
        )
    chosen = tuple(form.badges.data), tuple(form.foreign.data)
    answered = replace(draft, badges=chosen[0], foreign=chosen[1])
    answered = replace(answered, has_words=bool(own_brought(current_identity())))
    return _on(replace(answered, has_claims=_has_claims(answered)), Step.BADGES)


@blueprint.route("/new/audience", methods=BOTH)
@requires(Permission.SHARE_BADGES)
def audience() -> ResponseReturnValue:
    draft, form = _reached(Step.AUDIENCE), forms.AudienceForm()
    if not form.validate_on_submit():
        form.audience.data = form.audience.data or draft.audience
        form.label.data = form.label.data if form.is_submitted() else draft.label
        return form_page(
            "shares/audience.html",
            form,
            step=Step.AUDIENCE,
            draft=draft,
            pictures=PICTURES_OF_AUDIENCES,
        )
    answered = replace(draft, audience=form.audience.data, label=form.label.data or "")
    return _on(answered, Step.AUDIENCE)


@blueprint.route("/new/purpose", methods=BOTH)
@requires(Permission.SHARE_BADGES)
def purpose() -> ResponseReturnValue:
    form, pictures = forms.PurposeForm(), PICTURES_OF_PURPOSES
    return _ask("shares/purpose.html", Step.PURPOSE, form, answer="purpose", pictures=pictures)


@blueprint.route("/new/duration", methods=BOTH)
@requires(Permission.SHARE_BADGES)
def duration() -> ResponseReturnValue:
    return _ask("shares/duration.html", Step.DURATION, forms.DurationForm(), answer="duration")


@blueprint.route("/new/name", methods=BOTH)
@requires(Permission.SHARE_BADGES)
def name() -> ResponseReturnValue:
    return _ask("shares/name.html", Step.NAME, forms.NameForm(), answer="named")


@blueprint.route("/new/claims", methods=BOTH)
@requires(Permission.SHARE_BADGES)
def claims() -> ResponseReturnValue:
    draft, form = _reached(Step.CLAIMS), forms.ClaimsForm()
    if not form.validate_on_submit():
        form.claims.data = form.claims.data or draft.claims
        page = {"claims": _claims(draft), "beside": _said_beside(draft)}
        return form_page("shares/claims.html", form, step=Step.CLAIMS, draft=draft, **page)
    return _on(replace(draft, claims=form.claims.data), Step.CLAIMS)


@blueprint.route("/new/words", methods=BOTH)
@requires(Permission.SHARE_BADGES)
def words() -> ResponseReturnValue:
    draft, form, own = _reached(Step.WORDS), forms.WordsForm(), own_brought(current_identity())
    form.offer(own)
    if not form.validate_on_submit():
        if not form.is_submitted():
            form.words.data = draft.words
        page = {"step": Step.WORDS, "draft": draft, "own": own, "kinds": WORDS}
        return form_page("shares/words.html", form, **page)
    chosen = tuple(form.words.data or ())
    return _on(replace(draft, words=chosen, words_are_chosen=True), Step.WORDS)


@blueprint.route("/new/check", methods=BOTH)
@requires(Permission.SHARE_BADGES)
def check() -> ResponseReturnValue:
    """Exactly what the other will see; only this button shares it."""
    draft, form = _reached(Step.CHECK), forms.CheckForm()
    page = {"step": Step.CHECK, "draft": draft, "durations": DURATIONS, "audiences": AUDIENCES}
    if not form.validate_on_submit():
        return form_page("shares/check.html", form, shown=_as_others_see(draft), **page)
    try:
        found = _share(draft)
    except AcademyError as refusal:
        seen = _as_others_see(draft)
        return refused_page("shares/check.html", form, refusal, shown=seen, **page)
    drafts.forget()
    return redirect(url_for(".show", share_uuid=found.uuid), 303)


def _share(draft: Draft) -> Share:
    deps, identity = dependencies(), current_identity()
    person = own_person(identity)
    with transaction(person):
        # asked again under the lock: a badge may have been withdrawn or hidden meanwhile
        return service.share(
            person,
            service.Chosen(
                uuid=draft.uuid,
                badges=[badge.id for badge in _chosen(draft)],
                foreign=[badge.id for badge in draft.chosen_of_foreign(_from_elsewhere())],
                words=[each.id for each in draft.chosen_of_words(own_brought(identity))],
                audience=Audience(draft.audience),
                label=draft.label,
                purpose=Purpose(draft.purpose),
                duration=Duration(draft.duration),
                with_name=draft.named == forms.YES,
                with_claims=draft.claims == forms.YES,
            ),
            secret_key=deps.settings.secret_key,
            by=identity,
            now=deps.clock(),
        )


def _as_others_see(draft: Draft) -> Shown:
    now = dependencies().clock()
    return shown(
        own_person(current_identity()),
        _chosen(draft),
        foreign=shown_foreign(
            draft.chosen_of_foreign(_from_elsewhere()),
            now,
            with_files=draft.named == forms.YES,
            said_before=now if draft.claims == forms.YES else None,
        ),
        words=draft.chosen_of_words(own_brought(current_identity())),
        claims=_claims(draft) if draft.claims == forms.YES else (),
        with_name=draft.named == forms.YES,
        deps=dependencies(),
    )


def _has_claims(draft: Draft) -> bool:
    return bool(_claims(draft) or _said_beside(draft))


def _said_beside(draft: Draft) -> list[ShownSaid]:
    """What others signed about the chosen badges from elsewhere."""
    chosen, now = draft.chosen_of_foreign(_from_elsewhere()), dependencies().clock()
    return [said for badge in chosen for said in said_about(badge, before=now)]


def _claims(draft: Draft) -> Sequence[Claim]:
    """What employers said that fits the badges that were chosen."""
    now = dependencies().clock()
    return claims_about(current_identity().person_id, _chosen(draft), kept_before=now)


def _chosen(draft: Draft) -> Sequence[Credential]:
    chosen = [badge.uuid for badge in draft.chosen_of(_own_choice().all)]
    return queries.chosen_badges(current_identity(), chosen)


def _own_choice() -> Choice:
    return to_choose_from(own_skills(current_identity(), now=dependencies().clock()))


def _from_elsewhere() -> list[ForeignBadge]:
    now = dependencies().clock()
    return [each for each in own_foreign_badges(current_identity()) if may_be_shown(each, now)]


def _reached(step: Step, draft: Draft | None = None) -> Draft:
    """The share that this session is making; whoever is not that far goes back to the start, and
    whoever needs a parent's yes to where that is said."""
    identity = current_identity()
    if needs_parent(own_person(identity), identity.today):
        abort(redirect(url_for(".index"), 303))
    draft = draft or drafts.current(identity)
    if draft is None or not draft.may_see(step):
        there = url_for(".index") if draft is None else url_for(f".{draft.next_step}")
        abort(redirect(there, 303))
    return draft


def _ask(
    template: str, step: Step, form: Form, *, answer: str, **page: object
) -> ResponseReturnValue:
    """A screen of one field, which the form and the share call `answer`."""
    draft, field = _reached(step), form[answer]
    if not form.validate_on_submit():
        field.data = field.data or getattr(draft, answer)
        return form_page(template, form, step=step, draft=draft, **page)
    return _on(replace(draft, **{answer: field.data}), step)


def _on(draft: Draft, step: Step) -> ResponseReturnValue:
    """Keep the answer and ask the next question."""
    return redirect(url_for(f".{drafts.keep(draft).after(step)}"), 303)


def _link(share: Share) -> str:
    """The address to give to the other, made again from the server's key."""
    settings = dependencies().settings
    token = token_of(share.uuid, secret_key=settings.secret_key)
    return opened_at(settings) + url_for("shared.show", token=token)
