"""The language server: what an editor asks, by the Language Server Protocol 3.17, over standard input and output."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from guanxi_graph.lsp.completion import offers
from guanxi_graph.lsp.fields import field_at
from guanxi_graph.lsp.known import Offer
from guanxi_graph.lsp.opened import OpenedMap
from guanxi_graph.lsp.renames import Rewritten, edits_of
from guanxi_graph.lsp.state import State, told
from guanxi_graph.problems import Problem, Span
from guanxi_graph.reading.folder import INFO_FILE
from guanxi_graph.reading.mentions import Mention

_SEVERITIES = {"error": lsp.DiagnosticSeverity.Error, "warning": lsp.DiagnosticSeverity.Warning}

_OnDisk = lsp.DidCloseTextDocumentParams | lsp.DidSaveTextDocumentParams | lsp.DidChangeWatchedFilesParams


class _Where(Protocol):
    """What all questions about a place have."""

    @property
    def text_document(self) -> lsp.TextDocumentIdentifier: ...
    @property
    def position(self) -> lsp.Position: ...


class MapServer(LanguageServer):
    """Holds each map of which a file is open. ``source`` is the map of a file that stands in none."""

    def __init__(self, source: Path | None = None) -> None:
        super().__init__("guanxi-graph", version("guanxi-graph"))
        self.source = source
        self.maps: dict[Path, OpenedMap] = {}

    def map_of(self, uri: str) -> OpenedMap | None:
        """The map that a file is part of; None of a file in no map."""
        path = Path(to_fs_path(uri) or "")
        source = next((folder for folder in path.parents if (folder / INFO_FILE).is_file()), self.source)
        if source is None:
            return None
        if source not in self.maps:
            self.maps[source] = OpenedMap(source, self.texts, self.show)
        return self.maps[source]

    def texts(self) -> dict[Path, str]:
        """The open texts by their paths."""
        documents = self.workspace.text_documents
        return {Path(to_fs_path(uri) or ""): document.source for uri, document in documents.items()}

    def lines(self, file: str) -> Sequence[str]:
        return self.workspace.get_text_document(_uri(file)).lines

    def show(self, file: str, problems: list[Problem]) -> None:
        if problems and not Path(file).is_file() and Path(file) not in self.texts():
            return
        found = [self.diagnostic(problem) for problem in problems]
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(_uri(file), found))

    def diagnostic(self, problem: Problem) -> lsp.Diagnostic:
        return lsp.Diagnostic(
            self.range_of(problem.span),
            f"{problem.message}\n{problem.hint}".rstrip(),
            severity=_SEVERITIES[problem.severity],
            code=problem.code,
            source="guanxi",
            related_information=[self.related(problem.other)] if problem.other else None,
        )

    def related(self, other: Span) -> lsp.DiagnosticRelatedInformation:
        place = lsp.Location(_uri(other.file), self.range_of(other))
        return lsp.DiagnosticRelatedInformation(place, "the other of the two")

    def range_of(self, span: Span) -> lsp.Range:
        """A place as the client counts: from 0, and in the units that it asked for (§ Position)."""
        line, first = span.line - 1, span.column - 1
        return self.workspace.position_codec.range_to_client_units(
            self.lines(span.file), lsp.Range(lsp.Position(line, first), lsp.Position(line, first + span.length))
        )

    def location(self, mention: Mention) -> lsp.Location:
        return lsp.Location(_uri(mention.span.file), self.range_of(mention.span))

    def creates_files(self) -> bool:
        """Whether the client can make a new file as a part of an edit (§ WorkspaceEdit)."""
        workspace = self.client_capabilities.workspace
        edit = workspace.workspace_edit if workspace else None
        kinds = edit.resource_operations if edit and edit.document_changes else None
        return lsp.ResourceOperationKind.Create in (kinds or ())

    def characters(self, where: _Where) -> lsp.Position:
        """The client's place, in characters."""
        lines = self.workspace.get_text_document(where.text_document.uri).lines
        place = self.workspace.position_codec.position_from_client_units(lines, where.position)
        return lsp.Position(place.line, place.character)

    async def mentioned(self, where: _Where) -> tuple[State, Mention | None]:
        """The id at a place, and the map as it is now."""
        opened = self.map_of(where.text_document.uri)
        if opened is None:
            return State(None, ()), None
        state, place = await opened.current(), self.characters(where)
        file = to_fs_path(where.text_document.uri) or ""
        return state, state.mention_at(file, place.line + 1, place.character + 1)


def make_server(source: Path | None = None) -> MapServer:
    """The server with all that it can do."""
    server = MapServer(source)
    _watch(server)
    _find(server)
    _complete(server)
    _rename(server)
    return server


def _watch(server: MapServer) -> None:
    def changed(params: lsp.DidOpenTextDocumentParams | lsp.DidChangeTextDocumentParams) -> None:
        if opened := server.map_of(params.text_document.uri):
            opened.changed()

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def came(params: lsp.DidOpenTextDocumentParams) -> None:
        changed(params)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def typed(params: lsp.DidChangeTextDocumentParams) -> None:
        changed(params)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def on_disk(params: _OnDisk) -> None:  # noqa: ARG001
        for opened in server.maps.values():
            opened.changed()

    @server.feature(lsp.SHUTDOWN)
    def ended(params: None) -> None:  # noqa: ARG001
        for opened in server.maps.values():
            opened.close()


def _find(server: MapServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        state, mention = await server.mentioned(params)
        text = told(state.draft, mention) if state.draft and mention else ""
        if mention is None or not text:
            return None
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text), server.range_of(mention.span))

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: lsp.DefinitionParams) -> list[lsp.Location]:
        state, mention = await server.mentioned(params)
        return [server.location(each) for each in state.all_of(mention) if each.gives] if mention else []

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    async def references(params: lsp.ReferenceParams) -> list[lsp.Location]:
        state, mention = await server.mentioned(params)
        found = state.all_of(mention) if mention else []
        return [server.location(each) for each in found if params.context.include_declaration or not each.gives]

    @server.feature(lsp.WORKSPACE_SYMBOL)
    async def symbols(params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
        found = []
        for opened in server.maps.values():
            state = await opened.current()
            for offer in state.known("entity").find(params.query):
                places = [each for each in state.by_id.get(("entity", offer.id), []) if each.gives]
                if places:
                    location = server.location(places[0])
                    found.append(lsp.WorkspaceSymbol(location, offer.names or offer.id, lsp.SymbolKind.Object))
        return found


def _complete(server: MapServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" ", "[", "{", ":"]))
    async def complete(params: lsp.CompletionParams) -> lsp.CompletionList:
        opened = server.map_of(params.text_document.uri)
        state = await opened.current() if opened else State(None, ())
        cursor = server.characters(params)
        field, typed = field_at(server.lines(to_fs_path(params.text_document.uri) or ""), cursor.line, cursor.character)
        found = offers(state, field, typed)
        start = lsp.Position(params.position.line, params.position.character - _units(server, typed))
        written = lsp.Range(start, params.position)
        return lsp.CompletionList(
            is_incomplete=True, items=[_item(each, place, typed, written) for place, each in enumerate(found)]
        )


def _item(offer: Offer, place: int, typed: str, written: lsp.Range) -> lsp.CompletionItem:
    """The client is told to find what was typed in it: a name in another script is not what it would look for."""
    return lsp.CompletionItem(
        offer.id,
        detail=offer.names or None,
        label_details=lsp.CompletionItemLabelDetails(description=offer.what),
        kind=lsp.CompletionItemKind.Reference,
        filter_text=typed or offer.id,
        sort_text=f"{place:04}",
        text_edit=lsp.TextEdit(written, offer.id),
    )


def _units(server: MapServer, text: str) -> int:
    return int(server.workspace.position_codec.client_num_units(text))


def _rename(server: MapServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    async def may_rename(params: lsp.PrepareRenameParams) -> lsp.Range | None:
        _, mention = await server.mentioned(params)
        return server.range_of(mention.span) if mention else None

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    async def rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        state, mention = await server.mentioned(params)
        opened = server.map_of(params.text_document.uri)
        if mention is None or opened is None:
            return None
        found = await asyncio.to_thread(edits_of, state, opened.overlay, mention, params.new_name)
        edits: dict[str, list[lsp.TextEdit]] = {}
        for span, text in found.places:
            edits.setdefault(_uri(span.file), []).append(lsp.TextEdit(server.range_of(span), text))
        edits |= {_uri(str(each.path)): [_whole(each)] for each in found.tables if each.before}
        new = {_uri(str(each.path)): [_whole(each)] for each in found.tables if not each.before}
        if not new or not server.creates_files():
            return lsp.WorkspaceEdit(changes=edits)
        changes = [_in_file(uri, its) for uri, its in edits.items()]
        can_be = lsp.CreateFileOptions(ignore_if_exists=True)
        created = [
            each for uri, its in new.items() for each in (lsp.CreateFile(uri=uri, options=can_be), _in_file(uri, its))
        ]
        return lsp.WorkspaceEdit(document_changes=[*changes, *created])


def _in_file(uri: str, edits: Sequence[lsp.TextEdit]) -> lsp.TextDocumentEdit:
    return lsp.TextDocumentEdit(lsp.OptionalVersionedTextDocumentIdentifier(uri), list(edits))


def _whole(table: Rewritten) -> lsp.TextEdit:
    """A file written anew."""
    end = lsp.Position(table.before.count("\n") + 1, 0)
    return lsp.TextEdit(lsp.Range(lsp.Position(0, 0), end), table.after)


def _uri(file: str) -> str:
    return from_fs_path(file) or ""
