"""A loudness and a profile go in; "pass", or what is amiss, comes out."""

from math import isfinite

from broadcast.mix.profiles import Profile
from broadcast.model import Loudness
from broadcast.units import PROGRAMME_RATE, Samples

PASS = "pass"

METER_DB = 0.3
"""How far a meter of true peaks may be off (EBU Tech 3343, section 3)."""

SHORT_TERM_S = 3
"""Below it there is no short-term loudness to speak of, and a loudness says little about the ear."""


def judge_programme(loudness: Loudness, profile: Profile, length: Samples) -> str:
    """Whether a programme may be delivered under a profile: "pass", or "fail: true peak -0.2 dBTP, ..."."""
    faults = _peak_faults(loudness, profile)
    if isfinite(loudness.integrated):
        off = loudness.integrated - profile.target
        if abs(off) > profile.tolerance + 0.05:
            faults.append(f"{abs(off):.1f} LU {'over' if off > 0 else 'under'}")
    faults += _short_term_faults(loudness, profile, length)
    if profile.longest_s is not None and length > profile.longest_s * PROGRAMME_RATE:
        faults.append(f"longer than {profile.longest_s} s")
    return _verdict(faults)


def judge_row(loudness: Loudness, profile: Profile, length: Samples) -> str:
    """Whether a row keeps what the profile asks of each part: "pass", or what is amiss.

    Everywhere that is the true peak; its loudness only where the profile asks for it by segment, and of rows
    of three seconds and more.
    """
    faults = _peak_faults(loudness, profile)
    long_enough = length >= SHORT_TERM_S * PROGRAMME_RATE and isfinite(loudness.integrated)
    if profile.by_row and long_enough:
        off = loudness.integrated - profile.target
        if abs(off) > profile.tolerance + 0.05:
            faults.append(f"{abs(off):.1f} LU {'over' if off > 0 else 'under'}")
    faults += _short_term_faults(loudness, profile, length)
    return _verdict(faults)


def _peak_faults(loudness: Loudness, profile: Profile) -> list[str]:
    over = loudness.true_peak > profile.true_peak + METER_DB
    return [f"true peak {loudness.true_peak:.1f} dBTP"] if over else []


def _short_term_faults(loudness: Loudness, profile: Profile, length: Samples) -> list[str]:
    limit = profile.max_short_term
    if limit is None or length < SHORT_TERM_S * PROGRAMME_RATE or loudness.max_short_term <= limit + 0.05:
        return []
    return [f"short-term {loudness.max_short_term:.1f} LUFS"]


def _verdict(faults: list[str]) -> str:
    return f"fail: {', '.join(faults)}" if faults else PASS
