"""Sheets of workbooks: Excel (.xlsx, .xlsb, .xls) and OpenDocument (.ods), by calamine.

Calamine keeps a sheet in memory as a rectangle, with what lies between its cells. So how large a
workbook is when it is unpacked, and how far its cells lie apart, is found out before it is read;
it is given a copy of the members that were counted, and nothing that a header merely claims.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotator.corpus.messages import gettext_noop, plural, tr
from annotator.errors import UserError
from annotator.exchange.archive import Archive
from annotator.exchange.documents.compound import CompoundFile
from annotator.exchange.records.compound_copy import with_one_stream
from annotator.exchange.records.table import (
    LARGEST_WHOLE,
    MOST_CELLS,
    Header,
    Row,
    Table,
    TableOptions,
    Value,
    refuse_long,
    shaped,
)
from annotator.exchange.records.title_rows import head_of
from annotator.input_files import read_bytes

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_AS_CSV: Final = gettext_noop("Save the sheet as CSV (.csv), and add that file.")
_UNPACKED: Final = 4 * LARGEST_WHOLE
"""Bytes of all parts of a workbook that are read."""
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.(?:xml|bin)\Z", re.IGNORECASE)
_USED: Final = re.compile(r"(?:xl/|_rels/|META-INF/|\[Content|mimetype|content\.xml|styles\.xml)")
_REFERENCE: Final = re.compile(rb'[\s]r="([A-Z]{1,3})(\d{1,7})"')
_UNCOMPUTED: Final = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_CELL_REPEAT: Final = re.compile(rb"number-columns-repeated=[\"'](\d+)[\"']")
_ROW_REPEAT: Final = re.compile(rb"number-rows-repeated=[\"'](\d+)[\"']")


def read_sheet(path: Path, name: str, options: TableOptions) -> Table:
    """The sheet of a workbook that is named, else the first that is shown and holds something.
    UserError where it can't be read."""
    data = read_bytes(path, LARGEST_WHOLE, tr(_AS_CSV))
    uncomputed = 0
    if data.startswith(b"PK"):
        data, uncomputed = _counted(data, name)
    else:
        data = _unpacked(data, name)
    book = _workbook(data, name)
    names = tuple(book.sheet_names)
    if options.sheet and options.sheet not in names:
        listed = ", ".join(f"“{one}”" for one in names)
        raise UserError(
            tr(
                "“{name}” has no sheet “{sheet}”. It has {listed}.",
                name=name,
                sheet=options.sheet,
                listed=listed,
            )
        )
    sheet = _chosen(book, name, options.sheet)
    remarks = []
    if uncomputed:
        remarks.append(
            plural(
                "One formula has no value with it and is empty here. Open the file in a"
                " spreadsheet program and save it, so that it is computed.",
                "{n:,} formulas have no value with them and are empty here. Open the file in a"
                " spreadsheet program and save it, so that they are computed.",
                uncomputed,
            )
        )
    return _table(sheet, name, names, remarks, options.header)


def _table(
    sheet: CalamineSheet, name: str, names: tuple[str, ...], said: Sequence[str], wanted: str
) -> Table:
    """A sheet as a table. `wanted` is the number of the row that has the names of columns, where
    that is named; else it is found."""
    if sheet.total_height * max(1, sheet.total_width) > MOST_CELLS:
        raise UserError(_too_wide(name))
    numbered = enumerate(sheet.iter_rows(), 1)
    filled = ((number, cells) for number, cells in numbered if any(cell != "" for cell in cells))
    head = head_of(filled, name, wanted)
    if head is None:
        raise UserError(
            tr(
                "The sheet “{sheet}” of “{name}” is empty. Name another one.",
                sheet=sheet.name,
                name=name,
            )
        )
    header, number = Header.of(head.cells, name), head.number
    width, remarks = len(header.names), [*said, *head.remarks, *header.remarks]
    merged = _merged_below(sheet, number)
    if merged:
        remarks.append(
            tr(
                "{merged:,} merged ranges of cells: what such a range says stands in "
                "its first cell alone.",
                merged=merged,
            )
        )

    def read() -> Iterator[Row]:
        yield from shaped(_numbered_rows(sheet, number, name), width, name, "row")

    columns = tuple(header.names)
    return Table(name, columns, read, "row", sheet.name, names, remarks=tuple(remarks))


def _numbered_rows(
    sheet: CalamineSheet, after: int, name: str
) -> Iterator[tuple[int, Sequence[Value]]]:
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > after:
            for cell in cells:
                if isinstance(cell, str):
                    refuse_long(cell, name, "row", number)
            yield number, cells


def _merged_below(sheet: CalamineSheet, header: int) -> int:
    """How many ranges of cells are merged below the names of columns, where the format tells."""
    ranges = sheet.merged_cell_ranges or []
    return sum(end[0] >= header for _start, end in ranges)


def _chosen(book: CalamineWorkbook, name: str, wanted: str) -> CalamineSheet:
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    kinds = {one.name: one for one in book.sheets_metadata}
    candidates = [wanted] if wanted else list(book.sheet_names)
    shown = [
        one
        for one in candidates
        if wanted
        or (
            kinds[one].visible is SheetVisibleEnum.Visible
            and kinds[one].typ is SheetTypeEnum.WorkSheet
        )
    ]
    for one in shown or candidates:
        try:
            sheet = book.get_sheet_by_name(one)
        except CalamineError as error:
            raise _damaged(name, str(error)) from None
        except BaseException as error:
            raise _unless_panic(error, name) from None
        if sheet.height or wanted:
            return sheet
    raise UserError(
        tr("“{name}” has no sheet that holds anything. Add one that has rows in it.", name=name)
    )


def _workbook(data: bytes, name: str) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise _locked(name) from None
    except CalamineError as error:
        raise _damaged(name, str(error)) from None
    except BaseException as error:
        raise _unless_panic(error, name) from None


def _unpacked(data: bytes, name: str) -> bytes:
    """An old workbook in a container that is whole."""
    file = CompoundFile(data, name)
    for stream in ("Workbook", "Book"):
        found = file.read((stream,))
        if found:
            return with_one_stream(stream, found)
    if file.read(("EncryptedPackage",)):
        raise _locked(name)
    raise UserError(tr("“{name}” is no workbook. {as_csv}", name=name, as_csv=tr(_AS_CSV)))


def _locked(name: str) -> UserError:
    return UserError(
        tr(
            "“{name}” is protected by a password. Save it without one, and add that file.",
            name=name,
        )
    )


def _unless_panic(error: BaseException, name: str) -> BaseException:
    """A panic of the library is a file that it can't read; anything else is what it is."""
    if type(error).__name__ == "PanicException" or isinstance(error, ValueError | OSError):
        return _damaged(name, "it is not as such files are")
    return error


def _damaged(name: str, reason: str) -> UserError:
    return UserError(
        tr(
            "“{name}” is a damaged workbook ({reason}). {as_csv}",
            name=name,
            reason=reason[:120],
            as_csv=tr(_AS_CSV),
        )
    )


def _counted(data: bytes, name: str) -> tuple[bytes, int]:
    """The parts of a packed workbook that are read, within bounds, as a new archive, and how many
    of its formulas were never computed. UserError where parts are too large, or cells lie too far
    apart."""
    target = io.BytesIO()
    left, uncomputed = _UNPACKED, 0
    with (
        Archive(io.BytesIO(data), name) as archive,
        zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy,
    ):
        for info in archive.members:
            if not _USED.match(info.filename) or "/media/" in info.filename:
                continue
            left -= info.file_size
            if left < 0:
                raise UserError(
                    tr(
                        "“{name}” has more than {unpacked:,} MB when it is unpacked. {as_csv}",
                        name=name,
                        unpacked=_UNPACKED // 10**6,
                        as_csv=tr(_AS_CSV),
                    )
                )
            part = archive.read(info, _UNPACKED)
            if info.filename == "META-INF/manifest.xml" and b"encryption-data" in part:
                raise _locked(name)
            if _SHEET.match(info.filename):
                _refuse_far_cells(part, name)
                uncomputed += len(_UNCOMPUTED.findall(part))
            elif info.filename == "content.xml":
                _refuse_repeats(part, name)
            copy.writestr(info.filename, part)
    return target.getvalue(), uncomputed


def _refuse_far_cells(part: bytes, name: str) -> None:
    """UserError where the rectangle round the cells of a sheet is too large."""
    widest, lowest = "A", 1
    for letters, digits in set(_REFERENCE.findall(part)):
        lowest = max(lowest, int(digits))
        column = letters.decode()
        widest = max(widest, column, key=lambda one: (len(one), one))
    number = 0
    for letter in widest:
        number = 26 * number + ord(letter) - 64
    if number * lowest > MOST_CELLS:
        raise UserError(_too_wide(name))


def _refuse_repeats(part: bytes, name: str) -> None:
    """UserError where a sheet says of more cells than can be that they say the same."""
    cells = 0
    row = rows = 0
    for match in re.finditer(rb"<table:(table-row|table-cell|covered-table-cell)\b([^>]*)>", part):
        kind, attributes = match.groups()
        if kind == b"table-row":
            cells += row * rows
            row, rows = 0, _number(_ROW_REPEAT, attributes)
        elif b"value" in attributes or b"formula" in attributes or not attributes.endswith(b"/"):
            row += _number(_CELL_REPEAT, attributes)
        if cells + row * rows > MOST_CELLS:
            raise UserError(_too_wide(name))


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return min(int(found[1][:9]), 10**9) if found else 1


def _too_wide(name: str) -> str:
    return tr(
        "“{name}” has a sheet of more than {most_cells:,} cells, with the empty"
        " ones between them. {as_csv}",
        name=name,
        most_cells=MOST_CELLS,
        as_csv=tr(_AS_CSV),
    )
