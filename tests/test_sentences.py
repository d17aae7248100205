"""Sentences and paragraphs of news copy; | marks where one ends and the next begins."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.sentences import paragraph_spans, sentence_spans

TRICKY = """
The ferry sailed at 5 p.m. | Rescuers found it at dawn.
The ferry sailed at 5 p.m. Monday and sank at 6 a.m. Tuesday.
The vote is at 9 p.m. EST on Friday. | The result is due at 11 p.m. Greenwich time.
The talks ended at 8 a.m. and nobody spoke.
The team flew to the U.S. | The others stayed.
The U.S. Army and the U.K. Treasury declined to comment.
He lives in Washington, D.C. | His brother does not.
She sued Harbour Corp. | It denied the claim.
Harbour Corp. chairman Luis Sol resigned. | Norden Inc. Chief Executive Ana Ruiz stayed.
Norden Ltd. and Sol & Co. merged.
Gen. Sameer Haddad met Lt. Col. Ana Ruiz and Sgt. Tom Pell.
Mr. Sol, Mrs. Ruiz and Ms. Pell met Dr. No.
Prof. So and Rev. He disagreed. | Sen. In did not.
Police met at St. Mary's in St. Elsa on Tuesday.
J. K. Rolland wrote to J.R. Sol and Susan B. Pell.
George W. Tell spoke. | He left.
It was plan B. | The mayor had no other.
He and I. | But she did not.
They live at No. 10 Harbour Road. | Nos. 11 and 12 burned.
He said no. | Twelve people heard it.
The answer was no. | 12 people heard it.
The flood of Nov. 23 was the worst since Jan. 3. | It took the bridge.
They met on Sept. 9, 2014, and again on Dec. 2.
She fell ill. | Doctors came.
She was born in Springfield, Ill. and moved to Elsa, Calif. on Monday.
He moved to Portsea, Mass. | The house was sold.
The wall is 3.5 meters high and cost $3.2 bn. | That is 1.5 times more.
It rose 4.5% to 12.75 points. | Shares of others fell.
It happened in 2015. | Nobody was charged.
New guns mean more accuracy .|The dots are soldiers.
They never left the sky . | Then it rained .
"It is over," he said.|The crowd left.
“It is over.”|The crowd left.
It was 2015.|The wall was new.
Gen.Sameer came by way of Portsea.Com and www.Elsa.Example.
"Will you stay?" he asked. | "No."
"Will you stay?" Ana Ruiz asked. | "No!" Mayor Luis Sol shouted.
"Will you stay?" | Ana Ruiz did not answer.
"Never!" said the mayor. | “Why?” asked the clerk.
Who knew?! | Nobody did!! | Really?
"We waited. | We prayed." | Then the boat came.
“We waited. | We prayed.” | Then the boat came.
‘We waited.’ | Then the boat came.
«We waited.» | Then the boat came.
He said “No.” | She said “Yes.”
(He was late.) | The others were not.
The mayor (he was late.) spoke.
We waited... and waited. | Nothing came.
We waited... | The bus came.
We waited… | They did not.
He paused ... and went on.
Fuel, food, etc. were lost. | Fuel, food, etc. | They lost all.
The case is Sol v. Ruiz, not Sol vs. Pell.
Some crops, e.g. Barley and oats, i.e. Grain, were lost.
The F.B.I. Director spoke. | The F.B.I. | He did not.
Yahoo! shares rose. | The others fell.
Tom Pell Jr. was there. | So was Luis Sol Sr. | He sat down.
She has a Ph.D. in law. | He has a Ph.D. | They met there.
He weighs 80 lbs. and is 5 ft. tall.
The road is Harbour Ave. in the north.
iPhone sales fell. | The maker, al-Karim, said nothing.
He works for the W.H.O. | Meanwhile, others do not.
The plan: to leave. | The cost: two lives.
They came from Elsa, Portsea, etc. | “We lost it all.”
In the U.S. | “The law is clear,” she said.
Ruiz said "Mr. Sol left." | He had not.
1. The wall fell. | 2. The sea came.
"You do. | I don't." | That was all.
A man died. | A. J. Sol was 40.
Mass. | Exodus. | Sun.
The Sat. 9 Nov. game was lost on Sun. | They left.
POLICE SAY THE U.S. ARMY CAME AT 5 P.M. | THE MAYOR LEFT.
THE SHIP IS SAFE. | GEN. SOL SAID SO.
the boat sank. | two men swam. | nobody else did.
市長は述べた。|直ちに動く。|以上
Он ушёл. | Она осталась.
He left at 5. | Nobody saw him.
The ship, the M.V. Elsa, sank off R.I. | It was old.
""".strip().splitlines()


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize("marked", TRICKY)
def test_a_tricky_pair_is_parted_where_an_editor_parts_it(marked: str) -> None:
    text = marked.replace(" | ", " ").replace("|", "")
    assert pieces(text) == [part.strip() for part in marked.split("|")]


def test_a_sentence_broken_by_an_empty_line_is_one_sentence() -> None:
    broken = (
        "At dawn the army had its first glimpse at the old site of\n\nPortsea over two thousand years old."
    )
    text = f"{broken}\n\nIt fell."
    assert len(pieces(text)) == 2
    assert len(paragraph_spans(text)) == 2


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("They came down to the", "Harbour Road and stayed.", True),
        ("They came down to the harbour", "and stayed.", True),
        ("They came down, they said,", "because of the rain.", True),
        ("They sailed after the govern-", "ment fell.", True),
        (
            "They looked from the wall of the old fort that stands high over the town and over",
            "Portsea.",
            True,
        ),
        ("Harbour strike is over", "Portsea dockers are back.", False),
        ("They came down.", "and stayed.", False),
        ("They came down to the harbour", "Nobody stayed.", False),
        ("The mayor said:", '"we will rebuild."', False),
        ("The mayor said —", "“we will rebuild.”", False),
        ("The mayor said:", "we will rebuild.", True),
        ("Harbour wall falls", "iPhone pictures show it.", False),
        ("Harbour wall falls", "al-Karim saw it.", False),
        ("ANCHOR ON", "Good evening.", False),
        ("“We will,”", "she said.", True),
        ("***", "and stayed.", False),
    ],
)
def test_an_empty_line_ends_a_sentence_unless_it_plainly_goes_on(
    first: str, second: str, joined: bool
) -> None:
    text = f"The sea rose.\n\n{first}\n\n{second}"
    assert len(paragraph_spans(text)) == (2 if joined else 3)
    assert len(pieces(text)) == (2 if joined else 3)


def test_small_letters_throughout_do_not_make_one_sentence_of_a_report() -> None:
    assert len(pieces("the wall fell\n\nthree boats sank. two men swam. one drowned")) == 4


def test_a_hard_wrapped_paragraph_is_read_through_its_line_ends() -> None:
    text = (
        "The harbour wall of the old town of Port Elsa gave way on Monday night when\n"
        "Hurricane Ida reached the coast, and three boats were lost with all hands.\n"
        "Crews are looking for them."
    )
    assert len(pieces(text)) == 2


def test_lines_ended_on_purpose_are_sentences() -> None:
    text = "Still missing:\nWater for the town\nFood\n- blankets\nTents for 200, she said,\nand doctors"
    assert pieces(text) == [
        "Still missing:",
        "Water for the town",
        "Food",
        "- blankets",
        "Tents for 200, she said,\nand doctors",
    ]


def test_nothing_to_say_gives_no_sentence() -> None:
    assert sentence_spans("") == sentence_spans(" \n\t\n ") == paragraph_spans("\n\n") == []


def test_a_mark_alone_stays_with_the_sentence_before_it() -> None:
    assert pieces('" The sea rose . " It fell.') == ['" The sea rose . "', "It fell."]
    assert pieces('The sea rose. " It fell. " So.') == ["The sea rose.", '" It fell. "', "So."]


@pytest.mark.parametrize(
    "unit", ["?!", ". ", 'a."A', "said.The", "A\n", '."', "U.S. ", "a\n\n", '" ', "a", ".", "x.)", "。", "- "]
)
def test_text_that_no_newsroom_wrote_takes_no_longer_than_its_length(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert "".join("".join(pieces(text)).split()) == "".join(text.split())


WORDS = st.sampled_from(
    """
    the wall fell Gen. U.S. p.m. No. 10 3.5 Ruiz said. said.The "We “We stay.” stay?" Why?! ... … A. J.
    Corp. and of He Mayor Monday Jan. (late.) 《Wall》 市長は。 \x00 .The - – — * : , it's ’ ‘ « »
    """.strip()
    .replace("\n", " ")
    .split(" ")
)
SPACES = st.sampled_from([" ", " ", " ", "  ", "\n", "\n\n", "\n \n", "\t", "\u00a0", ""])
COPY = st.lists(st.tuples(WORDS, SPACES), max_size=60).map(lambda pairs: "".join(map("".join, pairs)))


@given(COPY)
def test_every_character_is_in_one_sentence_and_every_sentence_in_one_paragraph(text: str) -> None:
    for spans in (sentence_spans(text), paragraph_spans(text)):
        assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))
        covered = {at for start, end in spans for at in range(start, end)}
        assert all(at in covered for at, letter in enumerate(text) if not letter.isspace())
    paragraphs = paragraph_spans(text)
    assert all(any(a <= start and end <= b for a, b in paragraphs) for start, end in sentence_spans(text))


PLAIN = st.sampled_from(
    [
        "The ferry left Portsea at 5 p.m. on Monday.",
        "Gen. Sol met Mr. Ruiz of Norden Corp. in the U.S. capital.",
        "“We will rebuild,” she said.",
        "Nobody knew why!",
        "It cost $3.5 bn in 2015.",
        "He lives at No. 10.",
    ]
)


@given(st.lists(PLAIN, min_size=1, max_size=300), st.integers(0, 40))
def test_sentences_that_end_plainly_come_back_one_by_one(sentences: list[str], extra: int) -> None:
    text = "\n" * extra + " ".join(sentences)
    assert pieces(text) == sentences
