"""A camera for Chromium that sees one square code."""

import io
from pathlib import Path

import segno
from PIL import Image

CARDBOARD = (200, 190, 180)
FRAMES = 20


def camera_that_sees(address: str, folder: Path) -> tuple[str, ...]:
    """The flags of a browser with it; the code is held a little askew."""
    small, photo = io.BytesIO(), io.BytesIO()
    segno.make(address, error="m").save(small, kind="png", scale=6)
    with Image.open(small) as square:
        askew = square.convert("RGB").rotate(7, expand=True, fillcolor=CARDBOARD)
    scene = Image.new("RGB", (640, 480), CARDBOARD)
    scene.paste(askew, (150, 80))
    scene.save(photo, "JPEG")
    film = folder / "film.mjpeg"
    film.write_bytes(photo.getvalue() * FRAMES)
    return (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    )
