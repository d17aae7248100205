"""The turns of a report go in; who of the speakers is anchor, reporter or heard in a soundbite comes out."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from broadcast.model import Kind
from broadcast.scripting.handing import handing_of
from broadcast.scripting.layouts.cast import Cast
from broadcast.scripting.layouts.labels import Head
from broadcast.scripting.layouts.pieces import Piece
from broadcast.scripting.layouts.vocabulary import READS, Mark, phrases, read_label
from broadcast.scripting.lexicon import DETERMINERS, NOT_NAMES, ORGANISATION_WORDS
from broadcast.units import Span

MOST_SAID = 50
LONGEST_SIGN_OFF = 60
LONGEST_SIGNED = 300
"""Characters after a reporter's name and outlet: the place."""
"""Lines of a speaker that are searched for a hand-over."""
_TOKEN = re.compile(r"[^\W_]+")
_NAME = r"(?:(?:[A-Z][\w'’-]+|[A-Z]\.) ){1,3}[A-Z][\w'’-]+"
# Our correspondent Ana Ruiz   NPR's Ana Ruiz   reporter Ana Ruiz   our own Ana Ruiz
_SENT = re.compile(
    rf"(?:\b(?:[Cc]orrespondent|[Rr]eporter|[Cc]olleague|our own)|\b[A-Z]{{2,6}}['’]s(?: own)?)(?:"
    rf" here)?,? (?P<name>{_NAME})|\b(?:[Rr]eporter|[Rr]ptr|RPTR) ?[-–—:] ?(?P<listed>{_NAME})"
)
# Ana Ruiz reports   Ana Ruiz has more   Ana Ruiz joins us from Porto Alto   Ana Ruiz begins our coverage
_REPORTS = re.compile(
    rf"(?P<name>{_NAME})(?:, in [A-Z][\w ]+,)? (?:reports|filed|files|has (?:the story|more|the latest"
    rf"|details|this report|our report|that story|been following)"
    r"|joins us (?:now )?(?:live )?from|begins our coverage|brings us|is (?:there|live|in|at) |explains\."
    r"|tells us\b|reporting\.|takes a look|sent (?:us )?this)"
)
# Ana Ruiz reports.   Ana Ruiz has more.   Ana Ruiz reports from Porto Alto.
_HANDS = re.compile(
    rf"(?P<name>{_NAME}) (?:reports|has (?:more|the story|the details|the latest|this report|our report)"
    r"|brings us [\w ]{3,30}|explains|tells us more|takes a look|filed this)(?: from [A-Z][\w ]{2,40})?[.:]$"
)
_OURS = re.compile(
    rf"\b[Oo]ur (?:producer|reporter|intern),? (?P<name>{_NAME}|[A-Z][\w'’-]+)"
)  # Our producer Ana
_HOSTS = re.compile(rf"\bI['’]m (?P<name>{_NAME})")  # I'm Ana Ruiz
# For Harbour News, I'm Ana Ruiz.   I'm Ana Ruiz in Porto Alto.   Ana Ruiz, NPR News, Porto Alto.
_SIGNS = re.compile(
    rf"\b[Ff]or [A-Z][\w ]+, (?:I['’]m|this is) (?P<first>{_NAME})|(?:^|[.?!]\s)(?P<second>{_NAME}),"
    rf" [A-Z][\w ]+(?:News|Radio|Television|TV)\b"
    rf"|I['’]m (?P<third>{_NAME}),? (?:reporting )?(?:in|from|at) [A-Z]"
    # Live in Porto Alto, Ana Ruiz, News 12.   In Porto Alto, Ana Ruiz, Channel 8 News.
    rf"|(?:^|[.?!…]\s+)(?:Live |Reporting )?(?:[Ii]n|[Aa]t|[Oo]n|[Ff]rom|[Nn]ear|[Oo]utside) [A-Z][^.?!]"
    rf"{{2,40}}, (?P<fourth>{_NAME}), [A-Z0-9]"
)
_BEGINS = re.compile(
    r"\b(?:begin|start of|beginning of)\b.*\b(?P<what>clip|videotape|tape|video|audio)\b", re.IGNORECASE
)
_LISTED = re.compile(r"\s*[/&]\s*|\s+and\s+|\s{3,}")  # ANCHORS: ANA / LUIS
_ENDS = re.compile(r"\bend\b|\bends\b", re.IGNORECASE)


@dataclass(slots=True)
class _Speaker:
    """What is known of somebody who takes turns."""

    first: int
    titles: set[str] = field(default_factory=set)
    outside: int = 0
    turns: int = 0
    asks: int = 0
    named: bool = True
    said: list[Span] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Company:
    """Who speaks in a report, and from where.

    Attributes:
        text: The report.
        pieces: Its labels and words.
        cast: Whom the labels name.
        interview: Whether those who ask are heard as the anchor, whoever comes first.
        wrap: Whether it is a radio script, in which a reporter's name stands before each part of the report.
        script: Whether it is a script, in which what a caption says beside a name is no office.
    """

    text: str
    pieces: Sequence[Piece]
    cast: Cast
    interview: bool = False
    wrap: bool = False
    script: bool = False
    _speakers: dict[str, _Speaker] = field(init=False, default_factory=dict)
    _kinds: dict[str, Kind] = field(init=False, default_factory=dict)
    _outlets: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._listen()
        self._read_titles()
        self._read_copy()
        self._read_manners()

    def kind(self, head: Head) -> Kind:
        """Who is heard under a label that names somebody."""
        words = self.text[slice(*head.who)] if head.who else ""
        found = self._kinds.get(self.cast.key(words), Kind.SOUNDBITE)
        return Kind.ANCHOR if self.interview and found is Kind.FIELD else found  # "our colleague" asks

    def _listen(self) -> None:
        """Count turns and questions."""
        speaker: _Speaker | None = None
        for index, (piece, recorded) in enumerate(recordings(self.text, self.pieces)):
            head = piece.head
            if head is None:
                if speaker is not None and not recorded:
                    speaker.asks += self._asks(index)
                    speaker.said += [piece.span] if len(speaker.said) < MOST_SAID else []
                continue
            if head.mark is Mark.TURN and head.who is not None:
                speaker = self._speaker(head, index)
                speaker.turns += not recorded
                speaker.outside += not recorded
            elif head.mark is not Mark.CUE:
                speaker = None
            if head.mark in READS and head.who is not None:
                self._credit(head)

    def _speaker(self, head: Head, index: int) -> _Speaker:
        words = self.text[slice(*head.who)] if head.who else ""
        key = self.cast.key(words)
        speaker = self._speakers.setdefault(key, _Speaker(first=index))
        named = self.cast.person(words)
        speaker.named = named is not None and named.named
        if named is not None:
            speaker.names.add(named.name)
        cut = re.search(r"[,(\[/]", words)
        if cut is not None and _is_staging(words[cut.start() :]):
            return speaker
        if cut is not None:
            speaker.titles.add(words[cut.start() :].lower())
        elif not speaker.named:
            speaker.titles.add(words.lower())
        elif named is not None and named.title:
            speaker.titles.add(named.title.lower())
        return speaker

    def _asks(self, index: int) -> bool:
        """Whether words end a turn with a question."""
        following = self.pieces[index + 1].head if index + 1 < len(self.pieces) else None
        last = self.text[slice(*self.pieces[index].span)].rstrip('"”’) ')[-1:]
        return last == "?" and (following is None or following.mark is not Mark.CUE)

    def _credit(self, head: Head) -> None:
        """A field at the head that names a reader: "Reporter: Ana Ruiz"."""
        words = self.text[slice(*head.who)] if head.who else ""
        if head.mark not in (Mark.ANCHOR, Mark.FIELD) or is_own_link(head):
            return
        for one in _LISTED.split(words):
            key = self.cast.key(one)
            if key:
                self._kinds.setdefault(key, Kind.ANCHOR if head.mark is Mark.ANCHOR else Kind.FIELD)

    def _read_titles(self) -> None:
        for key, speaker in self._speakers.items():
            words = _words(speaker.titles)
            if words & phrases("anchor-title") and not words & phrases("paper"):
                self._kinds[key] = Kind.ANCHOR
                self._outlets |= words - phrases("anchor-title") - phrases("bracket") - {"voice", "over"}
        for key, speaker in self._speakers.items():
            if key not in self._kinds and self._is_reporter(_words(speaker.titles)):
                self._kinds[key] = Kind.FIELD

    def _is_reporter(self, words: set[str]) -> bool:
        own = bool(words & self._outlets)
        trade = words & {"correspondent", "reporter", "byline"}
        if own and "editor" in words:
            return True
        if own or words & {"byline"}:
            return bool(trade or words & {"meteorologist", "producer"} or {"bureau", "chief"} <= words)
        return bool(trade) and not words & phrases("paper")

    def _read_copy(self) -> None:
        """Who is handed over to, who says "I'm Ana Ruiz", in the copy itself."""
        open_keys = {
            key: speaker
            for key, speaker in self._speakers.items()
            if self._is_open(key, speaker) or (self.script and self._is_unplaced(key, speaker))
        }
        if not open_keys:
            return
        wanted = {name: key for key, speaker in open_keys.items() for name in speaker.names}
        for pattern in (_SENT, _REPORTS, _OURS):
            for found in pattern.finditer(self.text):
                key = _known(found["name"] or found.groupdict()["listed"], wanted)
                if key:
                    self._kinds.setdefault(key, Kind.FIELD)
        for name in sent_in(self.text) if self.script else ():  # NEWS THREE'S ANA RUIZ IS LIVE
            key = _known(" ".join(name.split()[-2:]), wanted)
            if key:
                self._kinds.setdefault(key, Kind.FIELD)
        signers = [_known(next(filter(None, found.groups())), wanted) for found in _SIGNS.finditer(self.text)]
        signers += [
            key
            for key, speaker in open_keys.items()
            if any(_signs_as(self.text[slice(*span)], speaker.names) for span in speaker.said)
        ]
        for signer in filter(None, signers):
            self._kinds.setdefault(signer, Kind.FIELD)
        for found in _HOSTS.finditer(self.text):
            key = _known(found["name"], wanted) or wanted.get(found["name"].split()[0])
            joins = self.text[max(0, found.start() - 4) : found.start()].lower() == "and "
            if key and (joins or self._opens(key) or self._asks_most(key)):
                self._kinds.setdefault(key, Kind.ANCHOR)

    def _is_open(self, key: str, speaker: _Speaker) -> bool:
        """Whether nothing has told who somebody is: no title, or none but cues."""
        return self._is_unplaced(key, speaker) and not (
            _words(speaker.titles)
            - phrases("bracket")
            - {"voice", "over", "on", "camera", "cam", "off", "via", "through", "telephone"}
        )

    def _is_unplaced(self, key: str, speaker: _Speaker) -> bool:
        return key not in self._kinds and speaker.named and bool(speaker.outside)

    def _opens(self, key: str) -> bool:
        outside = [speaker.first for speaker in self._speakers.values() if speaker.outside]
        return self._speakers[key].first == min(outside, default=-1)

    def _asks_most(self, key: str) -> bool:
        speaker = self._speakers[key]
        return speaker.asks > 0 and speaker.asks == max(other.asks for other in self._speakers.values())

    def _read_manners(self) -> None:
        """Of those about whom nothing is told: who asks, and who opens, is the anchor."""
        open_keys = [key for key, speaker in self._speakers.items() if self._is_open(key, speaker)]
        asked = any(
            piece.head is not None and piece.head.mark in (Mark.ASK, Mark.ANCHOR) for piece in self.pieces
        )
        has_anchor = asked or Kind.ANCHOR in self._kinds.values()
        if self.interview and not has_anchor:
            self._seat_interviewer()
            return
        clips = any(piece.head is not None and piece.head.mark is Mark.BITE for piece in self.pieces)
        if self.wrap and clips and has_anchor and Kind.FIELD not in self._kinds.values():
            self._kinds.update({key: Kind.FIELD for key in open_keys if self._speakers[key].turns > 1})
            open_keys = [key for key in open_keys if key not in self._kinds]
        sent = {
            name
            for key, one in self._speakers.items()
            if self._kinds.get(key) is Kind.FIELD
            for name in one.names
        }
        for key in open_keys:
            speaker = self._speakers[key]
            asks = speaker.asks >= 2 and speaker.asks * 2 >= speaker.turns
            leads = not has_anchor and self._opens(key)
            if leads or asks or self._names_any(speaker, sent):
                self._kinds[key] = Kind.ANCHOR

    def _names_any(self, speaker: _Speaker, names: set[str]) -> bool:
        """Whether somebody hands over to one of the reporters: "Tim Lister sums up the vote"."""
        said = " ".join(self.text[slice(*span)] for span in speaker.said)
        return any(name in said for name in names if " " in name)

    def _seat_interviewer(self) -> None:
        """In an interview one asks: the paper's own name, else whoever puts most of the questions."""
        papers = [key for key in self._speakers if set(_TOKEN.findall(key)) & ORGANISATION_WORDS]
        turns = sorted((one.turns for one in self._speakers.values()), reverse=True)
        least = max(turns[:2][-1] // 2, 1) if turns else 1
        shares = {
            key: (one.asks / max(one.turns, 1), -one.first)
            for key, one in self._speakers.items()
            if one.turns >= least or key in papers
        }
        if papers and len(papers) < len(self._speakers):
            shares = {key: shares[key] for key in papers}
        if shares:
            chosen = max(shares, key=lambda key: shares[key])
            self._kinds.setdefault(chosen, Kind.ANCHOR)


def _signs_as(words: str, names: Container[str]) -> bool:
    """Whether somebody signs off by his own name: "Ana Ruiz, Radio Harbour, in Porto Alto."."""
    told = handing_of(" ".join(words.split())[-LONGEST_SIGNED:])
    return told.signs_off and told.signer is not None and told.signer in names


def is_own_link(head: Head) -> bool:
    """Whether a label is somebody's part of a report, by whomever: "RUIZ LINK"."""
    return (
        head.who is not None
        and head.label is not None
        and "link" in head.label.phrases
        and not head.label.keys - {"part", "filler"}
        and head.colon
        and not head.bracketed
        and head.who[0] == head.span[0]
    )


def _is_staging(words: str) -> bool:
    """Whether words behind a name say but how he is seen: "(CAM 2)"."""
    label = read_label(words) if words.lstrip().startswith("(") else None
    return label is not None and not label.keys & {"studio", "reporter"}


def recordings(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[Piece, bool]]:
    """Each piece, and whether it stands within a clip: (BEGIN VIDEO CLIP) ... (END VIDEO CLIP)."""
    recorded = False
    for piece in pieces:
        if piece.head is not None and piece.head.bracketed:
            words = text[slice(*piece.span)]
            begins = _BEGINS.search(words)
            if begins is not None and piece.head.mark is Mark.CUE:
                recorded = begins["what"].lower() in ("clip", "audio")
            elif piece.head.mark is Mark.END and _ENDS.search(words):
                recorded = False
        yield piece, recorded


@lru_cache(maxsize=4)
def sent_in(text: str) -> frozenset[str]:
    """The full names of the reporters to whom a script hands over anywhere."""
    lines = (_in_case(line) if line.isupper() else line for line in text.split("\n"))
    copy = "\n".join(lines)
    found = (one for pattern in (_SENT, _REPORTS) for one in pattern.finditer(copy))
    names = (one["name"] or one.groupdict().get("listed") or "" for one in found)
    return frozenset(_without_our(name.rstrip(".,")) for name in names if name)


def reporters_in(text: str) -> frozenset[str]:
    """The full names of those to whom a script hands over, and of those who sign off."""
    signers = (next(filter(None, found.groups())) for found in _SIGNS.finditer(text))
    return sent_in(text) | frozenset(signers)


def _without_our(name: str) -> str:
    """A name without what begins its sentence: "Our Ana Ruiz"."""
    words = name.split()
    while len(words) > 2 and words[0].lower() in NOT_NAMES | DETERMINERS:
        words = words[1:]
    return " ".join(words)


def is_sent(text: str, surname: str) -> bool:
    """Whether a script hands over to somebody of that surname."""
    return any(name.split()[-1].casefold() == surname.casefold() for name in sent_in(text))


def _in_case(line: str) -> str:
    """A line in capitals with capitals at its names, as far as small words tell."""
    return " ".join(
        word.lower() if word.lower() in phrases("in-hand-overs") else word.title() for word in line.split()
    )


def signs_off(copy: str) -> bool:
    """Whether words end as a reporter signs off: "Ana Ruiz, Harbour News, Porto Alto."."""
    found = list(_SIGNS.finditer(copy))
    signed = bool(found) and len(copy) - found[-1].end() < LONGEST_SIGN_OFF
    return signed or handing_of(" ".join(copy.split())).signs_off


def handed_to(copy: str) -> str | None:
    """The reporter whom the last sentence of an anchor's copy announces: "Ana Ruiz reports."."""
    last = re.split(r"(?<=[.?!])\s+(?=[A-Z])", copy.strip())[-1]
    found = _HANDS.search(last)
    return found["name"] if found else None


def _known(name: str, wanted: dict[str, str]) -> str | None:
    """The key of a name in the copy, also with words before it: "Foreign Correspondent Ana Ruiz"."""
    words = name.split()
    for first in range(len(words)):
        found = wanted.get(" ".join(words[first:]).rstrip(".,"))
        if found:
            return found
    initialled = f"{words[0][0]}. {words[-1]}".rstrip(".,")  # "R. Delacourt" of a script's head
    return wanted.get(initialled) or wanted.get(words[-1].rstrip(".,")) or wanted.get(words[0])


def _words(titles: set[str]) -> set[str]:
    return {word for title in titles for word in _TOKEN.findall(title)}
