"""The functions of pdfium that the reader calls by the thousand, bound for speed, and opening."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pypdfium2 import raw

from pipeline.errors import ReadError, RejectedError
from pipeline.pattern import lazily

Function = Callable[..., Any]
_P, _I, _U = ctypes.c_void_p, ctypes.c_int, ctypes.c_ulong


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return a function that takes and gives plain numbers for pointers.

    The bindings of pypdfium2 make an object for every pointer; called once a word that costs more
    than pdfium itself. So does giving up Python's lock and taking it again, which is worth while
    only around what takes long: opening, and reading a page.
    """
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    kind = ctypes.CFUNCTYPE if "Load" in name else ctypes.PYFUNCTYPE
    function: Callable[..., Any] = kind(result, *arguments)(address or 0)
    return function


load_document = _bind("FPDF_LoadMemDocument64", _P, _P, ctypes.c_size_t, ctypes.c_char_p)
close_document = _bind("FPDF_CloseDocument", None, _P)
last_error = _bind("FPDF_GetLastError", _U)
count_pages = _bind("FPDF_GetPageCount", _I, _P)
load_page = _bind("FPDF_LoadPage", _P, _P, _I)
close_page = _bind("FPDF_ClosePage", None, _P)
load_text = _bind("FPDFText_LoadPage", _P, _P)
close_text = _bind("FPDFText_ClosePage", None, _P)
count_chars = _bind("FPDFText_CountChars", _I, _P)
get_text = _bind("FPDFText_GetText", _I, _P, _I, _I, _P)
get_unicode = _bind("FPDFText_GetUnicode", ctypes.c_uint, _P, _I)
is_generated = _bind("FPDFText_IsGenerated", _I, _P, _I)
char_object = _bind("FPDFText_GetTextObject", _P, _P, _I)
char_origin = _bind("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)
char_box = _bind("FPDFText_GetCharBox", _I, _P, _I, _P, _P, _P, _P)
char_matrix = _bind("FPDFText_GetMatrix", _I, _P, _I, _P)
font_size = _bind("FPDFTextObj_GetFontSize", _I, _P, _P)
render_mode = _bind("FPDFTextObj_GetTextRenderMode", _I, _P)
object_font = _bind("FPDFTextObj_GetFont", _P, _P)
font_weight = _bind("FPDFFont_GetWeight", _I, _P)
font_flags = _bind("FPDFFont_GetFlags", _I, _P)
font_name = _bind("FPDFFont_GetBaseFontName", ctypes.c_size_t, _P, _P, ctypes.c_size_t)
count_objects = _bind("FPDFPage_CountObjects", _I, _P)
page_object = _bind("FPDFPage_GetObject", _P, _P, _I)
object_type = _bind("FPDFPageObj_GetType", _I, _P)
object_bounds = _bind("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
object_matrix = _bind("FPDFPageObj_GetMatrix", _I, _P, _P)
count_marks = _bind("FPDFPageObj_CountMarks", _I, _P)
form_count = _bind("FPDFFormObj_CountObjects", _I, _P)
form_object = _bind("FPDFFormObj_GetObject", _P, _P, _U)
path_segments = _bind("FPDFPath_CountSegments", _I, _P)
path_segment = _bind("FPDFPath_GetPathSegment", _P, _P, _I)
segment_type = _bind("FPDFPathSegment_GetType", _I, _P)
segment_point = _bind("FPDFPathSegment_GetPoint", _I, _P, _P, _P)
segment_close = _bind("FPDFPathSegment_GetClose", _I, _P)
page_box = _bind("FPDF_GetPageBoundingBox", _I, _P, _P)
draw_mode = _bind("FPDFPath_GetDrawMode", _I, _P, _P, _P)
fill_color = _bind("FPDFPageObj_GetFillColor", _I, _P, _P, _P, _P, _P)

next_link = _bind("FPDFLink_Enumerate", _I, _P, _P, _P)
link_action = _bind("FPDFLink_GetAction", _P, _P)
link_rect = _bind("FPDFLink_GetAnnotRect", _I, _P, _P)
count_quads = _bind("FPDFLink_CountQuadPoints", _I, _P)
get_quad = _bind("FPDFLink_GetQuadPoints", _I, _P, _I, _P)
action_uri = _bind("FPDFAction_GetURIPath", _U, _P, _P, _P, _U)

count_attachments = _bind("FPDFDoc_GetAttachmentCount", _I, _P)
get_attachment = _bind("FPDFDoc_GetAttachment", _P, _P, _I)
attachment_name = _bind("FPDFAttachment_GetName", _U, _P, _P, _U)
attachment_file = _bind("FPDFAttachment_GetFile", _I, _P, _P, _U, _P)
permissions = _bind("FPDF_GetDocPermissions", _U, _P)
security = _bind("FPDF_GetSecurityHandlerRevision", _I, _P)
is_tagged = _bind("FPDFCatalog_IsTagged", _I, _P)
catalogue_language = _bind("FPDFCatalog_GetLanguage", _U, _P, _P, _U)
meta_text = _bind("FPDF_GetMetaText", _U, _P, ctypes.c_char_p, _P, _U)

first_bookmark = _bind("FPDFBookmark_GetFirstChild", _P, _P, _P)
next_bookmark = _bind("FPDFBookmark_GetNextSibling", _P, _P, _P)
bookmark_title = _bind("FPDFBookmark_GetTitle", _U, _P, _P, _U)
bookmark_place = _bind("FPDFBookmark_GetDest", _P, _P, _P)
place_page = _bind("FPDFDest_GetDestPageIndex", _I, _P, _P)

marked_id = _bind("FPDFPageObj_GetMarkedContentID", _I, _P)
image_filters = _bind("FPDFImageObj_GetImageFilterCount", _I, _P)
image_filter = _bind("FPDFImageObj_GetImageFilter", _U, _P, _I, _P, _U)
image_raw = _bind("FPDFImageObj_GetImageDataRaw", _U, _P, _P, _U)
image_pixels = _bind("FPDFImageObj_GetImagePixelSize", _I, _P, _P, _P)
image_bitmap = _bind("FPDFImageObj_GetBitmap", _P, _P)
image_metadata = _bind("FPDFImageObj_GetImageMetadata", _I, _P, _P, _P)
struct_tree = _bind("FPDF_StructTree_GetForPage", _P, _P)
struct_close = _bind("FPDF_StructTree_Close", None, _P)
struct_roots = _bind("FPDF_StructTree_CountChildren", _I, _P)
struct_root = _bind("FPDF_StructTree_GetChildAtIndex", _P, _P, _I)
struct_children = _bind("FPDF_StructElement_CountChildren", _I, _P)
struct_child = _bind("FPDF_StructElement_GetChildAtIndex", _P, _P, _I)
struct_child_id = _bind("FPDF_StructElement_GetChildMarkedContentID", _I, _P, _I)
struct_alt = _bind("FPDF_StructElement_GetAltText", _U, _P, _P, _U)
struct_type = _bind("FPDF_StructElement_GetType", _U, _P, _P, _U)
struct_language = _bind("FPDF_StructElement_GetLang", _U, _P, _P, _U)
struct_actual = _bind("FPDF_StructElement_GetActualText", _U, _P, _P, _U)
struct_attributes = _bind("FPDF_StructElement_GetAttributeCount", _I, _P)
struct_attribute = _bind("FPDF_StructElement_GetAttributeAtIndex", _P, _P, _I)
attribute_value = _bind("FPDF_StructElement_Attr_GetValue", _P, _P, ctypes.c_char_p)
attribute_number = _bind("FPDF_StructElement_Attr_GetNumberValue", _I, _P, _P)

_CATALOGUE = lazily(rb"(\d{1,9})\s+(\d{1,5})\s+obj\s*<<[^>]{0,400}?/Type\s*/Catalog\b")

_PASSWORD_ERROR, _SECURITY_ERROR = 4, 5


@contextmanager
def opened(data: bytes, password: str | None, name: str) -> Iterator[int]:
    """Open a PDF with pdfium and yield its handle, closed afterwards.

    Raises RejectedError where a password is needed and the one given (or the empty one) does not
    open it, ReadError where pdfium cannot make anything of the bytes.
    """
    raw.FPDF_InitLibrary()
    kept = ctypes.c_char_p(data)
    secret = password.encode("utf-8") if password else None
    handle = load_document(ctypes.cast(kept, ctypes.c_void_p).value, len(data), secret)
    if not handle:
        error = last_error()
        if error == _PASSWORD_ERROR:
            asked = "the password given does not open it" if password else "it needs a password"
            msg = f"{name} is encrypted and {asked}"
            raise RejectedError(msg)
        if error == _SECURITY_ERROR:
            msg = f"{name} is encrypted in a way that cannot be read"
            raise RejectedError(msg)
        msg = f"{name} is damaged beyond reading"
        raise ReadError(msg)
    try:
        yield handle
    finally:
        close_document(handle)
        del kept


def mended(data: bytes) -> bytes | None:
    """Return a file whose end is lost with an end that names its catalogue, None without one."""
    found = _CATALOGUE.search(data)
    if found is None:
        return None
    number, generation = found[1].decode(), found[2].decode()
    return data + f"\ntrailer\n<< /Root {number} {generation} R >>\n%%EOF\n".encode()
