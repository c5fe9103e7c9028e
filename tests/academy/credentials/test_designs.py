"""An organisation designs its certificates; what was given keeps the design of its day."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import func, select

from academy.audit.models import AuditEvent
from academy.credentials.certificates import LogoData, Signatory
from academy.credentials.certifying import certificate_data
from academy.credentials.designs import service
from academy.credentials.designs.models import CertificateDesign
from academy.credentials.designs.queries import design_at, draft_of
from academy.credentials.models import Credential
from academy.credentials.papers import current_copy
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.media.logos import MAX_BYTES, clean_logo
from academy.media.photos import NotAPhotoError, TooLargeError
from academy.organisations.models import Organisation
from tests.academy.credentials.paper import AMINA as ON_PAPER
from tests.academy.credentials.paper import printed
from tests.academy.shown import Shown, palette, shown
from tests.cast import ANNA, BEA, CAS, GORAN, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START
from tests.races import race

__all__ = ["palette", "shown"]

DESIGN = {
    "text_nl": "Samen houden we spullen heel.",
    "text_en": "Together we keep things whole.",
    "name_1": "Zoë Çelik",
    "role_1_nl": "Directeur",
    "name_2": "ሃይለስላሴ ገብረመድህን",
    "role_2_nl": "Hoofd opleiding",
    "role_2_en": "Head of training",
}


def a_png(width: int = 300, height: int = 100, mode: str = "RGBA", **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG", **options)
    return out.getvalue()


def a_design(
    organisation: Organisation, name: str = "S. de Boer", *, days_ago: int = 0, used: bool = True
) -> CertificateDesign:
    now = START - timedelta(days=days_ago)
    signatory = {"name": name, "role": {"nl": "Directeur", "en": ""}}
    choices = service.Choices(text={"nl": "", "en": ""}, signatories=[signatory])
    with transaction(organisation):
        draft = service.save_draft(organisation, choices, by=BEA.actor, now=now)
        if used:
            service.let_count(organisation, draft.uuid, by=BEA.actor, now=now)
    return draft


def names_on(badge: Credential, language: str = "nl") -> list[Signatory]:
    copy = current_copy(badge)
    data = certificate_data(badge, copy, dependencies().settings, language=language)
    return list(data.signatories)


class TestWhichDesign:
    def test_a_badge_keeps_the_one_of_its_day(self, shown: Shown, cast: Cast) -> None:
        a_design(cast.schakel, "De eerste", days_ago=30)
        old = shown(days_ago=20)
        a_design(cast.schakel, "De tweede", days_ago=10)
        new = shown(GORAN, days_ago=5)
        a_design(cast.schakel, "Concept", used=False)

        assert [each.name for each in names_on(old)] == ["De eerste"]
        assert [each.name for each in names_on(new)] == ["De tweede"]

    def test_before_the_first_there_is_a_line_to_sign_on(self, shown: Shown, cast: Cast) -> None:
        badge = shown(days_ago=20)
        a_design(cast.schakel, days_ago=10)

        assert names_on(badge) == [Signatory("", "")]

    def test_of_another_organisation_counts_for_nothing(self, shown: Shown, cast: Cast) -> None:
        a_design(cast.cirkel, days_ago=30)

        assert names_on(shown(days_ago=20)) == [Signatory("", "")]

    def test_english_has_no_word_that_is_not(self, shown: Shown, cast: Cast) -> None:
        a_design(cast.schakel, days_ago=30)

        assert names_on(shown(days_ago=20), "en") == [Signatory("S. de Boer", "Director")]


class TestPages:
    @pytest.fixture
    def path(self, cast: Cast) -> str:
        return f"/organisations/{cast.schakel.uuid}/certificate"

    def test_a_draft_is_looked_at_and_then_counts(
        self, client: AcademyClient, cast: Cast, path: str
    ) -> None:
        bea = client.as_(BEA)
        logo = (io.BytesIO(a_png()), "logo.png")

        assert bea.submit(path, "design", **DESIGN, logo=logo).location == path
        assert design_at(cast.schakel.id, START) is None
        draft = draft_of(cast.schakel.id)
        page = bea.page(path)
        assert page.select_one(".logo-preview")["src"].endswith(f"/{draft.uuid}/logo.png")
        for language, told in (("nl", "Samen houden we"), ("en", "Together we keep")):
            pdf = bea.get(f"/certificate-designs/{draft.uuid}/preview.pdf?language={language}")
            text = PdfReader(io.BytesIO(pdf.data)).pages[0].extract_text()
            assert told in text
            assert "Zoë Çelik" in text
        [use] = page.select("form[action$='/use']")
        sent = {each["name"]: each["value"] for each in use.select("input")}
        for _ in range(2):
            assert bea.post(use["action"], data=sent, csrf=False).location == path

        now = design_at(cast.schakel.id, START)
        assert (now.id, now.logo_width, draft_of(cast.schakel.id)) == (draft.id, 300, None)
        used = select(func.count()).where(AuditEvent.action == "certificate-design.used")
        assert db.session.scalar(used) == 1
        assert "Zoë Çelik" in bea.page(f"/organisations/{cast.schakel.uuid}").get_text()

    def test_the_logo_goes_on_until_it_is_taken_away(
        self, client: AcademyClient, cast: Cast, path: str
    ) -> None:
        bea = client.as_(BEA)
        bea.submit(path, "design", **DESIGN, logo=(io.BytesIO(a_png()), "logo.png"))
        bea.submit(path, "design", name_1="Iemand anders")
        assert draft_of(cast.schakel.id).has_logo

        bea.submit(path, "design", without_logo="y")
        db.session.rollback()
        draft = draft_of(cast.schakel.id)
        assert not draft.has_logo
        assert bea.get(f"/certificate-designs/{draft.uuid}/logo.png").status_code == 404
        assert [row["name"] for row in draft.signatories] == ["Iemand anders", DESIGN["name_2"]]

    def test_a_draft_is_thrown_away(self, client: AcademyClient, cast: Cast, path: str) -> None:
        a_design(cast.schakel, used=False)
        for _ in range(2):
            assert client.as_(BEA).post(f"{path}/drop").location == path
        assert draft_of(cast.schakel.id) is None

    def test_a_draft_that_was_replaced_cannot_count(
        self, client: AcademyClient, cast: Cast, path: str
    ) -> None:
        seen = a_design(cast.schakel, used=False).uuid
        a_design(cast.schakel, "Een ander", used=False)

        client.as_(BEA).post(f"{path}/use", data={"design": seen})

        assert design_at(cast.schakel.id, START) is None
        assert "ander concept" in client.page(path).get_text()
        assert client.post(f"{path}/use", data={"design": "none"}).status_code == 422

    @pytest.mark.parametrize(
        ("field", "wrong"),
        [
            ("text_nl", "Heel 山田"),
            ("name_1", "x" * 81),
            ("name_1", ""),
            ("name_2", "שרה"),
            ("text_en", "a\u202eb"),
            ("role_2_nl", "😀"),
        ],
    )
    def test_what_cannot_be_printed_is_said_at_the_field(
        self, client: AcademyClient, cast: Cast, path: str, field: str, wrong: str
    ) -> None:
        answer = client.as_(BEA).submit(path, "design", **(DESIGN | {field: wrong}))

        assert answer.status_code == 422
        assert answer.page.select_one(f"#{field}")["aria-invalid"] == "true"
        assert draft_of(cast.schakel.id) is None

    @pytest.mark.parametrize(
        ("upload", "status"),
        [
            (b"GIF89a", 415),
            (a_png()[:60], 415),
            (a_png(20, 300), 415),
            (a_png(4001, 4000, "1"), 413),
        ],
        ids=["no PNG", "cut off", "small", "many pixels"],
    )
    def test_what_is_no_logo_is_said_at_the_field(
        self, client: AcademyClient, cast: Cast, path: str, upload: bytes, status: int
    ) -> None:
        logo = (io.BytesIO(upload), "logo.png")
        answer = client.as_(BEA).submit(path, "design", **DESIGN, logo=logo)

        assert answer.status_code == status
        assert answer.page.select_one("#logo")["aria-invalid"] == "true"
        assert answer.page.select_one("#name_1")["value"] == DESIGN["name_1"]
        assert draft_of(cast.schakel.id) is None

    @pytest.mark.parametrize("member", [JAN, CAS, ANNA])
    def test_for_everybody_else_there_is_nothing(
        self, client: AcademyClient, cast: Cast, path: str, member: Any
    ) -> None:
        design = a_design(cast.schakel)
        someone = client.as_(member)

        assert someone.get(path).status_code == 404
        assert someone.post(f"{path}/use", data={"design": design.uuid}).status_code == 404
        for name in ("preview.pdf", "logo.png"):
            assert someone.get(f"/certificate-designs/{design.uuid}/{name}").status_code == 404


def test_two_save_at_once_and_one_draft_is_left(app: Flask, cast: Cast) -> None:
    place = cast.schakel
    saving = [lambda: a_design(db.session.merge(place), used=False)] * 2

    assert race(app, *saving) == ["done", "done"]
    assert db.session.scalar(select(func.count()).select_from(CertificateDesign)) == 1


class TestOnPaper:
    def test_logo_sentence_and_two_who_sign(self) -> None:
        logo = clean_logo(a_png())
        page = replace(
            ON_PAPER,
            logo=LogoData(logo.content, logo.width, logo.height),
            sentence=DESIGN["text_nl"],
            signatories=(Signatory("Zoë Çelik", "Directeur"), Signatory("W. Bos", "Trainer")),
        )

        reader = PdfReader(io.BytesIO(printed(page)))

        [sheet] = reader.pages
        text = " ".join(sheet.extract_text().split())
        for words in (DESIGN["text_nl"], "Zoë Çelik", "Trainer", "namens Kringloop De Schakel"):
            assert words in text


class TestLogo:
    def test_nothing_but_its_pixels_goes_along(self) -> None:
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_text("Author", "Bea Mulder")
        kept = clean_logo(a_png(2000, 1000, pnginfo=info))

        assert b"Bea" not in kept.content
        assert (kept.width, kept.height) == (600, 300)
        assert Image.open(io.BytesIO(kept.content)).getpixel((0, 0)) == (255, 255, 255)

    def test_a_bomb_is_not_unpacked(self) -> None:
        with pytest.raises(TooLargeError):
            clean_logo(a_png(20_000, 20_000, "1"))
        with pytest.raises(TooLargeError):
            clean_logo(a_png() + bytes(MAX_BYTES))
        with pytest.raises(NotAPhotoError):
            clean_logo(b"")
