"""Give the file of what a registered organisation said, as it signed it."""

from flask import Response

from academy.credentials.models import Endorsement


def as_it_was_signed(endorsement: Endorsement) -> Response:
    answer = Response(endorsement.document, mimetype="application/vc")
    answer.headers.set("Content-Disposition", "attachment", filename="aanbeveling.json")
    return answer
