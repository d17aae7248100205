"""A Script goes in; the text of a script file that a journalist can edit comes out."""

from broadcast.model import Kind, Script, Segment, Speaker, Unspoken
from broadcast.scripting.clips import format_clip, names_clip
from broadcast.scripting.frontmatter import quoted, quoted_label
from broadcast.scripting.markup import written_with
from broadcast.scripting.textblock import escaped

VERSION = "1"
HEADINGS = {
    Kind.ANCHOR: "ANCHOR",
    Kind.FIELD: "FIELD",
    Kind.SOUNDBITE: "SOUNDBITE",
    Kind.HEADLINE: "HEADLINE",
    Kind.LEAD_IN: "LEAD-IN",
    Kind.CLIP: "CLIP",
    Kind.PAUSE: "PAUSE",
    Kind.STING: "STING",
}


def format_script(script: Script) -> str:
    """Write a script as an editable text file.

    Nothing is lost: `read_script(format_script(script)) == script`.
    """
    labels = speaker_labels(script)
    lines = ["---", *_head(script), *_speakers(labels), *_pronounce(script), "---", ""]
    for segment in script.segments:
        lines += [*_heading(segment, labels), ""]
        if segment.text:
            lines += [*escaped(written_with(segment.text, segment.marks)), ""]
    if script.unspoken:
        lines += ["## UNSPOKEN", ""]
        lines += [_gap(gap) for gap in script.unspoken]
        lines.append("")
    return "\n".join(lines)


def _gap(gap: Unspoken) -> str:
    """2-51 headline: The ferry is late."""
    words = f": {quoted(gap.text)}" if gap.text else ""
    return f"{gap.span[0]}-{gap.span[1]} {gap.reason.value}{words}"


def speaker_labels(script: Script) -> dict[Speaker, str]:
    """What each speaker is called in the headings: the name, numbered where two share it."""
    labels: dict[Speaker, str] = {}
    taken: set[str] = set()
    for segment in script.segments:
        speaker = segment.speaker
        if speaker is None or speaker in labels:
            continue
        name = " ".join("".join(c if c.isprintable() else " " for c in speaker.name).split()) or "speaker"
        label, number = name, 2
        while label.casefold() in taken:
            label, number = f"{name} [{number}]", number + 1
        taken.add(label.casefold())
        labels[speaker] = label
    return labels


def seconds_text(millis: int) -> str:
    """Milliseconds as exact seconds: 1500 -> "1.5s"."""
    whole, rest = divmod(millis, 1000)
    return f"{whole}.{rest:03}".rstrip("0").rstrip(".") + "s"


def _head(script: Script) -> list[str]:
    values: dict[str, str | None] = {
        "broadcast": VERSION,
        "slug": script.slug,
        "headline": script.headline,
        "byline": script.byline,
        "dateline": script.dateline,
        "language": script.language,
        "attribution": script.attribution,
        "delivery": script.delivery,
        "layout": script.layout,
        "source": script.source_name,
        "sha256": script.source_sha256,
        "status": script.status.value,
        "embargo": script.embargo.isoformat() if script.embargo else None,
        "rights": script.rights,
    }
    return [f"{key}: {quoted(value)}" for key, value in values.items() if value is not None]


def _speakers(labels: dict[Speaker, str]) -> list[str]:
    lines = ["speakers:"] if labels else []
    for speaker, label in labels.items():
        values: dict[str, str | None] = {
            "id": speaker.id,
            "name": speaker.name,
            "title": speaker.title,
            "gender": speaker.gender.value if speaker.gender else None,
            "gender-evidence": speaker.gender_evidence,
            "language": speaker.language,
        }
        lines.append(f"  {quoted_label(label)}:")
        lines += [f"    {key}: {quoted(value)}" for key, value in values.items() if value is not None]
    return lines


def _pronounce(script: Script) -> list[str]:
    lines = ["pronounce:"] if script.pronounce else []
    return lines + [f"  {quoted_label(name)}: {quoted(said)}" for name, said in script.pronounce]


def _heading(segment: Segment, labels: dict[Speaker, str]) -> list[str]:
    heading = f"## {HEADINGS[segment.kind]}"
    pause = segment.kind is Kind.PAUSE and segment.hold_ms is not None
    if pause and segment.hold_ms is not None:
        heading += f" {seconds_text(segment.hold_ms)}"
    label = "" if segment.speaker is None else labels[segment.speaker]
    in_heading = bool(label) and segment.kind is not Kind.STING and not names_clip(label)
    if in_heading:
        heading += f": {label}"
    values = {
        "speaker": None if in_heading or not label else quoted(label),
        "from": f"{segment.span[0]}-{segment.span[1]}" if segment.span else None,
        "continued": "yes" if segment.continued else None,
        "voice": None if segment.voice is None else quoted(segment.voice),
        "rate": None if segment.rate is None else repr(segment.rate),
        "wpm": None if segment.wpm is None else str(segment.wpm),
        "pitch": None if segment.pitch is None else repr(segment.pitch),
        "range": None if segment.range is None else repr(segment.range),
        "delivery": None if segment.delivery is None else quoted(segment.delivery),
        "clip": None if segment.clip is None else quoted(format_clip(segment.clip)),
        "translation": "yes" if segment.translation else None,
        "effect": None if segment.effect is None else quoted(segment.effect),
        "sound": None if segment.sound is None else quoted(segment.sound),
        "bed": None if segment.bed is None else quoted(segment.bed),
        "hold": None if pause or segment.hold_ms is None else seconds_text(segment.hold_ms),
        "optional": "yes" if segment.optional else None,
        "check": None if segment.check is None else quoted(segment.check),
        "note": None if segment.note is None else quoted(segment.note),
    }
    return [heading, *(f"{key}: {value}" for key, value in values.items() if value is not None)]
