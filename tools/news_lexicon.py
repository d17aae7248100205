"""CMUdict in an npm package goes in, the news lexicon with its CMUdict rows renewed comes out.

Run by `make news-lexicon`. A row of broadcast/data/speech/news-lexicon.csv whose source is "cmudict" gets its
phonemes from the dictionary, so that a name is added by a row with nothing but name, kind and source. Other
rows stay as they are; all are sorted. The copy of CMUdict in other packages (pocketsphinx) has no stress and
is of no use here.
"""

import csv
import re
import sys
import tarfile
from pathlib import Path

LEXICON = Path(__file__).parents[1] / "broadcast" / "data" / "speech" / "news-lexicon.csv"
DICTIONARY = "package/index.js"
SOURCE = "cmudict"
_ENTRY = re.compile(r'^  "([^"]+)": "([^"]+)",?$', re.MULTILINE)  # "aaberg": "AA1 B ER0",

CONSONANTS = {
    "CH": "ʧ",
    "JH": "ʤ",
    "DH": "ð",
    "TH": "θ",
    "NG": "ŋ",
    "SH": "ʃ",
    "ZH": "ʒ",
    "R": "ɹ",
    "G": "ɡ",
    "HH": "h",
    "Y": "j",
}
AMERICAN = {
    "AA": "ɑ",
    "AE": "æ",
    "AH": "ʌ",
    "AO": "ɔ",
    "AW": "W",
    "AY": "I",
    "EH": "ɛ",
    "ER": "ɜɹ",
    "EY": "A",
    "IH": "ɪ",
    "IY": "i",
    "OW": "O",
    "OY": "Y",
    "UH": "ʊ",
    "UW": "u",
}
BRITISH = AMERICAN | {"AA": "ɒ", "AO": "ɒ", "AE": "a", "ER": "ɜː", "IY": "iː", "OW": "Q", "UW": "uː"}
BRITISH_BEFORE_R = {
    "AA": "ɑː",
    "AO": "ɔː",
    "EH": "ɛː",
    "IH": "ɪə",
    "UH": "ʊə",
    "AY": "Iə",
    "AW": "Wə",
    "IY": "ɪə",
}
WEAK = {"AH": "ə", "ER": "ə", "IY": "i"}
STRESS = {"0": "", "1": "ˈ", "2": "ˌ"}


def is_vowel(phone: str) -> bool:
    """Whether an ARPAbet phone is a vowel: vowels carry the digit of their stress."""
    return phone[:-1] in AMERICAN


def american(arpabet: str) -> str:
    """The phonemes of the Kokoro alphabet: "K AO1 S T K OW0" is "kˈɔstkO"."""
    said = ""
    for phone in arpabet.split():
        if not is_vowel(phone):
            said += CONSONANTS.get(phone, phone.lower())
        elif phone in ("AH0", "ER0"):
            said += "ə" if phone == "AH0" else "əɹ"
        else:
            said += STRESS[phone[-1]] + AMERICAN[phone[:-1]]
    return said


def british(name: str, arpabet: str) -> str:
    """British phonemes where the general rule would miss the vowel of "lot"; else nothing.

    American has one vowel for "lot" and "palm". A name with an "o" and no "a" has that of "lot".
    """
    phones = arpabet.split()
    around = list(zip(["", *phones[:-1]], phones, [*phones[1:], ""], [*phones[2:], "", ""], strict=False))
    has_lot = any(phone[:-1] in ("AA", "AO") and after != "R" for _, phone, after, _ in around)
    if "a" in name.lower() or "o" not in name.lower() or not has_lot:
        return ""
    return "".join(_british_phone(*four) for four in around)


def _british_phone(before: str, phone: str, after: str, later: str) -> str:
    vowel, stress = phone[:-1], phone[-1]
    if phone == "R" and is_vowel(before) and not is_vowel(after):
        return ""
    if not is_vowel(phone):
        return CONSONANTS.get(phone, phone.lower())
    sound = BRITISH[vowel]
    if after == "R" and not is_vowel(later):
        sound = BRITISH_BEFORE_R.get(vowel, sound)
    if stress == "0":
        sound = WEAK.get(vowel, sound)
    return STRESS[stress] + sound + ("ɹ" if vowel == "ER" and is_vowel(after) else "")


def main(package: Path) -> None:
    """Rewrite the lexicon in place."""
    with tarfile.open(package) as archive:
        text = archive.extractfile(DICTIONARY).read().decode("utf-8")  # type: ignore[union-attr]
    dictionary = dict(_ENTRY.findall(text))
    with LEXICON.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    for row in rows:
        if row["source"] == SOURCE:
            arpabet = dictionary[row["name"].lower()]
            row["phonemes"] = american(arpabet)
            row["phonemes_gb"] = british(row["name"], arpabet) or row["phonemes_gb"]
    rows.sort(key=lambda row: (row["name"].casefold(), row["name"]))
    with LEXICON.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    taken = sum(row["source"] == SOURCE for row in rows)
    sys.stderr.write(f"{LEXICON}: {len(rows):,} names, {taken:,} of them from CMUdict\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
