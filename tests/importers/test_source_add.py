"""`guanxi source add` and `guanxi verify --against`, as a user runs them."""

from __future__ import annotations

import json
import subprocess

import pytest
from books import pdf

from guanxi_graph.evidence import read_lock

REPORT = """\
# The networks

Wang Xing and Lai Binqiang founded Renren in December 2005.

Renren had 170 million users in 2012.
"""


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


def test_a_new_source_is_shown_as_yaml_and_its_text_kept(guanxi, write_map, report):
    directory = write_map()
    ran = guanxi("source", "add", report, "--id", "report-2012", "--published", "2012", "--author", "A. B.", directory)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == (
        f"{directory}/texts/report-2012.txt: 2 paragraphs, 1 heading\n"
        "  headings not counted\n"
        "  ¶1 Wang Xing and Lai Binqiang founded Renren in December 2005.\n"
        "  ¶2 Renren had 170 million users in 2012.\n"
        "\n"
        "Not yet in the map: add it to its sources, or use --write.\n"
        "\n"
        "- id: report-2012\n"
        "  title: The networks\n"
        "  authors: [A. B.]\n"
        "  published: 2012\n"
        "\n"
        "Next: guanxi verify\n"
    )
    assert (directory / "texts" / "report-2012.txt").read_text() == REPORT


def test_it_is_written_into_the_file_of_sources(guanxi, write_map, report):
    directory = write_map()
    before = (directory / "sources.yaml").read_text()
    ran = guanxi("source", "add", report, "--id", "report-2012", "--kind", "report", "--write", "-m", directory)
    assert f"{directory}/sources.yaml: 1 source added" in ran.stdout
    added = (directory / "sources.yaml").read_text().removeprefix(before)
    assert added == "- {id: report-2012, kind: report, title: The networks}\n"
    assert guanxi("check", directory).returncode == 0
    wrong = guanxi("source", "add", report, "--id", "other", "--published", "May 2012", "--write", "-m", directory)
    assert wrong.returncode == 1
    assert "error[bad-date]" in wrong.stderr
    assert not (directory / "texts" / "other.txt").exists()


def test_the_rule_is_kept_and_what_was_verified_by_another_is_forgotten(guanxi, write_map, report):
    directory = write_map({"claims/claims.yaml": "- {subject: renren, relation: users, value: 170000000, at: 2012, sources: [asprec-2012 ¶2]}\n"})  # fmt: skip
    add = ["source", "add", report, "--id", "asprec-2012", "-m", directory]
    assert "headings not counted" in guanxi(*add).stdout
    assert guanxi("verify", directory).returncode == 0
    (kept,) = read_lock(directory).citations.values()
    assert kept[0].state == "mentioned"
    assert "headings counted" in guanxi(*add, "--headings", "counted").stdout
    assert read_lock(directory).citations == {}
    assert "headings counted" in guanxi(*add).stdout  # as before
    guanxi("verify", directory)
    assert read_lock(directory).texts["asprec-2012"].rule == "headings counted"
    assert "nothing is counted" in guanxi(*add, "--excerpt").stdout


def test_a_text_that_nothing_cites_yet_keeps_its_rule(guanxi, write_map, report):
    directory = write_map()
    guanxi("source", "add", report, "--id", "later", "--headings", "counted", "-m", directory)
    guanxi("verify", directory)
    assert read_lock(directory).texts["later"].rule == "headings counted"


def test_another_text_takes_its_place_only_when_told_to(guanxi, write_map, report):
    directory = write_map()
    add = ["source", "add", report, "--id", "asprec-2012", "-m", directory]
    guanxi(*add)
    report.write_text("Something else.")
    refused = guanxi(*add)
    assert refused.returncode == 2
    assert "holds another text: look with `guanxi verify --against`" in refused.stderr
    assert guanxi(*add, "--replace").returncode == 0
    assert (directory / "texts" / "asprec-2012.txt").read_text() == "Something else.\n"


def test_texts_stay_out_of_git_unless_their_licence_is_open(guanxi, write_map, report):
    directory = write_map()
    add = ["source", "add", report, "--id", "asprec-2012", "-m", directory]
    assert "keeps texts out of git" not in guanxi(*add).stdout
    subprocess.run(["git", "init", "-q", directory], check=True)
    (directory / ".gitignore").write_text("export/")
    assert f"{directory}/.gitignore: /texts/*, which keeps texts out of git" in guanxi(*add).stdout
    assert (directory / ".gitignore").read_text() == "export/\n/texts/*\n"
    assert "keeps texts out of git" not in guanxi(*add).stdout
    status = subprocess.run(["git", "-C", directory, "status", "--short", "-uall"], capture_output=True, text=True, check=True)  # fmt: skip
    assert "texts.lock" in status.stdout
    assert "texts/" not in status.stdout
    sources = directory / "sources.yaml"
    sources.write_text(sources.read_text().replace("id: asprec-2012,", "id: asprec-2012, licence: CC-BY-SA-4.0,"))
    assert "CC-BY-SA-4.0 lets it be kept in git: write `!/texts/asprec-2012.txt`" in guanxi(*add).stdout


def test_init_keeps_texts_out_of_git(guanxi, tmp_path):
    guanxi("init", tmp_path / "new")
    assert (tmp_path / "new" / ".gitignore").read_text() == "/texts/*\n"


def test_what_is_piped_in(guanxi, write_map):
    directory = write_map()
    ran = guanxi("source", "add", "-", "--id", "asprec-2012", "-m", directory, input=REPORT)
    assert "2 paragraphs, 1 heading" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["nothing.txt", "--id", "a"], 1, "nothing.txt:1:1: error[unusable-file]: No such file or directory"),
        (["{report}", "--id", "A b"], 2, "`A b` is no id: write small letters, digits and single hyphens; did you mean `a-b`?"),
        (["{report}", "--id", "a", "--format", "pdf"], 1, "error[unreadable-text]: it cannot be read as pdf"),
        (["{report}", "--id", "a", "--excerpt", "--headings", "skip"], 2, "of an excerpt nothing is counted"),
        (["{report}"], 2, "Missing option '--id'"),
    ],
)  # fmt: skip
def test_misuse_and_unreadable_files(guanxi, write_map, report, arguments, code, told):
    ran = guanxi("source", "add", *(each.replace("{report}", str(report)) for each in arguments), "-m", write_map())
    assert ran.returncode == code
    assert told in ran.stderr
    assert "Traceback" not in ran.stderr


CITED = {
    "claims/claims.yaml": (
        "- {subject: wang-xing, relation: founded, object: renren, start: 2005-12, sources: [{source: asprec-2012, locator: ¶1, quote: Wang Xing and Lai Binqiang founded Renren}]}\n"
        "- {subject: renren, relation: users, value: 170000000, at: 2012, sources: [asprec-2012 ¶2]}\n"
        "- {subject: lai-binqiang, relation: founded, object: renren, start: 2005-12, sources: [asprec-2012 ¶1]}\n"
        "- {subject: ma-huateng, relation: founded, object: tencent, start: 1998-11, sources: [asprec-2012 ¶2]}\n"
    ),
}


@pytest.mark.parametrize("with_old_text", [True, False])
def test_what_a_new_copy_has_lost(guanxi, write_map, report, tmp_path, with_old_text):
    directory = write_map(CITED)
    guanxi("source", "add", report, "--id", "asprec-2012", "-m", directory)
    assert guanxi("verify", directory).returncode == 0
    if not with_old_text:
        (directory / "texts" / "asprec-2012.txt").unlink()
    lock = (directory / "texts.lock").read_bytes()
    new = tmp_path / "new.txt"
    new.write_text(
        "# The networks\n\nA new preface.\n\n"
        "Wang Xing and Lai Binqiang founded Renren in December 2005.\n\nRenren had many users.\n"
    )
    ran = guanxi("verify", "--against", new, "--source", "asprec-2012", "--json", "-m", directory)
    fates = {
        each["claim"]: (each["fate"], each["place"], each["missing"]) for each in json.loads(ran.stdout)["results"]
    }
    assert ran.returncode == 1
    assert fates == {
        "wang-xing.founded.renren.2005-12": ("moved", "¶2", []),
        "lai-binqiang.founded.renren.2005-12": ("moved", "¶2", []),
        "renren.users.170000000.2012": ("lost", "", ["170000000"]),
        "ma-huateng.founded.tencent.1998-11": ("was not there", "", ["ma-huateng", "tencent", "year 1998"]),
    }
    table = guanxi("verify", "--against", new, "--source", "asprec-2012", directory).stdout
    assert table.splitlines()[0].strip() == "asprec-2012: 2 moved, 1 lost, 1 was not there"
    assert (directory / "texts.lock").read_bytes() == lock


def test_a_copy_that_has_all_and_one_whose_source_is_not_known(guanxi, write_map, report):
    directory = write_map(CITED)
    guanxi("source", "add", report, "--id", "asprec-2012", "-m", directory)
    same = report.with_name("asprec-2012.txt")
    same.write_text(REPORT)
    ran = guanxi("verify", "--against", same, directory)
    assert ran.returncode == 0
    assert "3 stands" in ran.stdout
    nameless = guanxi("verify", "--against", report, directory)
    assert nameless.returncode == 2
    assert "name it with --source" in nameless.stderr
    assert "give the copy too" in guanxi("verify", "--source", "asprec-2012", "-m", directory).stderr
    unknown = guanxi("verify", "--against", report, "--source", "asprec-2021", "-m", directory)
    assert "did you mean `asprec-2012`?" in unknown.stderr


def test_a_pdf_is_cited_by_its_pages(guanxi, write_map, tmp_path):
    claims = "- {subject: wang-xing, relation: founded, object: renren, start: 2005-12, sources: [{source: fannin-2008, locator: p. 95, quote: Wang Xing founded Renren}]}\n"
    directory = write_map({"claims/claims.yaml": claims})
    book = tmp_path / "book.pdf"
    book.write_bytes(pdf([["Before it all."], ["Wang Xing founded Renren in 2005."]], first_label=94))
    assert "2 paragraphs, 0 headings, 2 pages" in guanxi("source", "add", book, "--id", "fannin-2008", directory).stdout
    assert guanxi("verify", directory).returncode == 0
    (kept,) = read_lock(directory).citations.values()
    assert kept[0].state == "verified"
