"""The body of a script goes in; the same with its columns, slashes and stars written plainly comes out.

Every function keeps the text's length and the places in it.
"""

import re

from broadcast.scripting.layouts.vocabulary import READS, Mark, read_label

_BLANKED = re.compile(
    r"(?<=[(\[{])\*{1,3} ?(?=[A-Za-z0-9])|(?<=[A-Za-z0-9:]) ?\*{1,3}(?=[)\]}])"
)  # {***VO***}
_SLASHED = re.compile(r"^(?P<in>[^\S\n]*)/(?P<cue>[A-Z][^\n]*)/(?P<out>[^\S\n]*)$", re.MULTILINE)  # /FX BELL/
_BACKSLASHED = re.compile(r"\\{1,2}")  # CG: 2LINE\ANA RUIZ\MAYOR
# [00:01:02] Ana Ruiz (host): Good morning      00:14 Ana: Yes
_STAMPED = re.compile(
    r"^[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?[\])]?[^\S\n]+(?=[A-Z][\w .,'’()-]{1,60}:\s)", re.MULTILINE
)
_SHOTS = re.compile(  # SHOTS, and below it: 00:31 SOT Ana Ruiz, mayor: "We saw it"
    r"^[^\w\n]*(?:SHOTS|SHOT ?-?LIST|(?:VIDEO )?SHOWS)[^\w\n]*$", re.MULTILINE
)
_NUMBERED = re.compile(  # 2. Autor:
    r"^(?P<number>[^\S\n]*\d{1,2}[.)] )(?P<label>[A-Z][^\n:.]{1,60}):(?=\s)", re.MULTILINE
)
_STARRED = re.compile(
    r"^\*{1,3}(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+)?)\*{1,3}[^\S\n]*$", re.MULTILINE
)  # *ANA*
_PRESENTER = re.compile(r"^PRES(?=[^\S\n]*(?:$|:|\(|/))", re.MULTILINE)  # PRES: Good evening
_TAKES = ("o ton", "oton", "zuspielung")
_COLUMNS = re.compile(
    r"^[^\S\n]*\**(?:VIDEO|PICTURES?|VISUALS?|VISION)\**(?P<gap>[^\S\n]{3,}|\t+)\**(?:AUDIO|SOUND|SCRIPT|NARRATION|COMMENTARY)\**[^\S\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_DASHED = re.compile(r"^(?P<label>[A-Z][A-Z /+&'’-]{1,40}?) ?[-–—]+[^\S\n]*$", re.MULTILINE)  # ANCHOR READ -


def plainly(text: str) -> str:
    """The text with its columns in lines of their own, and a house's signs as most houses have them."""
    text = _in_lines(text)
    text = _BLANKED.sub(_blank, text)
    text = _SLASHED.sub(lambda found: f"{found['in']}[{found['cue']}]{found['out']}", text)
    text = _PRESENTER.sub("ANCR", text)
    text = _STARRED.sub(lambda found: found["name"].ljust(len(found[0])), text)
    text = _NUMBERED.sub(_unnumbered, text)
    text = _BACKSLASHED.sub(lambda found: "/" * len(found[0]), text)
    text = text if shots_listed(text) else _STAMPED.sub(_blank, text)
    return _DASHED.sub(_labelled, text)


def shots_listed(text: str) -> bool:
    """Whether a text has the heading of a list of shots."""
    return _SHOTS.search(text) is not None


def _in_lines(text: str) -> str:
    """Two columns, pictures beside sound, each cell in a line of its own."""
    head = _COLUMNS.search(text)
    if head is None:
        return text
    column = head.end("gap") - head.start()
    lines = text[head.end() :].split("\n")
    return text[: head.end()] + "\n".join(_parted(line, column) for line in lines)


def _parted(line: str, column: int) -> str:
    """A line broken where its second cell begins; the same where it has but one."""
    left, right = line[:column], line[column:]
    if not left.strip() or not right.strip() or not left[-1].isspace() or right[0].isspace():
        return line
    return f"{left[:-1]}\n{right}"


def _labelled(found: re.Match[str]) -> str:
    """A label of the trade's that a dash ends, with a colon."""
    known = read_label(found["label"])
    return f"{found['label']}:".ljust(len(found[0])) if known is not None else found[0]


def _unnumbered(found: re.Match[str]) -> str:
    """A label without the number of its take."""
    known = read_label(found["label"])
    taken = known is not None and (known.mark in READS | {Mark.CUE} or known.phrases[0] in _TAKES)
    return " " * len(found["number"]) + f"{found['label']}:" if taken else found[0]


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
