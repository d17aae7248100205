"""Markdown comes in; its plain text and the places of its headings go out."""

from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from broadcast.ingest.decode import clean
from broadcast.units import Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SILENT = {"<!--": "-->", "<script": "</script>", "<style": "</style>"}
UNDERLINED_WORDS = 15
"""A longer paragraph over a line of dashes is body copy with a rule below it, not a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """Markdown as plain text.

    Attributes:
        text: Paragraphs parted by an empty line, items of a list one a line, no marks.
        headings: Where the headings stand in `text`, in order.
    """

    text: str
    headings: tuple[Span, ...]


def render(source: str) -> Rendering:
    """Write Markdown as plain text.

    Emphasis, links, code marks and HTML leave their words; images leave nothing; quoted blocks are
    paragraphs; the numbers of a numbered list stay; cells of a table are parted by tabs.
    """
    writer = _Writer()
    for token in _parser().parse(source):
        writer.take(token)
    return Rendering(text="".join(writer.pieces), headings=tuple(writer.headings))


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    # Newsrooms indent their paragraphs: an indented line is no code here.
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")


class _Writer:
    """Takes block tokens one by one."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.headings: list[Span] = []
        self.length = 0
        self.lists: list[int | None] = []
        self.prefix = ""
        self.heading: str | None = None
        self.gap = ""
        self.row: list[str] | None = None

    def take(self, token: "Token") -> None:
        """Write what a token says."""
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self.lists.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
            self.gap = "\n" if self.lists else "\n\n"
        elif token.type == "list_item_open":
            self._begin_item()
        elif token.type == "heading_open":
            self.heading = token.markup
        elif token.type == "heading_close":
            self.heading = None
        elif token.type == "tr_open":
            self.row = []
        elif token.type == "tr_close":
            self._write("\t".join(self.row or []), "\n")
            self.row = None
        elif token.type == "table_close":
            self.gap = "\n\n"
        else:
            self._take_words(token)

    def _begin_item(self) -> None:
        number = self.lists[-1]
        if number is not None:
            self.prefix = f"{number}. "
            self.lists[-1] = number + 1

    def _take_words(self, token: "Token") -> None:
        if token.type == "inline":
            words = "".join(map(_inline, token.children or [])).strip()
        elif token.type in ("fence", "code_block"):
            words = token.content.strip("\n")
        elif token.type == "html_block":
            words = _words_of_html(token.content)
        else:
            return
        if self.row is not None:
            self.row.append(words)
        elif words:
            self._write(words, "\n" if self.lists else "\n\n")

    def _write(self, words: str, gap: str) -> None:
        """Add a block; `gap` is what parts it from the next one."""
        if self.pieces:
            self._add(self.gap)
        start = self.length
        words = clean(words)
        self._add(self.prefix + words)
        self.prefix = ""
        self.gap = gap
        if self.heading is not None and not self._is_body(words):
            self.headings.append((start, self.length))

    def _is_body(self, words: str) -> bool:
        """Whether a heading is a paragraph with a line of dashes right below it."""
        underlined = self.heading is not None and self.heading.startswith("-")
        return underlined and (words.endswith(".") or len(words.split()) > UNDERLINED_WORDS)

    def _add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)


def _inline(token: "Token") -> str:
    """The words of an inline token; marks and images have none."""
    if token.type in ("softbreak", "hardbreak") or token.content.lower().startswith("<br"):
        return "\n"
    return token.content if token.type in ("text", "code_inline", "text_special") else ""


def _words_of_html(source: str) -> str:
    """The text of HTML; scripts, styles and comments have none."""
    words: list[str] = []
    at = 0
    while (opening := source.find("<", at)) >= 0:
        words.append(source[at:opening])
        silent = next((end for start, end in _SILENT.items() if source.startswith(start, opening)), ">")
        closing = source.find(silent, opening)
        if closing < 0:
            at = len(source)
            break
        at = closing + len(silent)
    words.append(source[at:])
    lines = (line.strip() for line in unescape("".join(words)).splitlines())
    return "\n".join(filter(None, lines))
