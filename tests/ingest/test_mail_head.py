import pytest
from webdesk import within

from broadcast.ingest.mail_head import bare_subject, decoded, head_of, is_field, prefixes


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("From: Ana <a@x>\nSubject: Wall\n\nIt fell.", True),
        ("From a@x.example Mon Nov 23 08:00:00 2026\nReceived: by x\nSubject: Wall\n\nIt fell.", True),
        ("\n\nFrom: Ana\nSent: Monday\nTo: desk\nSubject: Wall\n\nIt fell.", True),
        ("*From:* Ana\n*Subject:* Wall\n\nIt fell.", True),
        ("Von: Ana\nGesendet: Montag\nBetreff: Mauer\n\nSie fiel.", True),
        ("De : Ana\nEnvoyé : lundi\nObjet : Le mur\n\nIl est tombé.", True),
        ("Subject: Wall\r\nTo: x,\r\n y\r\n\r\nIt fell.", True),
        ("Message-ID: <1>\nContent-Type: text/plain\n\nIt fell.", True),
        ("Subject: Wall\n\nIt fell.", False),
        ("Slug: wall\nByline: Ana\n\nIt fell.", False),
        ("To: the mayor\nDate: today\n\nIt fell.", False),
        ("From: Ana\nThe wall fell.\nSubject: x\n\nIt fell.", False),
        ("From the sea came a wall.\n\nIt fell.", False),
        ("ANCHOR: It fell.\nREPORTER: Late.\n\nAll well.", False),
        ("", False),
    ],
)
def test_a_mail_is_told_by_its_fields(text: str, told: bool) -> None:
    assert (head_of(text) is not None) is told


def test_fields_are_read_and_the_body_begins_after_them() -> None:
    text = "Von: Ana\nBetreff: AW: Mauer\n  gefallen\nDatum: heute\n\nSie fiel."
    head = head_of(text)
    assert head is not None
    assert head.fields["from"] == "Ana"
    assert head.subject == "Mauer gefallen"
    assert text[head.end :] == "Sie fiel."
    assert not head.is_sent
    sent = head_of("From: a\nMIME-Version: 1.0\nSubject: Fwd: x\n\n")
    assert sent is not None
    assert sent.is_sent
    assert sent.is_forwarded


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Wall falls", "Wall falls"),
        ("=?utf-8?q?Caf=C3=A9?= burns", "Café burns"),
        ("=?utf-8?b?Q2Fmw6k=?= =?utf-8?b?cw==?=", "Cafés"),
        ("=?iso-8859-1?Q?Caf=E9?=", "Café"),
        ("=?ISO-2022-JP?B?GyRCSkkbKEI=?=", "壁"),
        ("=?unknown?q?Caf=E9?=", "Café"),
        ("Caf\xc3\xa9", "Café"),
        ("Caf\xe9", "Café"),
        ("Caf\udce9", "Café"),
        ("Caf\udcc3\udca9", "Café"),
        ("Wall\r\n falls", "Wall falls"),
        ("a\x00b", "a b"),
    ],
)
def test_a_field_is_plain_words(value: str, words: str) -> None:
    assert decoded(value) == words


@pytest.mark.parametrize(
    ("subject", "bare", "marks"),
    [
        ("Wall falls", "Wall falls", []),
        ("Re: Wall falls", "Wall falls", ["reply"]),
        ("RE: AW: Fwd: Wall falls", "Wall falls", ["reply", "reply", "forward"]),
        ("[elsa-list] Re[2]: Wall falls", "Wall falls", ["list", "reply"]),
        ("[EXTERNAL] FW: Press release: Wall falls", "Wall falls", ["list", "forward"]),
        ("MEDIA RELEASE - Wall falls", "Wall falls", []),
        ("Re: ", "Re:", ["reply"]),
        ("Report: wall falls", "Report: wall falls", []),
        ("Reinforced wall falls", "Reinforced wall falls", []),
        ("Press release", "Press release", []),
    ],
)
def test_a_subject_loses_what_programs_put_before_it(subject: str, bare: str, marks: list[str]) -> None:
    assert bare_subject(subject) == bare
    assert prefixes(subject) == marks


def test_a_line_is_a_field_that_people_see() -> None:
    assert is_field("Sent: Monday") == "date"
    assert is_field("Betreff: Mauer") == "subject"
    assert is_field("X-Mailer: x") == ""
    assert is_field("It fell: all of it") == ""


@pytest.mark.parametrize(
    "part", ["From: a\n", "From: ", " b\n", "=?utf-8?q?a?= ", "*", "x: y\n", "Re: ", "[a] "]
)
def test_hostile_fields_take_no_long_time(part: str) -> None:
    source = part * (2_000_000 // len(part))
    with within(5):
        head_of("From: a\nSubject: b\n" + source)
        decoded(source[:4_000])
        bare_subject(source[:4_000])
