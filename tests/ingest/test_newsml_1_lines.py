import pytest

from broadcast.ingest.newsml_1_lines import Place, formal, lines_of
from broadcast.ingest.xml import parse


def component(inner: str, outer: str = "") -> Place:
    around = parse(f"<NewsComponent>{outer}</NewsComponent>".encode(), "the report")
    return Place.of(parse(f"<NewsComponent>{inner}</NewsComponent>".encode(), "the report"), Place.of(around))


LINES = """<NewsLines><HeadLine xml:lang="fr">Le mur tombe</HeadLine><HeadLine xml:lang="en">Wall
  falls</HeadLine><ByLine>By Ana Ruiz</ByLine><DateLine>PORT ELSA, May 16 (Elsa Wire) -</DateLine>
  <SlugLine>Harbour-Wall</SlugLine><KeywordLine>wall</KeywordLine><CopyrightLine>© Elsa Wire</CopyrightLine>
  <RightsLine>Elsa only</RightsLine>
  <NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>ADDS boats</NewsLineText></NewsLine>
  <NewsLine><NewsLineType FormalName="Editorial Note"/><NewsLineText>Check</NewsLineText></NewsLine>
  <NewsLine><NewsLineType FormalName="CorrectionLine"/><NewsLineText>Two, not three</NewsLineText></NewsLine>
  <NewsLine><NewsLineType FormalName="ProductLine"/><NewsLineText>(Picture)</NewsLineText></NewsLine>
  </NewsLines>"""


@pytest.mark.parametrize("where", ["inner", "outer"])
def test_the_lines_of_a_component_are_its_own_or_those_around_it(where: str) -> None:
    told = lines_of(component(LINES) if where == "inner" else component("", LINES), "en-GB")
    assert (told.headline, told.byline, told.slug) == ("Wall falls", "By Ana Ruiz", "Harbour-Wall")
    assert (told.dateline, told.keywords) == ("PORT ELSA, May 16 (Elsa Wire)", "wall")
    assert told.rights == "© Elsa Wire; Elsa only"
    assert (told.notes, told.correction) == ("ADDS boats\nCheck", "Two, not three")


def test_the_nearest_line_counts() -> None:
    outer = "<NewsLines><HeadLine>Package</HeadLine><SlugLine>Pack</SlugLine></NewsLines>"
    told = lines_of(component("<NewsLines><HeadLine>Wall falls</HeadLine></NewsLines>", outer), "")
    assert (told.headline, told.slug) == ("Wall falls", "Pack")


def party(creator: str, provider: str = "Elsa Wire") -> str:
    return (
        f'<AdministrativeMetadata><Provider><Party FormalName="{provider}"/></Provider>'
        f'<Creator><Party FormalName="{creator}"/></Creator></AdministrativeMetadata>'
    )


@pytest.mark.parametrize(
    ("creator", "author"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz with Luis Sol in Port Elsa ", "Ana Ruiz with Luis Sol in Port Elsa"),
        ("Elsa Wire", ""),
        ("EW", ""),
        ("Elsa Port Agency", ""),
        ("", ""),
    ],
)
def test_a_creator_is_the_author_where_it_is_a_person(creator: str, author: str) -> None:
    assert lines_of(component(party(creator)), "").author == author
    assert lines_of(component("", party(creator)), "").author == author


def test_a_component_without_lines_has_empty_ones() -> None:
    told = lines_of(component(""), "")
    assert (told.headline, told.byline, told.notes, told.rights) == ("", "", "", "")
    assert len(list(component("").around())) == 2


def test_a_formal_name_is_an_attribute_or_the_words() -> None:
    assert formal(parse(b'<Status FormalName=" Usable "/>', "x")) == "Usable"
    assert formal(parse(b"<Status>Usable</Status>", "x")) == "Usable"
    assert formal(None) == ""
