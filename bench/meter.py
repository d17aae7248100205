"""The meter against the signals of EBU Tech 3341 and 3342, generated, beside libebur128 and ffmpeg.

Then the limiter on the peak signals and on square waves, 12 dB too loud, its output measured by both.
"""

import json
import math
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from harness import Figures, Place, parser, place

RATE = 48_000
CEILING = -1.0
# lavfi.r128.M=-23.0
WINDOW = re.compile(r"^lavfi\.r128\.(?P<which>[MS])=(?P<level>-?[\d.]+|-inf|nan)", re.MULTILINE)
#     I:         -23.0 LUFS   LRA:   5.0 LU   Peak:   -3.8 dBFS
SUMMARY = {
    "integrated": re.compile(r"I:\s+(-?[\d.]+|-inf) LUFS"),
    "range": re.compile(r"LRA:\s+(-?[\d.]+) LU"),
    "true_peak": re.compile(r"Peak:\s+(-?[\d.]+|-inf) dBFS"),
}


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal of the standard, and what a meter must read of it."""

    name: str
    audio: np.ndarray
    expected: dict[str, float]
    below: float = 0.1
    above: float = 0.1


def tones(*parts: tuple[float, float]) -> np.ndarray:
    """1 kHz in both channels for each (seconds, dBFS)."""
    level = np.concatenate([np.full(round(s * RATE), 10 ** (db / 20)) for s, db in parts])
    mono = level * np.sin(2 * np.pi * 1000 * np.arange(len(level)) / RATE)
    return both(mono)


def both(mono: np.ndarray) -> np.ndarray:
    return np.repeat(mono[:, None], 2, axis=1).astype(np.float32)


def faded(divisor: float, amplitude: float, degrees: float) -> np.ndarray:
    moments = np.arange(RATE)
    tone = amplitude * np.sin(2 * np.pi * moments / divisor + np.radians(degrees))
    return tone * np.minimum(1, np.minimum(moments, moments[::-1]) / 480)


def one_loud_period() -> np.ndarray:
    """At 4 x 48 kHz: fs/6 at 0.5 with one period of fs/4 at 1.0 in it, phase continuous, low-passed."""
    quiet = 0.5 * np.sin(2 * np.pi * np.arange(4 * RATE // 24 * 24) / 24)
    wave = np.concatenate([quiet, np.sin(2 * np.pi * np.arange(16) / 16), quiet])
    taps = np.arange(-256, 257)
    low_pass = np.sinc(taps * 2 * 21_000 / 192_000) * np.kaiser(len(taps), 8)
    fade = np.minimum(1, np.minimum(np.arange(len(wave)), np.arange(len(wave))[::-1]) / 1920)
    return np.convolve(wave * fade, low_pass / low_pass.sum(), "same")


def five_channels() -> np.ndarray:
    mono = np.sin(2 * np.pi * 1000 * np.arange(20 * RATE) / RATE)
    levels = [10 ** (db / 20) for db in (-28, -28, -24, -30, -30)]
    return np.stack([mono * level for level in levels], axis=1).astype(np.float32)


def signals() -> Iterator[Signal]:
    """Tech 3341 v4 (2023), table 1, without 7 and 8, which are files; then Tech 3342 v4, table 1, 1 to 4."""
    every = ("integrated", "max_momentary", "max_short_term")
    yield Signal("3341-01", tones((20, -23)), dict.fromkeys(every, -23.0))
    yield Signal("3341-02", tones((20, -33)), dict.fromkeys(every, -33.0))
    for number, parts in (
        (3, [(10, -36), (60, -23), (10, -36)]),
        (4, [(10, -72), (10, -36), (60, -23), (10, -36), (10, -72)]),
        (5, [(20, -26), (20.1, -20), (20, -26)]),
    ):
        yield Signal(f"3341-{number:02}", tones(*parts), {"integrated": -23.0})
    yield Signal("3341-06", five_channels(), {"integrated": -23.0})
    yield Signal("3341-09", tones(*[(1.34, -20), (1.66, -30)] * 5), {"max_short_term": -23.0})
    for index in range(20):
        audio = tones((index * 0.15, -math.inf), (3, -23), (1, -math.inf))
        yield Signal(f"3341-10-{index:02}", audio, {"max_short_term": -23.0})
        audio = tones((index * 0.15, -math.inf), (3, index - 38), (3 - index * 0.15, -math.inf))
        yield Signal(f"3341-11-{index:02}", audio, {"max_short_term": index - 38.0})
    yield Signal("3341-12", tones(*[(0.18, -20), (0.22, -30)] * 25), {"max_momentary": -23.0})
    for index in range(20):
        audio = tones((index * 0.02, -math.inf), (0.4, -23), (1, -math.inf))
        yield Signal(f"3341-13-{index:02}", audio, {"max_momentary": -23.0})
        audio = tones((index * 0.02, -math.inf), (0.4, index - 38), (0.4 - index * 0.02, -math.inf))
        yield Signal(f"3341-14-{index:02}", audio, {"max_momentary": index - 38.0})
    for number, (divisor, amplitude, degrees, peak) in enumerate(PEAKS, start=15):
        audio = both(faded(divisor, amplitude, degrees))
        yield Signal(f"3341-{number}", audio, {"true_peak": peak}, below=0.4, above=0.2)
    for offset in range(4):
        audio = both(one_loud_period()[offset::4])
        yield Signal(f"3341-{20 + offset}", audio, {"true_peak": 0.0}, below=0.4, above=0.2)
    for number, (levels, expected) in enumerate(RANGES, start=1):
        audio = tones(*((20, level) for level in levels))
        yield Signal(f"3342-{number}", audio, {"range": expected}, below=1, above=1)


PEAKS = ((4, 0.5, 0, -6.0), (4, 0.5, 45, -6.0), (6, 0.5, 60, -6.0), (8, 0.5, 67.5, -6.0), (4, 1.41, 45, 3.0))
RANGES = (([-20, -30], 10), ([-20, -15], 5), ([-40, -20], 20), ([-50, -35, -20, -35, -50], 15))
SQUARES_HZ = (50, 441, 1000, 6000)


def too_loud() -> dict[str, np.ndarray]:
    """The peak signals and square waves, 12 dB up."""
    up = 10 ** (12 / 20)
    found = {}
    for number, (divisor, amplitude, degrees, _) in enumerate(PEAKS, start=15):
        found[f"limit-3341-{number}"] = up * faded(divisor, amplitude, degrees)
    for offset in range(4):
        found[f"limit-3341-{20 + offset}"] = up * one_loud_period()[offset::4]
    for hertz in SQUARES_HZ:
        wave = np.sin(2 * np.pi * hertz * np.arange(RATE) / RATE)
        found[f"limit-square-{hertz}"] = up * 0.5 * np.where(wave >= 0, 1.0, -1.0)
    return found


def by_libebur128(audio: np.ndarray) -> dict[str, float]:
    """Polled every 10 ms, as signals 13 and 14 need it."""
    import pyebur128

    channels = audio.shape[1]
    mode = pyebur128.MeasurementMode
    modes = mode.MODE_I | mode.MODE_S | mode.MODE_M | mode.MODE_LRA | mode.MODE_TRUE_PEAK
    state = pyebur128.R128State(channels, RATE, modes)
    if channels == 5:
        kinds = pyebur128.ChannelType
        for place_, kind in enumerate(
            (kinds.LEFT, kinds.RIGHT, kinds.CENTER, kinds.LEFT_SURROUND, kinds.RIGHT_SURROUND)
        ):
            state.set_channel(place_, kind)
    momentary, short_term = -math.inf, -math.inf
    for start in range(0, len(audio) - 479, 480):
        state.add_frames(np.ascontiguousarray(audio[start : start + 480]).reshape(-1), 480)
        heard = (start + 480) / RATE
        if heard >= 0.4:
            momentary = max(momentary, pyebur128.get_loudness_momentary(state))
        if heard >= 3:
            short_term = max(short_term, pyebur128.get_loudness_shortterm(state))
    peaks = [pyebur128.get_true_peak(state, number) for number in range(channels)]
    return {
        "integrated": pyebur128.get_loudness_global(state),
        "range": pyebur128.get_loudness_range(state),
        "true_peak": 20 * math.log10(max(peaks)) if max(peaks) else -math.inf,
        "max_momentary": momentary,
        "max_short_term": short_term,
    }


def by_ffmpeg(audio: np.ndarray) -> dict[str, float]:
    layout = {1: "mono", 2: "stereo", 5: "5.0"}[audio.shape[1]]
    meter = "ebur128=peak=true:metadata=1:framelog=verbose,ametadata=mode=print:file=-"
    command = [
        *("ffmpeg", "-hide_banner", "-nostats", "-f", "f32le", "-ar", str(RATE), "-ac", str(audio.shape[1])),
        *("-channel_layout", layout, "-i", "-", "-af", meter, "-f", "null", "-"),
    ]
    run = subprocess.run(command, input=audio.astype("<f4").tobytes(), capture_output=True, check=True)
    said = run.stderr.decode(errors="replace")
    levels = {name: float(pattern.findall(said)[-1]) for name, pattern in SUMMARY.items()}
    windows: dict[str, list[float]] = {"M": [-math.inf], "S": [-math.inf]}
    for found in WINDOW.finditer(run.stdout.decode()):
        windows[found["which"]].append(float(found["level"]))
    return levels | {"max_momentary": max(windows["M"]), "max_short_term": max(windows["S"])}


def passes(signal: Signal, read: dict[str, float]) -> bool:
    return all(
        wanted - signal.below - 1e-9 <= read[name] <= wanted + signal.above + 1e-9
        for name, wanted in signal.expected.items()
    )


def read_by_ours(bench: Place, sounds: dict[str, np.ndarray], folder: Path) -> dict[str, dict[str, float]]:
    folder.mkdir(exist_ok=True)
    for name, audio in sounds.items():
        audio.astype("<f4").tofile(folder / f"{name}.{audio.shape[1]}.f32")
    script = Path(__file__).with_name("meter_ours.py")
    return json.loads(bench.run_other([bench.python, script, folder]).output)


def check_meter(bench: Place, figures: Figures) -> None:
    every = list(signals())
    ours = read_by_ours(bench, {one.name: one.audio for one in every}, bench.folder / "meter")
    others = {"libebur128": by_libebur128, "ffmpeg": by_ffmpeg}
    readings = {who: {one.name: read(one.audio) for one in every} for who, read in others.items()}
    readings = {"ours": ours, **readings}
    groups = sorted({one.name[:7] for one in every})
    for group in groups:
        own = [one for one in every if one.name.startswith(group)]
        said = []
        for who, found in readings.items():
            offs = [found[one.name][name] - wanted for one in own for name, wanted in one.expected.items()]
            good = sum(passes(one, found[one.name]) for one in own)
            said.append(f"{who} {good}/{len(own)} ({min(offs):+.2f} to {max(offs):+.2f})")
        figures.note(f"{group}: {'; '.join(said)}")
    counts = {who: sum(passes(one, found[one.name]) for one in every) for who, found in readings.items()}
    figures.add(
        "EBU Tech 3341 signals 1-6, 9-23 and Tech 3342 1-4",
        f"all {len(every)} files within the standard's tolerance",
        f"{counts['ours']} of {len(every)} (libebur128 {counts['libebur128']}, ffmpeg {counts['ffmpeg']})",
        counts["ours"] == len(every),
    )


def check_limiter(bench: Place, figures: Figures) -> None:
    sounds = too_loud()
    folder = bench.folder / "limiter"
    read_by_ours(bench, {name: mono[:, None].astype(np.float32) for name, mono in sounds.items()}, folder)
    worst, fastest = -math.inf, 0.0
    for name, before in sounds.items():
        out = np.fromfile(folder / f"{name}.1.limited", "<f4")
        peaks = [by_libebur128(both(out))["true_peak"], by_ffmpeg(both(out))["true_peak"]]
        audible = np.abs(before) > 0.05
        gain = 20 * np.log10(np.abs(out[audible]) / np.abs(before[audible]))
        places = np.flatnonzero(audible) / RATE * 1000
        pace = np.abs(np.diff(gain)) / np.diff(places)
        worst, fastest = max(worst, *peaks), max(fastest, float(pace.max()))
        figures.note(
            f"{name}: {peaks[0]:+.2f} dBTP by libebur128, {peaks[1]:+.1f} by ffmpeg; "
            f"{pace.max():.2f} dB/ms at the most"
        )
    figures.add(
        f"limiter, {len(sounds)} signals 12 dB too loud: true peak by libebur128 and ffmpeg",
        f"<= {CEILING} + 0.1 dBTP",
        f"{worst:+.2f} dBTP",
        worst <= CEILING + 0.1,
    )
    figures.add("its fastest gain", "<= 1 dB/ms", f"{fastest:.2f} dB/ms", fastest <= 1)


def main() -> int:
    chosen = parser(__doc__).parse_args()
    figures = Figures("meter and limiter")
    with place(chosen) as bench:
        check_meter(bench, figures)
        check_limiter(bench, figures)
    return figures.close()


if __name__ == "__main__":
    sys.exit(main())
