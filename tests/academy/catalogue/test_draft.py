"""A draft of a skill: written, checked at the field, published as a version of its own."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from academy.audit.models import AuditEvent
from academy.catalogue.drafting import service
from academy.catalogue.drafting.fields import EMPTY, fields_of, gaps
from academy.catalogue.drafting.merging import merge
from academy.catalogue.drafting.models import DraftSave, SkillDraft
from academy.catalogue.drafting.queries import text_of
from academy.catalogue.models import Skill, SkillVersion
from academy.catalogue.queries import open_version
from academy.database import db, transaction
from tests.cast import ANNA, Cast
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race
from tests.statements import count_statements

CODE = "textiel-sorteren"
WHOLE = {
    "name_nl": "Stoelen stofferen", "name_en": "Upholstering chairs",
    "description_nl": "Je maakt een stoel weer mooi.", "description_en": "You renew a chair.",
    "domain": "meubels-en-hout", "kind": "vak", "icon": "armchair",
    "level_1_nl": "De medewerker haalt oude stof weg.", "level_1_en": "Removes old cloth.",
    "level_2_nl": "De medewerker bekleedt een zitting.", "level_2_en": "Covers a seat.",
    "level_3_nl": "De medewerker legt het uit.", "level_3_en": "Explains it.",
    "badge_1": "y", "criteria_nl": "Meet de stof op.\nSpant de stof.",
    "criteria_en": "Measures the cloth.\nStretches the cloth.",
    "observations_needed": "2", "assessors_needed": "1", "review_on": "1-12-2027",
}  # fmt: skip


@pytest.fixture
def anna(client: AcademyClient, cast: Cast, palette: None) -> AcademyClient:
    return client.as_(ANNA)


def skill(code: str = CODE) -> Skill:
    return db.session.scalars(select(Skill).where(Skill.code == code)).one()


def filled(page: BeautifulSoup) -> dict[str, str]:
    """What a browser would send of the form that saves."""
    form = page.select_one("main form[action$='/draft']")
    found = {}
    for each in form.select("input[name], textarea[name]"):
        if each.get("type") not in {"checkbox", "radio"} or each.has_attr("checked"):
            found[each["name"]] = each.get("value", "") or each.get_text().strip()
    for each in form.select("select"):
        chosen = each.select_one("option[selected]")
        found[each["name"]] = chosen["value"] if chosen else ""
    found.pop("csrf_token")
    return found


def test_a_draft_that_says_nothing_yet_can_be_looked_at(anna: AcademyClient) -> None:
    anna.post("/palette/skills/stoelen-stofferen/draft", data=begin_new(anna))
    page = anna.page("/palette/skills/stoelen-stofferen/draft/check")
    assert "Nog niet ingevuld" in page.main.get_text()


def begin_new(anna: AcademyClient, name: str = "Stoelen stofferen") -> dict[str, str]:
    answer = anna.post("/palette/new", data={"name_nl": name, "domain": "meubels-en-hout"})
    assert answer.status_code == 303, answer.page.get_text()
    return filled(anna.page(answer.location))


def change(anna: AcademyClient, code: str = CODE, **changes: str):
    """Open the form, change something and save."""
    sent = filled(anna.page(f"/palette/skills/{code}/draft")) | changes
    return anna.post(f"/palette/skills/{code}/draft", data=sent)


def publish(anna: AcademyClient, code: str = CODE):
    page = anna.page(f"/palette/skills/{code}/draft/check")
    form = page.select_one("main form[action$='/publish']")
    assert form is not None, page.get_text()
    sent = {each["name"]: each.get("value", "") for each in form.select("input")}
    return anna.post(f"/palette/skills/{code}/draft/publish", data=sent)


def the_actions() -> list[str]:
    return list(db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))


def test_a_new_skill_goes_from_a_name_to_its_first_version(anna: AcademyClient) -> None:
    began = begin_new(anna)
    assert anna.get("/skills/stoelen-stofferen").status_code == 404

    answer = anna.post(
        "/palette/skills/stoelen-stofferen/draft", data=WHOLE | {"began": began["began"]}
    )
    assert answer.status_code == 303
    assert publish(anna, "stoelen-stofferen").status_code == 303

    version = open_version("stoelen-stofferen")
    assert (version.number, version.name["en"]) == ("1.0", "Upholstering chairs")
    assert version.observations_needed == 2
    assert [each["id"] for each in version.criteria] == ["c1", "c2"]
    assert version.level_name(1)["nl"] == "Kan de basis"
    assert version.badge_levels == {1, 2, 3}
    assert anna.get("/skills/stoelen-stofferen").status_code == 200
    assert the_actions()[-3:] == [
        "skill-draft.begun", "skill-draft.saved", "skill-version.published",
    ]  # fmt: skip
    assert db.session.scalar(select(func.count(SkillDraft.id))) == 0


@pytest.mark.parametrize("name", ["Textiel sorteren", "textiel  sorteren!", "مرحبا"])
def test_a_name_that_is_taken_or_says_nothing_is_told_at_the_field(
    anna: AcademyClient, name: str
) -> None:
    answer = anna.post("/palette/new", data={"name_nl": name, "domain": "textiel"})

    assert answer.status_code == 422
    assert answer.page.select_one("#name_nl-error")


def test_nobody_else_sees_a_draft(client: AcademyClient, anna: AcademyClient) -> None:
    change(anna, name_nl="Kleren sorteren")

    assert "Kleren sorteren" not in anna.page(f"/skills/{CODE}").get_text()
    assert "Kleren sorteren" in anna.page(f"/palette/skills/{CODE}/draft/check").get_text()


def test_only_looking_at_the_form_begins_no_draft(anna: AcademyClient) -> None:
    anna.page(f"/palette/skills/{CODE}/draft")

    assert change(anna).status_code == 303
    assert db.session.scalar(select(func.count(DraftSave.id))) == 0


def test_publishing_makes_the_next_version_and_tells_the_difference(anna: AcademyClient) -> None:
    before = open_version(CODE)
    change(anna, icon="bike")
    assert publish(anna).status_code == 303

    after = open_version(CODE)
    assert (before.number, after.number) == ("1.1", "1.2")
    assert db.session.get_one(SkillVersion, before.id).icon != "bike"
    text = anna.page(f"/palette/skills/{CODE}/changes/1.2").get_text(" ", strip=True)
    assert "Pictogram: Fiets" in text
    assert "Pictogram: Shirt" in text


def test_an_incomplete_skill_is_told_at_each_field_and_not_published(anna: AcademyClient) -> None:
    change(anna, criteria_en="", level_2_en="", review_on="")
    page = anna.page(f"/palette/skills/{CODE}/draft/check")
    assert not page.select("main form[action$='/publish']")
    assert len(page.select("main .notice li a")) == 3
    text = text_of(skill())

    answer = anna.post(
        f"/palette/skills/{CODE}/draft/publish", data={"seen": text.uuid, "over": "1.1"}
    )

    assert answer.status_code == 422
    for name in ("criteria_en", "level_2_en", "review_on"):
        assert answer.page.select_one(f"#{name}-error"), name
    assert filled(answer.page)["name_nl"] == "Textiel sorteren"
    assert open_version(CODE).number == "1.1"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"criteria_nl": "Een.\nEen.", "criteria_en": "One.\nTwo."}, "criteria_nl"),
        ({"criteria_en": "One."}, "criteria_en"),
        ({"criteria_nl": "a" * 121, "criteria_en": "One."}, "criteria_nl"),
        ({"note_nl": "Let op."}, "note_en"),
        ({"you_2_en": "You sort."}, "you_2_nl"),
        ({"review_on": "2026-11-23"}, "review_on"),
        ({"review_on": "2090-01-01"}, "review_on"),
        ({"kind": ""}, "kind"),
    ],
)
def test_what_keeps_a_skill_from_being_published(changes: dict[str, str], field: str) -> None:
    whole = EMPTY | WHOLE | {"review_on": "2027-12-01"}
    assert gaps(whole, today=START.date()) == {}

    assert list(gaps(whole | changes, today=START.date())) == [field]


def test_there_is_an_end_to_how_many_criteria_there_are() -> None:
    many = "\n".join(map(str, range(21)))

    found = gaps(
        EMPTY | WHOLE | {"criteria_nl": many, "criteria_en": many, "review_on": None},
        today=START.date(),
    )

    assert "hoogstens 20 regels" in str(found["criteria_nl"])


def test_bad_input_is_told_at_the_field_and_kept(anna: AcademyClient) -> None:
    answer = change(
        anna, name_nl="", name_en="a" * 61, observations_needed="0", valid_months="veel",
        review_on="nooit", kind="anders", domain="nergens", icon="stoommachine",
    )  # fmt: skip

    assert answer.status_code == 422
    for name in ("name_nl", "name_en", "observations_needed", "valid_months", "domain"):
        assert answer.page.select_one(f"#{name}-error"), name
    assert filled(answer.page)["name_en"] == "a" * 61
    assert db.session.scalar(select(func.count(DraftSave.id))) == 0


def test_two_who_change_different_fields_both_keep_their_work(anna: AcademyClient) -> None:
    mine = filled(anna.page(f"/palette/skills/{CODE}/draft"))
    change(anna, icon="bike")

    answer = anna.post(
        f"/palette/skills/{CODE}/draft", data=mine | {"description_nl": "Je sorteert kleren."}
    )

    assert answer.status_code == 303
    fields = text_of(skill()).fields
    assert (fields["icon"], fields["description_nl"]) == ("bike", "Je sorteert kleren.")


def test_two_who_change_one_field_see_both_texts_and_choose(anna: AcademyClient) -> None:
    mine = filled(anna.page(f"/palette/skills/{CODE}/draft"))
    change(anna, description_nl="Je sorteert textiel.")

    answer = anna.post(
        f"/palette/skills/{CODE}/draft", data=mine | {"description_nl": "Je sorteert kleren."}
    )

    assert answer.status_code == 409
    told = answer.page.select_one("main table").get_text(" ", strip=True)
    assert "Je sorteert textiel." in told
    assert "Je sorteert kleren." in told
    again = filled(answer.page)
    assert again["description_nl"] == "Je sorteert kleren."
    assert text_of(skill()).fields["description_nl"] == "Je sorteert textiel."
    assert anna.post(f"/palette/skills/{CODE}/draft", data=again).status_code == 303
    assert text_of(skill()).fields["description_nl"] == "Je sorteert kleren."


def test_who_writes_while_it_is_published_loses_nothing(anna: AcademyClient) -> None:
    change(anna, icon="bike")
    mine = filled(anna.page(f"/palette/skills/{CODE}/draft"))
    publish(anna)

    answer = anna.post(f"/palette/skills/{CODE}/draft", data=mine | {"icon": "shirt"})

    assert answer.status_code == 409
    assert filled(answer.page)["icon"] == "shirt"


def test_an_earlier_save_is_there_to_begin_from(anna: AcademyClient) -> None:
    change(anna, description_nl="Eerst dit.")
    first = text_of(skill()).uuid
    change(anna, description_nl="Toen dat.")

    page = anna.page(f"/palette/skills/{CODE}/draft?from={first}")

    assert filled(page)["description_nl"] == "Eerst dit."
    assert "Het concept van nu staat daarna bij “Eerder bewaard”." in page.get_text()


def test_an_older_version_is_there_to_begin_from(anna: AcademyClient) -> None:
    older = open_version(CODE)
    change(anna, icon="bike")
    publish(anna)

    page = anna.page(f"/palette/skills/{CODE}/draft?from={older.uuid}")

    assert filled(page)["icon"] == older.icon
    assert "Er verandert pas iets als je opslaat." in page.get_text()
    assert "Het concept van nu" not in page.get_text()
    assert "oudere tekst" not in anna.page(f"/palette/skills/{CODE}/draft").get_text()


def test_what_another_saved_since_is_not_published_unseen(anna: AcademyClient) -> None:
    change(anna, icon="bike")
    seen = text_of(skill()).uuid
    change(anna, icon="shirt")

    answer = anna.post(f"/palette/skills/{CODE}/draft/publish", data={"seen": seen, "over": "1.1"})

    assert answer.status_code == 303
    assert "veranderde dit concept net ook" in anna.page(answer.location).get_text()
    assert open_version(CODE).number == "1.1"


def test_another_day_alone_makes_no_new_version(anna: AcademyClient) -> None:
    change(anna, review_on="1-12-2028")

    assert publish(anna).status_code == 303

    assert open_version(CODE).number == "1.1"
    assert skill().review_on.year == 2028
    assert the_actions()[-1] == "skill.reviewed"


def test_throwing_a_draft_away_leaves_what_is_published(anna: AcademyClient) -> None:
    change(anna, icon="bike")

    assert anna.post(f"/palette/skills/{CODE}/draft/delete").status_code == 303

    assert text_of(skill()).fields["icon"] != "bike"
    assert the_actions()[-1] == "skill-draft.deleted"


def test_a_skill_that_is_only_a_draft_goes_with_it(anna: AcademyClient) -> None:
    begin_new(anna)

    anna.post("/palette/skills/stoelen-stofferen/draft/delete")

    assert anna.get("/palette/skills/stoelen-stofferen/draft").status_code == 404
    assert begin_new(anna)


def test_a_draft_is_published_once(app, anna: AcademyClient) -> None:
    change(anna, icon="bike")
    seen = str(text_of(skill()).uuid)

    def publish_it() -> None:
        row = skill()
        with transaction("content"):
            service.publish(
                row, seen=seen, over="1.1", by=ANNA.identity(), now=START, today=START.date()
            )

    assert race(app, publish_it, publish_it) == ["AcademyError", DONE]
    assert [each.number for each in skill().versions] == ["1.1", "1.2"]


def test_two_saves_at_once_are_two_saves(app, anna: AcademyClient) -> None:
    text = text_of(skill())

    def save(name: str, value: str) -> None:
        row = skill()
        with transaction("content"):
            service.save(
                row, text.fields | {name: value}, began=str(text.uuid), by=ANNA.identity(),
                now=START,
            )  # fmt: skip

    outcomes = race(
        app,
        lambda: save("icon", "bike"),
        lambda: save("description_nl", "Je sorteert kleren."),
    )

    assert outcomes == [DONE, DONE]
    fields = text_of(skill()).fields
    assert (fields["icon"], fields["description_nl"]) == ("bike", "Je sorteert kleren.")


def test_publishing_reads_and_writes_no_badge(anna: AcademyClient) -> None:
    """So it costs the same however many there are, and rewrites none of them."""
    change(anna, icon="bike")

    with count_statements() as statements:
        publish(anna)

    touched = [each for each in statements if " credential" in each or " assessment" in each]
    assert not touched
    assert len(statements) < 60


def test_a_merge_keeps_what_only_one_changed() -> None:
    began = EMPTY | {"name_nl": "A", "icon": "bike", "kind": "vak"}
    theirs = began | {"name_nl": "B", "kind": "basis"}
    mine = began | {"icon": "shirt", "kind": "sociaal"}

    merged = merge(began, theirs, mine)

    assert (merged.fields["name_nl"], merged.fields["icon"]) == ("B", "shirt")
    assert merged.both == ("kind",)


def test_a_version_says_the_same_as_a_draft_of_it(anna: AcademyClient) -> None:
    for version in db.session.scalars(select(SkillVersion)):
        fields = fields_of(version)
        assert not service.proposed_change(version.skill, fields).is_any
        assert "review_on" in fields


def test_what_was_done_about_a_skill_is_told_in_sentences(anna: AcademyClient) -> None:
    change(anna, icon="bike")
    publish(anna)
    anna.post(f"/palette/skills/{CODE}/retire", data={"replaced_by": ""})

    page = anna.page(f"/palette/skills/{CODE}/history")

    said = [row.select("td")[0].get_text(strip=True) for row in page.select("main tbody tr")]
    assert said[:3] == [
        "Anna Vos liet Textiel sorteren stoppen",
        "Anna Vos publiceerde een versie van Textiel sorteren",
        "Anna Vos begon een concept van Textiel sorteren",
    ]
