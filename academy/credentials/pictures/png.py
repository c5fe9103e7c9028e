"""A badge drawing as PNG, drawn by resvg without fonts or files of the machine."""

from resvg_py import svg_to_bytes


def badge_png(svg: str, size: int = 512) -> bytes:
    """PNG bytes of a drawing by `badge_svg`, `size` by `size` pixels, transparent corners.

    The same drawing and size give the same bytes. Only for our own drawings: resvg would read
    local files that a stranger's SVG points to.
    """
    return bytes(svg_to_bytes(svg_string=svg, width=size, height=size, skip_system_fonts=True))
