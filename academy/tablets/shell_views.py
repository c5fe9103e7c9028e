"""The pages of the tablet itself: one page without a name in it, which the tablet keeps.

Whoever holds a tablet may load them; people come in with what `/api/tablet` answers.
"""

import json

from flask import Blueprint, Response, abort, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from academy.languages import DUTCH, LANGUAGES
from academy.security.guard import public
from academy.tablets import shell_words
from academy.tablets.release import release_of, static_address

blueprint = Blueprint("shell", __name__, url_prefix="/tablet")


@blueprint.after_request
def ask_again(answer: Response) -> Response:
    """Nobody's data: a browser may keep it, if it asks whether there is another."""
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@blueprint.get("/")
@public
def index() -> ResponseReturnValue:
    release = release_of(current_app).name
    with force_locale(DUTCH):  # of the page, whoever asks for it
        words = shell_words.in_this_language()
    names = {code: LANGUAGES[code].name for code in current_app.config["WORKER_LANGUAGES"]}
    page = render_template("shell/index.html", release=release, words=words, languages=names)
    answer = Response(page, mimetype="text/html")
    answer.headers["Tablet-Release"] = release
    return answer


@blueprint.get("/words/<language>.json")
@public
def words(language: str) -> ResponseReturnValue:
    """The texts of the tablet in one language."""
    if language not in current_app.config["WORKER_LANGUAGES"]:
        abort(404)
    with force_locale(language):
        return shell_words.in_this_language()


@blueprint.get("/manifest.webmanifest")
@public
def manifest() -> ResponseReturnValue:
    """What a browser shows when somebody installs it."""
    told = {
        "id": "/tablet/",
        "name": _("Kringloopbadges op de tablet"),
        "short_name": _("Badges"),
        "start_url": "/tablet/",
        "scope": "/tablet/",
        "display": "fullscreen",
        "orientation": "any",
        "background_color": "#fffdf8",
        "theme_color": "#0b5d4d",
        "icons": [
            {
                "src": static_address(current_app, f"img/icon-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for size in (192, 512)
            for purpose in ("any", "maskable")
        ],
    }
    return Response(json.dumps(told), mimetype="application/manifest+json")


@blueprint.get("/sw.js")
@public
def worker() -> ResponseReturnValue:
    """The service worker: what to keep for this release, and how."""
    script = json.dumps(static_address(current_app, "js/tablet/worker.js"))
    release = json.dumps(release_of(current_app).as_told())
    text = f"import {{ serve }} from {script};\nserve({release});\n"
    return Response(text, mimetype="text/javascript")
