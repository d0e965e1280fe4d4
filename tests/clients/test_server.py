"""The language server, driven by a client library of its own: pytest-lsp, which is pygls and lsprotocol."""

import pathlib

import pytest
import pytest_lsp
from conftest import FACTLINT
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

SERVER = ClientServerConfig(server_command=[FACTLINT, "server"])
TEXT = "😀 Ähm: on 31 January 2024, Hull had 525 boats.\n"


@pytest_lsp.fixture(params=["visual-studio-code", "neovim"], config=SERVER)
async def client(request, lsp_client: LanguageClient, folder: pathlib.Path):
    """A client that says of itself what the editor of that name says."""
    params = lsp.InitializeParams(
        capabilities=client_capabilities(request.param), root_uri=folder.as_uri()
    )
    lsp_client.feature(lsp.CLIENT_REGISTER_CAPABILITY)(lambda params: None)
    lsp_client.told = await lsp_client.initialize_session(params)
    yield lsp_client
    await lsp_client.shutdown_session()


def uri(folder: pathlib.Path, name: str) -> str:
    return (folder / name).as_uri()


def units(client: LanguageClient, text: str) -> int:
    """How far a text reaches in the encoding that was agreed on."""
    agreed = client.told.capabilities.position_encoding
    wide = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[agreed]
    return len(text.encode(wide)) // {"utf-8": 1, "utf-16": 2, "utf-32": 4}[agreed]


async def shown(client: LanguageClient, address: str, wanted=None):
    """The diagnostics of a file: asked for where the client does so, else waited for."""
    if client.told.capabilities.diagnostic_provider:
        params = lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(address))
        report = await client.text_document_diagnostic_async(params)
        return report.items
    while True:
        await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        found = client.diagnostics.get(address)
        if found is not None and (wanted is None or len(found) == wanted):
            return found


async def open_draft(client, folder, text=TEXT):
    address = uri(folder, "a.md")
    item = lsp.TextDocumentItem(uri=address, language_id="markdown", version=1, text=text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    return address


def changed(client, address, version, *changes):
    identifier = lsp.VersionedTextDocumentIdentifier(uri=address, version=version)
    client.text_document_did_change(lsp.DidChangeTextDocumentParams(identifier, list(changes)))


def apply(client, text: str, edit: lsp.TextEdit) -> str:
    """The text after an edit of its first line, by the client's own count."""
    line, rest = text.split("\n", 1)

    def cut(character: int) -> int:
        return next(i for i in range(len(line) + 1) if units(client, line[:i]) == character)

    start, end = cut(edit.range.start.character), cut(edit.range.end.character)
    return f"{line[:start]}{edit.new_text}{line[end:]}\n{rest}"


def edits(edit: lsp.WorkspaceEdit, address: str):
    """The edits of one document, in whichever of the two ways they come."""
    if edit.changes:
        return list(edit.changes[address])
    return [e for c in edit.document_changes if isinstance(c, lsp.TextDocumentEdit) for e in c.edits]


async def actions(client, address, place):
    params = lsp.CodeActionParams(
        lsp.TextDocumentIdentifier(address), place, lsp.CodeActionContext(diagnostics=[])
    )
    found = await client.text_document_code_action_async(params)
    return {a.title.split()[0]: a for a in found}


async def resolved(client, action):
    return action if action.edit else await client.code_action_resolve_async(action)


async def test_a_conflict_stands_behind_the_emoji_and_is_put_right(client, folder):
    address = await open_draft(client, folder)
    (found,) = await shown(client, address, 1)
    before = TEXT[: TEXT.index("525")]
    assert found.range.start == lsp.Position(0, units(client, before))
    assert found.range.end == lsp.Position(0, units(client, before) + 3)
    assert found.code == "number-conflict"
    assert found.severity == lsp.DiagnosticSeverity.Error

    hover = await client.text_document_hover_async(
        lsp.HoverParams(lsp.TextDocumentIdentifier(address), found.range.start)
    )
    assert "480" in hover.contents.value and "Port of Hull" in hover.contents.value

    offered = await actions(client, address, found.range)
    (edit,) = edits(offered["Write"].edit, address)
    text = apply(client, TEXT, edit)
    assert text == TEXT.replace("525", "480")
    changed(client, address, 2, lsp.TextDocumentContentChangePartial(range=edit.range, text=edit.new_text))
    assert list(await shown(client, address, 0)) == []


async def test_ignoring_holds_in_the_file_as_check_reads_it(client, folder):
    address = await open_draft(client, folder)
    (found,) = await shown(client, address, 1)
    offered = await actions(client, address, found.range)
    action = await resolved(client, offered["Ignore"])
    (edit,) = edits(action.edit, address)
    if isinstance(edit, lsp.SnippetTextEdit):
        edit = lsp.TextEdit(edit.range, edit.snippet.value.replace("${1:reason}", "as said"))
    else:
        edit = lsp.TextEdit(edit.range, edit.new_text.replace("] -->", "] as said -->"))
    text = apply(client, TEXT, edit)
    changed(client, address, 2, lsp.TextDocumentContentChangeWholeDocument(text=text))
    assert list(await shown(client, address, 0)) == []


async def test_a_fact_is_noted_and_the_base_takes_it(client, folder):
    text = TEXT.replace("31 January", "30 June").replace("525", "700")
    address = await open_draft(client, folder, text)
    at = lsp.Position(0, units(client, text[: text.index("700")]))
    offered = await actions(client, address, lsp.Range(at, at))
    assert "Note" in offered
    action = await resolved(client, offered["Note"])
    target = uri(folder, "claims/drafts.toml")
    (edit,) = edits(action.edit, target)
    assert "value    = 700" in edit.new_text and 'status   = "draft"' in edit.new_text


async def test_a_mistake_in_the_base_is_shown_in_its_file(client, folder):
    path = folder / "claims" / "port.toml"
    text = path.read_text(encoding="utf-8").replace("value = 480", "valeu = 480")
    address = path.as_uri()
    item = lsp.TextDocumentItem(uri=address, language_id="toml", version=1, text=text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    while not client.diagnostics.get(address):
        await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    found = client.diagnostics[address]
    assert "did you mean `value`?" in found[0].message
    assert found[0].range.start.line == text.splitlines().index("valeu = 480")


@pytest.mark.parametrize("arguments", [[], ["--isolated"]])
def test_it_is_found_by_its_help(arguments):
    import subprocess

    done = subprocess.run([FACTLINT, "server", *arguments, "--help"], capture_output=True, text=True, check=True)
    assert "--claims" in done.stdout
