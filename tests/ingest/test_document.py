from pathlib import Path

import pytest

from broadcast.errors import ReportError
from broadcast.ingest.document import SIZE_LIMIT, open_document


def test_bytes_and_files_give_the_same_document(tmp_path: Path) -> None:
    path = tmp_path / "wall.md"
    path.write_bytes(b"The wall fell.")
    document = open_document(path)
    assert document == open_document(b"The wall fell.", "wall.md")
    assert document.suffix == ".md"
    assert document.title == 'the report "wall.md"'
    assert len(document.sha256) == 64


@pytest.mark.parametrize("path", ["", "missing.txt", "x" * 5000, "nul\0byte", "file/below"])
def test_a_path_that_cannot_be_read_is_a_report_error(tmp_path: Path, path: str) -> None:
    (tmp_path / "file").write_text("words")
    with pytest.raises(ReportError) as refused:
        open_document(tmp_path / path)
    assert refused.value.hint


def test_a_large_file_is_refused_by_its_size_and_the_limit_is_said(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(20_000_000)
    with pytest.raises(ReportError, match=r"20\.0 MB; the limit is 5 MB"):
        open_document(path)


def test_a_pipe_without_an_end_is_read_no_further_than_the_limit() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("no endless file here")
    with pytest.raises(ReportError, match="more than 5"):
        open_document(Path("/dev/zero"))
    with pytest.raises(ReportError, match="limit"):
        open_document(b"a" * (SIZE_LIMIT + 2))
