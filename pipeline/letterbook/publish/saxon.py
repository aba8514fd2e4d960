"""XSLT 3.0 through saxonche: compile a stylesheet once, run it on bytes, collect what it says.

The only module that imports saxonche, and it does so when a stylesheet is first run: the import and
the start of the native processor cost more than most commands do altogether.

A stylesheet is a function from a document to strings. It writes nothing and, while it runs, reads
nothing: DOCTYPEs are refused (a process-wide setting of the XML parser), `xsl:result-document`,
environment variables and extension functions are switched off, and no URI may be opened. Only while
a stylesheet is *compiled* may files be read, because it is then that its modules and its static
variables (labels, style sheets) are put together. A stylesheet that does not belong to letterbook
may therefore not hold anything that is evaluated at that time, and may import from its own folder
and from letterbook's stylesheets alone, which it calls `letterbook:html.xsl` wherever they lie.

Saxon cannot take back the setting that closes all URIs, so each stylesheet has a processor of its own
(0.3 ms after the first). Processors must not be made in several threads of one process: that
overflows Saxon's stack and ends the process.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit
from xml.parsers.expat import ExpatError, ParserCreate

from letterbook import assets
from letterbook.publish.editors_stylesheets import SCHEME, is_ours, refuse_eager_modules
from letterbook.publish.saxon_faults import SaxonFault, read_fault

if TYPE_CHECKING:
    import saxonche

__all__ = [
    "AT_ONCE",
    "FILES_MODE",
    "Files",
    "Message",
    "SaxonFault",
    "compile_files",
    "transform_files",
    "transform_text",
]

_FEATURE = "http://saxon.sf.net/feature/"
_NO_DOCTYPE = f"{_FEATURE}parserFeature?uri=http%3A//apache.org/xml/features/disallow-doctype-decl"

#: Limits of the XML parser in Saxon, which are lifted: what is too deep, too large or has too long names is
#: refused by `xml_input`, in the same words by every command. There are no entities that could grow.
_LIMITS = (
    "elementAttributeLimit", "maxXMLNameLimit", "entityExpansionLimit",
    "maxGeneralEntitySizeLimit", "totalEntitySizeLimit",
)  # fmt: skip

#: How deep elements may stand in one another: `xml_input` refuses 200 and more, and wrappers add a few.
_DEPTH = 400

#: The mode whose result is a map from file names to texts.
FILES_MODE = "{https://letterbook.invalid/ns/mode}files"

_NO_PARAMS: Mapping[str, str] = {}


class Message(NamedTuple):
    """What a stylesheet said with `xsl:message`.

    A message whose content is one element `message` carries its @code and its @path (of the node it is
    about, as `fn:path()` writes it); any other has its text alone. `line` is of the XML, 0 if unknown.
    """

    text: str
    code: str = ""
    line: int = 0
    path: str = ""


class _Compiled(NamedTuple):
    processor: saxonche.PySaxonProcessor
    executable: saxonche.PyXsltExecutable
    nothing: saxonche.PyXdmNode


def transform_text(
    stylesheet: Path | str, xml: bytes, params: Mapping[str, str] = _NO_PARAMS
) -> tuple[str, tuple[Message, ...]]:
    """Apply a stylesheet's unnamed mode to a document, and return what it makes as one text.

    A stylesheet is a file, or (a `str`) its own text, which can then import nothing. `xml` is UTF-8.
    The result is serialised as XML without a declaration and not indented; a result that is text or
    strings alone is that text. `xsl:output` has no say: a stylesheet that wants more calls `serialize()`.
    Raises `SaxonFault`.
    """
    results, compiled = _run(stylesheet, xml, params, "")
    text = "".join(_serialised(compiled.processor, item) for item in results)
    return text, _messages(compiled.executable)


def transform_files(
    stylesheet: Path | str, xml: bytes, params: Mapping[str, str] = _NO_PARAMS
) -> tuple[dict[str, bytes], tuple[Message, ...]]:
    """Apply a stylesheet's mode `m:files` to a document, and return its map of file name -> text, in UTF-8.

    A text may also be a function without parameters that makes it. Where files are many, as pages of
    letters are, they are then made one after the other, and Saxon never holds them all.

    The names come sorted, since a map has no order of its own. They are relative, with "/" between folders,
    of letters, digits, ".", "_" and "-" of ASCII, and lead nowhere but down. Raises `SaxonFault`, also
    for a name that is not so, and for two names that are one on a disk that ignores case.
    """
    files = Files(stylesheet, xml, params)
    return files.take(files.names), files.messages


class Files:
    """The files that `transform_files` returns, to be taken when they are wanted.

    `names` are those of all; the texts of `later` are functions, so that it saves time not to take them.
    `messages` is what the stylesheet has said until now.
    """

    def __init__(
        self,
        stylesheet: Path | str,
        xml: bytes,
        params: Mapping[str, str] = _NO_PARAMS,
    ) -> None:
        """Apply the stylesheet, and call no function yet. Raises `SaxonFault`, as `transform_files` does."""
        results, self._compiled = _run(stylesheet, xml, params, FILES_MODE)
        self._where = str(stylesheet) if isinstance(stylesheet, Path) else ""
        if len(results) != 1 or not results[0].is_map:
            raise SaxonFault(
                message="The mode m:files of a stylesheet must give one map of file names", file=self._where
            )
        (self._map,) = results
        self.messages = _messages(self._compiled.executable)
        names, later = map(json.loads, _asked(self._compiled, _NAMES, self._map))
        self.names: tuple[str, ...] = tuple(sorted(names))
        self.later: frozenset[str] = frozenset(later)
        folded: set[str] = set()
        for name in self.names:
            if not _is_safe(name) or name.lower() in folded:
                raise SaxonFault(
                    message=f"The stylesheet names a file {name!r}, which cannot be written", file=self._where
                )
            folded.add(name.lower())

    def take(self, names: Sequence[str]) -> dict[str, bytes]:
        """Make some files. Raises `SaxonFault` where one cannot be made."""
        files: dict[str, bytes] = {}
        for at in range(0, len(names), AT_ONCE):
            wanted = names[at : at + AT_ONCE]
            self._compiled.executable.clear_xsl_messages()
            try:
                lengths, texts = _asked(self._compiled, _TEXTS, self._map, wanted)
            except SaxonFault as fault:
                raise _refined(fault, self._compiled, self._map, wanted, self._where) from None
            self.messages += _messages(self._compiled.executable)
            begin = 0
            for name, length in zip(wanted, json.loads(lengths), strict=True):
                files[name] = texts[begin : begin + length].encode()
                begin += length
        return files


def compile_files(stylesheet: Path) -> None:
    """Have a stylesheet ready for `transform_files`. Raises `SaxonFault`."""
    key = stylesheet.resolve()
    _compiled(key, FILES_MODE, _digest(key))


# ------------------------------------------------------------------ taking files from a map

#: So many files are made at a time.
AT_ONCE = 50

# For each item that is taken out of its hands by itself saxonche loses a hundred bytes for good, so that a
# worker would grow with all the files it has ever made. So many are taken as one string, with their lengths.
_NAMES = """
let $names := map:keys($files) return
let $later := $names[$files(.) instance of function() as item()*] return
for $some in (array { $names ! string() }, array { $later ! string() })
return serialize($some, map { 'method': 'json' })"""
_TEXT = """let $given := $files($name),
      $text := if ($given instance of function() as item()*) then $given() else $given"""
_TEXTS = f"""
let $texts := for $name in parse-json($wanted)?* return
  {_TEXT}
  return if ($text instance of xs:anyAtomicType) then string($text) else error()
return (serialize(array {{ $texts ! string-length() }}, map {{ 'method': 'json' }}), string-join($texts))"""


def _asked(
    compiled: _Compiled, question: str, files: saxonche.PyXdmItem, wanted: Sequence[str] = ()
) -> tuple[str, ...]:
    """Ask an XPath expression of a map of files; `wanted` are the names of some."""
    import saxonche  # noqa: PLC0415 (loaded when first needed)

    xpath = compiled.processor.new_xpath_processor()
    xpath.declare_namespace("map", "http://www.w3.org/2005/xpath-functions/map")
    for name, value in (
        ("files", files),
        ("wanted", compiled.processor.make_string_value(json.dumps(wanted))),
    ):
        xpath.declare_variable(name)
        xpath.set_parameter(name, value)
    try:
        answer = xpath.evaluate(question)
    except saxonche.PySaxonApiError as error:
        raise _raised(error, compiled) from None
    return tuple(str(answer.item_at(n)) for n in range(answer.size))


#: XQuery 3.1, section 3.20: what is caught is told in variables.
_TRY = f"""declare namespace err = "http://www.w3.org/2005/xqt-errors";
declare variable $files external; declare variable $name external;
try {{
  {_TEXT}
  return if ($text instance of xs:anyAtomicType) then () else "none"
}} catch * {{
  string(local-name-from-QName($err:code)), string(max(($err:line-number, 0))),
  string(max(($err:column-number, 0))), string($err:module)
}}"""


def _refined(
    fault: SaxonFault, compiled: _Compiled, files: saxonche.PyXdmItem, wanted: Sequence[str], where: str
) -> SaxonFault:
    """Learn which of some files is at fault, and where: asked from without, Saxon keeps it to itself."""
    import saxonche  # noqa: PLC0415 (loaded when first needed)

    for name in wanted:
        query = compiled.processor.new_xquery_processor()
        query.set_parameter("files", files)
        query.set_parameter("name", compiled.processor.make_string_value(name))
        query.set_query_content(_TRY)
        try:
            told = query.run_query_to_value()
        except saxonche.PySaxonApiError:
            return fault
        if told is None or not told.size:
            continue
        if told.size == 1:
            return SaxonFault(message=f"The stylesheet gives no text for the file {name!r}", file=where)
        # The words are those of the first time: of what it tried in vain Saxon says other ones later.
        code, line, column, module = (str(told.item_at(n)) for n in range(4))
        return SaxonFault(fault.message, code, int(line), unquote(urlsplit(module).path), int(column))
    return fault


# ------------------------------------------------------------------ running


def _run(
    stylesheet: Path | str, xml: bytes, params: Mapping[str, str], mode: str
) -> tuple[list[saxonche.PyXdmItem], _Compiled]:
    import saxonche  # noqa: PLC0415 (loaded when first needed)

    key = stylesheet.resolve() if isinstance(stylesheet, Path) else stylesheet
    compiled = _compiled(key, mode, _digest(key))
    processor, executable, nothing = compiled
    document = _parsed(processor, xml)
    executable.clear_parameters()
    executable.set_global_context_item(xdm_item=document)  # what "/" is in a global variable
    executable.clear_xsl_messages()  # they would pile up from run to run
    for name, value in params.items():
        # Untyped, so that Saxon converts it to whatever type the parameter declares.
        executable.set_parameter(name, processor.make_atomic_value("untypedAtomic", value))
    try:
        value = executable.apply_templates_returning_value(xdm_value=document)
    except saxonche.PySaxonApiError as error:
        raise _raised(error, compiled) from None
    finally:
        # the executable is kept, and would keep the document with it
        executable.set_global_context_item(xdm_item=nothing)
        executable.set_initial_match_selection(xdm_value=nothing)
    items = [] if value is None else [value.item_at(n) for n in range(value.size)]
    return items, compiled


def _raised(error: saxonche.PySaxonApiError, compiled: _Compiled) -> SaxonFault:
    said = _messages(compiled.executable)
    return read_fault(str(error), said[-1].text if said else "")


def _parsed(processor: saxonche.PySaxonProcessor, xml: bytes) -> saxonche.PyXdmNode:
    import saxonche  # noqa: PLC0415 (loaded when first needed)

    try:
        # Saxon's own decoder is not reached: it gets text. The one of an XML declaration does not count then.
        return processor.parse_xml(xml_text=xml.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SaxonFault(message=f"The document is not UTF-8: {error.reason} at byte {error.start}") from None
    except saxonche.PySaxonApiError as error:
        # Saxon says where only on stderr.
        fault = read_fault(str(error))
        raise SaxonFault(fault.message, fault.code, _expat_line(xml)) from None


def _expat_line(xml: bytes) -> int:
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(xml, True)  # noqa: FBT003 (expat's own positional flag: this is the last piece)
    except ExpatError as error:
        return error.lineno
    except SaxonFault:
        return parser.CurrentLineNumber
    return 0


def _refuse_doctype(*_: object) -> None:
    raise SaxonFault(message="A document type declaration is not allowed")


def _messages(executable: saxonche.PyXsltExecutable) -> tuple[Message, ...]:
    said = executable.get_xsl_messages()
    if said is None:
        return ()
    return tuple(_message(said.item_at(n)) for n in range(said.size))


def _message(node: saxonche.PyXdmNode) -> Message:
    children = node.children if node.is_node else []
    if len(children) == 1 and children[0].name == "message":
        element = children[0]
        code, path = (element.get_attribute_value(name) or "" for name in ("code", "path"))
        return Message(element.string_value, code, 0, path)
    return Message(node.string_value)


def _serialised(processor: saxonche.PySaxonProcessor, item: saxonche.PyXdmItem) -> str:
    if not item.is_node:
        return str(item.string_value)
    if item.node_kind_str == "document" and all(child.node_kind_str == "text" for child in item.children):
        return str(item.string_value)
    xpath = processor.new_xpath_processor()
    xpath.set_context(xdm_item=item)
    how = "map{'method':'xml','omit-xml-declaration':true(),'indent':false()}"
    return str(xpath.evaluate_single(f"serialize(., {how})"))


# ------------------------------------------------------------------ compiling


def _digest(stylesheet: Path | str) -> str:
    """Return a sum of the modules of a stylesheet that is not letterbook's: it may change."""
    if isinstance(stylesheet, str) or is_ours(stylesheet):
        return ""
    return refuse_eager_modules(stylesheet, stylesheet.parent)


@lru_cache(maxsize=64)
def _compiled(stylesheet: Path | str, mode: str, _: str) -> _Compiled:
    import saxonche  # noqa: PLC0415 (loaded when first needed)

    processor = saxonche.PySaxonProcessor(license=False)
    processor.set_configuration_property(_NO_DOCTYPE, "true")
    processor.set_configuration_property(f"{_FEATURE}allow-external-functions", "false")
    for limit in _LIMITS:
        name = f"http%3A//www.oracle.com/xml/jaxp/properties/{limit}"
        processor.set_configuration_property(f"{_FEATURE}parserProperty?uri={name}", "0")
    # A document that is deeper would end the process: Saxon's own stack is smaller than the parser's.
    depth = "http%3A//www.oracle.com/xml/jaxp/properties/maxElementDepth"
    processor.set_configuration_property(f"{_FEATURE}parserProperty?uri={depth}", str(_DEPTH))
    if isinstance(stylesheet, Path):
        if not is_ours(stylesheet):
            processor.set_catalog_files([str(assets.xslt("catalog.xml"))])
        processor.set_configuration_property(f"{_FEATURE}allowedProtocols", f"file,{SCHEME}")
    else:
        processor.set_configuration_property(f"{_FEATURE}allowedProtocols", "")
    compiler = processor.new_xslt30_processor()
    try:
        if isinstance(stylesheet, Path):
            executable = compiler.compile_stylesheet(stylesheet_file=str(stylesheet))
        else:
            executable = compiler.compile_stylesheet(stylesheet_text=stylesheet)
    except saxonche.PySaxonApiError as error:
        fault = read_fault(str(error))
        file = fault.file or (str(stylesheet) if isinstance(stylesheet, Path) else "")
        raise SaxonFault(fault.message, fault.code, fault.line, file, fault.column) from None
    processor.set_configuration_property(f"{_FEATURE}allowedProtocols", "")
    executable.set_capture_result_documents(True)
    executable.set_save_xsl_message(True)
    if mode:
        executable.set_initial_mode(mode)
        executable.set_result_as_raw_value(True)
    return _Compiled(processor, executable, processor.parse_xml(xml_text="<nothing/>"))


def _is_safe(name: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*", name) is not None
