"""The list of speakers in a script's head goes in; the speaker that a heading means comes out."""

import re
from dataclasses import dataclass, field, replace

from broadcast.model import Gender, Speaker
from broadcast.scripting.frontmatter import FrontMatter
from broadcast.scripting.slug import slug
from broadcast.scripting.values import choice, listed

_INLINE_SPEAKER = re.compile(  # "Ana Ruiz, harbour master (female)"
    r"^(?P<name>[^,()]+?)\s*(?:,\s*(?P<title>.*?))?\s*(?:\((?P<gender>female|male)\))?$", re.IGNORECASE
)
_SPEAKER_KEYS = ("id", "name", "title", "gender", "gender-evidence", "language", "voice")


@dataclass(slots=True, kw_only=True)
class People:
    """The speakers of a script by label, and the voices a person gave them for the whole script."""

    speakers: dict[str, Speaker] = field(default_factory=dict)
    voices: dict[str, str] = field(default_factory=dict)

    def find(self, label: str) -> Speaker:
        """The listed speaker a heading means; a new one is made of 'Name, title (female)'."""
        known = self.speakers.get(label) or next(
            (speaker for key, speaker in self.speakers.items() if key.casefold() == label.casefold()), None
        )
        if known is not None:
            return known
        parts = _INLINE_SPEAKER.match(label)
        name = parts["name"] if parts else label
        gender = Gender(parts["gender"].lower()) if parts and parts["gender"] else None
        if parts and name in self.speakers:
            listed_one = self.speakers[name]
            return replace(
                listed_one, title=parts["title"] or listed_one.title, gender=gender or listed_one.gender
            )
        title = parts["title"] or None if parts else None
        made = Speaker(id=slug(name, fallback="speaker"), name=name, title=title, gender=gender)
        self.speakers[label] = made
        return made


def read_people(matter: FrontMatter) -> People:
    """Everybody whom the head lists.

    Raises:
        ScriptError: A detail that is not known.
    """
    people = People()
    for label, entries in matter.speakers.items():
        for key, entry in entries.items():
            if key not in _SPEAKER_KEYS:
                raise entry.place.error(
                    f"unknown detail '{key}' of a speaker", f"known: {listed(_SPEAKER_KEYS)}"
                )
        values = {key: entry.value for key, entry in entries.items()}
        called = values.get("name")
        called = label if called is None else called
        given = values.get("id")
        gender = entries.get("gender")
        people.speakers[label] = Speaker(
            id=slug(called, fallback="speaker") if given is None else given,
            name=called,
            title=values.get("title"),
            gender=choice(Gender, gender.value, gender.place)
            if gender and gender.value is not None
            else None,
            gender_evidence=values.get("gender-evidence"),
            language=values.get("language"),
        )
        if values.get("voice"):
            people.voices[people.speakers[label].id] = values["voice"] or ""
    return people
