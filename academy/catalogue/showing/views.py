"""How a skill sounds and how it is done, for everybody; offer how one does it, take it back."""

import uuid

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue import queries
from academy.catalogue.models import Skill
from academy.catalogue.showing import crafts
from academy.catalogue.showing.forms import CraftForm
from academy.catalogue.showing.listening import hear
from academy.catalogue.showing.models import Craft
from academy.catalogue.showing.recordings import MOST_MEGABYTES
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.media.speaking import NoVoiceError
from academy.people.queries import own_person
from academy.security.guard import current_identity, optional_identity, public, requires
from academy.security.headers import allow_playing
from academy.security.identity import Identity
from academy.security.permissions import Permission
from academy.web.playing import playable
from academy.web.refusals import sentence_of

blueprint = Blueprint("crafts", __name__)

COMPUTER_SECONDS = 86_400
"""How long a browser keeps what a computer says."""


def _file(key: str) -> bytes:
    try:
        return dependencies().files.get(key)
    except FileNotFoundError:
        abort(404)


@blueprint.get("/skills/<code>/sound/<language>")
@public
def skill_sound(code: str, language: str) -> Response:
    """As somebody recorded it, else by a computer's voice: the same for everybody, so it is fetched
    once. A recording that is taken away is gone at once."""
    try:
        heard = hear(code, language, dependencies().files) or abort(404)
    except (FileNotFoundError, NoVoiceError):
        abort(404)
    seconds = COMPUTER_SECONDS if heard.is_computer else 0
    return playable(heard.content, heard.mimetype, seconds=seconds)


@blueprint.get("/crafts/<uuid:craft_uuid>/sound")
@public
def sound(craft_uuid: uuid.UUID) -> Response:
    """Of what is shown; what waits, only the maker and the academy hear."""
    found = crafts.find_visible(optional_identity(), craft_uuid) or abort(404)
    return playable(_file(found.storage_key), found.mimetype)


@blueprint.get("/crafts/<uuid:craft_uuid>/photos/<uuid:photo_uuid>")
@public
def photo(craft_uuid: uuid.UUID, photo_uuid: uuid.UUID) -> Response:
    found = crafts.find_visible(optional_identity(), craft_uuid) or abort(404)
    each = next((row for row in found.photos if row.uuid == photo_uuid), None) or abort(404)
    return Response(_file(each.storage_key), mimetype="image/jpeg")


def find_open_skill(_identity: Identity, code: str) -> Skill | None:
    version = queries.open_version(code) if queries.CODE.fullmatch(code) else None
    return version.skill if version else None


@blueprint.get("/skills/<code>/craft")
@requires(Permission.OFFER_CRAFT, find_open_skill)
def new(skill: Skill) -> ResponseReturnValue:
    return _page(skill, CraftForm())


def _page(skill: Skill, form: CraftForm) -> str:
    allow_playing()
    return render_template(
        "crafts/new.html",
        skill=skill,
        version=queries.open_version(skill.code),
        form=form,
        own=crafts.own_crafts(current_identity(), skill),
        most=MOST_MEGABYTES,
    )


@blueprint.post("/skills/<code>/craft")
@requires(Permission.OFFER_CRAFT, find_open_skill)
def offer(skill: Skill) -> ResponseReturnValue:
    form, identity, deps = CraftForm(), current_identity(), dependencies()
    if not form.validate_on_submit():
        return _page(skill, form), 422
    files = crafts.CraftFiles.of(form.recording, form.photos)
    files.put(deps.files)
    person = own_person(identity)
    try:
        with transaction(person):
            crafts.offer(
                skill,
                person,
                form.new_uuid,
                sentence=form.sentence.data,
                files=files,
                by=identity,
                now=deps.clock(),
            )
    except AcademyError as error:
        form.form_errors.append(sentence_of(error))
        return _page(skill, form), error.status
    flash(_("Het is bij de academie. Hier lees je wat ervan komt."), "success")
    return redirect(url_for("crafts.new", code=skill.code), 303)


@blueprint.post("/crafts/<uuid:craft_uuid>/delete")
@requires(Permission.TAKE_CRAFT_BACK, crafts.find_craft)
def take_back(craft: Craft) -> ResponseReturnValue:
    code, person = craft.skill.code, own_person(current_identity())
    with transaction(person):
        crafts.take_back(craft, person, by=current_identity().actor, now=dependencies().clock())
    flash(_("Het is weg."), "success")
    return redirect(url_for("crafts.new", code=code), 303)
