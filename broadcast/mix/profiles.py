"""The name of a loudness profile goes in, the levels a programme is held to come out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from broadcast.errors import UsageError
from broadcast.units import Dbtp, Lu, Lufs


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The levels a broadcaster or a platform asks for.

    Attributes:
        name: What a user types: "r128".
        target: Integrated loudness, stereo convention.
        tolerance: How far from it a file may be and still be accepted there; the mix itself keeps 0.05 LU.
        true_peak: The highest true peak allowed.
        note: Who asks for it.
        max_short_term: The highest short-term loudness allowed; None where there is no limit.
        by_row: Whether every row is held to the target by itself.
        longest_s: What it is for lasts at most so long, in seconds; None for any length.
    """

    name: str
    target: Lufs
    tolerance: Lu
    true_peak: Dbtp
    note: str
    max_short_term: Lufs | None = None
    by_row: bool = False
    longest_s: int | None = None


def _profile(name: str, target: float, tolerance: float, true_peak: float, note: str) -> Profile:
    return Profile(
        name=name, target=Lufs(target), tolerance=Lu(tolerance), true_peak=Dbtp(true_peak), note=note
    )


_SHORT = replace(
    _profile("r128-s1", -23, 0.2, -1, "EBU R 128 s1: spots and trailers under a minute"),
    max_short_term=Lufs(-18.0),
    longest_s=60,
)
_PRSS = replace(
    # samples are held to -3 dBFS there, and what lies between them to -2 dBTP: the stricter holds both
    _profile("prss", -24, 2, -3, "PRSS: public radio in the United States, segment by segment"),
    by_row=True,
)

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        profile.name: profile
        for profile in (
            _profile("r128", -23, 0.2, -1, "EBU R 128: radio and television in Europe"),
            _SHORT,
            _profile("podcast", -16, 1, -1, "podcasts, as Apple asks for them"),
            _profile("apple", -16, 1, -1, "Apple Podcasts"),
            _profile("spotify", -14, 1, -1, "Spotify, at its playback level"),
            _profile("streaming", -18, 1, -1, "EBU R 128 s2: streams, within -20 to -16"),
            _profile("aes-speech", -18, 2, -1, "AES TD1008: speech, for streams and on demand"),
            _profile("atsc", -24, 2, -2, "ATSC A/85: television in the United States"),
            _PRSS,
            _profile(
                "mono", -16, 1, -1, "podcasts in mono: -19 LUFS in a mono file, -16 from two loudspeakers"
            ),
        )
    }
)
"""Every profile by name, the default first."""


def find_profile(name: str) -> Profile:
    """The profile a user named, capitals and spaces around it aside.

    Raises:
        UsageError: There is none of that name; the hint lists what there is.
    """
    found = PROFILES.get(name.strip().lower())
    if found is None:
        raise UsageError(f"no loudness profile is called '{name}'", f"there are: {', '.join(PROFILES)}")
    return found
