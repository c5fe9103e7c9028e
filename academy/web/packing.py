"""Text goes out packed (gzip), also where no proxy does it.

Packing tells by its size what a text holds twice. Who can make somebody's browser ask for pages,
and sees how long the answers are, could so guess a secret on a page by putting guesses into its
address (BREACH). So with a cookie only a page goes packed whose address holds no words of
whoever made the link: one that was found, by a GET without a query (docs/adr/0032). A page that
repeats a part of its address says so (`leave_unpacked`).
"""

import gzip
from http import HTTPStatus

from flask import Flask, Response, g, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

LEAST = 1_000
"""Bytes; what is smaller goes in one packet of the network anyway."""
LEVEL = 5
"""Of 9: at 6 a page takes half as long again to pack, and is 1% smaller."""
SMALLEST = 9
"""For what is packed once and sent a thousand times."""
PACKABLE = ("text/", "application/json", "image/svg+xml")
ENDINGS = ("+json", "+xml", "/javascript", "application/vc")
SAFE = ("GET", "HEAD")
REPEATED = "address_is_repeated"
NO_WHOLE_BODY = (HTTPStatus.PARTIAL_CONTENT, HTTPStatus.NOT_MODIFIED)


def register_packing(app: Flask) -> None:
    """Before all else that looks at answers, so that it comes after them."""
    app.after_request(pack_answer)


def leave_unpacked() -> None:
    """The page of this request repeats a part of its address that anybody may choose."""
    setattr(g, REPEATED, True)


def can_unpack(accept_encoding: str) -> bool:
    """Whether an `Accept-Encoding` takes gzip: `gzip;q=0` says that it does not."""
    wanted = parse_accept_header(accept_encoding, Accept)
    return bool(wanted["gzip"] > 0)


def is_text(mimetype: str | None) -> bool:
    return mimetype is not None and (mimetype.startswith(PACKABLE) or mimetype.endswith(ENDINGS))


def packed(content: bytes, level: int = LEVEL) -> bytes:
    """The same bytes each time: no moment stands in them."""
    return gzip.compress(content, level, mtime=0)


def pack_answer(answer: Response) -> Response:
    if not is_text(answer.mimetype) or answer.is_streamed or answer.content_encoding:
        return answer
    answer.vary.add("Accept-Encoding")
    if _is_worth_it(answer) and _tells_nothing(answer) and can_unpack(_accepted()):
        answer.set_data(packed(answer.get_data()))
        answer.content_encoding = "gzip"
        tag, _is_weak = answer.get_etag()
        if tag is not None:
            answer.set_etag(tag, weak=True)  # other bytes that say the same (RFC 9110, 8.8.1)
    return answer


def _is_worth_it(answer: Response) -> bool:
    return answer.status_code not in NO_WHOLE_BODY and len(answer.get_data()) >= LEAST


def _tells_nothing(answer: Response) -> bool:
    """The page of an error repeats the address, to show itself in another language."""
    was_found = answer.status_code == HTTPStatus.OK and REPEATED not in g
    is_ours = request.method in SAFE and not request.query_string and was_found
    return "Cookie" not in request.headers or is_ours


def _accepted() -> str:
    return request.headers.get("Accept-Encoding", "")
