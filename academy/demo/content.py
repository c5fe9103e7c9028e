"""Who and what there is in the demo. Every person is invented; names stand in the script in
which people write them themselves."""

from dataclasses import dataclass
from datetime import date

from academy.organisations.contacts import Contact
from academy.organisations.models import OrganisationKind


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """A team, with what its people do all day."""

    name: str
    leaders: tuple[str, ...]
    domains: tuple[str, ...]
    """Codes of the palette's domains that belong to the work."""
    workers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SitePlan:
    """A branch with its teams."""

    name: str
    city: str
    teams: tuple[TeamPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPlan:
    """An organisation with everything in it."""

    slug: str
    name: str
    kind: OrganisationKind
    city: str
    region: str | None
    keurmerk_until: date | None = None
    sbi: str = ""
    signatory: tuple[str, str]
    sites: tuple[SitePlan, ...] = ()


HEROINE = "Amina Haddad"
"""The story of the front page is hers."""

TWO_JOBS = "Oleksandr Kovalenko"
"""Drives for both organisations."""

MOVED = {"Samira Bakkali": "Winkel", "Tesfay Gebremedhin": "Sorteren"}
"""Moved from De Schakel to De Cirkel half a year ago; and the team they left."""

OBJECTS = "Bep Mulder"
"""Objected this week; somebody else has to look."""

OBJECTED_BEFORE = "Corrie van der Meer"
"""Objected long ago; somebody else looked and it stands."""

EARLY_CARDS = (HEROINE, "سارة الخطيب", "ሰላም ተስፋይ", "Ewa Kamińska")
"""Their cards are made first, so the sign-in page shows them."""

TEXTILE = ("textiel", "sorteren-en-waarderen", "basisvaardigheden")
SHOP = ("winkel-en-klant", "basisvaardigheden", "digitale-vaardigheden")
SORTING = ("sorteren-en-waarderen", "circulair", "logistiek-en-transport")
TRANSPORT = ("logistiek-en-transport", "basisvaardigheden")
FURNITURE = ("meubels-en-hout", "circulair")
BICYCLES = ("fietsen", "basisvaardigheden")
ELECTRONICS = ("elektro-en-witgoed", "circulair")
FOR_ALL = ("veilig-werken", "samenwerken-en-leermeesterschap")

SCHAKEL = OrganisationPlan(
    slug="schakel",
    name="De Schakel",
    kind=OrganisationKind.THRIFT,
    city="Utrecht",
    region="midden-utrecht",
    keurmerk_until=date(2027, 12, 31),
    sbi="47.79",
    signatory=("Ingrid van Dam", "Directeur"),
    sites=(
        SitePlan("Winkel Overvecht", "Utrecht", (
            TeamPlan("Textiel", ("Marieke Jansen", "Hakan Demir"), TEXTILE, (
                HEROINE, "ሰላም ተስፋይ", "Zeynep Aydın", "Truus Hoekstra", "Наталія Бондаренко",
                "Maria Wilhelmina van den Heuvel-Schoonhoven van Oudewater", "Nadia Benali",
                "Halina Wiśniewska", OBJECTS, "Rahel Tekle")),
            TeamPlan("Winkel", ("Marieke Jansen",), SHOP, (
                "Anneke Bos", "Mohamed El Amrani", "Wilma Schouten", "Fatma Yılmaz",
                "Kees van Leeuwen", "Agnieszka Kowalska", "سارة الخطيب", "Rob Kuipers",
                "Olena Shevchenko", "Gerrit Dijkstra")),
        )),
        SitePlan("Sorteercentrum Lage Weide", "Utrecht", (
            TeamPlan("Sorteren", ("Hakan Demir",), SORTING, (
                "Peter de Wit", "Mehmet Kaya", "يوسف حداد", "Jolanda Peters", "Berhane Haile",
                "Marek Nowak", "Hans Willemsen", "Ayşe Çelik", "Sjaak Vermeer",
                "Ihor Tkachenko", OBJECTED_BEFORE, "Nasrin Saleh")),
            TeamPlan("Vervoer", ("Ellen Visser",), TRANSPORT, (
                "Dennis Brouwer", TWO_JOBS, "Murat Öztürk", "Ronald Smits", "Khaled Al-Masri",
                "Piotr Zieliński", "Frans Bosman", "ዮናስ ሃይለ")),
        )),
        SitePlan("Werkplaats Nieuwegein", "Nieuwegein", (
            TeamPlan("Meubels", ("Ruud Meijer",), FURNITURE, (
                "Henk Timmer", "علي منصور", "Tomasz Lewandowski", "Gerda Postma", "Emre Şahin",
                "Daniel Kidane", "Arie Kok", "Ria Verbeek")),
            TeamPlan("Fietsen", ("Ruud Meijer",), BICYCLES, (
                "Jeroen Vos", "Hüseyin Arslan", "Filmon Abraha", "Андрій Мельник",
                "Bilal Ouali", "Wim Scholten")),
            TeamPlan("Elektro", ("Karin Smeets",), ELECTRONICS, (
                "Theo Prins", "Omar Najjar", "Krzysztof Wójcik", "Elif Koç", "Ben Hofman",
                "Luwam Mehari")),
        )),
    ),
)  # fmt: skip

CIRKEL = OrganisationPlan(
    slug="cirkel",
    name="De Cirkel",
    kind=OrganisationKind.THRIFT,
    city="Arnhem",
    region="midden-gelderland",
    keurmerk_until=date(2027, 12, 31),
    sbi="47.79",
    signatory=("Willem ter Horst", "Bestuurder"),
    sites=(
        SitePlan("Winkel Presikhaaf", "Arnhem", (
            TeamPlan("Kleding", ("Joost Verhoeven", "Sylvia Maas"), TEXTILE, (
                "Lia Koster", "Emine Güneş", "هدى سليمان", "Miriam Wolters", "ለተብርሃን ኪዳነ",
                "Joanna Szymańska", "Carla Berends", "Iryna Lysenko", "Noor Hassan",
                "Diny Teunissen")),
            TeamPlan("Winkel en kassa", ("Joost Verhoeven",), SHOP, (
                "Ineke Claassen", "Samira Bakkali", "Fadi Khoury", "Nicole Janssen",
                "Derya Polat", "Paulien Gerritsen", "مريم العلي", "Ewa Kamińska", "Bas Evers",
                "Svitlana Moroz", "Ton Huisman", "Hiwet Araya")),
        )),
        SitePlan("Winkel Velp", "Velp", (
            TeamPlan("Winkel Velp", ("Leila Mansouri",), SHOP, (
                "Marga Roelofs", "Yusuf Aksoy", "Jan-Willem Kroon", "Rania Suleiman",
                "Bożena Dąbrowska", "Erik Lammers", "Tesfay Gebremedhin", "Sonja Peeters")),
            TeamPlan("Boeken en speelgoed", ("Leila Mansouri",), (*SORTING, *SHOP), (
                "Loes Hermans", "Hatice Kurt", "Тарас Гриценко", "Freek Arends", "Dina Aziz",
                "Els Rietveld")),
        )),
        SitePlan("Loods Kleefse Waard", "Arnhem", (
            TeamPlan("Inname en sorteren", ("Bart Nijhuis",), SORTING, (
                "Gert Jacobs", "Mustafa Doğan", "Samuel Ghebreab", "Anja Heuvelink",
                "عمر الحسن", "Paweł Mazur", "Cor Damen", "Serpil Yıldırım", "Bohdan Marchenko",
                "Greet Wagenaar", "Abdel Haddou", "Nienke Faber")),
            TeamPlan("Transport", ("Bart Nijhuis",), TRANSPORT, (
                "Sander Blok", TWO_JOBS, "Serkan Uçar", "Ahmad Darwish", "Jacek Krawczyk",
                "Leon Michels")),
            TeamPlan("Reparatie", ("Sylvia Maas",), (*FURNITURE, *ELECTRONICS), (
                "Harm Oosterveld", "Kaan Bulut", "ሚካኤል በርሀ", "Joris Simons",
                "Zbigniew Pawlak", "Mirjam Kooij")),
        )),
    ),
)  # fmt: skip

ACADEMY = OrganisationPlan(
    slug="academie",
    name="Kringloop Academie",
    kind=OrganisationKind.ACADEMY,
    city="Amersfoort",
    region="amersfoort",
    signatory=("Saskia de Groot", "Hoofd academie"),
)
EMPLOYER = OrganisationPlan(
    slug="fietsfabriek",
    name="Fietsfabriek",
    kind=OrganisationKind.EMPLOYER,
    city="Utrecht",
    region="midden-utrecht",
    signatory=("Tom Hendriks", "Personeelszaken"),
)

READER = "Wouter Lammers"
"""Reads figures for a region, of nobody in particular; acts for the academy."""

CONTACTS = {
    "midden-utrecht": Contact(
        name="Werkcentrum Voorbeeld, Utrecht (verzonnen)",
        phone="030 000 00 00",
        website="https://werkcentrum-utrecht.example",
        address="Voorbeeldstraat 1, Utrecht",
    ),
    "midden-gelderland": Contact(
        name="Werkcentrum Voorbeeld, Arnhem (verzonnen)",
        phone="026 000 00 00",
        website="https://werkcentrum-arnhem.example",
        address="Voorbeeldplein 2, Arnhem",
    ),
    "amersfoort": Contact(
        name="Werkcentrum Voorbeeld, Amersfoort (verzonnen)",
        phone="033 000 00 00",
        website="https://werkcentrum-amersfoort.example",
        address="Voorbeeldlaan 3, Amersfoort",
    ),
}
"""Whom people in a region ask about work and training. No number of a Dutch place begins with a
zero, and no website ends in "example": nobody is rung up."""

ORGANISATIONS = (ACADEMY, SCHAKEL, CIRKEL, EMPLOYER)

FIXED_ADDRESSES = {
    "Marieke Jansen": "leider@schakel.example",
    "Joost Verhoeven": "leider@cirkel.example",
    "Ingrid van Dam": "beheer@schakel.example",
    "Willem ter Horst": "beheer@cirkel.example",
    "Saskia de Groot": "academie@academie.example",
    "Tom Hendriks": "werkgever@fietsfabriek.example",
    READER: "regio@academie.example",
}
"""In the order in which the sign-in page shows them; others get one made from their name."""
