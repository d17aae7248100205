"""The types that flow through the program: frozen, keyword-only, knowing no files."""

from broadcast.model.copy import (
    Gender,
    Kind,
    Reason,
    Report,
    Script,
    Segment,
    Speaker,
    Status,
    Unspoken,
)
from broadcast.model.programme import (
    Cue,
    Item,
    Loudness,
    Programme,
    Story,
)
from broadcast.model.runsheet import (
    Row,
    RunSheet,
)
from broadcast.model.speech import (
    Audio,
    Boundary,
    Cast,
    Line,
    Take,
    TimesFrom,
    Timing,
    Token,
    Voice,
    VoiceInfo,
    Word,
    letters_apart,
)

__all__ = [
    "Audio",
    "Boundary",
    "Cast",
    "Cue",
    "Gender",
    "Item",
    "Kind",
    "Line",
    "Loudness",
    "Programme",
    "Reason",
    "Report",
    "Row",
    "RunSheet",
    "Script",
    "Segment",
    "Speaker",
    "Status",
    "Story",
    "Take",
    "TimesFrom",
    "Timing",
    "Token",
    "Unspoken",
    "Voice",
    "VoiceInfo",
    "Word",
    "letters_apart",
]
