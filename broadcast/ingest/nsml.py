"""A Document of NSML comes in, the stories of iNEWS as they are exported; a Report a story goes out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from broadcast.errors import ReportError
from broadcast.ingest.document import Document
from broadcast.ingest.script_copy import ScriptWriter, Slate
from broadcast.ingest.xml import TAG_LIMIT
from broadcast.model import Report

HEAD_BYTES = 4_000
MOST_STORIES = 2_000

FIELD_CHARS = 10_000
"""Characters of a field or a cue that are kept."""
# <f id=title uec>      </p>      <a idref="0"/>      <![CDATA[      <!--      (a value may hold >)
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z][\w-]*)(?P<attributes>(?:[\s/](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*|[\s/][^<>]*)?)>"
    r"|<!DOCTYPE[^<>]*>|(?P<opens><!\[CDATA\[|<!--|<\?)",
    re.IGNORECASE,
)
_ENDS = {"<![cdata[": "]]>", "<!--": "-->", "<?": "?>"}
# id=title      idref="0"      rate='180'      float
_ATTRIBUTE = re.compile(r"(?P<name>[A-Za-z][\w-]*)(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'/]+))?")
# <nsml version="-//AVID//DTD NSML 1.0//EN">
_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!DOCTYPE[^>]*>\s*|<!--.*?-->\s*)*<(?:nsml\b|(?:head|story)>)",
    re.IGNORECASE | re.DOTALL,
)
_STORY = re.compile(rb"<(?:fields|body|aeset|storyid|f\s+id)\b", re.IGNORECASE)
# ]] S3.0 G 0 [[      (a mark of the machine)
_MACHINE = re.compile(r"\]\].*?\[\[", re.DOTALL)
_NOTED = ("float", "break", "hold")
_DELETED = ("delete", "deleted", "kill", "killed")
OWN_CAPTIONS = ("captions", "soundbites")
"""The field by which a story of this program tells that its captions are the words of soundbites."""
_TRUE = ("", "1", "true", "yes", "y", "on")


@dataclass(slots=True)
class _Story:
    """A story while it is read: pieces of its body, its fields, the texts of its cues."""

    body: list[tuple[str, str]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    cues: dict[str, list[str]] = field(default_factory=dict)
    item_id: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nobody would miss it: a line that breaks the rundown, a head without story."""
        return not any(
            words and any(map(str.isalnum, words)) for kind, words in self.body if kind != "anchor"
        )


def matches(document: Document) -> bool:
    """`<nsml>` at its start, or `<head>` and `<story>` with fields."""
    head = document.raw[:HEAD_BYTES].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")
    head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    found = _ROOT.match(head)
    return found is not None and (found[0].lower().endswith(b"<nsml") or _STORY.search(head) is not None)


def read(document: Document) -> list[Report]:
    """Read the stories, of any version of NSML: 1.0 is no XML, so all are read by their tags alone.

    Presenter instructions, closed captions and machine cues stand in the text as bracketed lines, at the
    place of their anchor, and are not spoken; a cue without an anchor has no place and is left out. The
    title is slug and headline, the writer the byline; presenter, float, break and hold go into the notes. A
    floated story stays usable, a deleted one is killed. Captions in a story of this program's are the words
    of its soundbites, and spoken.

    Raises:
        ReportError: The bytes are not text, or hold no story.
    """
    text = document.text
    if text.count("<") > TAG_LIMIT:
        raise ReportError(
            f"{document.title} has more than {TAG_LIMIT:,} tags", hint="cut it into several reports"
        )
    stories = list(_stories(text))
    reports = [_report(story, document) for story in stories if not story.is_empty]
    if not reports:
        told = f"{len(stories)} stories without a script" if stories else "no story"
        raise ReportError(f"{document.title} is NSML with {told}", hint="export the story with its body")
    return reports


def _stories(text: str) -> Iterator[_Story]:
    """The stories in order; one without a word too."""
    reader = _Reader()
    at = 0
    for tag in _TAG.finditer(text):
        if tag.start() < at:
            continue
        reader.text(unescape(text[at : tag.start()]))
        at = tag.end()
        if tag["name"]:
            yield from reader.tag(tag["name"].lower(), bool(tag["close"]), tag["attributes"])
        elif tag["opens"]:
            at = _skipped(text, at, tag["opens"].lower(), reader)
    reader.text(unescape(text[at:]))
    yield from reader.flush()


def _skipped(text: str, at: int, opens: str, reader: "_Reader") -> int:
    """Where the text goes on after a comment, or after character data, which is taken as it stands."""
    end = -1 if opens in reader.unclosed else text.find(_ENDS[opens], at)
    if end < 0:
        reader.unclosed.add(opens)
        return at
    if opens.startswith("<!["):
        reader.text(text[at:end])
    return end + len(_ENDS[opens])


class _Reader:
    """Takes tags and text in order; whatever is left open is closed by what follows."""

    def __init__(self) -> None:
        self.story = _Story()
        self.place = ""  # head, fields, body, aeset, or where nothing is kept
        self.inner = "text"  # text, pi, cc
        self.field = ""
        self.ae = ""
        self.taken = False
        self.count = 0
        self.unclosed: set[str] = set()

    def flush(self) -> Iterator[_Story]:
        """The story that ends here."""
        if self.taken:
            self.count += 1
            yield self.story
        self.story, self.taken, self.place = _Story(), False, ""

    def text(self, words: str) -> None:
        """Words, at the place where they stand."""
        if not words:
            return
        story = self.story
        if self.place == "body":
            story.body.append((self.inner, words))
        elif self.place == "fields" and self.field:
            story.fields[self.field] = _longer(story.fields.get(self.field, ""), words)
        elif self.place == "aeset" and self.ae:
            story.cues[self.ae][-1] = _longer(story.cues[self.ae][-1], words)
        elif self.place == "storyid":
            story.item_id = _longer(story.item_id, words)

    def tag(self, name: str, closes: bool, attributes: str) -> Iterator[_Story]:
        """A tag; it may begin the next story."""
        if name == "nsml" or (name in ("head", "story") and self.taken and not closes):
            yield from self.flush()
        if self.count >= MOST_STORIES:
            return
        if closes:
            self._close(name)
        else:
            self._open(name, attributes)

    def _open(self, name: str, written: str) -> None:
        if name in ("fields", "body", "aeset", "storyid", "aeset-atts", "attachments"):
            self.place, self.inner, self.field, self.ae = name, "text", "", ""
            self.taken = self.taken or name in ("fields", "body", "aeset")
        elif name == "meta":
            self.story.meta.update(_attributes(written))
        elif self.place == "fields":
            self.field = _attributes(written).get("id", "").lower()
            if self.field:
                self.story.fields[self.field] = ""
        elif self.place == "aeset":
            self._open_cue(name, written)
        elif self.place == "body":
            self._open_in_body(name, written)

    def _open_cue(self, name: str, written: str) -> None:
        if name == "ae":
            self.ae = _attributes(written).get("id", "") or str(len(self.story.cues))
            self.story.cues[self.ae] = [""]
        elif name in ("ap", "br", "p") and self.ae:
            self.story.cues[self.ae].append("")

    def _open_in_body(self, name: str, written: str) -> None:
        if name in ("p", "br", "li", "div"):
            self.inner = "text"
            self.story.body.append(("begin", ""))
        elif name in ("pi", "cc"):
            self.inner = name
            self.story.body.append((name, ""))
        elif name == "a":
            self.story.body.append(("anchor", _attributes(written).get("idref", "")))
        elif name == "tab":
            self.story.body.append((self.inner, " "))

    def _close(self, name: str) -> None:
        if name in ("fields", "body", "aeset", "storyid", "story", "aeset-atts", "attachments"):
            self.place, self.field, self.ae = "", "", ""
        elif self.place == "body" and name in ("p", "li", "div"):
            self.inner = "text"
            self.story.body.append(("line", ""))
        elif self.place == "body" and name in ("pi", "cc"):
            self.inner = "text"
            self.story.body.append(("end", ""))
        elif self.place == "fields":
            self.field = ""


def _longer(kept: str, words: str) -> str:
    return kept + words if len(kept) < FIELD_CHARS else kept


def _attributes(written: str) -> dict[str, str]:
    return {
        found["name"].lower(): unescape((found["value"] or "").strip("\"'"))
        for found in _ATTRIBUTE.finditer(written)
    }


def _report(story: _Story, document: Document) -> Report:
    writer = ScriptWriter()
    cue: list[str] = []
    field, told = OWN_CAPTIONS
    captioned = story.fields.get(f"var-{field}", "").strip() == told
    for kind, words in story.body:
        if kind == "pi" or (kind == "cc" and not captioned):
            cue.append(words)
            continue
        writer.cue("".join(cue))
        cue = []
        if kind in ("text", "cc"):
            writer.write(words)
        elif kind == "line":
            writer.end_line()
        elif kind == "begin":
            writer.begin_line()
        elif kind == "anchor":
            writer.cue(_machine_cue(story.cues.get(words, [])))
    writer.cue("".join(cue))
    return writer.report(_slate(story), document, "nsml")


def _machine_cue(lines: Iterable[str]) -> str:
    """The lines of a cue as one: [SOT: MAYOR RUNS=0:12 / OUT: ...a full minute]."""
    words = (" ".join(_MACHINE.sub(" ", line).split()).strip("[]") for line in lines)
    return " / ".join(filter(None, words))


def _slate(story: _Story) -> Slate:
    fields = {name: " ".join(words.split()) for name, words in story.fields.items()}
    fields = {name.removeprefix("var-"): words for name, words in fields.items() if words}
    notes = [f"{word} in the rundown" for word in _NOTED if story.meta.get(word, "no").lower() in _TRUE]
    notes += [f"presenter: {fields['presenter']}"] if "presenter" in fields else []
    notes += [f"not ready: {fields['ready']}"] if fields.get("ready", "").startswith("?") else []
    writer = fields.get("writer", "")
    return Slate(
        slug=fields.get("title", ""),
        item_id=" ".join(story.item_id.split()),
        byline=writer if " " in writer else "",
        status=fields.get("status", ""),
        embargo=next((words for name, words in fields.items() if "embargo" in name), ""),
        notes=tuple(notes),
        killed=any(story.meta.get(word, "no").lower() in _TRUE for word in _DELETED),
    )
