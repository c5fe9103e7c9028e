"""A draft of a domain: written, checked at the field, published as a version of its own."""

import pytest
from sqlalchemy import func, select

from academy.catalogue.domains import drafting
from academy.catalogue.domains.fields import fields_of, to_values
from academy.catalogue.domains.models import DomainDraft, DomainDraftSave
from academy.catalogue.domains.queries import kept
from academy.catalogue.loading import differences, load_palette
from academy.catalogue.models import DomainVersion
from academy.catalogue.queries import domains
from academy.database import db, transaction
from tests.academy.catalogue.conftest import OPERATOR
from tests.academy.catalogue.test_domains import domain
from tests.academy.catalogue.test_draft import filled
from tests.academy.catalogue.test_keep_palette import the_actions
from tests.cast import ANNA, Cast
from tests.client import AcademyClient, PageResponse
from tests.clock import START
from tests.races import DONE, race
from tests.statements import count_statements

TEXTILES = "/palette/domains/textiel"
WHOLE = {
    "name_nl": "Textiel", "name_en": "Textiles", "description_nl": "Werk met kleren en stof.",
    "description_en": "Work with clothes and cloth.", "colour": "textiel", "icon": "shirt",
    "place": "", "review_on": "1-12-2027",
}  # fmt: skip


@pytest.fixture
def anna(client: AcademyClient, cast: Cast, palette: None) -> AcademyClient:
    return client.as_(ANNA)


def change(anna: AcademyClient, address: str = TEXTILES, **changes: str) -> PageResponse:
    """Open the form, change something and save."""
    sent = filled(anna.page(f"{address}/draft")) | WHOLE | changes
    return anna.post(f"{address}/draft", data=sent)


def publish(anna: AcademyClient, address: str = TEXTILES) -> PageResponse:
    page = anna.page(f"{address}/draft/check")
    form = page.select_one("main form[action$='/publish']")
    assert form is not None, page.get_text()
    sent = {each["name"]: each.get("value", "") for each in form.select("input")}
    return anna.post(f"{address}/draft/publish", data=sent)


def begin_new(anna: AcademyClient, name: str = "Koffie schenken") -> str:
    answer = anna.post("/palette/domains/new", data={"name_nl": name})
    assert answer.status_code == 303, answer.page.get_text()
    return answer.location.removesuffix("/draft")


def numbers() -> list[str]:
    return [each.number for each in domain().versions]


def test_a_new_domain_goes_from_a_name_to_its_first_version(anna: AcademyClient) -> None:
    address = begin_new(anna)
    assert "koffie-schenken" not in {each.code for each in domains()}
    assert "Koffie schenken" in anna.page("/palette/domains").get_text()
    assert not anna.page("/palette/new").select("option[value=koffie-schenken]")

    change(anna, address, name_nl="Koffie schenken", name_en="Coffee", place="fietsen")
    assert publish(anna, address).status_code == 303

    order = [each.code for each in domains()]
    assert order.index("koffie-schenken") == order.index("fietsen") + 1
    assert domain("koffie-schenken").versions[0].number == "1.0"
    assert anna.page("/palette/new").select("option[value=koffie-schenken]")
    assert the_actions()[-3:] == [
        "domain-draft.begun", "domain-draft.saved", "skill-domain.added",
    ]  # fmt: skip
    assert db.session.scalar(select(func.count(DomainDraft.id))) == 0


@pytest.mark.parametrize("name", ["Textiel", "textiel!", "\u0645\u0631\u062d\u0628\u0627", ""])
def test_a_name_that_is_taken_or_says_nothing_is_told_at_the_field(
    anna: AcademyClient, name: str
) -> None:
    answer = anna.post("/palette/domains/new", data={"name_nl": name})

    assert answer.status_code == 422
    assert answer.page.select_one("#name_nl-error")


def test_a_draft_of_that_name_is_there_already(anna: AcademyClient) -> None:
    begin_new(anna)

    answer = anna.post("/palette/domains/new", data={"name_nl": "Koffie schenken"})

    assert answer.status_code == 422


def test_a_domain_does_not_take_the_name_of_another(anna: AcademyClient) -> None:
    answer = change(anna, name_nl="fietsen")

    assert answer.status_code == 422
    assert answer.page.select_one("#name_nl-error")
    assert filled(answer.page)["name_nl"] == "fietsen"
    assert db.session.scalar(select(func.count(DomainDraftSave.id))) == 0


def test_publishing_makes_the_next_version_and_tells_the_difference(anna: AcademyClient) -> None:
    change(anna, name_nl="Kleding", colour="fietsen", place="*")
    assert "Kleding" not in anna.page("/skills").get_text()
    assert publish(anna).status_code == 303

    assert numbers() == ["1.0", "1.1"]
    assert db.session.scalars(select(DomainVersion.name).where(DomainVersion.number == "1.0")).all()
    assert domains()[0].code == "textiel"
    tile = anna.page("/skills?domain=textiel").select_one("main .badge-tile")
    assert tile["data-domain"] == "fietsen"
    assert "Werk met kleren en stof." in anna.page("/skills?domain=textiel").get_text()
    text = anna.page(f"{TEXTILES}/changes/1.1").main.get_text(" ", strip=True)
    for said in ("Naam: Textiel", "Naam: Kleding", "Kleur: Roze", "Kleur: Grasgroen"):
        assert said in text


def test_what_a_domain_said_before_is_there_to_begin_from(anna: AcademyClient) -> None:
    first = domain().versions[0].uuid
    change(anna, name_nl="Kleding")
    publish(anna)

    assert filled(anna.page(f"{TEXTILES}/draft?from={first}"))["name_nl"] == "Textiel"

    change(anna, name_nl="Textiel", description_nl="Kleren.")
    second = kept("textiel").text.uuid
    change(anna, description_nl="Stof.")
    assert filled(anna.page(f"{TEXTILES}/draft?from={second}"))["description_nl"] == "Kleren."


def test_what_lacks_is_told_at_each_field_and_not_published(anna: AcademyClient) -> None:
    change(anna, name_en="", description_en="", review_on="")
    page = anna.page(f"{TEXTILES}/draft/check")
    assert not page.select("main form[action$='/publish']")
    assert len(page.select("main .notice li a")) == 3
    seen = kept("textiel").text.uuid

    answer = anna.post(f"{TEXTILES}/draft/publish", data={"seen": seen, "over": "1.0"})

    assert answer.status_code == 422
    for name in ("name_en", "description_en", "review_on"):
        assert answer.page.select_one(f"#{name}-error"), name
    assert numbers() == ["1.0"]


def test_bad_input_is_told_at_the_field_and_kept(anna: AcademyClient) -> None:
    answer = change(
        anna, name_nl="", name_en="a" * 61, colour="#fff", icon="stoommachine", place="nergens",
        review_on="nooit",
    )  # fmt: skip

    assert answer.status_code == 422
    for name in ("name_nl", "name_en", "colour", "icon", "place", "review_on"):
        assert answer.page.select_one(f"#{name}-error"), name
    assert filled(answer.page)["name_en"] == "a" * 61
    assert db.session.scalar(select(func.count(DomainDraftSave.id))) == 0


def test_two_who_change_different_fields_both_keep_their_work(anna: AcademyClient) -> None:
    mine = filled(anna.page(f"{TEXTILES}/draft"))
    change(anna, **mine | {"icon": "bike"})

    answer = anna.post(f"{TEXTILES}/draft", data=mine | {"description_nl": "Kleren."})

    assert answer.status_code == 303
    fields = kept("textiel").text.fields
    assert (fields["icon"], fields["description_nl"]) == ("bike", "Kleren.")


def test_two_who_change_one_field_see_both_texts_and_choose(anna: AcademyClient) -> None:
    mine = filled(anna.page(f"{TEXTILES}/draft"))
    change(anna, colour="fietsen", description_nl="Stof.")

    sent = mine | {"colour": "circulair", "description_nl": "Kleren."}
    answer = anna.post(f"{TEXTILES}/draft", data=sent)

    assert answer.status_code == 409
    told = answer.page.select_one("main table").get_text(" ", strip=True)
    for said in ("Stof.", "Kleren.", "Grasgroen", "Donkergroen"):
        assert said in told
    again = filled(answer.page)
    assert again["description_nl"] == "Kleren."
    assert anna.post(f"{TEXTILES}/draft", data=again).status_code == 303
    assert kept("textiel").text.fields["colour"] == "circulair"


def test_who_writes_while_a_new_one_is_thrown_away_loses_nothing(anna: AcademyClient) -> None:
    address = begin_new(anna)
    mine = filled(anna.page(f"{address}/draft"))
    assert anna.post(f"{address}/draft/delete").status_code == 303
    assert anna.get(f"{address}/draft").status_code == 404

    answer = anna.post(f"{address}/draft", data=mine | {"description_nl": "Koffie en thee."})

    assert answer.status_code == 409
    again = filled(answer.page)
    assert again["description_nl"] == "Koffie en thee."
    assert anna.post(f"{address}/draft", data=again).status_code == 303
    assert kept("koffie-schenken").text.fields["description_nl"] == "Koffie en thee."


def test_who_writes_while_it_is_published_loses_nothing(anna: AcademyClient) -> None:
    change(anna, icon="bike")
    mine = filled(anna.page(f"{TEXTILES}/draft"))
    publish(anna)

    answer = anna.post(f"{TEXTILES}/draft", data=mine | {"icon": "shirt"})

    assert answer.status_code == 409
    assert filled(answer.page)["icon"] == "shirt"


def test_what_another_saved_since_is_not_published_unseen(anna: AcademyClient) -> None:
    change(anna)
    seen = kept("textiel").text.uuid
    change(anna, icon="bike")

    answer = anna.post(f"{TEXTILES}/draft/publish", data={"seen": seen, "over": "1.0"})

    assert answer.status_code == 303
    assert "veranderde dit concept net ook" in anna.page(answer.location).get_text()
    assert numbers() == ["1.0"]


def test_another_day_or_place_alone_makes_no_new_version(anna: AcademyClient) -> None:
    change(anna)
    publish(anna)
    change(anna, review_on="1-12-2028", place="*")

    assert publish(anna).status_code == 303

    assert numbers() == ["1.0", "1.1"]
    assert (domain().review_on.year, domains()[0].code) == (2028, "textiel")
    assert the_actions()[-1] == "skill-domain.reviewed"


def test_throwing_a_draft_away_leaves_what_is_published(anna: AcademyClient) -> None:
    change(anna, icon="bike")

    assert anna.post(f"{TEXTILES}/draft/delete").status_code == 303

    assert kept("textiel").text.fields["icon"] == "shirt"
    assert the_actions()[-1] == "domain-draft.deleted"


def test_a_draft_is_published_once(app, anna: AcademyClient) -> None:
    change(anna, icon="bike")
    seen = str(kept("textiel").text.uuid)

    def publish_it() -> None:
        with transaction("content"):
            drafting.publish(
                "textiel", seen=seen, over="1.0", by=ANNA.identity(), now=START,
                today=START.date(),
            )  # fmt: skip

    assert race(app, publish_it, publish_it) == ["AcademyError", DONE]
    assert numbers() == ["1.0", "1.1"]


def test_two_saves_at_once_are_two_saves(app, anna: AcademyClient) -> None:
    text = kept("textiel").text

    def save(name: str, value: str) -> None:
        with transaction("content"):
            drafting.save(
                "textiel", text.fields | {name: value}, began=str(text.uuid), by=ANNA.identity(),
                now=START,
            )  # fmt: skip

    outcomes = race(app, lambda: save("icon", "bike"), lambda: save("description_nl", "Kleren."))

    assert outcomes == [DONE, DONE]
    db.session.expire_all()
    fields = kept("textiel").text.fields
    assert (fields["icon"], fields["description_nl"]) == ("bike", "Kleren.")


def test_publishing_reads_and_writes_no_skill_and_no_badge(anna: AcademyClient) -> None:
    change(anna, icon="bike")
    seen = str(kept("textiel").text.uuid)

    with count_statements() as statements, transaction("content"):
        drafting.publish(
            "textiel", seen=seen, over="1.0", by=ANNA.identity(), now=START, today=START.date()
        )

    others = (" credential", " assessment", " skill ", " skill_version")
    assert not [each for each in statements if any(other in each for other in others)]


def test_a_domain_says_what_its_newest_version_says(anna: AcademyClient) -> None:
    change(anna, name_nl="Kleding")
    publish(anna)

    for each in domains():
        newest = kept(each.code).newest
        assert not differences(
            each, {name: getattr(newest, name) for name in to_values(fields_of(newest))}
        )


def test_a_file_of_another_release_is_the_next_version_of_a_domain(
    anna: AcademyClient, palette_file
) -> None:
    palette_file.content["domains"][4]["name"] = {"nl": "Stof", "en": "Cloth"}
    palette_file.save()

    with transaction("content"):
        load_palette(START, OPERATOR, palette_file.path)

    assert numbers() == ["1.0", "1.1"]
    assert domain().name["nl"] == "Stof"
