"""PDF certificates: find the badge that is attached to one (PDF 2.0, 7.11.4 and 14.13).

Our certificate carries the signed credential as an embedded file. Everything is bounded: the
size of the file, the number of attachments, the size of each when unpacked. Run it inside
`sandbox`, as PDF parsing is a large surface.
"""

import io
from collections.abc import Iterator, Mapping
from typing import Final

from badges.reading import RefusedError

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_ATTACHMENTS: Final = 16
MAX_ATTACHED: Final = 1024 * 1024
_MARK_WITHIN: Final = 1024
"""Bytes: PDF 1.7, appendix H.3, note 13."""

REFUSALS: Final[Mapping[str, str]] = {
    "pdf-too-large": "This PDF file is larger than {limit} bytes. Send the badge itself.",
    "pdf-damaged": "This PDF file cannot be read. Ask for the original file.",
    "pdf-encrypted": "This PDF file is locked with a password. Ask for one without a password.",
    "pdf-many": "This PDF file has more than {limit} attachments. Are they certificates? Check "
    "each of them apart.",
    "pdf-attachment-large": "An attachment of this PDF file is larger than {limit} bytes. "
    "Send the badge itself.",
    "pdf-no-badge": "No badge is attached to this PDF file. Ask for the certificate as it was "
    "issued, or scan the square code on it.",
    "pdf-several": "This PDF file holds {count} badges. A file may hold one: check each of them "
    "apart.",
}


def is_pdf(source: bytes) -> bool:
    """Say whether the bytes begin like a PDF file; its mark may stand a little further on."""
    before, mark, _ = source[:_MARK_WITHIN].partition(b"%PDF-")
    return bool(mark) and not before.lstrip().startswith((b"{", b"[", b"<", b"eyJ"))


def attached_badge(source: bytes) -> str:
    """Return the one attached badge; raise `RefusedError` for none or several."""
    if len(source) > MAX_BYTES:
        raise RefusedError("pdf-too-large", {"limit": f"{MAX_BYTES:,}"}, catalogue=REFUSALS)
    found = [text for text in _attachments(source) if _can_be_badge(text)]
    if not found:
        raise RefusedError("pdf-no-badge", catalogue=REFUSALS)
    if len(found) > 1:
        raise RefusedError("pdf-several", {"count": len(found)}, catalogue=REFUSALS)
    return found[0]


def _attachments(source: bytes) -> list[str]:
    try:
        return list(_read(source))
    except (RefusedError, MemoryError):
        raise
    except Exception as error:
        # pypdf raises whatever Python raises on a crooked file, and on ciphers that it lacks
        code = "pdf-encrypted" if b"/Encrypt" in source else "pdf-damaged"
        raise RefusedError(code, catalogue=REFUSALS) from error


def _read(source: bytes) -> Iterator[str]:
    from pypdf import PdfReader  # noqa: PLC0415 - half a second that only PDF files need

    # not strict: certificates pass through mail and printers that write PDF carelessly
    reader = PdfReader(io.BytesIO(source), strict=False)
    if reader.is_encrypted:
        raise RefusedError("pdf-encrypted", catalogue=REFUSALS)
    for index, embedded in enumerate(reader.attachment_list):
        if index >= MAX_ATTACHMENTS:
            raise RefusedError("pdf-many", {"limit": MAX_ATTACHMENTS}, catalogue=REFUSALS)
        content = embedded.content
        if len(content) > MAX_ATTACHED:
            raise RefusedError(
                "pdf-attachment-large", {"limit": f"{MAX_ATTACHED:,}"}, catalogue=REFUSALS
            )
        yield content.decode("utf-8", errors="replace")


def _can_be_badge(text: str) -> bool:
    """An attachment counts when it is a JSON object that names a context, or a compact JWS."""
    text = text.strip()
    return (text.startswith("{") and "@context" in text) or text.startswith("eyJ")
