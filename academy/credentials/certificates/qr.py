"""QR code of a certificate: large modules and a wide margin, so that a photocopy still scans."""

import io
from typing import Final

import segno

ERROR_CORRECTION: Final = "q"
"""Level Q repairs a quarter of the symbol (ISO/IEC 18004, table 8)."""

VERSION: Final = 7
"""45 by 45 modules, 86 bytes at level Q; fixed like the mask, as searching for them costs time."""

MASK: Final = 2
QUIET_ZONE: Final = 4
"""Modules of white around the symbol (ISO/IEC 18004, 5.3.8)."""


def qr_svg(address: str) -> str:
    """SVG of the QR code of an address, quiet zone included.

    Addresses over 86 bytes get a larger symbol with smaller modules.
    """
    buffer = io.BytesIO()
    _symbol(address).save(buffer, kind="svg", border=QUIET_ZONE, xmldecl=False, omitsize=True)
    return buffer.getvalue().decode("ascii").strip()


def _symbol(address: str) -> segno.QRCode:
    try:
        return segno.make_qr(
            address, error=ERROR_CORRECTION, version=VERSION, mask=MASK, boost_error=False
        )
    except segno.DataOverflowError:
        return segno.make_qr(address, error=ERROR_CORRECTION, mask=MASK, boost_error=False)
