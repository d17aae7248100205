"""Clips, voice-over, effects, beds and stings through the whole journey, on the tone engine."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

import broadcast
from broadcast import pipeline
from broadcast.cli import exit_code
from broadcast.errors import ClipError, FitError, UsageError
from broadcast.formats.manifest import check_files
from broadcast.mix.house import House
from broadcast.mix.loudness import measure
from broadcast.model import Audio, Script
from broadcast.settings import Settings, VoiceChoice, read_settings
from broadcast.studio import Production

HEAD = "---\nbroadcast: 1\nslug: quay\nheadline: Ferry returns\nlanguage: en\n---\n\n"
ANCHOR = "## ANCHOR\n\nThe ferry came back to the harbour on Monday after eleven days in dock.\n\n"
BITE = (
    "## SOUNDBITE: Ana Ruiz, mayor (female)\nclip: tapes/mayor.flac in=0:01 out=0:04\n\n"
    "We waited for this day.\n\n"
)
OVER = (
    "## SOUNDBITE: Juan Vey, pilot (male)\nclip: tapes/vey.wav\n"
    "translation: I have never seen so many people on this quay.\n\n"
)

Make = Callable[..., Script]


def babble(seconds: float, rate: int, seed: int = 1) -> Audio:
    count = round(seconds * rate)
    noise = np.convolve(np.random.default_rng(seed).standard_normal(count), np.ones(6) / 6, "same")
    return (0.05 * noise * np.sin(np.pi * np.arange(count) / (rate / 4)) ** 2).astype(np.float32)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "tapes").mkdir()
    soundfile.write(tmp_path / "tapes" / "mayor.flac", babble(6, 44_100), 44_100)
    both = np.stack([babble(20, 22_050, 2), babble(20, 22_050, 3)], axis=1)
    soundfile.write(tmp_path / "tapes" / "vey.wav", both, 22_050)
    return tmp_path


def script_at(folder: Path, *parts: str) -> Path:
    path = folder / "quay.script.md"
    path.write_text(HEAD + "".join(parts), encoding="utf-8")
    return path


def produced(path: Path, **settings: object) -> Production:
    made = Settings(engine="tone", clips=path.parent, **settings)  # type: ignore[arg-type]  # test shorthand
    return broadcast.produce(pipeline.read_script(path), made)


def mixed(production: Production) -> Audio:
    return np.concatenate(list(production.mastered.blocks()))


def test_a_recording_is_heard_in_the_place_of_a_made_voice(desk: Path) -> None:
    production = produced(script_at(desk, ANCHOR, BITE, ANCHOR))
    row = production.runsheet.rows[1]
    assert (row.form, row.clip, row.voice, row.talent) == ("SOT", "mayor.flac", "", "Ana Ruiz")
    assert row.trt == 3 * 48_000
    assert (row.in_cue, row.out_cue) == ("We waited for this day.", "We waited for this day.")
    assert "Ana Ruiz" not in production.runsheet.voices
    heard = mixed(production)[row.start + 4800 : row.end - 4800]
    tape, _ = soundfile.read(desk / "tapes" / "mayor.flac")
    cut = np.interp(np.arange(3 * 48_000) / 48_000, np.arange(3 * 44_100) / 44_100, tape[44_100 : 4 * 44_100])
    assert np.corrcoef(heard, cut[4800:-4800])[0, 1] > 0.98


def test_every_row_says_how_loud_it_is_and_a_recording_is_as_loud_as_a_voice(desk: Path) -> None:
    sheet = produced(script_at(desk, ANCHOR, BITE, OVER, ANCHOR)).runsheet
    levels = [row.loudness.integrated for row in sheet.rows if row.loudness]
    assert len(levels) == len(sheet.rows)
    assert max(levels) - min(levels) < 4
    assert {row.level for row in sheet.rows} == {"pass"}
    assert sheet.level == "pass"


def test_a_translation_is_spoken_over_the_recording_which_dips(desk: Path) -> None:
    production = produced(script_at(desk, ANCHOR, OVER, ANCHOR))
    row = production.runsheet.rows[1]
    clip, *voice = production.programme.items[1].cues
    assert (row.form, row.clip) == ("VO", "vey.wav")
    assert row.voice.startswith("tone:")
    assert row.words == 10
    assert voice[0].start == clip.start + 2 * 48_000
    sound = mixed(production)
    assert sound.ndim == 2
    alone = measure([sound[clip.start : voice[0].start - 19_200]]).integrated
    side = sound[:, 0] - sound[:, 1]  # the voice is in the middle
    full = side[clip.start + 4800 : clip.start + 76_000].std()
    under = side[voice[0].start + 4800 : voice[-1].end - 4800].std()
    assert 20 * np.log10(full / under) == pytest.approx(18, abs=1.5)
    assert alone > -30


def test_captions_name_who_is_heard_in_a_recording(desk: Path, tmp_path: Path) -> None:
    production = produced(script_at(desk, ANCHOR, BITE, OVER), formats=("vtt", "srt", "json"))
    package = broadcast.write_package(production, tmp_path / "audio" / "quay")
    vtt = (package / "quay.vtt").read_text(encoding="utf-8")
    assert "<v Ana Ruiz>We waited for this day." in vtt
    assert "<v Juan Vey>I have never seen" in vtt


def test_a_package_with_recordings_is_whole_and_its_script_finds_them_again(desk: Path) -> None:
    production = produced(script_at(desk, ANCHOR, BITE, OVER))
    package = broadcast.write_package(production, desk / "audio" / "quay")
    assert check_files(package) == []
    again = produced(package / "script.md")
    assert (mixed(again) == mixed(production)).all()
    clip = again.script.segments[1].clip
    assert clip is not None
    assert not os.path.isabs(clip.path)  # noqa: PTH117  # as written, on any system


def test_the_forecast_has_the_length_of_the_recordings(desk: Path) -> None:
    path = script_at(desk, ANCHOR, BITE, OVER, "## STING: opener\n\n", ANCHOR)
    forecast = pipeline.forecast(pipeline.read_script(path), Settings(engine="tone", clips=desk))
    production = produced(path)
    assert forecast.trt == production.runsheet.trt
    assert [(row.start, row.end) for row in forecast.rows] == [
        (row.start, row.end) for row in production.runsheet.rows
    ]


def test_a_programme_with_recordings_fits_an_exact_length(desk: Path) -> None:
    path = script_at(desk, ANCHOR, BITE, ANCHOR, OVER, ANCHOR)
    natural = produced(path)
    wanted = natural.programme.length / 48_000 + 1.0
    fitted = produced(path, duration=f"{wanted:.3f}".rstrip("0"))
    assert fitted.programme.length == round(float(f"{wanted:.3f}") * 48_000)
    assert fitted.runsheet.rows[1].trt == natural.runsheet.rows[1].trt
    clip, voice, *_ = fitted.programme.items[3].cues
    assert voice.start - clip.start == 2 * 48_000
    with pytest.raises(FitError):
        produced(path, duration="0:06")


def test_missing_and_short_recordings_are_named_before_anything_is_spoken(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from broadcast.voices.tone import Tone

    monkeypatch.setattr(Tone, "speak", lambda *given: pytest.fail("spoken"))
    path = script_at(desk, ANCHOR, BITE.replace("out=0:04", "out=0:40"), OVER.replace("vey.wav", "gone.wav"))
    with pytest.raises(ClipError, match=r"2 recordings cannot be used: .*mayor.flac.*gone.wav"):
        produced(path)


def test_on_the_command_line_they_end_with_their_own_exit_code(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = script_at(desk, ANCHOR, OVER.replace("vey.wav", "gone.wav"))
    out = desk / "audio"
    assert exit_code(["render", str(path), "--engine", "tone", "--out", str(out)]) == 11
    assert "gone.wav' is not there" in capsys.readouterr().err
    assert not out.exists() or not list(out.iterdir())


def test_a_silent_recording_is_played_and_marked(desk: Path) -> None:
    soundfile.write(desk / "tapes" / "vey.wav", np.zeros(96_000), 48_000)
    sheet = produced(script_at(desk, ANCHOR, OVER)).runsheet
    assert sheet.rows[1].status == "check clip: silent"


def test_a_clip_longer_than_everything_else_and_one_alone_are_programmes_too(desk: Path) -> None:
    alone = produced(script_at(desk, "## CLIP: tapes/vey.wav\n\n"))
    assert alone.runsheet.rows[0].trt == 20 * 48_000
    assert measure(list(alone.mastered.blocks())).integrated == pytest.approx(-23, abs=0.05)


def test_an_effect_is_set_for_a_role_or_a_segment(desk: Path) -> None:
    soundbite = "## SOUNDBITE: Eva Holm (female)\n\nI called from the terminal.\n\n"
    path = script_at(desk, ANCHOR, soundbite, "## ANCHOR\neffect: hall\n\nThat is all.\n\n")
    voices = {"Eva Holm": VoiceChoice(voice="", effect="telephone")}
    production = produced(path, voices=voices)
    assert [item.cues[0].effect for item in production.programme.items] == [None, "telephone", "hall"]
    dry = produced(path.with_name(path.name))
    row = dry.runsheet.rows[1]
    assert not np.allclose(mixed(production)[row.start : row.end], mixed(dry)[row.start : row.end], atol=1e-3)
    with pytest.raises(UsageError, match="no effect is called 'cave'"):
        produced(script_at(desk, "## ANCHOR\neffect: cave\n\nThat is all.\n"))


def test_a_bed_of_the_palette_lies_twelve_lu_under_the_voice(desk: Path) -> None:
    path = script_at(desk, ANCHOR.replace("ANCHOR\n", "ANCHOR\nbed: headlines\n", 1), ANCHOR)
    wet, dry = produced(path), produced(script_at(desk, ANCHOR, ANCHOR))
    cue = wet.programme.items[0].cues[0]
    assert wet.programme.beds[0].name == "headlines"
    gain = np.float32(10 ** ((wet.programme.gain_db - dry.programme.gain_db) / 20))
    voice = np.repeat((mixed(dry) * gain)[:, None], 2, axis=1)
    bed = mixed(wet) - voice
    spoken = slice(cue.words[0].start, cue.words[-1].end)
    assert measure([voice[spoken]]).integrated - measure([bed[spoken]]).integrated > 12


def test_a_sting_plays_its_sound_and_says_so(desk: Path) -> None:
    sheet = produced(script_at(desk, "## STING: opener\n\n", ANCHOR, "## STING\n")).runsheet
    assert [(row.form, row.note) for row in sheet.rows] == [
        ("STING", "plays opener"),
        ("READER", ""),
        ("STING", "plays sting"),
    ]
    assert sheet.rows[0].trt == round(4.6 * 48_000)


def test_an_interview_may_be_in_stereo(desk: Path) -> None:
    path = script_at(desk, ANCHOR, "## SOUNDBITE: Eva Holm (female)\n\nI called from the terminal.\n\n")
    production = produced(path, house=House(stereo_interview=True))
    sound = mixed(production)
    asked, answered = production.runsheet.rows
    balance = [
        float(np.abs(sound[row.start : row.end, 0]).mean() / np.abs(sound[row.start : row.end, 1]).mean())
        for row in (asked, answered)
    ]
    assert balance[0] > 1.5
    assert balance[1] < 1 / 1.5


def test_a_station_sets_its_sound_in_its_settings(desk: Path) -> None:
    soundfile.write(desk / "ours.wav", babble(3, 48_000), 48_000)
    (desk / "broadcast.toml").write_text(
        '[sound]\nheadlines = "headlines"\nunder_lu = 15\n[sounds]\nheadlines = "ours.wav"\n'
        '[voice_over]\nlead = 1000\n[voices]\nanchor = { effect = "room" }\n',
        encoding="utf-8",
    )
    settings = read_settings(desk)
    assert settings.house.sounds["headlines"] == desk / "ours.wav"
    assert settings.house.over.lead == 1000
    assert settings.voices["anchor"].effect == "room"
    path = script_at(desk, "## HEADLINE\n\nThe ferry is back.\n\n", ANCHOR)
    production = produced(path, house=settings.house)
    assert production.programme.beds[0].key.startswith("clip:")


def test_prss_brings_every_row_to_the_target(desk: Path) -> None:
    path = script_at(desk, ANCHOR, BITE.replace("out=0:04", "out=0:05 gain=-9dB"), ANCHOR)
    loud = produced(path)
    assert loud.runsheet.rows[1].loudness is not None
    assert loud.runsheet.rows[1].loudness.integrated < -28
    sheet = produced(path, profile="prss").runsheet
    assert all(abs(row.loudness.integrated + 24) < 1 for row in sheet.rows if row.loudness)
    assert {row.level for row in sheet.rows} == {"pass"}


def test_the_run_sheet_file_has_the_levels(desk: Path) -> None:
    production = produced(script_at(desk, ANCHOR, BITE), formats=("json",))
    package = broadcast.write_package(production, desk / "audio" / "quay")
    sheet = json.loads((package / "runsheet.json").read_text(encoding="utf-8"))
    assert sheet["level"] == "pass"
    assert sheet["rows"][1]["clip"] == "mayor.flac"
    assert sheet["rows"][0]["loudness"]["true_peak"] < -1
