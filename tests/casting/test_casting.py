"""A voice a speaker, of the speaker's gender, always the same for a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.casting import cast_script, find_voice, is_role, parse_voice
from broadcast.errors import UsageError
from broadcast.model import Gender, Kind, Script, Segment, Speaker, Voice, VoiceInfo


def voice(name: str, gender: Gender, **more: object) -> VoiceInfo:
    return VoiceInfo(engine="kokoro", name=name, language="en-US", gender=gender, licence="MIT", **more)  # type: ignore[arg-type]  # test shorthand


CATALOGUE = [
    voice("river", Gender.FEMALE, blendable=True),
    voice("onyx", Gender.MALE, blendable=True),
    voice("emma", Gender.FEMALE, blendable=True),
    voice("george", Gender.MALE, blendable=True, alike=("lewis",)),
    voice("lewis", Gender.MALE, blendable=True, alike=("george",)),
    voice("alice", Gender.FEMALE, blendable=True),
    voice("whisper", Gender.FEMALE, castable=False),
]


def script_of(*people: tuple[str, Gender | None]) -> Script:
    segments = [Segment(kind=Kind.ANCHOR, text="The ferry is late.")]
    for name, gender in people:
        speaker = Speaker(id=name.lower().replace(" ", "-"), name=name, gender=gender)
        segments.append(Segment(kind=Kind.SOUNDBITE, text="We waited all night.", speaker=speaker))
    return Script(slug="ferry", segments=tuple(segments))


NAMES = st.lists(
    st.builds(
        "{} {}".format,
        st.sampled_from(["Ana", "Ihsan", "Maud", "Pell", "Oskar", "Lena"]),
        st.sampled_from(["Ruiz", "Okafor", "Brandt", "Vale", "Stone", "Hale"]),
    ),
    unique=True,
    max_size=12,
)


def test_the_anchor_gets_the_most_distinct_voice_and_the_reporter_one_of_the_other_gender() -> None:
    cast = cast_script(script_of(), CATALOGUE)
    assert cast.anchor.name == "river"
    assert cast.reporter.name == "onyx"


def test_a_speaker_gets_a_voice_of_the_gender_that_the_text_tells() -> None:
    genders = {info.name: info.gender for info in CATALOGUE}
    cast = cast_script(script_of(("Ana Ruiz", Gender.FEMALE), ("Pell Stone", Gender.MALE)), CATALOGUE)
    assert genders[cast.speakers["ana-ruiz"].name] is Gender.FEMALE
    assert genders[cast.speakers["pell-stone"].name] is Gender.MALE


@given(NAMES)
def test_no_two_speakers_share_a_voice_while_voices_or_blends_are_left(names: list[str]) -> None:
    people = [(name, Gender.FEMALE if i % 2 else Gender.MALE) for i, name in enumerate(names[:6])]
    cast = cast_script(script_of(*people), CATALOGUE)
    voices = [str(cast.anchor), str(cast.reporter), *map(str, cast.speakers.values())]
    assert len(set(voices)) == len(voices)


@given(NAMES)
def test_a_voice_that_is_never_cast_is_never_cast(names: list[str]) -> None:
    cast = cast_script(script_of(*((name, None) for name in names)), CATALOGUE)
    used = [cast.anchor, cast.reporter, *cast.speakers.values()]
    assert not any("whisper" in voice.name for voice in used)


def test_the_same_name_has_the_same_voice_in_another_programme() -> None:
    one = cast_script(script_of(("Ana Ruiz", Gender.FEMALE)), CATALOGUE)
    other = cast_script(script_of(("Ana Ruiz", Gender.FEMALE), ("Pell Stone", Gender.MALE)), CATALOGUE)
    assert one.speakers["ana-ruiz"] == other.speakers["ana-ruiz"]


def test_voices_that_are_hard_to_tell_apart_are_not_cast_together_while_others_are_left() -> None:
    for name in ("Pell Stone", "Oskar Vale", "Ihsan Hale", "Lars Brandt"):
        chosen = {"anchor": Voice(engine="kokoro", name="lewis")}
        cast = cast_script(script_of((name, Gender.MALE)), [*CATALOGUE, voice("adam", Gender.MALE)], chosen)
        assert cast.speakers[name.lower().replace(" ", "-")].name != "george"


def test_a_person_chooses_by_role_or_by_name_whatever_the_case() -> None:
    chosen = {
        "Anchor": Voice(engine="kokoro", name="emma"),
        "general  sameer": Voice(engine="kokoro", name="onyx+lewis"),
    }
    cast = cast_script(script_of(("General Sameer", Gender.MALE)), CATALOGUE, chosen)
    assert cast.anchor.name == "emma"
    assert cast.speakers["general-sameer"].name == "onyx+lewis"


def test_a_voice_that_a_person_chose_is_not_given_to_another_speaker() -> None:
    chosen = {"Pell Stone": Voice(engine="kokoro", name="george")}
    people = [("Oskar Vale", Gender.MALE), ("Ihsan Hale", Gender.MALE), ("Pell Stone", Gender.MALE)]
    cast = cast_script(script_of(*people), CATALOGUE, chosen)
    assert [voice.name for voice in cast.speakers.values()].count("george") == 1


def test_an_empty_catalogue_is_refused() -> None:
    with pytest.raises(UsageError, match="no voice to cast"):
        cast_script(script_of(), [])


def test_a_voice_is_written_engine_colon_name() -> None:
    assert parse_voice("kokoro:am_onyx+am_fenrir", "tone") == Voice(engine="kokoro", name="am_onyx+am_fenrir")
    assert parse_voice("bf_emma", "kokoro") == Voice(engine="kokoro", name="bf_emma")
    with pytest.raises(UsageError, match="does not name a voice"):
        parse_voice("kokoro:", "kokoro")


def test_a_role_is_known_by_id_or_name() -> None:
    scripts = [script_of(("Ana Ruiz", None))]
    assert is_role("ana ruiz", scripts)
    assert is_role("Reporter", scripts)
    assert not is_role("Ana", scripts)


def test_a_second_host_has_a_voice_of_their_own_and_the_first_is_the_anchor() -> None:
    hosts = [Speaker(id=key, name=key.title(), gender=Gender.FEMALE) for key in ("maud", "lena", "maud")]
    turns = tuple(Segment(kind=Kind.ANCHOR, text="It rained.", speaker=host) for host in hosts)
    cast = cast_script(Script(slug="show", segments=turns), CATALOGUE)
    assert list(cast.speakers) == ["lena"]
    assert cast.speakers["lena"] != cast.anchor


def test_a_stations_blend_is_found_by_its_name() -> None:
    blends = {"meridian": "tone:bass*0.7+tenor*0.3"}
    voice = find_voice("meridian", "tone", blends)
    assert voice.name == "bass*0.7+tenor*0.3"
    assert str(voice) == "tone:meridian"
    assert str(find_voice("kokoro:bf_emma", "tone", blends)) == "kokoro:bf_emma"
