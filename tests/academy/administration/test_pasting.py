"""Lists of names as people paste them."""

import pytest

from academy.administration.pasting import read_lines

JAN = ("Jan van der Berg", "1042")


def read(text: str) -> list[tuple[str, str]]:
    return [(line.name, line.staff_number) for line in read_lines(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Jan van der Berg;1042", id="semicolon"),
        pytest.param("Jan van der Berg\t1042", id="tab"),
        pytest.param("Jan van der Berg, 1042", id="comma"),
        pytest.param("Jan van der Berg 1042", id="space"),
        pytest.param("1042;Jan van der Berg", id="number first"),
        pytest.param("1042 Jan van der Berg", id="number first, and a space"),
        pytest.param("Naam;Nummer\nJan van der Berg 1042", id="headings, and a space"),
        pytest.param("1. Jan van der Berg;1042", id="numbered"),
        pytest.param("12) Jan van der Berg;1042;", id="numbered, and a separator too many"),
        pytest.param('"Jan van der Berg";"1042"', id="quotes"),
        pytest.param('"van der Berg, Jan",1042', id="family name first, in quotes"),
        pytest.param("van der Berg, Jan;1042", id="family name first"),
        pytest.param("van der Berg, Jan, 1042", id="family name first, all commas"),
        pytest.param("Berg, Jan van der;1042", id="family name first, particles last"),
        pytest.param("  Jan  van der\u00a0Berg ; '1042 ", id="spaces, and a number made a text"),
        pytest.param("Jan van der Berg;1042.0", id="a number made a fraction"),
        pytest.param("Jan van der Berg;١٠٤٢", id="digits of another script"),
        pytest.param("Naam;Nummer\nJan van der Berg;1042", id="headings"),
        pytest.param("NAAM\tAfdeling\tNr.\nJan van der Berg\tHal 2\t1042", id="a column too many"),
        pytest.param(
            "Nr,Voornaam,Tussenvoegsel,Achternaam\r\n1042,Jan,van der,Berg", id="names in parts"
        ),
        pytest.param("Last name,First name,Number\nvan der Berg,Jan,1042", id="English headings"),
        pytest.param("Naam\nJan van der Berg;1042", id="a heading above the first column only"),
        pytest.param("\n\n ;\nJan van der Berg;1042\n\n", id="empty lines"),
    ],
)
def test_a_line_becomes_a_name_and_a_number(text: str) -> None:
    assert read(text) == [JAN]


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("Amina", "Amina", ""),
        ("Olena P-7;P-7", "Olena P-7", "P-7"),
        ("X5;5", "X5", "5"),
        ("Amina Yıldız;magazijn", "Amina Yıldız", "magazijn"),
        ("'t Hart, Kees", "Kees 't Hart", ""),
        ('"Berg; Jan",7', "Berg; Jan", "7"),
        ('"Berg, Jan van der"\t7', "Jan van der Berg", "7"),
        ('Jan "Jopie" Smit;7', 'Jan "Jopie" Smit', "7"),
        ("Persoon 3;503", "Persoon 3", "503"),
        (";2", "", "2"),
        ("Hal 7", "Hal 7", ""),
    ],
)
def test_what_is_no_number_stays_in_the_name(text: str, name: str, number: str) -> None:
    assert read(text) == [(name, number)]


@pytest.mark.parametrize("text", ["Amina;1;2", "Amina;Yıldız;Hal;7", "Amina\tYıldız\t7"])
def test_what_may_be_two_things_is_not_clear(text: str) -> None:
    (line,) = read_lines(text)

    assert not line.is_clear


def test_lines_keep_their_place_and_their_text() -> None:
    lines = read_lines("Naam;Nr\n\nAmina;1\n  Jan;2")

    assert [(line.number, line.text) for line in lines] == [(3, "Amina;1"), (4, "Jan;2")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("李娜;1043;Li Na", id="behind the number"),
        pytest.param("李娜;Li Na;1043", id="behind the name"),
        pytest.param("李娜;1043;Na, Li", id="family name first"),
        pytest.param("Naam;Nr;Naam in onze letters\n李娜;1043;Li Na", id="headings"),
        pytest.param("Name\tLatin name\tNumber\n李娜\tLi Na\t1043", id="English headings"),
    ],
)
def test_a_name_in_another_script_has_the_same_name_in_ours_beside_it(text: str) -> None:
    (line,) = read_lines(text)
    assert (line.name, line.staff_number, line.latin_name) == ("李娜", "1043", "Li Na")
