"""Turn errors into pages that say what to do, in one place."""

from flask import Flask, Response, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import ObjectDeletedError
from werkzeug.exceptions import HTTPException

from academy.database import db
from academy.errors import AcademyError, BusyError, TooManyAttemptsError
from academy.security.guard import optional_identity
from academy.security.identity import CardLook, Identity
from academy.web.kept_input import is_lost_input, lost_input_page
from academy.web.refusals import sentence_of
from academy.web.told_again import told

TEXTS = {
    400: (
        lazy_gettext("Dit formulier is verlopen"),
        lazy_gettext("Ga terug, laad de pagina opnieuw en probeer het nog een keer."),
    ),
    401: (
        lazy_gettext("Je bent uitgelogd"),
        lazy_gettext("Log in. Ga daarna terug naar deze pagina. Wat je invulde staat er nog."),
    ),
    403: (
        lazy_gettext("Dit mag je niet doen"),
        lazy_gettext("Je mag dit wel zien, maar niet veranderen. Vraag je beheerder."),
    ),
    404: (
        lazy_gettext("Deze pagina is er niet"),
        lazy_gettext("Kijk of het adres klopt, of ga naar het begin."),
    ),
    405: (
        lazy_gettext("Dit kan hier niet"),
        lazy_gettext("Ga terug en gebruik de knop op de pagina."),
    ),
    409: (
        lazy_gettext("Dit kan nu niet"),
        lazy_gettext("Iemand anders deed dit al, of er is iets veranderd. Laad de pagina opnieuw."),
    ),
    410: (
        lazy_gettext("Dit is er niet meer"),
        lazy_gettext("Vraag de persoon van wie je het adres hebt om een nieuw adres."),
    ),
    413: (
        lazy_gettext("Dit bestand is te groot"),
        lazy_gettext("Ga terug. Kies een kleiner bestand."),
    ),
    415: (
        lazy_gettext("Dit soort bestand kan niet"),
        lazy_gettext("Kies een foto: JPEG, PNG of WebP."),
    ),
    422: (lazy_gettext("Er klopt iets niet"), lazy_gettext("Kijk na wat je hebt ingevuld.")),
    429: (
        lazy_gettext("Even wachten"),
        lazy_gettext("Je probeerde het te vaak. Wacht een kwartier en probeer het opnieuw."),
    ),
    503: (
        lazy_gettext("Even wachten"),
        lazy_gettext("Je werk is niet weg. Probeer het straks weer."),
    ),
    500: (
        lazy_gettext("Dit lukt nu niet"),
        lazy_gettext("Je werk is niet weg. Probeer het straks weer."),
    ),
}
NO_COOKIES = lazy_gettext(
    "Je browser bewaart geen cookies. Zonder cookies kun je niet inloggen en niets versturen. "
    "Zet cookies aan bij de instellingen en probeer het opnieuw."
)
NOT_ALL = lazy_gettext("Je ziet nu niet alles")
"""No reproach: they were helped, and did nothing that they may not do."""
LIMITED = lazy_gettext(
    "Iemand anders gaf je deze pincode of dit wachtwoord. Daarom zie je nu niet alles. "
    "Bij “Hoe ik inlog” staat wat je kunt doen."
)
PIN_NEEDED = lazy_gettext("Hiervoor heb je je pincode nodig")
OR_PICTURES = lazy_gettext("Je kijkt nu alleen. Met je pincode of je plaatjes kun je meer.")
FORBIDDEN, NOT_FOUND = 403, 404
REFUSED = frozenset({403, 404, 409, 410, 422, 503})
"""What was filled in is well, and still it can't be saved: it is told again, to be passed on."""
NO_MORE = lazy_gettext("Je mag dit niet meer doen, of het is er niet meer.")
"""Which of the two, whoever may not know of it is not told."""
UNAVAILABLE = 503
UNAUTHORISED = 401
WAITS = {kind.status: kind.wait for kind in (BusyError, TooManyAttemptsError)}


def register_error_pages(app: Flask) -> None:
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(AcademyError, explain_broken_rule)
    app.register_error_handler(IntegrityError, show_beaten)
    app.register_error_handler(ObjectDeletedError, show_gone)
    app.register_error_handler(DataError, show_unfit)
    app.register_error_handler(OperationalError, show_database_gone)
    app.register_error_handler(Exception, show_fault)
    app.after_request(say_when_to_try_again)


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    code = error.code or 500
    if code == UNAUTHORISED and request.method in {"GET", "HEAD"} and not wants_json():
        return redirect(url_for("session.sign_in", next=request.full_path.rstrip("?")), 303)
    if is_lost_input(error) and not wants_json():
        return lost_input_page(error), code
    if isinstance(error, CSRFError) and "session" not in request.cookies:
        return error_answer(code, str(NO_COOKIES))
    identity = optional_identity()
    if code == FORBIDDEN and identity is not None and identity.limited_to is not None:
        return _limited_answer(identity)
    return error_answer(code)


def _limited_answer(identity: Identity) -> ResponseReturnValue:
    """For whoever may do more after coming in another way."""
    if isinstance(identity, CardLook):
        return error_answer(FORBIDDEN, str(OR_PICTURES), title=str(PIN_NEEDED))
    return error_answer(FORBIDDEN, str(LIMITED), title=str(NOT_ALL))


def explain_broken_rule(error: AcademyError) -> ResponseReturnValue:
    db.session.rollback()
    return error_answer(error.status, sentence_of(error), refusal=error)


def show_beaten(error: IntegrityError) -> ResponseReturnValue:
    """Somebody did the same at the same moment, and the database allowed it once."""
    current_app.logger.warning("constraint refused %s: %s", request.endpoint, _first_line(error))
    db.session.rollback()
    return error_answer(409)


def show_gone(error: ObjectDeletedError) -> ResponseReturnValue:
    """Somebody deleted the row while this request waited for its turn."""
    current_app.logger.warning("a row is gone for %s: %s", request.endpoint, error)
    db.session.rollback()
    return error_answer(409)


def show_unfit(error: DataError) -> ResponseReturnValue:
    """PostgreSQL can hold no NUL, nor a number that large; an address with one leads nowhere."""
    # its first line too quotes what was sent
    kind = type(error.orig).__name__
    current_app.logger.warning("unfit for the database on %s: %s", request.endpoint, kind)
    db.session.rollback()
    return error_answer(404 if request.method in {"GET", "HEAD"} else 422)


def show_database_gone(error: OperationalError) -> ResponseReturnValue:
    current_app.logger.error("database not usable: %s", _first_line(error))
    db.session.rollback()
    return error_answer(UNAVAILABLE)


def _first_line(error: DBAPIError) -> str:
    """The first line: in what follows PostgreSQL quotes the row, with what is told of people."""
    return str(error.orig).partition("\n")[0]


def say_when_to_try_again(answer: Response) -> Response:
    """Also for a form that came back because others were before it, or after too many tries."""
    if wait := WAITS.get(answer.status_code):
        answer.headers.setdefault("Retry-After", str(int(wait.total_seconds())))
    return answer


def show_fault(error: Exception) -> ResponseReturnValue:
    current_app.logger.error("fault on %s", request.endpoint, exc_info=error)
    db.session.rollback()
    if current_app.testing:
        raise error
    return error_answer(500)


def error_answer(
    code: int,
    message: str | None = None,
    *,
    title: str | None = None,
    refusal: AcademyError | None = None,
) -> ResponseReturnValue:
    """A page, or problem details (RFC 9457) for a program, with the code of a refusal and its
    numbers (how many tries are left)."""
    usual, default = TEXTS.get(code, TEXTS[500])
    title = title or str(usual)
    text = message or str(default)
    if wants_json():
        problem = {"status": code, "title": title, "detail": text}
        body = jsonify(problem | (_told_by(refusal) if refusal else {}))
        body.mimetype = "application/problem+json"
        return body, code
    if code in REFUSED and (filled_in := told()):
        said = message or str(NO_MORE if code in (FORBIDDEN, NOT_FOUND) else default)
        page = render_template("errors/not_saved.html", code=code, message=said, told=filled_in)
        return page, code
    page = render_template(
        "errors/error.html",
        code=code,
        title=title,
        message=text,
        signed_in=optional_identity() is not None,
        start=_("Naar het begin"),
    )
    return page, code


def _told_by(refusal: AcademyError) -> dict[str, object]:
    numbers = {name: value for name, value in refusal.values.items() if isinstance(value, int)}
    return {**numbers, "code": refusal.code}


def wants_json() -> bool:
    if request.path.startswith("/api/"):  # only programs ask there
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"
