"""Loudness and true peak of unlike packages, measured by ffmpeg's ebur128 as the outsider.

Samples, short and long texts, real recordings that are loud, soft, cut off, in stereo, at 8 kHz or under a
translation, music and ambience, effects, and every profile. The recordings are made here: broadcast speaks
them, then they are changed as other people's recordings are.
"""

import json
import re
import shutil
import sys
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from harness import SCRIPTS, Figures, Place, parser, place, programme
from texts import ONE_SENTENCE, QUOTES_ONLY, long_report

TOLERANCE_LU = 0.1
LEVELS = {
    "r128": (-23.0, -1.0),
    "r128-s1": (-23.0, -1.0),
    "podcast": (-16.0, -1.0),
    "spotify": (-14.0, -1.0),
    "aes-speech": (-18.0, -1.0),
    "atsc": (-24.0, -2.0),
    "prss": (-24.0, -3.0),
    "mono": (-16.0, -1.0),
}
"""Profile -> target in LUFS, ceiling in dBTP."""

# lavfi.r128.I=-22.987
INTEGRATED = re.compile(r"^lavfi\.r128\.I=(-?[\d.]+|-inf)", re.MULTILINE)
#     Peak:       -3.8 dBFS
PEAK = re.compile(r"Peak:\s+(-?[\d.]+|-inf) dBFS")

HEAD = "---\nbroadcast: 1\nslug: {slug}\nheadline: Ferry returns\nlanguage: en\n---\n\n"
ANCHOR = "## ANCHOR\n{attributes}\nThe ferry came back on Monday after eleven days in dock. {more}\n\n"
MORE = "Hundreds of people waited on the quay, and the mayor was the first to go on board."
FIELD = "## FIELD\n{attributes}\nFrom here you can see the queue reach back to the old customs house.\n\n"
CLIP = "## SOUNDBITE: Ana Ruiz, mayor (female)\nclip: {file}\n{attributes}\nWe waited for this day.\n\n"
PHONE = (
    "## SOUNDBITE: Eva Holm (female)\neffect: {effect}\n\nI called from the terminal, and nobody knew.\n\n"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A report or a script to be rendered: a sample's file name, or a text of its own."""

    name: str
    engine: str = "hibari"
    text: str = ""
    profile: str = "r128"
    options: tuple[str, ...] = ()
    plain: bool = False
    """Whether it is speech alone, at a profile that no limiter may be needed for."""


def script(slug: str, *parts: str) -> str:
    return HEAD.format(slug=slug) + "".join(parts)


def anchor(attributes: str = "", more: str = MORE) -> str:
    return ANCHOR.format(attributes=attributes + "\n" if attributes else "", more=more)


def clip(file: str, attributes: str = "") -> str:
    return CLIP.format(file=file, attributes=attributes + "\n" if attributes else "")


def with_clip(slug: str, file: str, attributes: str = "", profile: str = "r128") -> Case:
    return Case(
        f"{slug}.script.md", text=script(slug, anchor(), clip(file, attributes), anchor()), profile=profile
    )


CASES = (
    *(Case(name, plain=True) for name in ("budget.txt", "ferry.txt", "festival.txt", "ridge-fire.md")),
    Case("harbour.txt", plain=True),
    Case("budget.txt", "kokoro", plain=True),
    Case("festival.txt", "tone"),
    Case("one-sentence.txt", text=ONE_SENTENCE, plain=True),
    Case("quotes-only.txt", text=QUOTES_ONLY, plain=True),
    Case("ten-minutes.txt", text=long_report(10), plain=True),
    with_clip("clip-plain", "plain.wav"),
    with_clip("clip-loud", "loud.wav"),
    with_clip("clip-soft", "soft.wav"),
    with_clip("clip-cut-off", "cut-off.wav"),
    with_clip("clip-8-khz", "narrow.wav"),
    with_clip("clip-192-khz", "fine.wav"),
    with_clip("clip-stereo", "stereo.wav"),
    with_clip("clip-short", "plain.wav out=0.3"),
    with_clip("clip-gain", "plain.wav gain=-6dB", profile="prss"),
    with_clip("voice-over", "stereo.wav", "translation: yes"),
    Case("clip-alone.script.md", text=script("clip-alone", "## CLIP: soft.wav\n\n")),
    Case("music.script.md", text=script("music", anchor("bed: headlines"), anchor("bed: none"))),
    Case("ambience.script.md", text=script("ambience", FIELD.format(attributes="bed: harbour\n"), anchor())),
    Case("stings.script.md", text=script("stings", "## STING: opener\n\n", anchor(), "## STING: closer\n")),
    Case(
        "effects.script.md",
        text=script(
            "effects", anchor(), *(PHONE.format(effect=e) for e in ("telephone", "hall", "outdoors"))
        ),
    ),
    Case("interview.txt", text=QUOTES_ONLY, options=("--stereo-interview",)),
    Case("spot.txt", text=ONE_SENTENCE, profile="r128-s1"),
    Case("harbour.txt", profile="podcast"),
    Case("festival.txt", "tone", profile="podcast"),
    with_clip("clip-loud-spotify", "loud.wav", profile="spotify"),
    Case("ferry.txt", profile="atsc"),
    Case("budget.txt", profile="aes-speech"),
    Case("ridge-fire.md", profile="mono"),
)


def write_wav(path: Path, audio: np.ndarray, rate: int) -> None:
    """16-bit, of one channel or more."""
    steps = np.clip(np.rint(audio * 32767), -32768, 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1 if audio.ndim == 1 else audio.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(steps.tobytes())


def make_recordings(bench: Place) -> None:
    """Recordings of one speech, as they come in."""
    package = bench.rendered(SCRIPTS / "budget.txt", "hibari")
    with wave.open(str(programme(package))) as file:
        octets = np.frombuffer(file.readframes(file.getnframes()), np.uint8).reshape(-1, 2, 3)
    words = np.zeros((len(octets), 4), np.uint8)
    words[:, 1:] = octets[:, 0]
    speech = (words.view("<i4")[:, 0] / 2**31)[: 48_000 * 9]
    folder = bench.folder
    write_wav(folder / "plain.wav", speech, 48_000)
    write_wav(folder / "loud.wav", np.tanh(speech * 8), 48_000)
    write_wav(folder / "soft.wav", speech / 40, 48_000)
    write_wav(folder / "cut-off.wav", np.clip(speech * 12, -1, 1), 48_000)
    write_wav(folder / "narrow.wav", speech[::6], 8000)
    write_wav(folder / "fine.wav", np.repeat(speech, 4), 192_000)
    write_wav(folder / "stereo.wav", np.stack([speech, np.roll(speech, 400) / 2], axis=1), 48_000)


def measure(bench: Place, sound: Path) -> tuple[float, float]:
    """(integrated loudness in LUFS, true peak in dBTP) by ffmpeg."""
    meter = "ebur128=peak=true:metadata=1:framelog=verbose,ametadata=mode=print:key=lavfi.r128.I:file=-"
    command = ["ffmpeg", "-hide_banner", "-nostats", "-i", sound, "-af", meter, "-f", "null", "-"]
    run = bench.run_other(command)
    return float(INTEGRATED.findall(run.output)[-1]), float(PEAK.findall(run.errors)[-1])


def limited(package: Path) -> bool:
    """Whether the limiter had to work, as the package says."""
    found = json.loads((package / "programme.json").read_text(encoding="utf-8"))
    return bool(found["programme"]["limited"])


def check(bench: Place, figures: Figures) -> None:
    """Render each case and hold it against its profile."""
    good = under = free = 0
    worst = 0.0
    plain = [case for case in CASES if case.plain]
    for case in CASES:
        target, ceiling = LEVELS[case.profile]
        report = SCRIPTS / case.name
        if case.text:
            report = bench.folder / case.name
            report.write_text(case.text, encoding="utf-8")
        package, _ = bench.render(report, case.engine, "--profile", case.profile, *case.options)
        level, peak = measure(bench, programme(package))
        held = limited(package)
        shutil.rmtree(package)
        # half a thousandth for the rounding of what ffmpeg prints
        good += abs(level - target) <= TOLERANCE_LU + 0.0005
        under += peak <= ceiling
        free += case.plain and not held
        worst = max(worst, abs(level - target))
        figures.note(
            f"{case.name}, {case.engine}, {case.profile}: {level:.2f} LUFS, true peak {peak:.1f} dBTP"
            f"{', limiter' if held else ''}"
        )
    count = len(CASES)
    figures.add(
        f"loudness of {count} packages of all kinds, by ffmpeg's ebur128",
        f"target +- {TOLERANCE_LU} LU: {count} of {count}",
        f"{good} of {count}, the farthest {worst:.2f} LU off",
        good == count,
    )
    figures.add(
        "their true peak, by ffmpeg", f"not over the ceiling: {count} of {count}", f"{under} of {count}",
        under == count,
    )  # fmt: skip
    figures.add(
        "plain speech at -23 LUFS without a limiter",
        f"{len(plain)} of {len(plain)}",
        f"{free} of {len(plain)}",
        free == len(plain),
    )


def main() -> int:
    chosen = parser(__doc__).parse_args()
    if shutil.which("ffmpeg") is None:
        raise SystemExit("ffmpeg is missing; it is the outsider that measures")
    figures = Figures("loudness")
    with place(chosen) as bench:
        make_recordings(bench)
        check(bench, figures)
    return figures.close()


if __name__ == "__main__":
    sys.exit(main())
