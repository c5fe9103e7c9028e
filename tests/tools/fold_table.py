"""Writes the table of `academy/folding.py` for browsers: `python -m tests.tools.fold_table`."""

from pathlib import Path

from academy.folding import ETHIOPIC_ONE, MARKS, SAME, ZEROS

FILE = Path(__file__).resolve().parents[2] / "static" / "js" / "shared" / "fold-table.js"
HEAD = """\
/* Written by `python -m tests.tools.fold_table` out of academy/folding.py: change it there. */

"""


def fold_table() -> str:
    """The module, in ASCII: a sign that joins or turns would make it unreadable."""
    marks = "".join(f"{_escaped(chr(first))}-{_escaped(chr(last))}" for first, last in MARKS)
    pairs = [f'  ["{_escaped(sign)}", "{_escaped(other)}"],' for sign, other in SAME.items()]
    rows = [f'  ["{_escaped(ZEROS)}", 0, 10],', f'  ["{_escaped(ETHIOPIC_ONE)}", 1, 9],']
    return (
        f"{HEAD}export const MARKS = /[{marks}]/gu;\n\n"
        "/** @type {[string, string][]} */\n"
        f"export const SAME = [\n{chr(10).join(pairs)}\n];\n\n"
        "/** @type {[string, number, number][]} */\n"
        f"export const DIGITS = [\n{chr(10).join(rows)}\n];\n"
    )


def _escaped(text: str) -> str:
    units = (f"\\u{{{ord(sign):x}}}" if ord(sign) > 126 else sign for sign in text)
    return "".join(units)


if __name__ == "__main__":
    FILE.write_text(fold_table(), encoding="utf-8")
