"""JSON lines of texts come in on stdin; what the program reads in each goes out; run by its own interpreter.

The first line out holds seconds: loading (until a first report is read), and reading all of them.
"""

import json
import sys
import time


def main() -> None:
    texts = [json.loads(line) for line in sys.stdin]
    begin = time.perf_counter()
    import broadcast

    lines = [_read(broadcast, WARM)]
    loaded = time.perf_counter()
    lines = [_read(broadcast, text) for text in texts]
    done = time.perf_counter()
    print(json.dumps({"loading_s": loaded - begin, "reading_s": done - loaded}))
    for line in lines:
        print(json.dumps(line))


WARM = '"We lost the whole roof in an hour," said Ana Ruiz, the mayor.'


def _read(broadcast: object, text: str) -> dict[str, object]:
    from broadcast.errors import BroadcastError

    try:
        report = broadcast.read_report(text.encode())  # type: ignore[attr-defined]
        script = broadcast.write_script(report)  # type: ignore[attr-defined]
    except BroadcastError as error:
        return {"refused": str(error), "segments": []}
    except Exception as error:  # noqa: BLE001  # what is counted here is that there is none
        return {"crashed": repr(error), "segments": []}
    return {
        "text": report.text,
        "segments": [
            {
                "start": part.span[0],
                "end": part.span[1],
                "role": part.kind.value,
                "speaker": part.speaker.name if part.speaker else None,
                "gender": part.speaker.gender.value if part.speaker and part.speaker.gender else None,
            }
            for part in script.segments
            if part.kind.quotes_report and part.span is not None
        ],
    }


if __name__ == "__main__":
    main()
