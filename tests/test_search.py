"""`guanxi search` finds what is there however its name is typed, and says so when there is nothing."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from guanxi_graph.cli import main

MORE = {
    "more-people.yaml": (
        "- {id: zeng-liqing, class: Person, labels: {zh-Hans: 曾李青}}\n"
        "- {id: lu-zhengyao, class: Person, labels: {zh-Hans: 吕征耀}}\n"
        "- {id: virginia-woolf, class: Person, labels: {en: Virginia Woolf}, aliases: {en: [Virginia Stephen]}}\n"
    ),
    "sources/more.yaml": (
        "- {id: shirky-2015, kind: book, title: Little Rice, authors: [Clay Shirky], published: 2015,"
        " url: 'https://doi.org/10.1000/Rice.15'}\n"
        "- {id: technode-2018, title: The future of a network, publisher: TechNode,"
        " url: 'https://technode.com/2018/08/06/renren-future/', archived_url: 'http://web.example/x1y2z3'}\n"
    ),
}


@pytest.fixture
def find(write_map):
    """Runs the command over the base map of the tests and a little more."""
    directory = write_map(MORE)

    def run(*words: str):
        return CliRunner().invoke(main, ["search", *words, "-m", str(directory)])

    return run


def ids(done) -> list[str]:
    return [each["id"] for each in json.loads(done.stdout)["results"]]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Ma Huateng", "ma-huateng"),
        ("ma-huateng", "ma-huateng"),
        ("MAHUATENG", "ma-huateng"),
        ("Mǎ Huàténg", "ma-huateng"),
        ("Huateng Ma", "ma-huateng"),
        ("马化腾", "ma-huateng"),
        ("馬化騰", "ma-huateng"),
        ("化腾", "ma-huateng"),
        ("Ma Huateng 马化腾", "ma-huateng"),  # as tables show it
        ("huat", "ma-huateng"),
        ("pony", "ma-huateng"),
        ("mht", "ma-huateng"),
        ("ma hua teng", "ma-huateng"),
        ("ma huatneg", "ma-huateng"),
        ("tecnent", "tencent"),
        ("Q860580", "tencent"),
        ("wikidata:Q860580", "tencent"),
        ("zeng li qing", "zeng-liqing"),  # as a surname
        ("ceng liqing", "zeng-liqing"),  # as a word
        ("lv zheng yao", "lu-zhengyao"),
        ("lü zheng yao", "lu-zhengyao"),
        ("renrenwang", "renren"),
        ("vw", "virginia-woolf"),
        ("stephen virginia", "virginia-woolf"),
        ("woolf stephen", "virginia-woolf"),  # each of another name
        ("virgina wolf", "virginia-woolf"),
        ("silicon dragon", "fannin-2008"),
        ("little shirky", "shirky-2015"),  # of the title and of the author
        ("10.1000/rice.15", "shirky-2015"),
        ("doi:10.1000/RICE.15", "shirky-2015"),
        ("http://dx.doi.org/10.1000/rice.15", "shirky-2015"),
        ("http://www.technode.com/2018/08/06/renren-future", "technode-2018"),
        ("technode.com/2018", "technode-2018"),
        ("https://web.example/x1y2z3/", "technode-2018"),
    ],
)
def test_it_is_found(find, typed, first):
    done = find("--json", typed)
    assert (ids(done)[:1], done.exit_code) == ([first], 0)


def test_it_says_who_it_is_and_by_what_it_was_found(find):
    assert find("pony").stdout == "Ma Huateng 马化腾  person 人物  ma-huateng\n    alias Pony Ma\n"
    assert find("mht").stdout.endswith("    initials, reading 马化腾: ma hua teng\n")
    assert find("tecnent").stdout == "Tencent 腾讯  company 公司  tencent\n"  # which says it
    assert find("rice", "little").stdout == (
        "Little Rice  source, book  shirky-2015\n    Clay Shirky, 2015, https://doi.org/10.1000/Rice.15\n"
    )


def test_the_nearest_are_first_and_the_rest_is_counted(find):
    assert ids(find("--json", "renren")) == ["renren", "technode-2018"]
    assert find("-k", "1", "renren").stdout.endswith("1 more; see them with -k 2\n")


def test_as_json(find):
    [found] = json.loads(find("--json", "mht").stdout)["results"]
    assert found == {
        "kind": "entity",
        "id": "ma-huateng",
        "name": "Ma Huateng 马化腾",
        "class": "Person",
        "by": "reading",
        "text": "马化腾: ma hua teng",
        "nearness": "initials",
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("qqqq", "nothing is called `qqqq`\n"),
        ("xing zhou", "nothing is called `xing zhou`; did you mean `wang-xing` (Wang Xing 王兴)?\n"),
        ("—", "nothing is called `—`\n"),
    ],
)
def test_nothing_found_is_said_with_code_1(find, typed, said):
    done = find(typed)
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", said)
    assert json.loads(find("--json", typed).stdout)["results"] == []


def test_without_a_name_it_says_what_to_write(find):
    done = find()
    assert done.exit_code == 2
    assert "write what to look for, for example `guanxi search wang xing`" in done.stderr


def test_several_words_need_no_quotes_and_the_map_may_come_last(guanxi, write_map):
    directory = write_map()
    for words in (["wang", "xing", directory], ["wang", "xing", "-m", directory]):
        done = guanxi("search", *words)
        assert (done.stdout, done.stderr) == ("Wang Xing 王兴  person 人物  wang-xing\n", "")
    # A last word is a part of the name where no map is called so, and where it is the only one.
    assert guanxi("search", "wang", "xing", cwd=directory).stdout.startswith("Wang Xing")
    directory.rename(directory.parent / "tencent")
    assert guanxi("search", "tencent", "-m", "tencent", cwd=directory.parent).stdout.startswith("Tencent")


def test_a_mistake_in_one_record_hides_no_other(write_map):
    write_map(
        {"claims/wrong.yaml": "- {subject: wang-xing, relation: qqqq, object: tencent, sources: [asprec-2012]}\n"}
    )
    done = CliRunner().invoke(main, ["search", "pony", "-m", str(write_map())])
    assert done.stdout.startswith("Ma Huateng")


def test_other_commands_take_a_name_however_it_is_spelled(guanxi, write_map):
    directory = write_map()
    for name in ("ma-huateng", "pony ma", "Huateng Ma", "馬化騰", "Mǎ Huàténg"):
        assert guanxi("show", name, directory).stdout.startswith("Ma Huateng"), name
    assert "did you mean `ma-huateng`?" in guanxi("show", "mht", directory).stderr
