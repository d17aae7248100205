from hypothesis import given
from hypothesis import strategies as st

from broadcast.phonetics.syllables import syllables

WORDS = st.text("ˈˌAIOWYiuæɑɔəɛɪʊʌpbtdkɡmnŋfvszʃʒʧʤhlɹwjθð", max_size=20)


@given(WORDS)
def test_no_sound_is_lost_or_moved(word: str) -> None:
    parts = syllables(word)
    joined = "".join(part.onset + part.stress + part.vowel + part.coda for part in parts)
    assert joined == (word if parts else "")


def test_consonants_begin_a_syllable_as_far_as_they_can() -> None:
    shown = ["".join((part.onset, part.vowel, part.coda)) for part in syllables("nəɹˈAndɹə")]
    assert shown == ["nə", "ɹAn", "dɹə"]
