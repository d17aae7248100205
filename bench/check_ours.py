"""JSON lines of texts come in on stdin; what the copy check finds and mends in each goes out.

Run by the interpreter of the environment that broadcast lives in. The first line out holds seconds: checking
all of them once a first report was checked.
"""

import json
import sys
import time

WARM = '"We lost the whole roof in an hour," said Ana Ruiz, the mayor.'


def main() -> None:
    from broadcast.checking import Options, check, mend
    from broadcast.errors import BroadcastError
    from broadcast.settings import Settings
    from broadcast.speech.check import Severity

    asked = [json.loads(line) for line in sys.stdin]
    settings, slips = Settings(), Options(least=Severity.WARNING)
    check(WARM.encode(), settings)
    lines: list[dict[str, object]] = []
    begin = time.perf_counter()
    for one in asked:
        raw = one["text"].encode()
        try:
            (checked,) = check(raw, settings)
            found = [(part.rule.code, part.severity.word, *part.span) for part in checked.findings]
            after = mend(raw, settings, slips).raw.decode() if one["mend"] else ""
            lines.append({"found": found, "mended": after})
        except BroadcastError as error:
            lines.append({"found": [], "mended": "", "refused": str(error)})
    print(json.dumps({"checking_s": time.perf_counter() - begin}))
    for line in lines:
        print(json.dumps(line))


if __name__ == "__main__":
    main()
