"""Web addresses, mail, handles, hashtags and phone numbers go in; what is said of them comes out."""

import re

from broadcast.speech import numerals
from broadcast.speech.rules.initials import is_initials, read_as_letters
from broadcast.speech.rules.shapes import lettered, word_after, words_before
from broadcast.speech.scan import DIGIT, Change, Find, Rule
from broadcast.speech.tables import words

_SIGNS = {".": "dot", "/": "slash", "-": "dash", "_": "underscore", "@": "at", "?": "question mark",
          "=": "equals", "&": "and", "#": "hash", "%": "percent",
          "+": "plus", "~": "tilde", ":": "colon"}  # fmt: skip
_LONGEST_PATH = 40
"""Characters of a web address beyond its host that are still said; of longer ones the host alone."""
_TOP = "com|org|net|gov|edu|mil|int|info|news|tv|co|io|eu|uk|us|ca|au|nz|ie|de|fr|it|es|ru|cn|in|za|ng|ke"
# FloodWatch2026  ->  Flood Watch 2026
_CAMEL = re.compile(
    r"[A-Z]+(?=v[A-Z]{2})|v(?=[A-Z]{2})|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_]+"
)
_AFTER_SHORT = re.compile(
    r"[\s-]+(?:calls?|callers?|operators?|dispatch\w*|emergency|hotline|helpline|lifeline|crisis|service|recordings?)\b"
)


def rules() -> tuple[Rule, ...]:
    """Contact details, addresses before numbers."""
    return (
        # tips@arden.org
        Rule(
            re.compile(r"(?<![^\W_])[\w.+-]{0,64}[^\W_]@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,8}"),
            _mail,
            "@",
        ),
        # https://www.arden.org/help   bbc.co.uk/news
        Rule(
            re.compile(
                r"(?<![^\W_])(?<![@.])(?:https?://(?:www\.)?|www\.)[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*(?:/[^\s<>\"”’)\]]*)?"
                rf"|(?<![^\W_@.-])[a-zA-Z0-9][a-zA-Z0-9-]{{0,62}}(?:\.[a-zA-Z0-9-]{{1,63}}){{0,6}}\.(?:{_TOP})(?![^\W_]|\.[a-zA-Z]{{2}})"
                r"(?:/[^\s<>\"”’)\]]*)?"
            ),
            _address,
            "./",
        ),
        # @ArdenNews
        Rule(re.compile(r"(?<![^\W_])@(?=\w*[A-Za-z_])\w+(?:\.\w+)*"), _handle, "@"),
        # the .com boom
        Rule(re.compile(rf"(?<!\S)\.({_TOP}|ai|xxx)(?![\w.])"), _top, "."),
        # #StormAda
        Rule(re.compile(r"(?<![^\W_&])#(?=\w*[^\W\d_])\w+"), _hashtag, "#"),
        # +44 20 7946 0018
        Rule(re.compile(r"(?<![^\W_])\+\d{1,3}(?:[ .-]?\(?\d{1,5}\)?){2,6}(?!\d)"), _phone, "+"),
        # 978-0-306-40615-7
        Rule(re.compile(r"(?<![\w.,$-])(?=[\d-]{12,24}(?![\w-]))\d{1,7}(?:-\d{1,7}){3,5}"), _phone, DIGIT),
        # 1-800-555-0199   (555) 123-4567   555.123.4567
        Rule(
            re.compile(r"(?<![\d.,-])(?:1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-.]\d{4}(?![\d-])"),
            _phone,
            DIGIT,
        ),
        # 020 7946 0018   07700 900123   0800 123 456   116 123
        Rule(
            re.compile(
                r"(?<![\d.,-])(?:0\d{2,4}[ -]\d{3,4}[ -]\d{3,4}|0\d{3,4}[ -]\d{5,6}|0\d{9,10}|116 \d{3})"
                r"(?![\d-])"
            ),
            _phone,
            DIGIT,
        ),
        # 1-800-FLOWERS
        Rule(re.compile(r"(?<![\w.,-])(?:1-)?8\d\d-(?=[A-Z]{3,})"), _phone, DIGIT),
        # (020) 7946 0958
        Rule(re.compile(r"(?<![^\W_])\(0\d{2,4}\) ?\d{3,4} ?\d{3,4}(?![\d-])"), _phone, DIGIT),
        # 0800 1111
        Rule(re.compile(r"(?<![\d.,-])0[38]00 \d{4}(?![\d-])"), _phone, DIGIT),
        # call 555-0142
        Rule(re.compile(r"(?<![\d.,-])\d{3}-\d{4}(?![\d-])"), _local, DIGIT),
        # text 741741
        Rule(re.compile(r"(?<![\d.,/$£€-])\d{5,6}(?![\w%/-]|[.,]\d)"), _short_code, DIGIT),
        # the 917 area code
        Rule(
            re.compile(r"(?<![\w.,$-])\d{3}(?= area code)"),
            lambda found, _: numerals.digits(found.group(), zero="zero"),
            DIGIT,
        ),
        # dial 159
        Rule(
            re.compile(r"(?<=[a-z] )\d{3}(?![\w%/-]|[.,]\d)"),
            _dialled,
            DIGIT,
        ),
        # dial 911
        Rule(
            re.compile(r"(?<![\d.,/$£€-])(?:[1-9]11|999|112|101|988|000|105|119|110)(?![\d%/-]|[.,]\d)"),
            _short,
            DIGIT,
        ),
    )


def _mail(found: Find, british: bool) -> str:
    return _spelled(found.group(), british)


def _address(found: Find, british: bool) -> list[Change] | None:
    print_ = found.group().rstrip(".,;:!?…'*/")
    bare = re.sub(r"\A(?:https?://)?(?:www\.)?", "", print_)
    if not bare or re.fullmatch(r"[\d.]+", bare):
        return None
    start = found.start()
    host, _, path = bare.partition("/")
    if len(path) > _LONGEST_PATH or "?" in path or "%" in path:
        bare = host
    return [Change(span=(start, start + len(print_)), spoken=_spelled(bare, british))]


def _spelled(address: str, british: bool) -> str:
    parts = re.findall(r"[^\W_]+|[\W_]", address)
    slash = parts.index("/") if "/" in parts else len(parts)
    said = [
        _SIGNS.get(part, "") if not part.isalnum() else _label(part, index < slash and index > 0, british)
        for index, part in enumerate(parts)
    ]
    return " ".join(word for word in said if word)


def _label(label: str, in_host: bool, british: bool) -> str:
    lower = label.lower()
    if in_host and lower in ("com", "org", "net", "gov", "mil", "info", "news", "co", "me", "example"):
        return lower
    if in_host and (len(label) == 2 or lower in ("edu", "int")) and label.isalpha():
        return lettered(label)
    if label.islower() and _is_of_letters(label):
        return lettered(label)
    return _parted(label, british)


def _is_of_letters(label: str) -> bool:
    """bbc, hr, kxan, but: me, ask, gov."""
    if label in ("gov", "org", "www"):
        return False
    known = label.upper() in words("initials", "letters")
    if len(label) == 2:
        return not re.search("[aeiouy]", label) or (known and label not in _PRONOUNS)
    return known or is_initials(label)


_PRONOUNS = ("us", "it")
# metpolice|uk   radio|fm
_TAIL = re.compile(r"([a-z]{5,})(uk|usa|tv|fm|hq|nyc)")
# nhs|england
_HEAD = re.compile(r"(bbc|nhs|cnn|itv|nbc|cbs|npr|pbs|fbi|nypd|lapd|mlb|nba|nfl|rnli|rspca)([a-z]{4,})")


def _parted(label: str, british: bool) -> str:
    """A label with initials at one of its ends, apart."""
    tail, head = _TAIL.fullmatch(label), _HEAD.fullmatch(label)
    if tail:
        return f"{_parted(tail[1], british)} {lettered(tail[2])}"
    return f"{lettered(head[1])} {head[2]}" if head else camel(label, british)


def camel(label: str, british: bool) -> str:
    """Words written together, apart: capitals in a row as letters, figures as numbers."""
    said = []
    for part in _CAMEL.findall(label):
        if part.isdigit() and part.isascii():
            said.append(_figures(part, british))
        elif part == "v":
            said.append("versus")
        elif part.isupper() and len(part) > 1 and read_as_letters(part):
            said.append(lettered(part))
        else:
            said.append(part)
    return " ".join(said)


def _figures(part: str, british: bool) -> str:
    if len(part) == 4 and part[:2] in ("19", "20"):
        return numerals.year(int(part), british=british)
    return numerals.code(part)


def _top(found: Find, british: bool) -> str:
    label = found.group(1)
    spoken = label if label in ("com", "org", "net", "gov", "mil", "info", "news") else lettered(label)
    return f"dot {spoken}"


def _handle(found: Find, british: bool) -> str:
    parts = re.findall(r"[_.]|[^_.]+", found.group()[1:])
    said = [_SIGNS.get(part) or _parted(part, british) for part in parts]
    return " ".join(["at", *(word for word in said if word)])


def _hashtag(found: Find, british: bool) -> str:
    return " ".join(["hashtag", camel(found.group()[1:].replace("_", " "), british)]).strip()


def _phone(found: Find, british: bool) -> list[Change]:
    # a group of figures, with the sign of the country's code
    groups = list(re.finditer(r"\+?\d+", found.group()))
    changes = []
    for index, group in enumerate(groups):
        start = found.start() if index == 0 else found.start() + group.start()
        end = found.end() if index == len(groups) - 1 else found.start() + group.end()
        last = index == len(groups) - 1
        changes.append(
            Change(span=(start, end), spoken=_phone_group(group.group(), british), after="" if last else ",")
        )
    return changes


def _phone_group(group: str, british: bool) -> str:
    zero = "oh" if british else "zero"
    if re.fullmatch("0?[3589]00", group):
        hundred = f"{numerals.digits(group[-3])} hundred"
        return f"{zero} {hundred}" if group[0] == "0" else hundred
    return "plus " * group.startswith("+") + numerals.digits(group, zero=zero)


def _local(found: Find, british: bool) -> list[Change] | None:
    called = words("contexts", "called").intersection(words_before(found, 5))
    return _phone(found, british) if called or found.group().startswith("555") else None


def _short_code(found: Find, british: bool) -> str | None:
    texted = {"text", "texting", "texted", "sms"}.intersection(words_before(found, 8))
    return numerals.digits(found.group(), zero="oh" if british else "zero") if texted else None


def _dialled(found: Find, british: bool) -> str | None:
    if not any(word.startswith("dial") for word in words_before(found, 1)):
        return None
    return numerals.digits(found.group(), zero="oh" if british else "zero")


def _short(found: Find, british: bool) -> str | None:
    before = words_before(found, 14)
    reach = 14 if before[-1:] in (["or"], ["and"]) else 3
    called = words("contexts", "called").intersection(before[-reach:]) or _AFTER_SHORT.match(
        found.string, found.end()
    )
    # use 101 unless
    goes_on = word_after(found)
    used = before[-1:] in (["use"], ["used"], ["using"]) and (
        not goes_on or goes_on in words("contexts", "function") | {"unless", "only", "instead"}
    )
    return numerals.digits(found.group(), zero="oh" if british else "zero") if called or used else None
