"""The parts of a newsroom script come in; a Report goes out, its cues in brackets and not spoken."""

from dataclasses import dataclass, field

from broadcast.ingest.decode import clean
from broadcast.ingest.document import Document
from broadcast.ingest.language import tell_language
from broadcast.ingest.status import standing, status_of
from broadcast.model import Reason, Report, Unspoken

STOPS = '.!?:;…"”’»)]'
"""What a line ends with that is a paragraph; another one may go on in the next line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slate:
    """What a newsroom system says of a story beside its script.

    Attributes:
        slug: Its name in the rundown, which is its headline too.
        item_id: Its identifier.
        byline: Who wrote it.
        status: The word for its status; words of a house's own count for nothing.
        embargo: Its embargo time.
        notes: What the desk should know: who presents it, that it is floated.
        killed: It was deleted.
    """

    slug: str = ""
    item_id: str = ""
    byline: str = ""
    status: str = ""
    embargo: str = ""
    notes: tuple[str, ...] = ()
    killed: bool = False


@dataclass(slots=True)
class ScriptWriter:
    """Writes a script as text: paragraphs parted by an empty line, cues in brackets at their place.

    A cue amid a sentence stands after its line: nobody breaks off to read it.
    """

    lines: list[list[tuple[str, bool]]] = field(default_factory=lambda: [[]])

    def write(self, words: str) -> None:
        """Add words to be spoken; line ends in them are spaces."""
        if words:
            self.lines[-1].append((words, False))

    def cue(self, words: str) -> None:
        """Add a cue where it stands."""
        words = " ".join(clean(words).split())
        if any(map(str.isalnum, words)):
            self.lines[-1].append((words if _bracketed(words) else f"[{words}]", True))

    def begin_line(self) -> None:
        """A line begins here, unless one has just begun."""
        if any(words.strip() for words, _ in self.lines[-1]):
            self.end_line()

    def end_line(self) -> None:
        """A line ends here; two in a row end a paragraph."""
        self.lines.append([])

    def report(self, slate: Slate, document: Document, source_format: str) -> Report:
        """The script as a report with its standing settled."""
        text, cues = self._text()
        starts, ends = [0, *(cue.span[1] for cue in cues)], [*(cue.span[0] for cue in cues), None]
        spoken = "".join(text[start:end] for start, end in zip(starts, ends, strict=True))
        status = slate.status if status_of(slate.status) else ""
        report = Report(
            text=text,
            headline=slate.slug or None,
            slug=slate.slug,
            byline=slate.byline or None,
            language=tell_language(spoken),
            furniture=cues,
            source_format=source_format,
            source_name=document.name,
            sha256=document.sha256,
            notes="\n".join(slate.notes) or None,
            item_id=slate.item_id,
        )
        return standing(report, status="deleted" if slate.killed else status, embargo=slate.embargo)

    def _text(self) -> tuple[str, tuple[Unspoken, ...]]:
        pieces: list[str] = []
        cues: list[Unspoken] = []
        at = 0
        last = ""
        gap = ""
        for line in self.lines:
            parts = _tidy(_unbroken(line))
            if not parts:
                gap = "\n\n" if pieces else ""
                continue
            cued = parts[0][1] and len(parts) == 1
            if pieces and not gap:
                gap = "\n" if last and not cued and last[-1] not in STOPS else "\n\n"
            for words, is_cue in [(gap, False), *parts]:
                if is_cue:
                    cues.append(Unspoken(span=(at, at + len(words)), reason=Reason.CUE))
                pieces.append(words)
                at += len(words)
            last = "" if cued else parts[-1][0]
            gap = ""
        return "".join(pieces), tuple(cues)


def _unbroken(line: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The line with the cues amid its sentences moved to its end."""
    spoken = [index for index, (words, is_cue) in enumerate(line) if words.strip() and not is_cue]
    kept: list[tuple[str, bool]] = []
    moved: list[tuple[str, bool]] = []
    last = ""
    for index, (words, is_cue) in enumerate(line):
        amid = is_cue and last and last not in STOPS and index < spoken[-1]
        (moved if amid else kept).append((words, is_cue))
        if not is_cue:
            last = words.rstrip()[-1:] or last
    return [*kept, *moved]


def _tidy(line: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The parts of a line with single spaces between words, none at its ends, and around each cue."""
    done: list[tuple[str, bool]] = []
    space = False
    for words, is_cue in line:
        tidy = " ".join(clean(words).split())
        if not tidy:
            space = space or bool(words)
            continue
        beside_cue = bool(done) and (is_cue or done[-1][1]) and tidy[0] not in ".,;:!?"
        if done and (space or words[0].isspace() or beside_cue):
            done.append((" ", False))
        done.append((tidy, is_cue))
        space = words[-1].isspace()
    return done


def _bracketed(words: str) -> bool:
    return words.startswith("[") and words.endswith("]") and "]" not in words[1:-1]
