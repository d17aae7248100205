"""The same text and model file in the same run: kokoro-onnx, kokoro-tts and broadcast, each a whole command.

The peers are given what our programme says (lead-ins in, headline out), a paragraph a segment, and read it in
one voice; ours also casts, mixes, masters and writes the package. Ours runs in between.
"""

import sys
import wave
from collections import defaultdict
from pathlib import Path
from statistics import median

import wer
from harness import HARBOUR, ROOT, Figures, Place, parser, place, programme
from model_files import MODEL, VOICES

FASTER = 1.25
OURS = "broadcast"


def length_s(sound: Path) -> float:
    """Seconds of a WAV file."""
    with wave.open(str(sound)) as file:
        return file.getnframes() / file.getframerate()


def commands(folder: Path, text: Path, kokoro_tts: Path) -> dict[str, list[object]]:
    """What is typed for each peer; the sound comes to `folder`/NAME.wav."""
    model, voices = folder / MODEL, folder / VOICES
    create = ROOT / "bench" / "kokoro_onnx_create.py"
    return {
        "kokoro-onnx": [sys.executable, create, text, folder / "kokoro-onnx.wav", model, voices],
        "kokoro-tts": [
            kokoro_tts, text, folder / "kokoro-tts.wav",
            "--model", model, "--voices", voices, "--voice", "af_heart", "--lang", "en-us",
        ],
    }  # fmt: skip


def measure(
    bench: Place, figures: Figures, report: Path, kokoro_tts: Path, rounds: int
) -> tuple[dict[str, float], dict[str, Path]]:
    """Audio seconds a wall second, and the sound, of everyone who ran."""
    folder = bench.folder
    bench.run_other([bench.python, ROOT / "bench" / "model_files.py", folder])
    text = folder / "as-heard.txt"
    text.write_text(bench.spoken_text(report), encoding="utf-8")
    rates: dict[str, list[float]] = defaultdict(list)
    sounds = {}
    for _ in range(rounds):
        for name, command in commands(folder, text, kokoro_tts).items():
            sounds[name] = folder / f"{name}.wav"
            sounds[name].unlink(missing_ok=True)
            run = bench.run_other(command, succeed=False)
            if not sounds[name].is_file():
                figures.note(f"{name} made no sound: {run.errors.strip()[-300:]}")
                del sounds[name]
                continue
            rates[name].append(length_s(sounds[name]) / run.wall_s)
            figures.note(f"{name}: {length_s(sounds[name]):.1f} s of audio in {run.wall_s:.1f} s")
            package, own = bench.render(report, "kokoro", "--delivery", "own")
            sounds[OURS] = programme(package)
            rates[OURS].append(length_s(sounds[OURS]) / own.wall_s)
            figures.note(f"{OURS}: {length_s(sounds[OURS]):.1f} s of audio in {own.wall_s:.1f} s")
    return {name: median(each) for name, each in rates.items()}, sounds


def main() -> int:
    options = parser(__doc__)
    options.add_argument(
        "--kokoro-tts", type=Path, default=ROOT / ".bench" / "kokoro-tts" / "bin" / "kokoro-tts"
    )
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--report", type=Path, default=HARBOUR, help="another report, for a quick look")
    chosen = options.parse_args()
    figures = Figures("peers")
    report = chosen.report.absolute()
    with place(chosen) as bench:
        rates, sounds = measure(bench, figures, report, chosen.kokoro_tts.absolute(), chosen.rounds)
        names = wer.find_names(report.read_text(encoding="utf-8"))
        meant = bench.spoken_text(report)
        errors = {name: wer.compare(meant, wer.transcribe(sound), names) for name, sound in sounds.items()}
    for name, found in errors.items():
        figures.note(f"{name}: {rates[name]:.2f} audio-s/s; word error rate {found.rate:.2%},")
        figures.note(f"  names aside {found.rate_aside:.2%}: {'; '.join(found.misheard)}")
    peers = [name for name in errors if name != OURS]
    if len(peers) < 2:
        figures.add("peers that ran", "2", str(len(peers)), False)
        return figures.close()
    fastest = max(peers, key=lambda name: rates[name])
    truest = min(peers, key=lambda name: errors[name].rate_aside)
    times = rates[OURS] / rates[fastest]
    figures.add(
        f"as fast as the faster of kokoro-onnx `create` and kokoro-tts ({fastest})",
        f">= {FASTER} x",
        f"{rates[OURS]:.2f} against {rates[fastest]:.2f} audio-s/s: {times:.2f} x",
        times >= FASTER,
    )
    figures.add(
        f"word error rate, names aside, against the truer of the two ({truest})",
        "lower",
        f"{errors[OURS].rate_aside:.2%} against {errors[truest].rate_aside:.2%}",
        errors[OURS].rate_aside < errors[truest].rate_aside and errors[OURS].rate < errors[truest].rate,
    )
    return figures.close()


if __name__ == "__main__":
    sys.exit(main())
