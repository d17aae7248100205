"""A test engine: a Line goes in, a short tone a token comes out, at exact times and without any model."""

import numpy as np

from broadcast.model import Gender, Line, Take, TimesFrom, Timing, Voice, VoiceInfo
from broadcast.units import Hz, Samples, samples
from broadcast.voices.engine import Availability
from broadcast.voices.limits import check_settings, unknown_voice
from broadcast.voices.spacing import settled

RATE_HZ = Hz(24_000)
_LEAD_MS, _GAP_MS, _TAIL_MS, _RAMP_MS = 50, 40, 80, 5
_WORD_MS, _LETTER_MS = 60, 30
_LEVEL = np.float32(10 ** (-20 / 20) * np.sqrt(2))
"""The peak of a sine at -20 dBFS."""

_PITCHES_HZ = {
    "soprano": 523.3,
    "bass": 130.8,
    "alto": 349.2,
    "tenor": 220.0,
    "mezzo": 440.0,
    "baritone": 164.8,
    "contralto": 293.7,
    "countertenor": 261.6,
}
_FEMALE = ("soprano", "alto", "mezzo", "contralto")
_BRITISH = ("alto", "tenor", "contralto", "countertenor")


class Tone:
    """Speaks every token as a sine: the pitch is the voice, the length the token's letters and digits."""

    name = "tone"
    worker_processes = False

    def availability(self) -> Availability:
        """It is always there."""
        return Availability(ready=True, detail="sine tones for tests, no model")

    def voices(self) -> list[VoiceInfo]:
        """Eight voices, four of each gender, half of them British."""
        return [
            VoiceInfo(
                engine=self.name,
                name=name,
                language="en-GB" if name in _BRITISH else "en-US",
                gender=Gender.FEMALE if name in _FEMALE else Gender.MALE,
                licence="Apache-2.0",
                note=f"a tone of {pitch_hz:.0f} Hz a word",
            )
            for name, pitch_hz in _PITCHES_HZ.items()
        ]

    def check(self, voice: Voice) -> None:
        """Refuse a voice or a part of a blend that is not in the list.

        Raises:
            UsageError: An unknown voice, or a setting out of range.
        """
        check_settings(voice)
        if not {name for name, _ in voice.parts} <= set(_PITCHES_HZ):
            raise unknown_voice(voice, _PITCHES_HZ)

    def fingerprint(self, voice: Voice) -> str:
        """The edition of the tones; to be counted up when they change."""
        return "tone 2"

    def prepare(self) -> None:
        """There is nothing to load."""

    def time(self, line: Line, voice: Voice) -> Timing:
        """The line's exact timing."""
        letters = np.array([sum(map(str.isalnum, token.text)) for token in line.tokens])
        lengths = np.rint(samples(1000, RATE_HZ) * (_WORD_MS + _LETTER_MS * letters) / (1000 * voice.rate))
        gap = samples(_GAP_MS / voice.rate, RATE_HZ)
        ends = np.cumsum(lengths + gap) - gap
        ends += samples(_LEAD_MS, RATE_HZ)
        length = Samples(int(ends[-1]) + samples(_TAIL_MS, RATE_HZ))
        return Timing(
            length=length,
            rate_hz=RATE_HZ,
            words=settled(line, ends - lengths, ends, length),
            times_from=TimesFrom.DURATIONS,
            exact=True,
        )

    def speak(self, line: Line, voice: Voice) -> Take:
        """The line's tones, each risen and fallen within 5 ms, so that none clicks."""
        self.check(voice)
        timing = self.time(line, voice)
        pitch_hz = voice.pitch * sum(share * _PITCHES_HZ[part] for part, share in voice.parts)
        longest = max(word.end - word.start for word in timing.words)
        tone = _LEVEL * np.sin(
            np.float32(2 * np.pi * pitch_hz / RATE_HZ) * np.arange(longest, dtype=np.float32)
        )
        rise = np.sin(np.linspace(0, np.pi / 2, samples(_RAMP_MS, RATE_HZ), dtype=np.float32)) ** 2
        audio = np.zeros(timing.length, dtype=np.float32)
        for word in timing.words:
            heard = audio[word.start : word.end]
            heard[:] = tone[: len(heard)]
            heard[: len(rise)] *= rise
            heard[-len(rise) :] *= rise[::-1]
        return Take(audio=audio, timing=timing)
