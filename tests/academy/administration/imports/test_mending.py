"""What is wrong with a list is mended on the page, one thing at a time."""

from __future__ import annotations

import io

import pytest

from academy.sheets.bounds import Bounds
from academy.sheets.reading import read_rows
from tests.academy.administration.imports.conftest import Lists, rows_of, told
from tests.cast import JAN

HEAD = "Personeelsnummer;Naam;Team"


def test_a_row_is_mended_in_place_and_the_next_one_is_shown(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n500;;Winkel\n501;;Winkel")
    first, second = rows_of(done)
    path = f"/imports/{done.uuid}/rows/{first.uuid}"

    page = lists.client.page(path)
    assert page.select_one("[name=name]")["aria-invalid"] == "true"
    answer = lists.client.submit(path, "row", name="Ans de Boer")

    assert answer.location.endswith(str(second.uuid))
    assert told(lists.newest())[0] == (2, "new", "", "")


def test_a_row_that_is_still_wrong_keeps_what_was_typed(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n501;Ben Bos;Winkel\n500;;Winkel")
    path = f"/imports/{done.uuid}/rows/{rows_of(done)[1].uuid}"

    answer = lists.client.submit(path, "row", name="Ans de Boer", staff_number="501")

    assert answer.status_code == 422
    assert answer.page.select_one("[name=staff_number]")["value"] == "501"
    assert [row.problem for row in rows_of(lists.newest())] == ["", "number-twice"]


def test_mending_one_of_two_with_a_number_frees_the_other(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n500;Ans de Boer;Winkel\n500;Ben Bos;Winkel")
    first, _second = rows_of(done)

    lists.post(done, f"rows/{first.uuid}/leave-out")

    assert told(lists.newest()) == [(3, "new", "", "")]


def test_an_unknown_team_is_chosen_once_for_all_rows(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n500;Ans;Kassa\n501;Ben;kassa\n502;Cor;Winkel")
    assert "welk team is het?" in lists.page(done).main.get_text()
    path = f"/imports/{done.uuid}/teams"
    fields = [each["name"] for each in lists.client.page(path).select("main select")]

    lists.client.submit(path, "teams", **{name: str(lists.cast.winkel.uuid) for name in fields})
    lists.work()

    assert [row.kind for row in rows_of(lists.newest())] == ["new"] * 3


def test_a_row_keeps_the_team_that_was_chosen_for_its_name(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n500;;Kassa")
    path = f"/imports/{done.uuid}/rows/{rows_of(done)[0].uuid}"
    assert lists.client.submit(path, "row", name="Ans").status_code == 422
    assert [row.problem for row in rows_of(lists.newest())] == ["team-unknown"]
    lists.client.submit(f"/imports/{done.uuid}/teams", "teams", team_0=str(lists.cast.winkel.uuid))
    lists.work()

    assert told(lists.newest()) == [(2, "new", "", "")]
    chosen = lists.client.page(path).select_one("[name=team] option[selected]")
    assert chosen["value"] == str(lists.cast.winkel.uuid)


def test_a_team_that_was_made_meanwhile_is_found(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n500;Ans;Kassa")
    lists.client.submit(
        f"/organisations/{lists.cast.schakel.uuid}/teams/new",
        name="Kassa", site=str(lists.cast.utrecht.uuid),
    )  # fmt: skip

    lists.post(done, "look-again")
    lists.work()

    assert told(lists.newest()) == [(2, "new", "", "")]


def test_one_team_for_rows_without(lists: Lists) -> None:
    done = lists.bring("Nummer;Naam\n500;Ans\n501;Ben")
    assert "in welk team werken ze?" in lists.page(done).main.get_text()

    lists.client.submit(f"/imports/{done.uuid}/team", team=str(lists.cast.winkel.uuid))
    lists.work()

    assert [row.kind for row in rows_of(lists.newest())] == ["new"] * 2


def test_a_number_like_a_national_one_is_asked_about(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n123456782;Ans;Winkel\n5;Ben;Winkel\n6;Cor;Winkel")
    assert "welke nummers zijn het?" in lists.page(done).main.get_text()

    lists.post(done, "numbers")
    lists.work()

    assert [row.kind for row in rows_of(lists.newest())] == ["new"] * 3


@pytest.mark.parametrize(("choice", "kind"), [("same", "changed"), ("other", "new")])
def test_somebody_of_the_same_name_without_a_number(lists: Lists, choice: str, kind: str) -> None:
    done = lists.bring(f"{HEAD}\n601;{JAN.name};Winkel")
    path = f"/imports/{done.uuid}/rows/{rows_of(done)[0].uuid}"

    assert lists.client.submit(path, "row").status_code == 422, "the question was not answered"
    lists.client.submit(path, "row", choice=choice)

    assert [row.kind for row in rows_of(lists.newest())] == [kind]


def test_the_number_of_somebody_who_is_called_otherwise(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n101;Amira Demir;Sorteren")
    path = f"/imports/{done.uuid}/rows/{rows_of(done)[0].uuid}"
    choices = lists.client.page(path).select("[name=choice]")
    assert [each["value"] for each in choices] == ["same"], "else the number has to change"

    lists.client.submit(path, "row", choice="same")

    assert rows_of(lists.newest())[0].changes == {"name": ["Amina Yıldız", "Amira Demir"]}


def test_the_wrong_rows_go_out_and_come_back(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n500;;Winkel\n501;Goed;Winkel\n=1+1;;Winkel")

    content = lists.client.get(f"/imports/{done.uuid}/wrong.xlsx").data

    rows = list(read_rows(content, Bounds(bytes=100_000, rows=10)))
    assert [row[0] for row in rows] == ["Personeelsnummer", "500", "=1+1"]
    assert rows[1][9:] == ["Vul een naam in.", "2"]
    again = lists.bring(content, "fouten.xlsx")
    assert [row.problem for row in rows_of(again)] == ["name-missing"] * 2


def test_nothing_is_changed_while_it_is_worked_on(lists: Lists) -> None:
    lists.send(io.BytesIO(f"{HEAD}\n500;Ans;Winkel".encode()).getvalue())
    done = lists.newest()

    for what in ("look-again", "numbers", "throw-away"):
        assert lists.post(done, what).status_code == 409


def test_a_list_is_thrown_away(lists: Lists, app) -> None:
    done = lists.bring(f"{HEAD}\n500;Ans;Winkel")
    address = f"/imports/{done.uuid}"

    lists.post(done, "throw-away")

    assert lists.client.get(address).status_code == 404
    assert list(app.extensions["academy"].files.keys("imports/")) == []
