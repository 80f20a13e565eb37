"""The language server, asked as an editor asks it: by another program over its standard input and output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from apart import run_apart

Write = Callable[..., Path]
CLAIMS = "claims/claims.yaml"


class Editor:
    """An editor with one file open. Lines and columns count from 0."""

    def __init__(self, client: LanguageClient, told: dict[str, list[lsp.Diagnostic]], path: Path) -> None:
        self.client = client
        self.told = told
        self.uri = path.as_uri()
        self.version = 0
        self.heard = asyncio.Event()
        self.text = ""

    async def open(self, text: str) -> None:
        self.text = text
        document = lsp.TextDocumentItem(self.uri, "yaml", 0, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))

    async def write(self, text: str) -> None:
        self.text = text
        self.version += 1
        document = lsp.VersionedTextDocumentIdentifier(self.version, self.uri)
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

    async def problems(self, wanted: Callable[[list[str]], bool]) -> list[lsp.Diagnostic]:
        """The problems shown in the file, as soon as their codes are as wanted."""
        async with asyncio.timeout(20):
            while not (self.uri in self.told and wanted([str(each.code) for each in self.told[self.uri]])):
                await self.heard.wait()
                self.heard.clear()
        return self.told[self.uri]

    def at(self, words: str) -> dict[str, Any]:
        """The place in the middle of the words, in the UTF-16 units of the protocol."""
        before = self.text[: self.text.index(words) + len(words) // 2]
        column = len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
        return {
            "text_document": lsp.TextDocumentIdentifier(self.uri),
            "position": lsp.Position(before.count("\n"), column),
        }

    def end(self) -> dict[str, Any]:
        last = self.text.rpartition("\n")[2]
        place = lsp.Position(self.text.count("\n"), len(last.encode("utf-16-le")) // 2)
        return {"text_document": lsp.TextDocumentIdentifier(self.uri), "position": place}

    async def offered(self, text: str) -> list[str]:
        """The ids that are offered after the text."""
        await self.write(text)
        answer = await self.client.text_document_completion_async(lsp.CompletionParams(**self.end()))
        assert isinstance(answer, lsp.CompletionList)
        return [item.label for item in answer.items]


def edited(
    directory: Path,
    file: str,
    session: Callable[[Editor], Awaitable[None]],
    capabilities: lsp.ClientCapabilities = lsp.ClientCapabilities(),  # noqa: B008
) -> None:
    """Run a session with the server."""

    async def run() -> None:
        client = LanguageClient("test", "1")
        told: dict[str, list[lsp.Diagnostic]] = {}
        path = directory / file
        editor = Editor(client, told, path)

        @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            told[params.uri] = list(params.diagnostics)
            editor.heard.set()

        await client.start_io(str(Path(sys.executable).parent / "guanxi"), "lsp")
        await client.initialize_async(lsp.InitializeParams(capabilities=capabilities))
        client.initialized(lsp.InitializedParams())
        await editor.open(path.read_text("utf-8") if path.exists() else "")
        await session(editor)
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()

    run_apart(run())


def line_of(range_: lsp.Range, text: str) -> str:
    """The letters of a range of one line, counted in UTF-16."""
    line = text.split("\n")[range_.start.line].encode("utf-16-le")
    return line[2 * range_.start.character : 2 * range_.end.character].decode("utf-16-le")


def test_problems_are_shown_as_one_types_and_go_when_they_are_mended(write_map: Write) -> None:
    directory = write_map()
    on_disk = (directory / CLAIMS).read_text("utf-8")

    async def session(editor: Editor) -> None:
        wrong = (
            on_disk
            + "- {subject: ma-huateng, relation: founded, object: 𠮷tencant, start: 2005-13, sources: [asprec-2012]}\n"
        )
        await editor.write(wrong)
        found = await editor.problems(lambda codes: "bad-date" in codes)
        [date] = [each for each in found if each.code == "bad-date"]
        assert line_of(date.range, wrong) == "2005-13"
        assert "months run from 01 to 12" in date.message
        assert date.severity == lsp.DiagnosticSeverity.Error
        await editor.write(on_disk)
        assert await editor.problems(lambda codes: "bad-date" not in codes) == []
        assert (directory / CLAIMS).read_text("utf-8") == on_disk  # nothing was saved

    edited(directory, CLAIMS, session)


def test_a_problem_of_two_places_names_both_in_the_map_s_own_files(write_map: Write) -> None:
    directory = write_map()

    async def session(editor: Editor) -> None:
        await editor.write(editor.text + editor.text.split("\n")[0] + "\n")
        [twice] = await editor.problems(lambda codes: "duplicate-claim" in codes)
        assert f"the one at {directory / CLAIMS}:1:" in twice.message
        assert twice.related_information is not None
        [other] = [each.location for each in twice.related_information]
        assert (other.uri, other.range.start.line) == (editor.uri, 0)

    edited(directory, CLAIMS, session)


@pytest.mark.parametrize(
    ("file", "text", "wrong"),
    [
        ("claims/new.yaml", "- {subject: nobody-here, relation: founded, object: tencent}\n", "unknown-entity"),
        ("people/new.csv", "id,klass,labels.en\np,Person,P\n", "unknown-field"),
    ],
)
def test_a_file_that_was_never_saved_has_its_problems_shown(write_map: Write, file: str, text: str, wrong: str) -> None:
    async def session(editor: Editor) -> None:
        await editor.write(text)
        assert await editor.problems(lambda codes: wrong in codes)
        identifier = lsp.TextDocumentIdentifier(editor.uri)
        editor.client.text_document_did_close(lsp.DidCloseTextDocumentParams(identifier))
        assert await editor.problems(lambda codes: not codes) == []

    edited(write_map(), file, session)


def test_a_file_that_is_not_saved_yet_is_part_of_the_map(write_map: Write) -> None:
    async def session(editor: Editor) -> None:
        await editor.write("- {subject: nobody-here, relation: founded, object: tencent, sources: [asprec-2012]}\n")
        found = await editor.problems(lambda codes: "unknown-entity" in codes)
        assert [line_of(each.range, editor.text) for each in found if each.code == "unknown-entity"] == ["nobody-here"]

    directory = write_map()
    (directory / "claims" / "new.yaml").write_text("", "utf-8")
    edited(directory, "claims/new.yaml", session)


# What is typed, and an id that is offered after it.
OFFERED = (
    ("- {subject: 马化", "ma-huateng"),
    ("- {subject: 馬化", "ma-huateng"),
    ("- {subject: huat", "ma-huateng"),
    ("- {subject: mahuat", "ma-huateng"),
    ("- {subject: mht", "ma-huateng"),
    ("- {subject: pony", "ma-huateng"),
    ("- {subject: wang-xing, relation: knows, object: lbq", "lai-binqiang"),
    ("- {subject: wang-xing, relation: founded, object: renrenw", "renren"),  # 人人网
    ("- {subject: wang-xing, relation: ceo", "heads"),
    ("- {subject: wang-xing, relation: founded, object: renren, sources: [Francis", "asprec-2012"),
    ("- {subject: ma-huateng, relation: foun", "founded"),
    ("- {subject: ma-huateng, relation: 创", "founded"),
    ("- {subject: ma-huateng, relation: founded, object: Tenc", "tencent"),
    ("- {subject: ma-huateng, relation: founded, object: tencent, sources: [asp", "asprec-2012"),
    ("- subject: ma-huateng\n  relation: founded\n  object: tencent\n  sources:\n    - silicon", "fannin-2008"),
)


def test_ids_are_offered_by_any_name(write_map: Write) -> None:
    async def session(editor: Editor) -> None:
        for before, offered in OFFERED:
            assert offered in await editor.offered(before), before

    edited(write_map(), CLAIMS, session)


def test_the_nearest_are_offered_first_and_all_before_anything_is_typed(write_map: Write) -> None:
    async def session(editor: Editor) -> None:
        everything = await editor.offered("- {subject: ")
        assert everything == sorted(everything)
        assert {"ma-huateng", "renren", "china"} <= set(everything)
        await editor.write("- {subject: ma")
        answer = await editor.client.text_document_completion_async(lsp.CompletionParams(**editor.end()))
        assert isinstance(answer, lsp.CompletionList)
        assert min(answer.items, key=lambda item: item.sort_text or "").label == "ma-huateng"

    edited(write_map(), CLAIMS, session)


def test_an_entity_is_found_by_any_name(write_map: Write) -> None:
    async def session(editor: Editor) -> None:
        for typed in ("mht", "馬化騰", "pony ma"):
            found = await editor.client.workspace_symbol_async(lsp.WorkspaceSymbolParams(typed))
            assert [each.name for each in found or []] == ["Ma Huateng · 马化腾 · Pony Ma"], typed

    edited(write_map(), CLAIMS, session)


def test_nothing_is_offered_where_a_text_is_written(write_map: Write) -> None:
    async def session(editor: Editor) -> None:
        assert await editor.offered("- {subject: ma-huateng, note: ma") == []
        assert await editor.offered("# ma") == []

    edited(write_map(), CLAIMS, session)


def test_who_it_is_and_where_it_is_given_and_meant(write_map: Write) -> None:
    directory = write_map()

    async def session(editor: Editor) -> None:
        place = editor.at("ma-huateng")
        hover = await editor.client.text_document_hover_async(lsp.HoverParams(**place))
        assert hover is not None
        assert "马化腾" in hover.contents.value  # type: ignore[union-attr]
        [given] = await editor.client.text_document_definition_async(lsp.DefinitionParams(**place))
        assert given.uri.endswith("/map/people.yaml")
        assert line_of(given.range, (directory / "people.yaml").read_text("utf-8")) == "ma-huateng"
        context = lsp.ReferenceContext(include_declaration=False)
        meant = await editor.client.text_document_references_async(lsp.ReferenceParams(context=context, **place))
        assert len(meant or []) == sum(
            path.read_text("utf-8").count("ma-huateng") for path in directory.rglob("claims/*")
        )

    edited(directory, CLAIMS, session)


def apply(path: Path, changes: Sequence[lsp.TextEdit]) -> None:
    lines = path.read_text("utf-8").split("\n")
    for change in sorted(changes, key=lambda each: each.range.start.character, reverse=True):
        start, end = change.range.start, change.range.end
        after = lines[end.line][end.character :] if end.line < len(lines) else ""
        lines[start.line : end.line + 1] = [lines[start.line][: start.character] + change.new_text + after]
    path.write_text("\n".join(lines), "utf-8")


def test_an_id_is_renamed_everywhere(write_map: Write, guanxi: Callable[..., Any]) -> None:
    directory = write_map(
        {"queries/who.rq": "# Who\nSELECT ?x {\n  VALUES ?one { ent:ma-huateng }\n ?one gx:founded ?x }\n"}
    )

    async def session(editor: Editor) -> None:
        place = editor.at("ma-huateng")
        edit = await editor.client.text_document_rename_async(lsp.RenameParams(new_name="pony-ma", **place))
        assert edit is not None
        for uri, changes in (edit.changes or {}).items():
            apply(Path(uri.removeprefix("file://")), changes)

    edited(directory, CLAIMS, session)
    left = [path.name for path in directory.rglob("*.*") if "ma-huateng" in path.read_text("utf-8")]
    assert left == []
    assert guanxi("check", directory).returncode == 0


def test_a_renaming_keeps_what_guanxi_rename_keeps(write_map: Write, guanxi: Callable[..., Any]) -> None:
    """Ids of claims follow in stories, and the old id leads on, from a file that the editor makes."""
    directory = write_map(
        {"stories/walk.yaml": "title: {en: W}\nsteps: [{text: {en: A}, select: ma-huateng.founded.tencent.1998-11}]\n"}
    )

    async def session(editor: Editor) -> None:
        place = editor.at("ma-huateng")
        edit = await editor.client.text_document_rename_async(lsp.RenameParams(new_name="pony-ma", **place))
        assert edit is not None
        for change in edit.document_changes or ():
            if isinstance(change, lsp.CreateFile):
                assert change.uri == (directory / "renamed.yaml").as_uri()
                (directory / "renamed.yaml").touch()
            elif isinstance(change, lsp.TextDocumentEdit):
                edits = [each for each in change.edits if isinstance(each, lsp.TextEdit)]
                apply(Path(change.text_document.uri.removeprefix("file://")), edits)

    kinds = [lsp.ResourceOperationKind.Create]
    (directory / "texts").mkdir()
    (directory / "texts/fannin-2008.txt").write_text("Ma Huateng founded Tencent in November 1998.\n" * 120)
    guanxi("verify", directory)
    can = lsp.WorkspaceEditClientCapabilities(document_changes=True, resource_operations=kinds)
    able = lsp.ClientCapabilities(workspace=lsp.WorkspaceClientCapabilities(workspace_edit=can))
    edited(directory, CLAIMS, session, able)
    assert "pony-ma.founded.tencent.1998-11" in (directory / "stories" / "walk.yaml").read_text()
    assert (directory / "renamed.yaml").read_text().endswith("- {entity: ma-huateng, now: pony-ma}\n")
    assert "· pony-ma" in guanxi("show", "ma-huateng", directory).stdout
    assert '"claim":"pony-ma.founded.tencent.1998-11"' in (directory / "texts.lock").read_text()
    assert "ma-huateng" not in (directory / "texts.lock").read_text()


def test_a_name_that_cannot_be_is_refused(write_map: Write) -> None:
    async def session(editor: Editor) -> None:
        for name, why in (("Pony Ma", "small letters"), ("tencent", "already")):
            asked = editor.client.text_document_rename_async(lsp.RenameParams(new_name=name, **editor.at("ma-huateng")))
            with pytest.raises(Exception, match=why):
                await asked

    edited(write_map(), CLAIMS, session)
