import pytest

from broadcast.ingest.g2_meta import bare, code, declared_of, embargo_of, is_corrected, kind_of, status_words
from broadcast.ingest.xml import child, parse


def item(meta: str = "", content: str = "", *, rights: str = "", attributes: str = 'xml:lang="en"'):
    metas = f"<itemMeta>{meta}</itemMeta><contentMeta>{content}</contentMeta>"
    return parse(f"<newsItem {attributes}>{rights}{metas}</newsItem>".encode(), "the report")


@pytest.mark.parametrize(
    "name",
    ["stat:usable", "usable", "http://cv.example/pubstatusg2/usable", "urn:x:status#Usable/", " Usable "],
)
def test_a_code_is_told_without_its_scheme(name: str) -> None:
    assert bare(name) == "usable"


@pytest.mark.parametrize(
    "status",
    [
        '<pubStatus qcode="stat:canceled"/>',
        '<pubStatus uri="http://cv.example/pubstatusg2/canceled"/>',
        '<pubStatus literal="canceled"/>',
        "<pubStatus>canceled</pubStatus>",
        '<PubStatus QCode="stat:canceled"/>',
    ],
)
def test_a_status_is_read_however_it_is_given(status: str) -> None:
    assert [bare(word) for word in status_words(item(status))] == ["canceled"]
    assert code(child(item(status), "itemMeta", "pubStatus")).endswith("canceled")


def test_signals_and_roles_that_kill_or_hold_count_and_others_do_not() -> None:
    signals = '<signal qcode="sig:update"/><signal qcode="sig:kill"/><role qcode="r:withdrawn"/>'
    signals += '<signal qcode="edStat:U"/><signal uri="http://x/embargo"/><signal qcode="sig:new"/>'
    assert status_words(item(signals)) == ["sig:kill", "r:withdrawn", "http://x/embargo"]
    assert status_words(item()) == []


def test_an_embargo_is_found_and_an_empty_one_is_none() -> None:
    assert embargo_of(item("<embargoed> 2126-01-01T06:00:00Z\n</embargoed>")) == "2126-01-01T06:00:00Z"
    assert embargo_of(item("<embargoed/>")) == ""


@pytest.mark.parametrize("name", ["sig:correction", "http://x/corrected", "x:corr"])
def test_a_correction_is_told_by_its_signal(name: str) -> None:
    assert is_corrected(item(f'<signal qcode="{name}"/>'))
    assert not is_corrected(item('<signal qcode="sig:update"/>'))


def test_the_kind_of_an_item_is_that_of_its_class() -> None:
    assert kind_of(item('<itemClass qcode="ninat:text"/>')) == "text"
    assert kind_of(item('<itemClass uri="http://cv.example/ninature/video"/>')) == "video"
    assert kind_of(item()) == ""


def test_what_an_item_declares_is_in_its_language() -> None:
    told = declared_of(
        item(
            "<title>Wall, v2</title><edNote>One <b>note</b><br/>two</edNote>"
            "<edNote>One note</edNote><ednote>Three</ednote>",
            '<headline role="hld:subHeadline">No</headline><headline xml:lang="de">Mauer</headline>'
            '<headline xml:lang="en-GB">Wall  falls</headline><by>By Ana Ruiz</by>'
            "<dateline>PORT ELSA (Wire) -</dateline>"
            "<slugline>Harbour-Wall</slugline><slugline>Other</slugline>",
            rights='<rightsInfo><copyrightNotice xml:lang="de">Rechte</copyrightNotice>'
            '<copyrightNotice xml:lang="en">Rights</copyrightNotice>'
            "<usageTerms>Elsa only</usageTerms></rightsInfo>",
            attributes='guid="urn:1" xml:lang="en-US"',
        )
    )
    assert (told.headline, told.title, told.byline) == ("Wall falls", "Wall, v2", "By Ana Ruiz")
    assert (told.dateline, told.slug, told.language) == ("PORT ELSA (Wire)", "Harbour-Wall", "en-US")
    assert (told.item_id, told.rights) == ("urn:1", "Rights; Elsa only")
    assert told.notes == "One note\ntwo\nThree"


def test_the_language_of_the_content_counts_more_than_that_of_the_metadata() -> None:
    told = declared_of(
        item(content='<language tag="de"/><headline>Wall</headline><headline xml:lang="de">Mauer</headline>')
    )
    assert (told.language, told.headline) == ("de", "Wall")


def test_the_holder_of_the_copyright_is_named_where_no_notice_is() -> None:
    holder = '<copyrightHolder uri="x"><name>Elsa Wire</name></copyrightHolder><copyrightNotice/>'
    assert declared_of(item(rights=f"<rightsInfo>{holder}</rightsInfo>")).rights == "Elsa Wire"


@pytest.mark.parametrize(
    ("creators", "author"),
    [
        ("<creator><name>Ana Ruiz</name></creator>", "Ana Ruiz"),
        ("<creator><name>Ana Ruiz</name></creator><creator literal='Luis Sol'/>", "Ana Ruiz and Luis Sol"),
        ("<creator><name>ruiz.ana</name></creator>", ""),
        ("<creator literal='VRG'/>", ""),
        ("<creator type='cpnat:organisation'><name>Elsa Port Radio</name></creator>", ""),
        ("<creator><name>Zweite Elsa Radio</name><organisationDetails/></creator>", ""),
    ],
)
def test_a_creator_may_stand_as_the_author_where_it_is_a_person(creators: str, author: str) -> None:
    assert declared_of(item(content=creators)).author == author
