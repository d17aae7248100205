"""Reports go in; what an engine speaks of them, with its word times, comes out as files to be aligned.

Run by the interpreter of the environment that broadcast lives in. For each line: the sound as an aligner
takes it, in `N.pcm`, and in `takes.json` each word's phones and when the engine has it start.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from broadcast import pipeline, planning
from broadcast.model import Line, Voice
from broadcast.plugins import engines
from broadcast.settings import Settings
from broadcast.voices import align


def lines_of(reports: list[Path]) -> list[Line]:
    """The lines of the reports' programmes, each once, in order."""
    settings = Settings(engine="tone")
    engine, _ = planning.choose_engine(settings)
    found: dict[str, Line] = {}
    for report in reports:
        made = planning.plan(pipeline.read_script(report, settings), settings, engine)
        for part in made.lines():
            found.setdefault(part.line.text, part.line)
    return list(found.values())


def takes(engine_name: str, voices: list[str], lines: list[Line], folder: Path) -> Iterator[dict[str, Any]]:
    """A description a line; the voices take turns."""
    engine = engines()[engine_name]
    british = {info.name for info in engine.voices() if info.language == "en-GB"}
    for number, line in enumerate(lines):
        voice = voices[number % len(voices)]
        take = engine.speak(line, Voice(engine=engine_name, name=voice))
        rate_hz = take.timing.rate_hz
        (folder / f"{number}.pcm").write_bytes(align.heard_by_aligner(take.audio, rate_hz))
        phones = align.arpabet(replace(line, language="en-GB" if voice in british else "en-US"))
        yield {
            "pcm": f"{number}.pcm",
            "voice": voice,
            "times_from": take.timing.times_from,
            "text": line.text,
            "words": [
                {"text": word.text, "start_s": word.start / rate_hz, "phones": said}
                for word, said in zip(take.timing.words, phones, strict=True)
            ],
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine")
    parser.add_argument("voices", help="with commas between")
    parser.add_argument("folder", type=Path)
    parser.add_argument("reports", type=Path, nargs="+")
    parser.add_argument("--words", type=int, default=10**9, help="so many at the most (default: all)")
    options = parser.parse_args()
    lines, count = [], 0
    for line in lines_of(options.reports):
        if count < options.words:
            lines.append(line)
            count += len(line.tokens)
    found = list(takes(options.engine, options.voices.split(","), lines, options.folder))
    described = {"edge_s": align.EDGE_S, "takes": found}
    (options.folder / "takes.json").write_text(json.dumps(described), encoding="utf-8")


if __name__ == "__main__":
    main()
