"""Labelled copy with invented places and people: documents marked by hand, and generators that speak news."""

import re
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from broadcast.model import Kind
from broadcast.scripting.layouts import Marked

DOCUMENTS = Path(__file__).parent / "documents"
KINDS = {"A": Kind.ANCHOR, "F": Kind.FIELD, "S": Kind.SOUNDBITE}
# ⟨A⟩ ... ⟨⟩   ⟨S Ana Ruiz⟩ ... ⟨⟩   ⟨C⟩ ... ⟨⟩
_TAG = re.compile(r"⟨(?P<code>[AFSC]?)(?: (?P<who>[^⟩]*))?⟩")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Heard:
    """A stretch marked by hand: who is heard; no kind for a credit."""

    span: tuple[int, int]
    kind: Kind | None
    who: str | None


def marked_by_hand(source: str) -> tuple[str, list[Heard]]:
    """A document without its marks, and what they say; whatever stands between none is not heard."""
    parts: list[str] = []
    heard: list[Heard] = []
    at = length = 0
    opened: tuple[int, str, str | None] | None = None
    for tag in _TAG.finditer(source):
        parts.append(source[at : tag.start()])
        length += tag.start() - at
        at = tag.end()
        if opened is not None:
            heard.append(Heard((opened[0], length), KINDS.get(opened[1]), opened[2]))
        opened = (length, tag["code"], tag["who"]) if tag["code"] else None
    return "".join([*parts, source[at:]]), heard


def document(name: str) -> tuple[str, list[Heard]]:
    """One of the documents: "tv/reader"."""
    return marked_by_hand((DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8"))


def names_of_documents(*families: str) -> list[str]:
    """The documents of some families, or of all that have labels."""
    paths = sorted(DOCUMENTS.glob("*/*.txt"))
    return [
        f"{path.parent.name}/{path.stem}"
        for path in paths
        if path.parent.name in families or (not families and path.parent.name != "plain")
    ]


def places(text: str) -> list[tuple[int, int]]:
    """Where each word stands."""
    return [found.span() for found in WORD.finditer(text)]


def kind_at(word: tuple[int, int], stretches: list[tuple[tuple[int, int], Kind | None]]) -> Kind | None:
    """In what a word is heard; None when it is not."""
    return next((kind for span, kind in stretches if span[0] <= word[0] and word[1] <= span[1]), None)


def homes(text: str, marked: Marked) -> list[int]:
    """For each word of a text, in how many blocks and unspoken stretches it is."""
    spans = sorted([*(block.span for block in marked.blocks), *(gap.span for gap in marked.unspoken)])
    counts: list[int] = []
    at = 0
    for start, end in places(text):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        counts.append(sum(first <= start and end <= last for first, last in spans[at : at + 2]))
    return counts


NAMES = st.sampled_from(
    [
        "Ana Ruiz",
        "Renko Vale",
        "Mia Berg",
        "Luis Sol",
        "Tova Lund",
        "Maria de la Cruz",
        "Ian McDonald",
        "Orla O'Neill",
    ]
)
TITLES = st.sampled_from(
    [
        "mayor",
        "Harbour Guard",
        "shop owner",
        "Mayor of Porto Alto",
        "fire chief",
        "spokesperson for the union",
    ]
)
SAYINGS = st.sampled_from(
    [
        "We saw it coming for three days.",
        "No.",
        "The wall will not hold, and we know it.",
        "It stood for ninety years; it's 5' high.",
        "Who will pay for all of this?",
        "I said: go home. And they went.",
    ]
)
NARRATION = st.sampled_from(
    [
        "A storm closed the harbour on Monday.",
        'The so-called "wall of wind" tore the roof off the market.',
        "The port authority (PPA) said the damage was the worst in 40 years.",
        "They came with rakes, buckets and one borrowed tractor.",
        "Two crossings a day are planned until Christmas, at 07:30 and 16:15.",
    ]
)
STUDIO = st.sampled_from(
    ["ANCHOR:", "[ANCHOR ON CAM]", "((ANCHOR))", "INTRO:", "ANCHOR LEAD:", "READER", "LEAD:"]
)
FIELD = st.sampled_from(["REPORTER:", "TRACK 1:", "(REPORTER)", "STANDUP:", "VOICER:", "REPORTER TRACK:"])
CUES = st.sampled_from(
    ["[TAKE VO]", "(NATS: WIND)", "CG: PORTO ALTO", "TRT: :45", "/// OPT ///", "SUPER: FILE"]
)
BREAKS = st.sampled_from(["\n\n", "\n\n\n"])


@dataclass(frozen=True)
class Part:
    """Some lines of a document, and what is heard of them, in order."""

    lines: str
    heard: tuple[tuple[Kind, str, str | None], ...] = ()


@st.composite
def soundbite(draw: st.DrawFn) -> Part:
    """A soundbite under one of the labels that scripts use, its words in marks of quotation or not."""
    name, title, words = draw(NAMES), draw(TITLES), draw(SAYINGS)
    opening, closing = draw(st.sampled_from([("“", "”"), ('"', '"')]))
    upper = draw(st.booleans())
    shown = f"{name.upper()}, {title.upper()}" if upper else f"{name}, {title}"
    slashed = shown.replace(", ", "/", 1)
    label = draw(
        st.sampled_from(
            [
                f"SOT ({shown}): {{}}",
                f"SOT: {shown}\n{{}}",
                f"[TAKE SOT: {shown} :09]\n{{}}",
                f"[TAKE SOT]\nCG: {slashed}\nTRT: :09\n{{}}",
                f"BITE: {shown}: {{}}",
                f"CUT 1: {shown} (:09) {{}}",
                f"ACTUALITY ({shown}): {{}}",
                f"SOT\n{shown}\n{{}}",
                f"(SOT, {slashed})\n{{}}",
            ]
        )
    )
    return Part(label.format(f"{opening}{words}{closing}"), ((Kind.SOUNDBITE, words, name),))


@st.composite
def script(draw: st.DrawFn) -> tuple[str, list[tuple[Kind, str, str | None]]]:
    """A script of television or radio: an anchor, a reporter, soundbites, cues, an end mark."""
    parts = [Part(f"{draw(STUDIO)}\n{(lead := draw(NARRATION))}", ((Kind.ANCHOR, lead, None),))]
    for _ in range(draw(st.integers(1, 5))):
        narration = draw(NARRATION)
        made = draw(st.integers(0, 2))
        if made == 0:
            parts.append(draw(soundbite()))
        elif made == 1:
            parts.append(Part(draw(CUES)))
        parts.append(Part(f"{draw(FIELD)} {narration}", ((Kind.FIELD, narration, None),)))
    parts.append(draw(soundbite()))
    parts.append(Part(f"ANCHOR TAG: {(tag := draw(NARRATION))}", ((Kind.ANCHOR, tag, None),)))
    parts.append(Part(draw(st.sampled_from(["###", "-30-", "(MORE)", "ENDS"]))))
    gap = draw(BREAKS)
    return gap.join(part.lines for part in parts), [heard for part in parts for heard in part.heard]


@st.composite
def shotlist(draw: st.DrawFn) -> tuple[str, list[tuple[Kind, str, str | None]]]:
    """A shotlist of an agency: fields, shots, soundbites, a storyline."""
    lines = ["STORY: NORTHLAND / HARBOUR", "TRT: 1:34", "RESTRICTIONS: NONE", "", "SHOTLIST:"]
    heard: list[tuple[Kind, str, str | None]] = []
    for number in range(1, draw(st.integers(3, 8))):
        if draw(st.booleans()):
            lines.append(
                f"{number}. {draw(st.sampled_from(['Wide of harbour', 'Various, boats', 'Pan to gulls']))}"
            )
            continue
        name, title, words = draw(NAMES), draw(TITLES), draw(SAYINGS)
        language = draw(st.sampled_from(["English", "Arabic", "Bahasa Indonesia"]))
        label = draw(
            st.sampled_from(
                [
                    f"SOUNDBITE ({language}) {name}, {title}:\n",
                    f"SOUNDBITE: ({language}) {name}, {title}: ",
                    f"(SOUNDBITE) ({language}) {title.upper()}, {name.upper()}, SAYING:\n",
                    f"SOUNDBITE {number} – {name} (woman), {title} ({language}, 9 sec): ",
                ]
            )
        )
        lines.append(f"{number}. {label}“{words}”")
        heard.append((Kind.SOUNDBITE, words, name))
    lines += ["99. Wide of empty quay", "", "STORYLINE:", ""]
    for story in draw(st.lists(NARRATION, min_size=1, max_size=3)):
        lines += [story, ""]
        heard.append((Kind.ANCHOR, story, None))
    return "\n".join(lines), heard


@st.composite
def transcript(draw: st.DrawFn) -> tuple[str, list[tuple[Kind, str, str | None]]]:
    """A transcript: a host, a correspondent, a guest, each by the surname from the second turn on."""
    host, reporter, guest = draw(st.lists(NAMES, min_size=3, max_size=3, unique=True))
    title = draw(TITLES)
    first = {
        host: draw(st.sampled_from([f"{host.upper()}, HOST:", f"{host.upper()}, HNN ANCHOR:"])),
        reporter: draw(
            st.sampled_from(
                [f"{reporter.upper()}, BYLINE:", f"{reporter.upper()}, HNN CORRESPONDENT (voice-over):"]
            )
        ),
        guest: f"{guest.upper()}, {title.upper()}:",
    }
    kinds = {host: Kind.ANCHOR, reporter: Kind.FIELD, guest: Kind.SOUNDBITE}
    lines: list[str] = []
    heard: list[tuple[Kind, str, str | None]] = []
    for who in [host, reporter, guest, *draw(st.lists(st.sampled_from([host, reporter, guest]), max_size=8))]:
        label = first.pop(who, f"{surname(who).upper()}:")
        words = draw(SAYINGS if who == guest else NARRATION)
        lines += [f"{label} {words}", ""]
        heard.append((kinds[who], words, who))
        if draw(st.booleans()):
            lines += [draw(st.sampled_from(["(LAUGHTER)", "(SOUNDBITE OF MUSIC)", "(COMMERCIAL BREAK)"])), ""]
    return "\n".join(lines), heard


@st.composite
def interview(draw: st.DrawFn) -> tuple[str, list[tuple[Kind, str, str | None]]]:
    """An interview in print: an introduction that names the guest, questions and answers."""
    name, title = draw(NAMES), draw(TITLES)
    intro = f"The storm is over. We spoke with {name}, {title}, about what is left."
    lines = [intro, ""]
    heard: list[tuple[Kind, str, str | None]] = [(Kind.ANCHOR, intro, None)]
    ask, answer = draw(st.sampled_from([("Q:", "A:"), ("QUESTION:", "ANSWER:"), ("Q.", "A.")]))
    for _ in range(draw(st.integers(2, 6))):
        words = draw(SAYINGS)
        question = draw(st.sampled_from(["What now?", "Were you afraid?", "Who knew: the mayor?"]))
        lines += [f"{ask} {question}", "", f"{answer} {words}", ""]
        heard += [(Kind.ANCHOR, question, None), (Kind.SOUNDBITE, words, name)]
    return "\n".join(lines), heard


def surname(name: str) -> str:
    """What later labels have: the words after the first name."""
    return name.partition(" ")[2]


FRAGMENTS = st.sampled_from(
    [
        "(",
        ")",
        "[",
        "]",
        "((",
        "“",
        "”",
        '"',
        ":",
        " - ",
        "\n",
        "\n\n",
        "###",
        "SOT",
        "Q:",
        "A:",
        "(LAUGHTER)",
        "_",
        "1.",
        "///",
        "SAYING",
        "\t",
        "|",
        "\xa0",
        "é",
        "…",
        "’",
        "SOUNDBITE (English)",
        "SHOTLIST",
        "STORYLINE",
        "IN",
        "TRT",
        ":12",
    ]
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A document with pieces cut out of it and others let in, or one made of nothing but pieces."""
    text, _ = draw(st.one_of(script(), shotlist(), transcript(), interview()))
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(FRAGMENTS) + text[at + draw(st.integers(0, 3)) :]
    return (
        text
        if draw(st.booleans())
        else "".join(draw(st.lists(st.one_of(FRAGMENTS, NAMES, SAYINGS), max_size=30)))
    )
