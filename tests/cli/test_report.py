"""`annotator report`: three formats, the facts in them, and no half-written file."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from annotator import __version__
from tests.cli.test_commands import Run
from tests.making import make


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture
def merged(sample_file: Path) -> Path:
    return sample_file


def test_html_holds_what_a_methods_section_needs(run: Run, merged: Path, tmp_path: Path) -> None:
    run("report", merged, tmp_path / "r.html", "--unit", "sentence")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    found = run.json("agree", merged, "--unit", "sentence")
    document = run.json("info", merged)["documents"][0]
    for part in (
        *(__version__, document["sha256"], "harbour.txt", "Bjarne", "Noor"),
        *("sentences", "cluster jackknife over 11 paragraphs", "uncoded", "different boundaries"),
        *("for this document only", "Paragraphs (effective)", "Hall, P., Martin"),
        *("Krippendorff, K. (2019)", "Carter et al., 2017", "Appendix: codebook", ".667"),
        "What was not computed, and why",
        *(run.json("info", merged)["project"]["guid"], "SHA-256 of the codebook", ", version "),
        *("after step", "NumPy", "What codings say beyond their code"),
        f"{found['overall']['alpha_character']['value']:.3f}",
    ):
        assert part in page, part


def test_workbook_and_pdf(run: Run, merged: Path, tmp_path: Path) -> None:
    for suffix in ("xlsx", "pdf", "zip"):
        run("report", merged, tmp_path / f"r.{suffix}", "--bootstrap", "20")
    assert zipfile.is_zipfile(tmp_path / "r.xlsx")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    with zipfile.ZipFile(tmp_path / "r.zip") as packed:
        assert any(name.endswith("Codebook attributes.csv") for name in packed.namelist())


def test_html_needs_no_qt(merged: Path, tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from annotator.__main__ import main\n"
        f"sys.exit(main(['report', {str(merged)!r}, {str(tmp_path / 'r.html')!r}]))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert (tmp_path / "r.html").stat().st_size > 5000


def test_a_project_of_one_coder_says_why_there_is_nothing(run: Run, tmp_path: Path) -> None:
    make(tmp_path / "p.annot").project.close()
    run("report", tmp_path / "p.annot", tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "No document was coded by two" in page
    assert "nan" not in page.lower().replace("finance", "")


@pytest.mark.parametrize("target", ["r.docx", "taken.html", "nowhere/r.html"])
def test_a_wrong_target_is_one_sentence(
    run: Run, merged: Path, tmp_path: Path, target: str
) -> None:
    (tmp_path / "taken.html").write_text("mine")
    run("report", merged, tmp_path / target, status=2)
    assert len(run.err.strip().splitlines()) == 1
    assert (tmp_path / "taken.html").read_text() == "mine"
    run("report", merged, tmp_path / "taken.html", "--overwrite", "--bootstrap", "0")
    assert "Annotator" in (tmp_path / "taken.html").read_text(encoding="utf-8")
