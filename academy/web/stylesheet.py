"""One stylesheet out of many small files, joined when the application starts.

Thirty small files would cost a phone on a poor line thirty requests; one file for everything
would be nobody's. The order is fixed: fonts, tokens, bare elements, layouts, components by name.
"""

import re
from pathlib import Path

FIRST = ("fonts.css", "tokens.css", "base.css", "layouts.css")
STYLESHEET = "css/site.css"
"""The name under which pages load it."""
COMMENT = re.compile(rb"/\*(?!!).*?\*/\s*", re.DOTALL)


def join_stylesheets(folder: Path) -> bytes:
    """The files of `folder/css` and of `components` in it, in order, as UTF-8, without comments.

    Those are for whoever opens the file, and would be a fifth of what a phone has to fetch.
    """
    css = folder / "css"
    files = [css / name for name in FIRST] + sorted((css / "components").glob("*.css"))
    return b"\n".join(COMMENT.sub(b"", file.read_bytes()) for file in files)
