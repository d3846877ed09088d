"""Sending pages to a printer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.preview.pages import page_image

if TYPE_CHECKING:
    from pathlib import Path

PRINTER_DPI = 300


def ask_printer(parent: QtWidgets.QWidget, title: str, path: Path, pages: int) -> None:
    """Ask which printer and which pages, and print.

    Args:
        parent: The window that asks.
        title: What the printer's list shows.
        path: The PDF.
        pages: How many it has.
    """
    from PySide6 import QtPrintSupport

    printer = QtPrintSupport.QPrinter(QtPrintSupport.QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QtPrintSupport.QPrintDialog(printer, parent)
    dialog.setOption(QtPrintSupport.QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, pages)
    if dialog.exec():
        send_to(printer, path)


def send_to(printer: Any, path: Path) -> int:
    """Send the pages of a PDF to a printer, each turned as it is; give how many."""
    import pypdfium2

    document: Any = pypdfium2.PdfDocument(path.read_bytes())
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or len(document), len(document))
    painter: QtGui.QPainter | None = None
    for number in range(first, last + 1):
        width, height = document.get_page_size(number - 1)
        size = QtGui.QPageSize(QtCore.QSizeF(min(width, height), max(width, height)), QtGui.QPageSize.Unit.Point)
        printer.setPageSize(size)
        across = QtGui.QPageLayout.Orientation.Landscape if width > height else QtGui.QPageLayout.Orientation.Portrait
        printer.setPageOrientation(across)
        printer.setFullPage(True)
        if painter is None:
            painter = QtGui.QPainter(printer)
        else:
            printer.newPage()
        dpi = min(printer.resolution(), PRINTER_DPI)
        image = page_image(document, number - 1, dpi / 72)
        painter.drawImage(QtCore.QRectF(0, 0, *(each / 72 * printer.resolution() for each in (width, height))), image)
    if painter is not None:
        painter.end()
    document.close()
    return last - first + 1
