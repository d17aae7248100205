"""A number goes in; as many documents of any shape come out: what a newsroom's inbox may hold."""

import random
from collections.abc import Iterator

from gold import COPY, read_folder

SCRAPS = (
    '"', "'", "“", "”", "‘", "’", "«", "»", "„", "‟", "``", "''", "\n", "\n\n\n", "\t", "\r\n", "\u2028",
    "\u00a0", "\u200b", "\u202e", "\ufeff", "\x00", "\x07", "###", "-30-", "(more)", "ANCHOR:", "SOT",
    "SOUNDBITE (English) ", "Q:", "A:", "STORYLINE:", "TRT: 0:45", "[TAKE SOT]", "said", "told us",
    "behind me", "Mr.", "U.S.", "a.m.", "5'11\"", "’90s", "£5m", "🙂", "汉字，", "العربية", "Ω≈ç", "e\u0301",
    "<p>", "&nbsp;", "{}", "[]", "---", "***", "| a | b |", "http://elsa.example/?q=1",
)  # fmt: skip


def documents(number: int, seed: int = 20261124) -> Iterator[str]:
    """Documents cut, shuffled, stretched and spoilt from the gold copy, the same for a seed."""
    draw = random.Random(seed)  # a seed, so that a figure can be taken again
    texts = [
        copy.text for folder in sorted(COPY.iterdir()) if folder.is_dir() for copy in read_folder(folder)
    ]
    for _ in range(number):
        text = draw.choice(texts)
        for _ in range(draw.randint(0, 4)):
            text = draw.choice(CHANGES)(text, draw)
        yield text if any(map(str.isalnum, text)) else f"{text} Rain."


def _cut(text: str, draw: random.Random) -> str:
    start, end = sorted(draw.sample(range(len(text) + 2), 2))
    return text[start:end]


def _shuffled(text: str, draw: random.Random) -> str:
    parts = text.split("\n\n")
    draw.shuffle(parts)
    return "\n\n".join(parts)


def _one_line(text: str, draw: random.Random) -> str:
    del draw
    return " ".join(text.split())


def _spoilt(text: str, draw: random.Random) -> str:
    letters = list(text)
    for _ in range(draw.randint(1, 40)):
        letters.insert(draw.randint(0, len(letters)), draw.choice(SCRAPS))
    return "".join(letters)


def _shouted(text: str, draw: random.Random) -> str:
    return text.upper() if draw.random() < 0.7 else text.lower()


def _without_marks(text: str, draw: random.Random) -> str:
    mark = draw.choice("\"“”‘’'.,:\n")
    return text.replace(mark, draw.choice(("", " ", mark * 2)))


def _repeated(text: str, draw: random.Random) -> str:
    return text[:2000] * draw.randint(2, 6)


CHANGES = (_cut, _shuffled, _one_line, _spoilt, _shouted, _without_marks, _repeated)
