"""``guanxi rename``: another id in every file, and the old one leads on."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guanxi_graph import load, together
from guanxi_graph.cli import main
from guanxi_graph.reading import read_map
from guanxi_graph.redaction import problems_of
from guanxi_graph.writing.renaming import renaming

FILES = {
    "people.yaml": (
        "# Founders: wang-xing and others\n"
        "- id: wang-xing   # of Longyan\n  class: Person\n  labels: {en: Wang Xing, zh-Hans: 王兴}\n"
        '- {id: "ma-huateng", class: Person, labels: {en: Ma Huateng, zh-Hans: 马化腾}, different_from: [ wang-xing ]}\n'
        "- {id: lai-binqiang, class: Person, labels: {en: Lai Binqiang}}\n"
    ),
    "sources.yaml": (
        "- {id: asprec-2012, title: Social Media Networks in China, published: 2012}\n"
        "- {id: fannin-2008, kind: book, title: Silicon Dragon, lineage: asprec-2012}\n"
    ),
    "claims/claims.yaml": (
        "- {subject: wang-xing, relation: founded, object: renren, start: 2005-12, sources: [asprec-2012 ¶9]} # 𠮷\n"
        "- subject: 'ma-huateng' # wang-xing\n  relation: introduced\n  object: lai-binqiang\n  at: 2005\n"
        "  qualifiers: {to: wang-xing, role: wang-xing}\n  sources:\n    - {source: asprec-2012, locator: ¶1}\n    - fannin-2008\n"
        "- {id: kept.wang-xing, subject: wang-xing, relation: knows, object: ma-huateng, sources: [asprec-2012]}\n"
    ),
    "claims/more.csv": (
        "subject;relation;object;sources;qualifiers.role;note\r\n"
        'renren;availableIn;china;"fannin-2008 p. 1; asprec-2012 ¶4";;"a ""note"" on wang-xing"\r\n'
        "lai-binqiang;worksAt;renren;asprec-2012 ¶2;;\r\nwang-xing;worksAt;tencent;asprec-2012;;\r\n"
        "guanxi;relatedConcept;guanxi;asprec-2012;;\r\n"
    ).replace("guanxi;relatedConcept;guanxi;asprec-2012;;\r\n", "ma-huateng;founded;tencent;asprec-2012;;\r\n"),
    "stories/walk.yaml": (
        "title: {en: A walk with wang-xing}\nsteps:\n  - {text: {en: One}, select: wang-xing, show: [wang-xing, renren]}\n"
        "  - {text: {en: Two}, select: wang-xing.founded.renren.2005-12, connect: [wang-xing, ma-huateng]}\n"
    ),
    "redactions.yaml": "- {claim: wang-xing.worksAt.tencent, reason: Not sure.}\n",
    "queries/who.rq": (
        "# Who is wang-xing\nPREFIX me: <https://example.org/m/id/>\nPREFIX claim: <https://example.org/m/id/claim/>\n"
        "SELECT * { VALUES ?who { ent:wang-xing } me:wang-xing ?p <https://example.org/m/id/wang-xing> ."
        " claim:wang-xing.founded.renren.2005-12 ?q ent:wang-xing-2 }\n"
    ),
    "map.toml": (
        'title = {en = "wang-xing"}\nbase = "https://example.org/m/"\nlanguages = ["en", "zh-Hans"]\n'
        "[analysis]\nsource_weights = {asprec-2012 = 0.5}\n"
    ),
    "export/positions.json": '{\n"renren": [1, 2],\n"wang-xing": [3, 4]\n}\n',
}  # fmt: skip


def run(*words):
    return CliRunner().invoke(main, list(map(str, words)))


def texts(directory):
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


@pytest.fixture
def written(write_map):
    return write_map(FILES)


def test_an_entity_is_renamed_wherever_it_is_meant_and_nowhere_else(written):
    before = texts(written)
    result = run("rename", "wang-xing", "xing", written)
    assert (result.exit_code, result.stderr) == (0, "")
    after = texts(written)
    assert after.pop("renamed.yaml").decode().splitlines()[-1] == "- {entity: wang-xing, now: xing}"
    changed = {
        name: [
            new
            for old, new in zip(text.decode().splitlines(), after[name].decode().splitlines(), strict=True)
            if new != old
        ]
        for name, text in before.items()
        if text != after[name]
    }
    assert changed == {
        "people.yaml": [
            "- id: xing   # of Longyan",
            '- {id: "ma-huateng", class: Person, labels: {en: Ma Huateng, zh-Hans: 马化腾}, different_from: [ xing ]}',
        ],
        "claims/claims.yaml": [
            "- {subject: xing, relation: founded, object: renren, start: 2005-12, sources: [asprec-2012 ¶9]} # 𠮷",
            "  qualifiers: {to: xing, role: wang-xing}",
            "- {id: kept.wang-xing, subject: xing, relation: knows, object: ma-huateng, sources: [asprec-2012]}",
        ],
        "claims/more.csv": ["xing;worksAt;tencent;asprec-2012;;"],
        "stories/walk.yaml": [
            "  - {text: {en: One}, select: xing, show: [xing, renren]}",
            "  - {text: {en: Two}, select: xing.founded.renren.2005-12, connect: [xing, ma-huateng]}",
        ],
        "redactions.yaml": ["- {claim: xing.worksAt.tencent, reason: Not sure.}"],
        "queries/who.rq": [
            "SELECT * { VALUES ?who { ent:xing } me:xing ?p <https://example.org/m/id/xing> . claim:xing.founded.renren.2005-12 ?q ent:wang-xing-2 }"
        ],
        "export/positions.json": ['"xing": [3, 4]'],
    }
    assert "claims/claims.yaml: 3 places\n" in result.stdout
    assert result.stdout.endswith("8 files and 2 claim ids changed; old ids lead on\n")


def test_a_source_is_renamed_with_its_citations_lineages_and_weights(written):
    assert run("rename", "asprec-2012", "asprec", written).exit_code == 0
    after = {name: text.decode() for name, text in texts(written).items()}
    assert 'fannin-2008 p. 1; asprec ¶4";' in after["claims/more.csv"]
    assert "{source: asprec, locator: ¶1}" in after["claims/claims.yaml"]
    assert "lineage: asprec}" in after["sources.yaml"]
    assert "source_weights = {asprec = 0.5}" in after["map.toml"]
    assert [name for name, text in after.items() if "asprec-2012" in text] == ["renamed.yaml"]


@pytest.mark.parametrize(("old", "new"), [("wang-xing", "xing"), ("asprec-2012", "asprec")])
def test_what_was_verified_is_verified_still(written, old, new):
    """The lock follows, to the claims' new ids and words: nothing is called changed, and nothing forgotten."""
    text = "Wang Xing founded Renren in December 2005.\n"
    for name in ("asprec-2012", "fannin-2008"):
        (written / "texts").mkdir(exist_ok=True)
        (written / f"texts/{name}.txt").write_text(text * 9)
    run("verify", written)
    before = _found(written)
    assert "mentioned" in before
    result = run("rename", old, new, written)
    assert "texts.lock: " in result.stdout
    assert ("rename it to asprec.txt" in result.stdout) == (new == "asprec")
    assert _found(written) == before


def _found(directory):
    gmap = load(directory)
    return [gmap.evidence_of(name, cited).state for name, claim in gmap.claims.items() for cited in claim.citations]


def test_old_ids_lead_to_what_they_were(written):
    run("rename", "wang-xing", "xing", written)
    run("rename", "renren", "xiaonei", written)
    assert "· xing" in run("show", "wang-xing", written).stdout
    for old in ("wang-xing.founded.renren.2005-12", "xing.founded.renren.2005-12", "xing.founded.xiaonei.2005-12"):
        assert "xing.founded.xiaonei.2005-12" in run("show", old, written).stdout
        assert "claim xing.founded.xiaonei.2005-12" in run("why", old, written).stdout
    assert "there is no claim" in run("why", "xing.founded.nothing", written).stderr


def test_old_ids_are_written_as_turtle_and_read_back(written):
    run("rename", "wang-xing", "xing", written)
    assert run("build", "--no-page", written).exit_code == 0
    turtle = written / "export" / "guanxi.ttl"
    assert "dct:replaces ent:wang-xing" in turtle.read_text("utf-8")
    assert "· xing" in run("show", "wang-xing", "-m", turtle).stdout


def test_an_old_address_leads_on_from_the_server(serve, write_map):
    directory = write_map()
    run("rename", "wang-xing", "xing", directory)
    run("rename", "asprec-2012", "asprec", directory)
    server = serve(directory)
    for old, now in {
        "wang-xing": "xing",
        "claim/wang-xing.founded.renren.2005-12": "claim/xing.founded.renren.2005-12",
        "source/asprec-2012": "source/asprec",
        "cite/asprec-2012.para-9": "cite/asprec.para-9",
    }.items():
        for accept in ("text/html", "text/turtle"):
            reply = server.get(f"/id/{old}", accept)
            leads_to = urljoin(f"/id/{old}", reply.headers["location"])
            assert (reply.status, leads_to) == (308, f"/id/{now}")
            to_its_source = now.startswith("cite/") and accept == "text/html"
            assert server.get(f"/id/{now}", accept).status == (303 if to_its_source else 200)
    assert server.get("/id/nobody", "text/html").status == 404


def test_renaming_back_restores_every_byte(written):
    before = texts(written)
    run("rename", "wang-xing", "xing", written)
    run("rename", "xing", "wx", written)
    result = run("rename", "wx", "wang-xing", written)
    assert (result.exit_code, result.stderr) == (0, "")
    after = texts(written)
    table = after.pop("renamed.yaml").decode().splitlines()[1:]
    assert after == before
    assert sorted(table) == ["- {entity: wx, now: wang-xing}", "- {entity: xing, now: wang-xing}"]
    assert "· wang-xing" in run("show", "xing", written).stdout


WRONG = {
    "wang-xin xing": "there is no entity or source `wang-xin`; did you mean `wang-xing`?",
    "wang-xing Xing_2": "`Xing_2` cannot be an id: it has small letters, digits and single hyphens, such as xing-2",
    "wang-xing renren": "there is entity `renren` already, at",
    "wang-xing.founded.renren.2005-12 x": "is a claim: its id comes from what it says",
    "--source wang-xing x": "there is no source `wang-xing`",
}  # fmt: skip


@pytest.mark.parametrize(("words", "told"), WRONG.items(), ids=WRONG)
def test_what_cannot_be_renamed_is_told(write_map, words, told):
    directory = write_map()
    before = texts(directory)
    result = run("rename", *words.split(), directory)
    assert (result.exit_code, told in result.stderr) == (2, True), result.stderr
    assert texts(directory) == before


def test_a_former_id_is_not_given_to_another(written):
    run("rename", "wang-xing", "xing", written)
    result = run("rename", "ma-huateng", "wang-xing", written)
    assert (result.exit_code, "is the former id of `xing`" in result.stderr) == (2, True)
    with (written / "people.yaml").open("a") as stream:
        stream.write("- {id: wang-xing, class: Person, labels: {en: W}}\n")
    assert "error[duplicate-id]: `wang-xing` is the former id of `xing`" in run("check", written).stdout


def test_a_table_of_former_ids_that_leads_nowhere_is_an_error(write_map):
    rows = "- {entity: wang-xin, now: wang-xin-2}\n- {source: a, now: asprec-2013}\n- {now: wang-xing}\n"
    told = run("check", write_map({"renamed.yaml": rows})).stdout
    assert "error[unknown-entity]: there is no entity `wang-xin-2` any more" in told
    assert "did you mean `asprec-2012`?" in told
    assert "error[not-a-record]: this names no id that was given up, or two" in told


def test_a_dry_run_lists_what_would_change(written):
    before = texts(written)
    result = run("rename", "--dry-run", "wang-xing", "xing", written)
    assert result.stdout.endswith("8 files and 2 claim ids would change; old ids lead on\n")
    assert texts(written) == before


UNREADABLE = {
    "an id with escapes": ("claims/x.yaml", '- {subject: "wang\\u002Dxing", relation: knows, object: lai-binqiang, sources: [asprec-2012]}\n', "not-writable"),
    "a file that is not YAML": ("claims/x.yaml", "- {subject: wang-xing\n", "yaml-syntax"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "code"), UNREADABLE.values(), ids=UNREADABLE)
def test_where_an_id_cannot_be_changed_nothing_is(write_map, name, text, code):
    directory = write_map({name: text})
    before = texts(directory)
    result = run("rename", "wang-xing", "xing", directory)
    assert (result.exit_code, f"error[{code}]" in result.stderr) == (1, True), result.stderr
    assert texts(directory) == before


def test_files_are_written_all_or_none(written, monkeypatch):
    """The disk is full before the last of them: all stay as they were."""
    before = texts(written)
    finish = together.Part.finish

    def full(part):
        if part.place.name == "walk.yaml":
            raise OSError(28, "No space left on device", str(part.path))
        finish(part)

    monkeypatch.setattr(together.Part, "finish", full)
    result = run("rename", "wang-xing", "xing", written)
    assert (result.exit_code, "No space left on device" in result.stderr) == (1, True)
    assert texts(written) == before


def test_what_a_failure_left_is_done_by_the_next_command(written, monkeypatch):
    """A file cannot be put in its place after others were."""
    move, settle, moved = together.Part.move, together._settle, []

    def stuck(part):
        if len(moved) == 3:
            raise OSError(5, "Input/output error", str(part.place))
        moved.append(part)
        move(part)

    def unsettled(*arguments):
        if len(moved) == 3:
            raise OSError(5, "Input/output error")
        settle(*arguments)

    monkeypatch.setattr(together.Part, "move", stuck)
    monkeypatch.setattr(together, "_settle", unsettled)
    result = run("rename", "wang-xing", "xing", written)
    assert (result.exit_code, "Input/output error" in result.stderr) == (1, True)
    monkeypatch.undo()
    assert "0 errors" in run("check", "--quiet", written).stdout
    assert "· xing" in run("show", "xing", written).stdout
    assert not list(written.rglob(".guanxi*"))


def test_a_file_that_is_changed_meanwhile_stops_it(written):
    draft = read_map(written)
    found = renaming(draft, problems_of(draft), "entity", "wang-xing", "xing")
    with (written / "people.yaml").open("a") as stream:
        stream.write("# mine\n")
    before = texts(written)
    with pytest.raises(Exception, match="was changed while it was being edited"):
        found.write()
    assert {name: text for name, text in texts(written).items() if not name.startswith(".")} == before


IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
TAKEN = {"wang-xing", "ma-huateng", "lai-binqiang", "renren", "tencent", "china", "guanxi"}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(new=IDS.filter(lambda name: name not in TAKEN))
def test_any_new_id_is_the_only_thing_that_changes(write_map, new):
    """There and back: the letters of the id change, and no other byte does."""
    directory = write_map(FILES)
    (directory / "renamed.yaml").unlink(missing_ok=True)
    before = texts(directory)
    rows = [json.loads(json.dumps(str(record.row)).replace("wang-xing", new)) for record in read_map(directory).claims]
    for old, now in (("wang-xing", new), (new, "wang-xing")):
        draft = read_map(directory)
        renaming(draft, problems_of(draft), "entity", old, now).write()
        if now == new:
            kept = [str(record.row).replace("wang-xing", new) for record in read_map(directory).claims]
            assert kept == rows
    (directory / "renamed.yaml").unlink()
    assert texts(directory) == before
    assert isinstance(directory, Path)
