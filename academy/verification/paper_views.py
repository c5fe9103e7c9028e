"""The page behind the code on a certificate: what was printed, and whether it still holds.

It shows a name, so search engines are kept out and its address is told to no other website.
"""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from academy.access.codes import grouped, normalised, typed
from academy.credentials.page_language import follow_address
from academy.credentials.papers import find_copy, page_is_open
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.security.guard import public
from academy.verification.checking import check_own
from academy.verification.presenting import present
from academy.verification.reasons import public_reason
from academy.verification.visits import count_wrong_code
from academy.web.opening import opened_at

LONGEST_CODE = 120
"""Enough for a whole address that was typed or pasted in place of the code."""

blueprint = Blueprint("paper", __name__)
blueprint.before_request(follow_address)


@blueprint.after_request
def keep_to_ourselves(answer: Response) -> Response:
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@blueprint.get("/c")
@public
def form() -> ResponseReturnValue:
    line = request.args.get("code", "")[:LONGEST_CODE]
    code = typed(line)
    if code:
        return redirect(url_for(".show", code=code), 303)
    return _form_page(line, 422 if line.strip() else 200)


@blueprint.get("/c/<code>")
@public
def show(code: str) -> ResponseReturnValue:
    copy = find_copy(code) if len(code) <= LONGEST_CODE else None
    if copy is None:
        count_wrong_code(request, dependencies())
        return _form_page(code[:LONGEST_CODE], 404)
    if not page_is_open(copy, local_day(dependencies().clock())):
        return render_template("paper/_withdrawn.html"), 410
    deps, credential = dependencies(), copy.credential
    return render_template(
        "paper/show.html",
        copy=copy,
        credential=credential,
        code=grouped(normalised(code) or ""),
        shown=present(check_own(credential, deps), deps.settings.public_url),
        reason=public_reason(credential.revocation),
        checked_at=deps.clock(),
        root=opened_at(deps.settings),
    )


def _form_page(typed: str, status: int) -> ResponseReturnValue:
    return render_template("paper/form.html", typed=typed, wrong=bool(typed.strip())), status
