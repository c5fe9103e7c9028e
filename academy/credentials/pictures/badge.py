"""The badge as a drawing: a sewn patch in the colour of its domain.

A white icon, one to three bars for the level and the name of the skill. There are no empty places
for levels not reached: a first level is an achievement. In black and white the icon and the number
of bars carry the meaning (WCAG 2.2, 1.4.1); every pair of colours is white on the given colour.
"""

import re
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from academy.catalogue.icons import ICON_BOX, icon_markup
from academy.catalogue.levels import EARNED, Level
from academy.credentials.pictures.lettering import Line, break_lines, outline

SIDE: Final = 128
"""Side of the square drawing, in its own units; at 64 pixels one unit is half a pixel."""

WHITE: Final = "#ffffff"
ICON_SIDE: Final = 56
ICON_TOP: Final = 12
BAR_WIDTH, BAR_HEIGHT, BAR_GAP, BAR_TOP = 22, 7, 6, 72
NAME_TOP, NAME_BOTTOM, NAME_WIDTH = 83, 118, 102
LINES: Final = {1: NAME_WIDTH, 2: NAME_WIDTH, 3: 94}
"""How many lines a name may take, and how wide they may be: the third one is near the corners."""
LETTER_SIZE: Final = 17.5
LINE_HEIGHT: Final = 1.04
CAPITAL_HEIGHT: Final = 0.68

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class PictureError(ValueError):
    """The badge cannot be drawn as asked; the message says which value to change."""


def badge_svg(*, name: str, level: Level, level_name: str, icon: str, colour: str, alt: str) -> str:
    """Draw a badge as SVG text.

    A longer `name` takes up to three lines, and then smaller letters. `level_name` is the
    level in words, `alt` the alternative text for people who do not see the picture, both
    in the language of the badge. An unknown `icon` gets a rosette. Raises PictureError for a
    colour that is not `#rrggbb` or a level that is not 1, 2 or 3.
    """
    if not COLOUR.fullmatch(colour):
        raise PictureError(f"Write the colour as #rrggbb, not as {colour!r}.")
    if level not in EARNED:
        raise PictureError(f"Choose level 1, 2 or 3, not {level!r}.")
    return "\n".join(
        [
            _opening(alt),
            f"<title>{escape(_clean(alt))}</title>",
            f"<desc>{escape(_clean(f'{name}: {level_name}'))}</desc>",
            _patch(colour),
            _icon(icon),
            _bars(level),
            f'<g fill="{WHITE}">{_name(name)}</g>',
            "</svg>",
        ]
    )


def _clean(text: str) -> str:
    """The text on one line, without characters that XML 1.0 (section 2.2) forbids."""
    return " ".join(NOT_XML.sub("", text).split())


def _opening(alt: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512"'
        f' viewBox="0 0 {SIDE} {SIDE}" role="img" aria-label={quoteattr(_clean(alt))}>'
    )


def _patch(colour: str) -> str:
    return (
        f'<rect x="1" y="1" width="126" height="126" rx="30" fill="{colour}"/>'
        f'<rect x="5.5" y="5.5" width="117" height="117" rx="25.5" fill="none" stroke="{WHITE}"'
        ' stroke-width="1.6" stroke-opacity=".6" stroke-dasharray="5 4" stroke-linecap="round"/>'
    )


def _icon(name: str) -> str:
    left = (SIDE - ICON_SIDE) / 2
    return (
        f'<g transform="translate({left:g} {ICON_TOP}) scale({ICON_SIDE / ICON_BOX:.4f})"'
        f' fill="none" stroke="{WHITE}" color="{WHITE}" stroke-width="2" stroke-linecap="round"'
        f' stroke-linejoin="round">{icon_markup(name)}</g>'
    )


def _bars(level: Level) -> str:
    left = (SIDE - level * BAR_WIDTH - (level - 1) * BAR_GAP) / 2
    return "".join(
        f'<rect x="{left + number * (BAR_WIDTH + BAR_GAP):g}" y="{BAR_TOP:g}"'
        f' width="{BAR_WIDTH}" height="{BAR_HEIGHT}" rx="{BAR_HEIGHT / 2:g}" fill="{WHITE}"/>'
        for number in range(level)
    )


def _name(name: str) -> str:
    size, lines = max((_fitted(name, count) for count in LINES), key=lambda fitted: fitted[0])
    advance = size * LINE_HEIGHT
    height = advance * (len(lines) - 1) + size * CAPITAL_HEIGHT
    first = (NAME_TOP + NAME_BOTTOM - height) / 2 + size * CAPITAL_HEIGHT
    return "".join(
        outline(line, size=size, middle=SIDE / 2, baseline=first + number * advance)
        for number, line in enumerate(lines)
    )


def _fitted(name: str, count: int) -> tuple[float, Sequence[Line]]:
    """How large the letters can be on so many lines, and the lines."""
    lines = [line for line in break_lines(_clean(name), count) if line.width]
    if not lines:
        return 0, ()
    highest = (NAME_BOTTOM - NAME_TOP) / (LINE_HEIGHT * (len(lines) - 1) + CAPITAL_HEIGHT)
    return min(LETTER_SIZE, highest, *(LINES[count] / line.width for line in lines)), lines
