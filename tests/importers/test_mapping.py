"""The mapping: shown, kept, edited, run again; and what is said of a wrong one."""

from __future__ import annotations

EDGES = "Person,Boss,Since\nAda,Grace,1990\n"


def mapping(bench, **changed: str):
    """The mapping that the import kept, with other texts in place of some."""
    path = bench.map_folder / "imports" / "e.yaml"
    text = path.read_text("utf-8")
    for old, new in changed.values():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path


def test_an_edited_mapping_is_used_again(bench):
    edges = bench.file("e.csv", "from,tie,to\nAda,works under,Grace\nAda,pal,Joan\n")
    told = bench.bring(edges)
    assert "pal (1) → pal (declared as new)" in told
    mapping(bench, one=("pal: pal", "pal: friendOf"))
    told = bench.bring(edges)
    assert f"By the mapping {bench.map_folder / 'imports' / 'e.yaml'}:" in told
    assert bench.said() == ["ada friendOf joan", "grace superiorOf ada"]


def test_a_mapping_from_elsewhere_is_kept_in_the_map(bench):
    edges = bench.file("e.csv", EDGES)
    own = bench.file(
        "own.yaml",
        "name: staff\nsource: {id: staff-list, title: The staff list, kind: report}\n"
        "tables:\n  - file: e.csv\n    relation: ^superiorOf\n"
        "    columns: {Person: subject, Boss: object, Since: start}\n",
    )
    bench.bring(edges, more=("--map", str(own), "--yes"))
    assert bench.said() == ["grace superiorOf ada 1990"]
    assert bench.map().sources["staff-list"].title == "The staff list"
    assert (bench.map_folder / "imports" / "staff.yaml").read_text("utf-8") == own.read_text("utf-8")


def test_the_calendar_of_a_table(bench):
    edges = bench.file("e.csv", "Person,Boss,Since,Remark\nAda,Grace,29/02/1700,early\nJoan,Grace,30/02/1700,\n")
    own = bench.file(
        "own.yaml",
        "name: staff\nsource: {id: staff, title: Staff, kind: report}\n"
        "tables:\n  - file: e.csv\n    relation: ^superiorOf\n    dates: dmy\n    calendar: julian\n"
        "    columns: {Person: subject, Boss: object, Since: start, Remark: note}\n",
    )
    told = bench.bring(edges, more=("--map", str(own), "--yes"))
    assert "1 × has a date that cannot be read, kept in the note: `Since` (row 3 of e.csv)" in told
    notes = {claim.object: (claim.when, claim.note) for claim in bench.map().claims.values()}
    assert notes == {
        "ada": ("1700-03-11", "early; Since: 29/02/1700"),
        "joan": ("", "Since: 30/02/1700"),
    }


def test_what_is_wrong_with_a_mapping_is_told_with_its_place(bench):
    edges = bench.file("e.csv", EDGES)
    own = bench.file(
        "own.yaml",
        "name: My Staff\nsource: {id: staff, title: Staff}\ntables:\n  - file: e.csv\n"
        "    columns: {Person: subjet, Boss: object}\nrelations: {boss: superior of}\n",
    )
    result = bench.run("import", edges, "-o", bench.map_folder, "--map", own, "--yes")
    assert result.exit_code == 1
    assert ":1:7: error[bad-mapping-file]: `My Staff` names files and ids" in result.output
    assert ":5:23: error[bad-mapping-file]: a column of claims cannot be `subjet`" in result.output
    assert "did you mean `subject`?" in result.output
    assert ":6:19: error[bad-mapping-file]: `superior of` cannot be the name of one of the relations" in result.output
    assert not bench.map_folder.exists()


def test_a_column_or_a_file_that_is_not_there_is_told(bench):
    edges = bench.file("e.csv", EDGES)
    own = bench.file(
        "own.yaml",
        "name: staff\nsource: {id: staff, title: Staff}\ntables:\n  - file: e.csv\n    columns: {Persons: subject, Boss: object}\n",
    )
    result = bench.run("import", edges, "-o", bench.map_folder, "--map", own, "--yes")
    assert ":5:24: error[bad-mapping-file]: `e.csv` has no column `Persons`" in result.output
    assert "did you mean `Person`?" in result.output
    own.write_text(own.read_text("utf-8").replace("e.csv", "f.csv"), "utf-8")
    result = bench.run("import", edges, "-o", bench.map_folder, "--map", own, "--yes")
    assert ":4:11: error[cannot-import]: `f.csv` is not among the files" in result.output


def test_it_asks_and_writes_nothing_without_an_answer(bench):
    edges = bench.file("e.csv", EDGES.replace("Person,Boss", "from,to"))
    refused = bench.run("import", edges, "-o", bench.map_folder, typed="n\n")
    assert "Import it so? [Y/n]" in refused.output
    assert "nothing is written" in refused.output
    alone = bench.run("import", edges, "-o", bench.map_folder)
    assert alone.exit_code == 2
    assert "pass --yes" in alone.output
    assert "nothing is written" in bench.bring(edges, more=("--dry-run",))
    assert not bench.map_folder.exists()
    assert bench.run("import", edges, "-o", bench.map_folder, typed="y\n").exit_code == 0
    assert bench.said() == ["ada linkedTo grace 1990"]


def test_what_was_edited_by_hand_is_not_written_over(bench):
    edges = bench.file("e.csv", "from,to\nAda,Grace\n")
    bench.bring(edges)
    claims = bench.map_folder / "claims" / "e.csv"
    claims.write_text(claims.read_text("utf-8").replace("linkedTo", "knows"), "utf-8")
    bench.file("e.csv", "from,to\nAda,Grace\nAda,Joan\n")
    result = bench.run("import", edges, "-o", bench.map_folder, "--yes")
    assert result.exit_code == 1
    assert "it was changed since it was imported" in result.output
    assert bench.said() == ["ada knows grace"]


def test_into_a_map_that_is_there(bench):
    bench.run("init", bench.map_folder)
    vocabulary = bench.map_folder / "vocabulary.yaml"
    vocabulary.write_text(
        "# ours\nrelations:\n# mine\n- {id: exiledWith, labels: {en: exiled with}, domain: [Person], range: [Person]}\n"
    )
    bench.bring(
        bench.file("e.csv", "subject,relation,object\nsu-shi,exiled with,Huang Tingjian\nsu-shi,drank with,Mi Fu\n")
    )
    assert {"su-shi exiledWith huang-tingjian", "su-shi drankWith mi-fu"} <= {*bench.said()}
    assert vocabulary.read_text("utf-8").startswith("# ours\nrelations:\n- {id: drankWith")
    assert (bench.map_folder / "map.toml").read_text("utf-8").startswith('title = {en = "Su Shi')


def test_a_folder_that_is_no_map_is_left_alone(bench):
    bench.map_folder.mkdir()
    (bench.map_folder / "letter.txt").write_text("dear", "utf-8")
    result = bench.run("import", bench.file("e.csv", "from,to\na,b\n"), "-o", bench.map_folder, "--yes")
    assert result.exit_code == 2
    assert "is neither a map nor an empty folder" in result.output


def test_what_is_no_table_is_refused_in_plain_words(bench):
    for name, content, told in (
        ("e.cys", b"PK", "this is no kind of file that is read"),
        ("e.csv", b"", "there is nothing in it"),
        ("e.csv", b'from,to\n"a,b\n', "a quotation mark is not closed"),
        ("e.csv", b"from,to\n\x81\x8d,b\n", "the file is not written in utf-8"),
    ):
        result = bench.run("import", bench.file(name, content), "-o", bench.map_folder, "--yes")
        assert result.exit_code == 1, name
        assert told in result.output
        assert "Traceback" not in result.output


def test_what_is_no_map_yet_is_told_how_it_becomes_one(bench):
    for name, told in (
        ("tree.ged", "a family tree in GEDCOM"),
        ("e.xlsx", "a spreadsheet"),
        ("e.csv", "a table of text"),
    ):
        result = bench.run("build", bench.file(name, b"\x00"))
        assert result.exit_code == 2
        assert f"is {told}, and no map yet: `guanxi import" in result.output


def test_a_file_of_another_kind_than_its_name_says_is_told(bench):
    for name, data, told in (
        ("tree.csv", "\ufeff0 HEAD\n1 CHAR UTF-8\n", "a family tree in GEDCOM"),
        ("table.csv", b"PK\x03\x04...", "a spreadsheet or another packed file"),
        ("graph.csv", '<?xml version="1.0"?>\n<!-- by <x> -->\n<graphml>', "a network in GraphML"),
        ("a.json", "@prefix foaf: <http://xmlns.com/foaf/0.1/> .", "Turtle"),
        ("a.ttl", '<?xml version="1.0"?><rdf:RDF xmlns:rdf="x">', "RDF/XML"),
        ("a.ged", '[{"name": "Ada"}]', "JSON"),
        ("a.tsv", "<!DOCTYPE html><table>", "a web page"),
        ("a.xlsx", "%PDF-1.7", "a PDF"),
        ("a.db", b"SQLite format 3\0", "a database of SQLite"),
    ):
        result = bench.run("import", bench.file(name, data), "-o", bench.map_folder, "--yes")
        assert (result.exit_code, f"this is {told}, whatever its name says" in result.output) == (1, True)


def test_a_head_that_begins_a_thousand_times_is_answered(tmp_path, guanxi):
    for number, head in enumerate(("<!" * 2000, "<!---->" * 600, "<?" * 2000, "<!A [" * 800)):
        file = tmp_path / f"{number}.csv"
        file.write_text(f"{head}x", "utf-8")
        assert guanxi("import", file, "-o", tmp_path / "map", "--yes").returncode == 1


def test_a_packed_file_is_no_map(bench):
    result = bench.run("build", bench.file("network.cys", b"PK\x03\x04..."))
    assert result.exit_code == 2
    assert "a spreadsheet or another packed file, and no map" in result.output


def test_turtle_that_is_a_map_is_read_and_other_turtle_is_for_importing(bench):
    bench.bring(bench.file("e.csv", "from,to\nAnn,Bo\n"))
    assert bench.run("build", bench.map_folder, "--no-page").exit_code == 0
    turtle = bench.map_folder / "export" / "guanxi.ttl"
    assert "Ann" in bench.run("show", "ann", turtle).output
    result = bench.run("show", "a", bench.file("foaf.ttl", "<urn:a> <urn:b> <urn:c> ."))
    assert "other Turtle is for `guanxi import`" in result.output


def test_two_files_of_one_name_are_not_told_apart(bench):
    (bench.folder / "b").mkdir()
    result = bench.run(
        "import", bench.file("e.csv", "from,to\na,b\n"), bench.file("b/e.csv", "from,to\nb,c\n"), "-o", bench.map_folder
    )
    assert "two of the files have this name" in result.output


def test_a_word_that_may_be_meant_either_way_is_marked(bench):
    edges = bench.file("e.csv", "from,relation,to\nAda,father,Byron\n")
    assert "  father (1) → parentOf (or childOf? the mapping can say so)" in bench.bring(edges)
    mapping(bench, one=("father: parentOf", "father: childOf"))
    bench.bring(edges)
    assert bench.said() == ["byron parentOf ada"]
