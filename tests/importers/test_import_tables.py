"""Tables of others become a map: what a stranger's file says, and what the map says then."""

from __future__ import annotations

import csv
import io

import pytest

EDGES = "Source,Target,Type,Weight\nwang-xing,renren,Directed,1\nma-huateng,tencent,Directed,2\n"


def test_a_list_of_edges_is_all_that_is_needed(bench):
    told = bench.bring(bench.file("edges.csv", EDGES))
    assert "2 rows of ties, UTF-8, parted by commas" in told
    assert "  Source → subject" in told
    assert "2 rows read: 4 entities, 2 claims, 1 source" in told
    assert bench.said() == ["ma-huateng linkedTo tencent weight=2", "wang-xing linkedTo renren weight=1"]
    assert bench.run("build", bench.map_folder, "--no-page").exit_code == 0


def test_a_second_import_changes_nothing(bench):
    edges = bench.file("edges.csv", EDGES)
    bench.bring(edges)
    before = {path: path.read_bytes() for path in bench.map_folder.rglob("*") if path.is_file()}
    assert bench.bring(edges).endswith("nothing changed\n")
    assert {path: path.read_bytes() for path in bench.map_folder.rglob("*") if path.is_file()} == before


def test_a_longer_file_keeps_the_ids_that_it_gave(bench):
    edges = bench.file("e.csv", "from,to\n王维,李白\n")
    bench.bring(edges)
    bench.file("e.csv", "from,to\n王伟,李白\n王维,李白\n王维,杜甫\n")
    bench.bring(edges)
    assert bench.said() == ["wang-wei linkedTo du-fu", "wang-wei linkedTo li-bai", "wang-wei-2 linkedTo li-bai"]
    assert bench.map().entities["wang-wei"].names == ("王维",)


def test_chinese_headings_words_and_dates_in_gb18030(bench):
    text = (
        "起始节点,关系,目标节点,开始时间,结束时间,来源,备注\n"
        "王兴,创办,校内网,2005年12月,,《硅谷之谜》,\n"
        "王兴,毕业于,清华大学,1997,2001年,https://example.org/a,本科\n"
        "王兴,朋友,王慧文,约1998,,,暂无\n"
        "王兴,师兄弟,王慧文,康熙三年,,,\n"
    )
    told = bench.bring(bench.file("cn.csv", text.encode("gb18030")))
    assert "GB 18030" in told
    assert "  创办 (1) → founded" in told
    assert "  师兄弟 (1) → shiXiongDi (declared as new)" in told
    assert "1 × has a date that cannot be read, kept in the note: `开始时间` (row 5 of cn.csv)" in told
    assert bench.said() == [
        "wang-xing educatedAt qing-hua-da-xue 1997 – 2001",
        "wang-xing founded xiao-nei-wang 2005-12",
        "wang-xing friendOf wang-huiwen 1998~",
        "wang-xing shiXiongDi wang-huiwen",
    ]
    found = bench.map()
    assert {each.id: each.cls for each in found.entities.values()} == {
        "qing-hua-da-xue": "School",
        "wang-huiwen": "Person",
        "wang-xing": "Person",
        "xiao-nei-wang": "Organization",
    }
    assert {each.note for each in found.claims.values()} == {"", "本科", "开始时间: 康熙三年"}
    assert sorted((each.id, each.title, each.url) for each in found.sources.values()) == [
        ("cn", "cn.csv", ""),
        ("example-org-a", "https://example.org/a", "https://example.org/a"),
        ("gui-gu-zhi-mi", "《硅谷之谜》", ""),
    ]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_the_encoding_is_guessed_and_told(bench, encoding, told):
    text = "from,to\nMüller,Françoise\nAndré,Müller\n"
    assert told in bench.bring(bench.file("e.csv", text.encode(encoding)))
    assert {each.label("en") for each in bench.map().entities.values()} == {"Müller", "Françoise", "André"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("from;to\na;b\nb;c\n", "parted by semicolons"),
        ("from\tto\na\tb\nb\tc\n", "parted by tabs"),
        ("from|to\na|b\nb|c\n", "parted by bars"),
        ("from,to\ra,b\rb,c\r", "parted by commas"),
        ("from,to\r\na,b\r\nb,c\r\n", "parted by commas"),
        ("A network of letters\n\nfrom,to\na,b\nb,c\n", "the header in row 2"),
        ("a,b\nb,c\n", "no header"),
    ],
)
def test_delimiter_line_ends_and_header_are_guessed_and_told(bench, text, told):
    assert told in bench.bring(bench.file("e.csv", text))
    assert bench.said() == ["a linkedTo b", "b linkedTo c"]


def test_a_thing_tied_to_itself_is_kept_where_its_relation_is_new(bench):
    letters = bench.file("letters.csv", "Source,Target,Label\na,a,writes to\na,b,writes to\n")
    told = bench.bring(letters)
    assert "to itself" not in told
    assert bench.said() == ["a writesTo a", "a writesTo b"]
    assert bench.map().vocabulary.relations["writesTo"].to_itself
    bench.bring(letters)
    assert bench.said() == ["a writesTo a", "a writesTo b"]


def test_a_table_of_things_tells_what_they_are(bench):
    nodes = bench.file(
        "nodes.csv",
        "Id,Label,Type,Birth,wikidata_id,Alias,Sect,Lat,Lon\n"
        "n1,弘一,人,1880年10月23日,Q5895726,李叔同; 演音,律宗,,\n"
        "n2,弘一,人,,,,,,\n"
        "n3,Hangzhou,city,,Q4970,,,30.25,120.17\n"
        "n4,Yuan Ying,monk,about spring,nonsense,,,,\n",
    )
    edges = bench.file(
        "edges.csv", "Source,Target,Label\nn1,n2,teacher of\nn1,n3,lived in\nn9,n3,lived in\nn1,n1,knows\n"
    )
    told = bench.bring(nodes, edges)
    assert "  monk (1) → Monk (declared as new)" in told
    assert "1 ends of ties stand in no table of things, and are known by the ties (row 4 of edges.csv)" in told
    assert "1 × has no identifier of wikidata in `wikidata_id`: it was left out (row 5 of nodes.csv)" in told
    assert "1 × ties a thing to itself: it was left out (row 5 of edges.csv)" in told
    assert "1 × has a date that cannot be read, kept as it is written: `Birth` (row 5 of nodes.csv)" in told
    assert bench.said() == [
        "hong-yi bornOn 1880-10-23",
        "hong-yi livedIn hangzhou",
        "hong-yi sect 律宗",
        "hong-yi teacherOf hong-yi-2",
        "n9 livedIn hangzhou",
        "yuan-ying describedAs Birth: about spring",
    ]
    found = bench.map().entities
    assert found["hong-yi"].same_as == ("wikidata:Q5895726",)
    assert found["hong-yi"].aliases == {"zh-Hans": ("李叔同", "演音")}
    assert found["hong-yi-2"].different_from == ("hong-yi",)
    assert found["hangzhou"].coordinates == (30.25, 120.17)


def test_ties_find_things_by_name_but_never_one_of_two(bench):
    nodes = bench.file("nodes.csv", "id,name\n1,Wang Wei\n2,Wang Wei\n3,Du Fu\n")
    edges = bench.file("edges.csv", "from,to\nDu Fu,1\nDu Fu,Wang Wei\n")
    assert "1 × names an end that 2 are called: `Wang Wei` (row 3 of edges.csv)" in bench.bring(nodes, edges)
    assert bench.said() == ["du-fu linkedTo wang-wei"]


def test_a_relation_told_from_the_other_end_is_turned_round(bench):
    bench.bring(bench.file("e.csv", "from,relation,to\nYan Hui,student of,Confucius\n"))
    assert bench.said() == ["confucius teacherOf yan-hui"]


def test_a_relation_that_does_not_lead_between_its_ends_is_declared_anew(bench):
    text = "from,relation,to,from type,to type\nDark Star,written by,Jerry Garcia,song,artist\n"
    told = bench.bring(bench.file("e.csv", text))
    assert "written by (1) → writtenBy2 (declared as new)" in told
    assert bench.said() == ["dark-star writtenBy2 jerry-garcia"]
    assert bench.bring(bench.folder / "e.csv").endswith("nothing changed\n")


def test_rows_that_say_the_same_are_one_claim(bench):
    told = bench.bring(bench.file("e.csv", "Source,Target,Type\na,b,Undirected\nb,a,Undirected\na,b,Undirected\n"))
    assert bench.said() == ["a linkedWith b weight=3"]
    assert "2 × says what another row says: the two are one claim (rows 3, 4 of e.csv)" in told


def test_dates_that_do_not_go_together_stand_in_the_note(bench):
    text = "from,to,start,end,date\na,b,1990,1980,\nb,c,1990,,1995\nc,d,03/04/1990,,\nd,e,24/05/1819,,\n"
    bench.bring(bench.file("e.csv", text))
    assert [(each.subject, each.when, each.note) for each in bench.map().claims.values()] == [
        ("a", "", "start: 1990; end: 1980"),
        ("b", "1990", "at: 1995"),
        ("c", "1990-04-03", ""),
        ("d", "1819-05-24", ""),
    ]


def test_quotes_and_places_in_sources_are_kept(bench):
    text = "subject,object,source,page,quote\na,b,Annals; vol. 2,p. 3; 4,they met\n"
    bench.bring(bench.file("e.csv", text))
    (claim,) = bench.map().claims.values()
    assert [(each.source, each.locator, each.quote) for each in claim.citations] == [
        ("annals", "p. 3; 4", "they met"),
        ("vol-2", "p. 3; 4", "they met"),
    ]


def test_what_cannot_be_seen_is_taken_out(bench):
    told = bench.bring(bench.file("e.csv", "from,to\nLi\u200f Bai,Du Fu\n"))
    assert "1 × held a character that cannot be seen: it was taken out (row 2 of e.csv)" in told
    assert bench.said() == ["li-bai linkedTo du-fu"]


def test_a_spreadsheet_with_several_sheets(bench):
    pytest.importorskip("python_calamine")
    rows = {"people": [["Id", "Label", "Born"], [1, "王兴", 1979]], "ties": [["Source", "Target"], [1, "王慧文"]]}
    told = bench.bring(bench.file("net.xlsx", xlsx(rows)))
    assert "net.xlsx (people): 1 row of things" in told
    assert bench.said() == ["wang-xing bornOn 1979", "wang-xing linkedTo wang-huiwen"]


def test_from_a_list_of_edges_in_excel_to_a_page_in_three_commands(bench, guanxi):
    pytest.importorskip("python_calamine")
    rows = [
        ["Source", "Target", "Relation", "Since"],
        ["Li Bai", "Du Fu", "friend", 744],
        ["李白", "高适", "朋友", 744],
    ]
    table = bench.file("letters.xlsx", xlsx({"ties": rows}))
    for command in (("import", table, "-o", bench.map_folder, "--yes"), ("check", bench.map_folder)):
        done = guanxi(*command)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "4 entities, 2 claims, 1 source: all in order" in done.stdout
    assert guanxi("build", bench.map_folder).returncode == 0
    page = (bench.map_folder / "export" / "index.html").read_text("utf-8")
    assert all(name in page for name in ("Li Bai", "Du Fu", "李白", "高适"))


def test_what_is_no_spreadsheet_is_refused(bench):
    pytest.importorskip("python_calamine")
    result = bench.run("import", bench.file("e.xlsx", b"PK\x03\x04"), "-o", bench.map_folder, "--yes")
    assert "error[cannot-import]: this spreadsheet cannot be read" in result.output


def test_our_own_headings_are_known(bench):
    bench.bring(
        bench.file(
            "p.csv", "id,class,labels.zh-Hans,labels.en,same_as.wikidata,claim.bornOn\nada,Person,艾达,Ada,Q7259,1815\n"
        )
    )
    found = bench.map().entities["ada"]
    assert (found.labels, found.same_as) == ({"en": "Ada", "zh-Hans": "艾达"}, ("wikidata:Q7259",))
    assert bench.said() == ["ada bornOn 1815"]


def xlsx(sheets: dict[str, list[list[object]]]) -> bytes:
    """A workbook as small as one can be."""
    import zipfile

    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    out = io.BytesIO()

    def cell(value: object) -> str:
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
        return f"<c><v>{value}</v></c>"

    names = list(enumerate(sheets, 1))
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="r" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in names)
        packed.writestr("xl/workbook.xml", f'<workbook {space} xmlns:r="{office}"><sheets>{listed}</sheets></workbook>')
        links = "".join(
            f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/s{n}.xml"/>' for n, _ in names
        )
        packed.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{relations}">{links}</Relationships>')
        for number, name in names:
            body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in sheets[name])
            packed.writestr(
                f"xl/worksheets/s{number}.xml", f"<worksheet {space}><sheetData>{body}</sheetData></worksheet>"
            )
    return out.getvalue()


def test_what_is_written_reads_as_a_table(bench):
    bench.bring(bench.file("edges.csv", EDGES))
    text = (bench.map_folder / "imports" / "ids.csv").read_text("utf-8")
    assert list(csv.reader(io.StringIO(text)))[:2] == [
        ["import", "kind", "key", "id"],
        ["edges", "entity", "wang-xing", "wang-xing"],
    ]


def test_a_word_and_a_column_of_one_name_are_two_relations(bench):
    things = bench.file("a.csv", "id,label,guild\n1,Ada,weavers\n")
    ties = bench.file("b.csv", "from,relation,to\n1,guild,Grace\n")
    bench.bring(things, ties)
    assert bench.said() == ["ada guild weavers", "ada guild2 grace"]
    assert bench.bring(things, ties).endswith("nothing changed\n")


def test_a_semicolon_in_a_place_or_a_name_is_kept(bench):
    things = bench.file("a.csv", "id,label,alias\n1,Ada,A. L. | Ada; Countess\n")
    ties = bench.file("b.csv", "from,to,page\n1,Grace,X50 p. 3; p. 4\n")
    bench.bring(things, ties)
    own = bench.map_folder / "imports" / "a.yaml"
    own.write_text(own.read_text("utf-8").replace("separator: ;", 'separator: "|"'), "utf-8")
    bench.bring(things, ties)
    found = bench.map()
    assert found.entities["ada"].aliases == {"en": ("A. L.", "Ada; Countess")}
    assert [each.locator for each in found.claims["ada.linkedTo.grace"].citations] == ["X50 p. 3; p. 4"]
    assert sorted(path.name for path in bench.map_folder.rglob("a.*")) == ["a.yaml"] * 4
