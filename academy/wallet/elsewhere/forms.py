"""What a worker brings to keep: a badge, or a file of everything."""

import os
from typing import Any, BinaryIO, cast

from flask_babel import gettext as _
from wtforms import ValidationError

from academy.verification.forms import MEGABYTE, BroughtField, SentForm
from academy.wallet.elsewhere.packed import MOST_PACKED
from academy.wallet.elsewhere.unpacking import is_bundle


class BringForm(SentForm):
    """A file of everything stays where it is, for it is large; what is in it is read one by one."""

    bundle: BinaryIO | None = None
    most = MOST_PACKED // MEGABYTE

    def validate_file(self, field: BroughtField) -> None:
        upload: Any = self.file.data
        if upload is None or not is_bundle(upload.stream):
            super().validate_file(field)
            return
        self.bundle = cast("BinaryIO", upload.stream)
        if _size_of(self.bundle) > MOST_PACKED:
            self.too_large = True
            raise ValidationError(
                _("Dit is te groot. Kies een bestand van hoogstens %(most)s MB.", most=self.most)
            )


def _size_of(file: BinaryIO) -> int:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size
