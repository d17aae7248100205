from pathlib import Path

import pytest

from broadcast.casting.delivery import PLAIN, ROLES, Delivery, find_style, read_style, role_of, shipped
from broadcast.errors import UsageError
from broadcast.model import Kind
from broadcast.settings import read_settings


def test_the_shipped_styles_name_known_roles_and_paces_that_radio_uses() -> None:
    assert shipped().keys() == {"own", "news", "headline", "sensitive"}
    for style in shipped().values():
        assert style.keys() <= set(ROLES)
        for delivery in style.values():
            assert delivery.wpm is not None
            assert 140 <= delivery.wpm[0] <= delivery.wpm[1] <= 185


def test_a_sensitive_story_is_slower_and_flatter_than_news() -> None:
    news, sensitive = shipped()["news"], shipped()["sensitive"]
    for role in ROLES:
        assert (sensitive[role].wpm_of("x") or 0) < (news[role].wpm or (0, 0))[1]
        assert sensitive[role].range < news[role].range
        assert sensitive[role].pauses > 1


def test_each_speaker_has_a_pace_of_their_own_and_keeps_it() -> None:
    delivery = Delivery(wpm=(150, 185))
    paces = {
        name: delivery.wpm_of(name) for name in ("Ana Ruiz", "Dov Hastings", "Ilse Morven", "Hanna Brode")
    }
    assert all(150 <= (pace or 0) <= 185 for pace in paces.values())
    assert len(set(paces.values())) > 1
    assert delivery.wpm_of("ANA RUIZ") == paces["Ana Ruiz"]
    assert PLAIN.wpm_of("Ana Ruiz") is None


def test_who_narrates_settles_the_role_of_a_lead_in() -> None:
    assert role_of(Kind.LEAD_IN, Kind.FIELD) == "reporter"
    assert role_of(Kind.LEAD_IN, Kind.ANCHOR) == "anchor"
    assert role_of(Kind.SOUNDBITE, Kind.FIELD) == "soundbite"
    assert role_of(Kind.HEADLINE, Kind.ANCHOR) == "headline"


def test_a_station_changes_a_shipped_style_and_adds_its_own(tmp_path: Path) -> None:
    (tmp_path / "broadcast.toml").write_text(
        '[delivery]\nstyle = "breakfast"\n\n[delivery.news.anchor]\nwpm = 175\n\n'
        "[delivery.breakfast]\nanchor = { wpm = [180, 190], range = 1.1 }\n"
    )
    settings = read_settings(tmp_path)
    assert settings.delivery == "breakfast"
    assert find_style("breakfast", settings.deliveries)["anchor"] == Delivery(wpm=(180, 190), range=1.1)
    news = find_style("news", settings.deliveries)
    assert news["anchor"] == Delivery(wpm=(175, 175))
    assert news["reporter"] == shipped()["news"]["reporter"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ({"presenter": {}}, "'x' is set to"),
        ({"anchor": {"speed": 2}}, "'x.anchor' is set to"),
        ({"anchor": {"wpm": 20}}, "'wpm' to '20'"),
        ({"anchor": {"wpm": [180, 150]}}, "'wpm' to"),
        ({"anchor": {"wpm": True}}, "'wpm' to"),
        ({"anchor": {"pitch": 3}}, "'pitch' to '3'"),
        ({"anchor": {"range": "wide"}}, "'range' to 'wide'"),
        ("fast", "'x' is set to 'fast'"),
    ],
)
def test_a_mistake_in_a_style_is_named_with_a_hint(rows: object, message: str) -> None:
    with pytest.raises(UsageError, match=message) as refused:
        read_style("x", rows)
    assert refused.value.hint


def test_a_style_nobody_knows_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="no delivery is called 'loud'") as refused:
        find_style("loud", {"breakfast": {}})
    assert refused.value.hint == "there are: own, news, headline, sensitive, breakfast"
