import pytest

from broadcast.ingest.language import tell_language

ENGLISH = "The mayor said that the bridge was shut and that the town would not be safe before Monday."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("", "en"),
        ("12 45 !", "en"),
        ("Der Hafen", "en"),
        (
            """Der Bürgermeister sagte, die Brücke sei gesperrt und die Stadt ist nicht
            sicher. Das Wasser steht auf den Straßen und es wurde auch im Hafen ein Boot zerstört.""",
            "de",
        ),
        (
            """Le maire a dit que le pont est fermé et que la ville ne sera pas sûre avant lundi. Les bateaux
            sont dans le port et il y a des dégâts sur la route.""",
            "fr",
        ),
        (
            """El alcalde dijo que el puente está cerrado y que la ciudad no será segura. Los
            barcos se quedan en el puerto por la lluvia y no hay más noticias.""",
            "es",
        ),
        (
            """Il sindaco ha detto che il ponte è chiuso e che la città non è sicura. Le
            barche sono nel porto per la pioggia e non ci sono altre notizie della tempesta.""",
            "it",
        ),
        (
            """De burgemeester zei dat de brug is gesloten en dat de stad niet veilig is. Het
            water staat op de weg en er is ook een boot in de haven gezonken.""",
            "nl",
        ),
        (
            """O presidente da câmara disse que a ponte está fechada e que a cidade não é
            segura. Os barcos ficam no porto por causa da chuva e não há mais notícias.""",
            "pt",
        ),
        ("市长说，桥梁已经关闭。我们必须立即采取行动。", "zh"),
        ("市長は橋が閉鎖されたと述べた。", "ja"),
        ("시장은 다리가 폐쇄되었다고 말했다.", "ko"),
        ("قال رئيس البلدية إن الجسر مغلق", "ar"),
        ("شهردار گفت پل بسته است", "fa"),
        ("ראש העיר אמר שהגשר סגור", "he"),
        ("Мэр заявил, что мост закрыт", "ru"),
        ("Мер заявив, що міст закрито", "uk"),
        ("Ο δήμαρχος είπε ότι η γέφυρα έκλεισε", "el"),
        ("महापौर ने कहा कि पुल बंद है", "hi"),
        ("นายกเทศมนตรีกล่าวว่าสะพานปิด", "th"),
        (f"《桥》 {ENGLISH}", "en"),
        ("NORDEN Inc. 公司市长说，桥梁已经关闭，我们必须采取行动", "zh"),
        (
            f"{ENGLISH} “Nous ne savons pas que dire,” said the owner of Le Petit Port, la maison.",
            "en",
        ),
        ("ᚠᚢᚦᚨᚱᚲ", "und"),
    ],
)
def test_the_language_is_told_when_it_is_decisive(text: str, language: str) -> None:
    assert tell_language(text) == language
