"""A certificate as HTML, the input of the PDF renderer."""

import base64
import math
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from academy.credentials.certificates.data import CertificateData
from academy.credentials.certificates.qr import qr_svg
from academy.credentials.certificates.wording import WORDINGS
from academy.credentials.pictures.lettering import measure

TEMPLATES: Final = Path(__file__).parents[3] / "templates"

NAME_POINTS: Final = {"large": 36.0, "medium": 27.0, "small": 21.0, "tiny": 17.0, "least": 14.0}
"""Type sizes of the style sheet, in points, for the holder's name."""

TEXT_WIDTH: Final = 162.0
"""Millimetres between the sides of the frame."""

POINT: Final = 25.4 / 72
FILLED: Final = 0.92
"""Part of a line that words fill on average, when they are not broken."""

UNMEASURED: Final = {"ltr": 0.9, "rtl": 0.6}
"""Width, in type sizes, of a letter in a script that is not measured."""

LOGO_BOX: Final = (48.0, 16.0)
LOGO_GAP: Final = 5.0
"""Millimetres, as in the style sheet: the most that a logo takes, and what is free beside it."""

ROOM: Final = 110.0
"""Millimetres for the varying texts above a foot that stands at the bottom of the page."""


def certificate_html(data: CertificateData, *, is_alone: bool = True) -> str:
    """One certificate as a complete HTML document; its title, when it is the first of several,
    is that of all."""
    return _template().render(page=data, word=WORDINGS[data.language], is_alone=is_alone)


def direction(text: str) -> Literal["ltr", "rtl"]:
    """Reading direction of the first strong character (Unicode Annex 9, rules P2 and P3)."""
    classes = (unicodedata.bidirectional(character) for character in text)
    first = next((kind for kind in classes if kind in {"L", "R", "AL"}), "L")
    return "ltr" if first == "L" else "rtl"


def name_size(name: str) -> str:
    """Largest size class at which the holder's name takes one line, or two unbroken ones."""
    ems = _ems(name)
    for size in NAME_POINTS:
        lines = 1 if size in {"large", "medium"} else 2
        if ems <= lines * FILLED * _line_ems(size) and _words_fit(name, size):
            return size
    return "least" if _words_fit(name, "least") else "tiny"


def unbroken(name: str) -> bool:
    """True if each word of the name fits on a line, so that hyphens need not end one."""
    return _words_fit(name, name_size(name))


def _words_fit(name: str, size: str) -> bool:
    return all(_ems(word) <= 0.98 * _line_ems(size) for word in name.split())


def _line_ems(size: str) -> float:
    return TEXT_WIDTH / (NAME_POINTS[size] * POINT)


def _ems(text: str) -> float:
    """Width of the text in type sizes, estimated for scripts that cannot be measured."""
    unmeasured = UNMEASURED[direction(text)]
    return sum(measure(character).width or unmeasured for character in text)


def is_roomy(data: CertificateData) -> bool:
    """True if the texts surely leave room, so that signature and check can stand at the foot."""
    return _height(data) <= ROOM


def _height(data: CertificateData) -> float:
    """Height of the varying texts in millimetres, estimated on the safe side."""
    skill = _block(data.skill, points=23, wide=115) + _block(data.level_meaning, wide=115)
    remarks = [remark for remark in (data.also_needed, data.note) if remark]
    sender = _block(data.organisation, points=16, wide=140 - _logo_width(data))
    return (
        max(LOGO_BOX[1] if data.logo else 13, sender)
        + _block(data.holder, points=NAME_POINTS[name_size(data.holder)])
        + (_block(data.holder_in_latin, points=20) + 1 if data.holder_in_latin else 0)
        + max(41, skill + 11)
        + sum(_block(criterion, wide=154) + 1.6 for criterion in data.criteria)
        + sum(_block(f"{remark} {'-' * 25}") + 3 for remark in remarks)
        + (_block(data.sentence) + 3 if data.sentence else 0)
        + _signed(data)
    )


def _signed(data: CertificateData) -> float:
    """How much more it takes than one line for a name and one for a function."""
    behalf = f"namens {data.organisation}"
    if len(data.signatories) == 1:
        [only] = data.signatories
        return _more_than_two_lines(only.name, f"{only.role}, {behalf}", wide=82)
    both = (_more_than_two_lines(each.name, each.role, wide=44) for each in data.signatories)
    return max(both) + _block(behalf, points=10.5, wide=92)


def _more_than_two_lines(name: str, role: str, *, wide: float) -> float:
    return max(0, _block(name, wide=wide) - 6.2) + max(
        0, _block(role, points=10.5, wide=wide) - 5.2
    )


def _block(text: str, *, points: float = 12.5, wide: float = TEXT_WIDTH) -> float:
    """Height in millimetres of a text set in `points` in a column `wide` millimetres."""
    lines = math.ceil(_ems(text) * points * POINT / (wide * FILLED))
    return lines * points * POINT * 1.4


def _logo_width(data: CertificateData) -> float:
    """Millimetres of the line of the organisation that its logo takes, the space after it too."""
    if data.logo is None:
        return 0
    wide, high = LOGO_BOX
    return min(wide, high * data.logo.width / data.logo.height) + LOGO_GAP


def svg_uri(svg: str) -> str:
    """The drawing as a `data:` address, the only kind of image the renderer reads."""
    return _uri("image/svg+xml", svg.encode())


def png_uri(png: bytes) -> str:
    """The same of a PNG."""
    return _uri("image/png", png)


def _uri(kind: str, content: bytes) -> str:
    return f"data:{kind};base64," + base64.b64encode(content).decode()


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    environment.filters.update(
        direction=direction,
        name_size=name_size,
        png_uri=png_uri,
        qr_svg=qr_svg,
        svg_uri=svg_uri,
    )
    environment.tests.update(roomy=is_roomy, unbroken=unbroken)
    return environment.get_template("certificates/certificate.html")
