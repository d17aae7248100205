"""A station's own defaults: the user's file, then the one beside the report."""

from pathlib import Path

import pytest

from broadcast.errors import UsageError
from broadcast.settings import Provenance, Settings, VoiceChoice, places, read_settings


def write(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "broadcast.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_the_file_beside_the_report_goes_over_the_users(tmp_path: Path) -> None:
    places(None)[0].parent.mkdir(exist_ok=True)
    places(None)[0].write_text(
        'profile = "podcast"\nstation = "Radio Merrow"\n'
        '[voices]\nanchor = "kokoro:af_heart"\nreporter = "am_onyx"\n'
    )
    beside = write(tmp_path, 'profile = "r128"\n[voices]\nanchor = "kokoro:bf_emma"\n')
    settings = read_settings(beside)
    assert settings.profile == "r128"
    assert settings.station == "Radio Merrow"
    assert settings.voices["anchor"].voice == "kokoro:bf_emma"
    assert settings.voices["reporter"].voice == "am_onyx"


def test_a_voice_may_have_its_own_pace_and_pitch(tmp_path: Path) -> None:
    beside = write(
        tmp_path, '[voices]\n"Ana Ruiz" = { voice = "kokoro:bf_emma", rate = 1.05, pitch = 0.98 }\n'
    )
    assert read_settings(beside).voices["Ana Ruiz"] == VoiceChoice(
        voice="kokoro:bf_emma", rate=1.05, pitch=0.98
    )


def test_a_voice_may_have_a_pace_in_words_a_minute(tmp_path: Path) -> None:
    beside = write(tmp_path, '[voices]\nanchor = { voice = "bf_emma", wpm = 165 }\n')
    assert read_settings(beside).voices["anchor"].wpm == 165


def test_a_station_names_its_blends(tmp_path: Path) -> None:
    recipe = "kokoro:af_river*0.7+af_nova*0.3"
    assert read_settings(write(tmp_path, f'[blends]\nmeridian = "{recipe}"\n')).blends == {"meridian": recipe}


def test_a_station_chooses_the_bit_rate_of_its_mp3(tmp_path: Path) -> None:
    assert read_settings(write(tmp_path, "mp3_kbits = 256\n")).mp3_kbits == 256
    assert Settings().mp3_kbits == 128


def test_pauses_and_folder_are_settings_too(tmp_path: Path) -> None:
    settings = read_settings(write(tmp_path, 'audio = "aired"\n[pauses]\nsentence = 300\n'))
    assert settings.audio == tmp_path / "aired"
    assert settings.pauses.sentence == 300
    assert settings.pauses.paragraph == Settings().pauses.paragraph


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("engine = ", "cannot read"),
        ('enginge = "kokoro"', "'enginge', which is not known"),
        ("engine = 3", "wrong kind"),
        ('attribution = "sideways"', "'attribution' to 'sideways'"),
        ('frame_rate = "26"', "'frame_rate' to '26'"),
        ("frame_rate = 25", "'frame_rate' to '25', which is of the wrong kind"),
        ('voices = "af_heart"', "'voices' is not a table"),
        ("[voices]\nanchor = 3", "the voice of 'anchor'"),
        ('[voices]\nanchor = { voice = "x", speed = 2 }', "the voice of 'anchor'"),
        ("[pauses]\nbreath = 200", "'pauses' is set"),
        ("[pauses]\nsentence = true", "'pauses' is set"),
        ("audio = 3", "not a folder"),
        ("mp3_kbits = 100", "'mp3_kbits' to '100'"),
        ('mp3_kbits = "128"', "wrong kind"),
        ('[voices]\nanchor = { voice = "x", wpm = 10 }', "'wpm' to '10'"),
        ("[blends]\nmeridian = 3", "the blend 'meridian'"),
        ('[blends]\nMeridian = "kokoro:af_river"', "the blend 'Meridian'"),
        ('[delivery]\nstyle = "loud"', "no delivery is called 'loud'"),
        ("[delivery.news]\nanchor = 3", "'news.anchor' is set to '3'"),
    ],
)
def test_a_mistake_is_named_with_a_hint(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as error:
        read_settings(write(tmp_path, text))
    assert error.value.hint


def test_rules_and_limits_of_the_copy_check_are_read(tmp_path: Path) -> None:
    beside = write(tmp_path, '[check]\noff = ["semicolon"]\nsentence = 30\nseverity = { alleged = "hint" }\n')
    check = read_settings(beside).check
    assert check.off == {"semicolon"}
    assert check.sentence == 30
    with pytest.raises(UsageError, match="names a rule 'spelling'"):
        read_settings(write(tmp_path, '[check]\noff = ["spelling"]\n'))


def test_what_a_feed_says_is_joined_key_by_key(tmp_path: Path) -> None:
    places(None)[0].parent.mkdir(exist_ok=True)
    places(None)[0].write_text('[feed]\ntitle = "Merrow Daily"\nemail = "news@merrow.example"\n')
    beside = write(tmp_path, '[feed]\nbase_url = "https://merrow.example/pod"\ncategory = ["News"]\n')
    feed = read_settings(beside).feed
    assert feed is not None
    assert (feed.title, feed.email, feed.base_url) == (
        "Merrow Daily", "news@merrow.example", "https://merrow.example/pod",
    )  # fmt: skip


@pytest.mark.parametrize("line", ['titel = "Merrow"', "title = 1", 'base_url = "merrow"', "feed = true"])
def test_a_mistake_in_what_a_feed_says_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(UsageError):
        read_settings(write(tmp_path, line if line.startswith("feed") else f"[feed]\n{line}\n"))


def test_paper_is_one_of_two(tmp_path: Path) -> None:
    assert read_settings(write(tmp_path, 'paper = "letter"')).paper == "letter"
    with pytest.raises(UsageError, match="sets 'paper' to 'foolscap'") as error:
        read_settings(write(tmp_path, 'paper = "foolscap"'))
    assert error.value.hint == "choose a4, letter"


def test_the_newsrooms_systems_and_the_server_are_named(tmp_path: Path) -> None:
    places(None)[0].parent.mkdir(exist_ok=True)
    places(None)[0].write_text('[mos]\nchannel = "A"\n[icecast]\npassword = "hackme"\n')
    beside = write(
        tmp_path, '[mos]\nncs_id = "desk.ncs"\n[icecast]\nurl = "icecast://host/live"\npublic = true\n'
    )
    settings = read_settings(beside)
    assert (settings.newsroom.ncs_id, settings.newsroom.channel) == ("desk.ncs", "A")
    assert (settings.icecast.url, settings.icecast.password) == ("icecast://host/live", "hackme")
    assert settings.icecast.public
    assert "hackme" not in repr(settings)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[mos]\nncs = "x"', "sets 'ncs', which is not known"),
        ("[icecast]\npassword = 4711", "sets 'password' to something of the wrong kind"),
        ('[icecast]\npublic = "yes"', "sets 'public' to something of the wrong kind"),
        ("icecast = 1", "is not a table"),
    ],
)
def test_a_mistake_in_them_is_named_without_the_password(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        read_settings(write(tmp_path, text))
    assert "4711" not in str(caught.value)


def test_a_stations_key_is_named_from_the_folder_of_the_file(tmp_path: Path) -> None:
    beside = write(
        tmp_path / "desk", '[provenance]\ncertificate = "keys/station.pem"\nkey = "/etc/station.key"\n'
    )
    assert read_settings(beside).provenance == Provenance(
        certificate=beside / "keys" / "station.pem", key=Path("/etc/station.key")
    )


def test_sealing_is_turned_off_beside_the_report_and_the_key_stays(tmp_path: Path) -> None:
    write(places(None)[0].parent, '[provenance]\ncertificate = "a.pem"\nkey = "a.key"\n')
    settings = read_settings(write(tmp_path / "desk", "[provenance]\nseal = false\n"))
    assert not settings.provenance.seal
    assert settings.provenance.key == places(None)[0].parent / "a.key"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("provenance = true\n", "sets 'provenance' to 'True'"),
        ("[provenance]\nseal = 1\n", "sets 'provenance' to "),
        ('[provenance]\nsign = "a"\n', "sets 'provenance' to "),
        ('[provenance]\nkey = "a"\n', "names only one of certificate and key"),
    ],
)
def test_a_wrong_provenance_is_told(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        read_settings(write(tmp_path / "desk", text))
