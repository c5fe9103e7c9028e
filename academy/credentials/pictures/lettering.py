"""Words as outlines, so that a badge picture looks the same wherever it is opened.

No text elements and no fonts remain in the picture. Latin, Greek and Cyrillic letters can be drawn;
a character that no packaged font has is left out (the alternative text always holds all of it).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path
from threading import Lock
from typing import Any, Final

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

FONTS: Final = Path(__file__).parents[1] / "fonts"
FONT_FILES: Final = ("AtkinsonHyperlegibleNext-Bold.ttf", "NotoSans-Bold.ttf")
UNITS_PER_EM: Final = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words and its width at a type size of 1."""

    text: str
    width: float


def measure(text: str) -> Line:
    """The text with its width, in type sizes."""
    advances = (face.advance(character) for character, face in _faces(text))
    return Line(text=text, width=sum(advances) / UNITS_PER_EM)


def break_lines(text: str, count: int) -> Sequence[Line]:
    """So many lines, broken between words where the longest line is shortest; none when there are
    not enough words."""
    words = text.split()
    broken = [
        [measure(" ".join(words[start:end])) for start, end in pairwise((0, *places, len(words)))]
        for places in combinations(range(1, len(words)), count - 1)
    ]
    return min(broken, key=lambda lines: max(line.width for line in lines), default=())


def outline(line: Line, *, size: float, middle: float, baseline: float) -> str:
    """SVG of the line, centred on `middle`, standing on `baseline`.

    Each letter is drawn in the units of its font and then put in its place: so the same letter is
    the same text each time, which packs to two thirds of paths with the places in them.
    """
    scale = size / UNITS_PER_EM
    left, pieces = 0.0, list[str]()
    for character, face in _faces(line.text):
        if drawn := face.path(character):
            place = f' transform="translate({left:g})"' if left else ""
            pieces.append(f'<path{place} d="{drawn}"/>')
        left += face.advance(character)
    start = middle - line.width * size / 2
    where = f"translate({start:.1f} {baseline:.1f}) scale({scale:.4f} -{scale:.4f})"
    return f'<g transform="{where}">{"".join(pieces)}</g>'


_drawing: Final = Lock()
"""fontTools unpacks a letter when it is first asked for it, in steps that another thread sees."""


class _Face:
    """One packaged font: which characters it has, how wide they are, how they are drawn."""

    def __init__(self, file: Path) -> None:
        font = TTFont(BytesIO(file.read_bytes()), lazy=True)  # leaves no file open
        self._glyphs: Any = font.getGlyphSet()
        self._names: dict[int, str] = font.getBestCmap()

    def has(self, character: str) -> bool:
        return ord(character) in self._names

    def advance(self, character: str) -> float:
        with _drawing:
            return float(self._glyphs[self._names[ord(character)]].width)

    def path(self, character: str) -> str:
        """In the units of the font; nothing for a space."""
        pen = SVGPathPen(self._glyphs, ntos=lambda number: str(round(number)))
        with _drawing:
            self._glyphs[self._names[ord(character)]].draw(pen)
        return str(pen.getCommands())


@lru_cache(maxsize=1)
def _all_faces() -> tuple[_Face, ...]:
    return tuple(_Face(FONTS / name) for name in FONT_FILES)


def _faces(text: str) -> Iterator[tuple[str, _Face]]:
    for character in text:
        face = next((face for face in _all_faces() if face.has(character)), None)
        if face is not None:
            yield character, face
