"""A text and findings go in; the text with their safe edits made, and nothing else changed, comes out."""

from collections.abc import Iterable, Sequence

from broadcast.speech.check.finding import Edit, Finding


def safe_edits(findings: Iterable[Finding]) -> tuple[list[Edit], list[Finding]]:
    """The edits of the findings that can all be made at once, in order, and the findings they mend.

    A finding whose edits would meet those of another is left for the next round.
    """
    edits: list[Edit] = []
    mended: list[Finding] = []
    for finding in findings:
        if finding.edits and not any(_meet(edit, other) for edit in finding.edits for other in edits):
            edits += finding.edits
            mended.append(finding)
    return sorted(edits, key=lambda edit: edit.span), mended


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made; they are in order and do not meet.

    >>> apply("shut.It opens", [Edit(span=(5, 5), words=" ")])
    'shut. It opens'
    """
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += [text[at : edit.span[0]], edit.words]
        at = edit.span[1]
    return "".join([*pieces, text[at:]])


def _meet(one: Edit, other: Edit) -> bool:
    """Whether two edits overlap or touch."""
    return one.span[0] <= other.span[1] and other.span[0] <= one.span[1]
