import pytest
from webdesk import within

from broadcast.ingest.mail_phrases import (
    closes,
    covers,
    disclaims,
    greets,
    is_banner,
    is_device,
    marks_forwarded,
    marks_original,
    wrote,
)


@pytest.mark.parametrize(
    "line",
    [
        "Hi all,",
        "Dear editors:",
        "Good morning Ana –",
        "Hello",
        "Sehr geehrte Damen und Herren,",
        "Bonjour,",
        "Hola equipo,",
    ],
)
def test_a_greeting(line: str) -> None:
    assert greets(line)


@pytest.mark.parametrize(
    "line",
    [
        "Hi-tech wall falls. It was late.",
        "Dear bread is what people fear. So they march.",
        "The wall fell.",
        "Hello to a new day, said the mayor of the town at the end of the storm",
    ],
)
def test_no_greeting(line: str) -> None:
    assert not greets(line)


@pytest.mark.parametrize(
    "line",
    [
        "Best regards,",
        "Kind regards",
        "Many thanks,",
        "Thanks!",
        "Best,",
        "Mit freundlichen Grüßen",
        "Cordialement,",
        "Yours sincerely,",
        "Thanks, Ana",
        "Cheers",
    ],
)
def test_a_closing(line: str) -> None:
    assert closes(line)


@pytest.mark.parametrize(
    "line",
    [
        "Thanks to the wind, nobody was hurt on the day.",
        "The best of it came last.",
        "Regards to the mayor were sent by all who came.",
        "Cheers went up as the wall fell into the sea.",
    ],
)
def test_no_closing(line: str) -> None:
    assert not closes(line)


@pytest.mark.parametrize(
    "words",
    [
        "Please find our release below.",
        "Please find attached the report for tonight.",
        "See attached.",
        "FYI",
        "I am sending you the report from the harbour.",
        "Attached is my report.",
        "Hope you are well. The report is below.",
        "Anbei die Meldung.",
    ],
)
def test_a_covering_sentence(words: str) -> None:
    assert covers(words)


@pytest.mark.parametrize(
    "words",
    ["Please help us, said the mayor.", "The report is attached to the wall.", "Here the pumps never stop."],
)
def test_no_covering_sentence(words: str) -> None:
    assert not covers(words)


@pytest.mark.parametrize(
    "words",
    [
        "This e-mail and any attachments are confidential.",
        "This message is intended only for the recipient. If you received it in error, delete it.",
        "To unsubscribe, click here.",
        "You are receiving this email because you signed up.",
        "Please consider the environment before printing.",
        "Diese Nachricht ist vertraulich. Haben Sie sie irrtümlich erhalten ...",
    ],
)
def test_a_disclaimer(words: str) -> None:
    assert disclaims(words)


@pytest.mark.parametrize(
    "words",
    [
        "The letter was confidential, the mayor said.",
        "A message in error was sent to the town.",
        "Viruses closed the school.",
    ],
)
def test_no_disclaimer(words: str) -> None:
    assert not disclaims(words)


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["On Mon, 23 Nov 2026 at 08:00, Ana Ruiz <a@x> wrote:"], 1),
        (["On Mon, 23 Nov 2026 at 08:00, Ana Ruiz", "<ana@elsa.example> wrote:", "> x"], 2),
        (["Am 23.11.2026 um 08:00 schrieb Ana:"], 1),
        (["Le lun. 23 nov. 2026 à 08:00, Ana a écrit :"], 1),
        (["On Mon, Ana wrote:", "> x"], 1),
        (["On Monday she wrote a letter.", "It said:"], 0),
        (["On 24 November the mayor wrote:", "“We stay.”"], 0),
        (["The wall fell."], 0),
        ([], 0),
    ],
)
def test_who_wrote_an_older_mail_is_told_over_up_to_three_lines(lines: list[str], count: int) -> None:
    assert wrote(lines) == count


def test_marks_of_other_mails_and_of_machines() -> None:
    assert marks_forwarded("---------- Forwarded message ---------")
    assert marks_forwarded("Begin forwarded message:")
    assert marks_forwarded("-------- Weitergeleitete Nachricht --------")
    assert not marks_forwarded("Forward it, he said.")
    assert marks_original("-----Original Message-----")
    assert marks_original("_" * 32)
    assert not marks_original("The original message was lost.")
    assert is_device("Sent from my iPhone")
    assert is_device("Von meinem iPhone gesendet")
    assert not is_device("Sent from heaven, the rain came on a day when nobody in the town had thought of it")
    assert is_banner("CAUTION: This email originated from outside of the organisation. Do not click.")
    assert is_banner("[EXTERNAL EMAIL] Do not click.")
    assert not is_banner("Caution is what the harbour master asks for.")


@pytest.mark.parametrize(
    "part",
    [
        "on wrote ",
        "Hi ",
        "please find ",
        "best ",
        "confidential message ",
        "sent from ",
        "forwarded message ",
        "_",
    ],
)
def test_long_lines_take_no_long_time(part: str) -> None:
    words = part * (500_000 // len(part))
    with within(5):
        for told in (
            greets,
            closes,
            covers,
            disclaims,
            is_banner,
            is_device,
            marks_forwarded,
            marks_original,
        ):
            told(words)
            told(words[:490])
        wrote([words + ":", words, words])
