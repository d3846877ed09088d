"""A field of several parts in the details: each part with its own texts, added, removed and put in order by buttons.

A part is taken, as one change, when one of its texts is left and all of them fit; what does not fit stays, with the reason
beneath. Of several records the parts that all have are shown; what is added, changed or removed is so in each.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from agendaplanner.ui.fields.part_block import PartBlock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agendaplanner.model.records import Record
    from agendaplanner.ui.fields.field import Field
    from agendaplanner.ui.fields.parts import Parts
    from agendaplanner.ui.fields.wording import Wording

Qt = QtCore.Qt


class PartsRow(QtWidgets.QWidget):
    """The parts of a field under its name."""

    entered = QtCore.Signal(object)
    """A part is to be taken: tells the function that puts it in a record, ``(words, record) -> record``."""

    def __init__(self, field: Field, parts: Parts, words: Wording, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.parts = parts
        self.blocks: list[PartBlock] = []
        self._words = words
        self._records: Sequence[Record] = ()
        self._can_change = True
        self._acting: PartBlock | None = None
        self._lines = QtWidgets.QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        head = QtWidgets.QHBoxLayout()
        self._label = QtWidgets.QLabel(field.label, self)
        self._label.setProperty("kind", "small")
        self._label.setToolTip(field.help)
        head.addWidget(self._label, 1)
        self.add = QtWidgets.QPushButton("Add", self)
        self.add.setProperty("kind", "link")
        self.add.setAccessibleName(f"Add {parts.a_noun}")
        self.add.setAccessibleDescription(field.help)
        self.add.setToolTip(f"Add {parts.a_noun}")
        self.add.clicked.connect(lambda: self.add_part())
        head.addWidget(self.add)
        self._lines.addLayout(head)
        self.note = QtWidgets.QLabel(self)
        self.note.setProperty("kind", "small")
        self.note.setWordWrap(True)
        self.note.hide()
        self._lines.addWidget(self.note)
        self.fault = QtWidgets.QLabel(self)
        self.fault.setProperty("kind", "fault")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self._lines.addWidget(self.fault)

    # showing

    def show_records(self, words: Wording, records: Sequence[Record], *, can_change: bool) -> None:
        """Show the parts that all records have. What is being typed, or does not fit, stays."""
        self._words, self._records, self._can_change = words, records, can_change
        common = self.parts.common(records)
        mine = [self.parts.of(record) for record in records]
        differ = any(theirs != mine[0] for theirs in mine[1:])
        self.note.setText(f"Those that all have. What is added is added to all {len(records)}." if differ else "")
        self.note.setVisible(differ)
        self._arrange(common)
        movable = self.parts.in_order and not differ
        for number, block in enumerate(self.blocks):
            block.show_part(words, number, can_change=can_change, movable=movable, count=len(common))
        self.add.setEnabled(can_change)
        self.setAccessibleName(f"{self.field.label}: {len(common)}")

    def _arrange(self, common: tuple[Any, ...]) -> None:
        """Have a block for each part, in order: the one that shows it already, if there is one."""
        left = [block for block in self.blocks if block.before is not None]
        found: list[PartBlock | None] = []
        for part in common:
            same = next((block for block in left if block.before == part), None)
            if same is not None:
                left.remove(same)
            found.append(same)
        spare = [block for block in left if not block.is_typed]
        ordered: list[PartBlock] = []
        for part, block in zip(common, found, strict=True):
            taken = block or (spare.pop(0) if spare else self._block())
            taken.before = part
            ordered.append(taken)
        ordered += [block for block in self.blocks if block.before is None]
        for block in self.blocks:
            if block not in ordered:
                self._let_go(block)
        if ordered != self.blocks:
            self.blocks = ordered
            for block in ordered:
                self._lines.removeWidget(block)
            for at, block in enumerate(ordered):
                self._lines.insertWidget(at + 2, block)

    def _block(self) -> PartBlock:
        block = PartBlock(self.parts, self._words, self)
        block.entered.connect(partial(self._entered, block))
        block.removed.connect(partial(self._removed, block))
        block.stepped.connect(partial(self._stepped, block))
        block.given_up.connect(partial(self._given_up, block))
        block.show()
        return block

    def _let_go(self, block: PartBlock) -> None:
        block.blockSignals(True)
        if block.isAncestorOf(QtWidgets.QApplication.focusWidget() or self):
            self.add.setFocus()
        self._lines.removeWidget(block)
        block.hide()
        block.deleteLater()

    def pending(self) -> Callable[[Any, Any], Any] | None:
        """Give what was typed and not taken, and let go of it; None where there is nothing that fits."""
        typed = [(block.before, read.part) for block in self.blocks if (read := block.pending()) is not None]
        if not typed:
            return None

        def put(_: Wording, record: Any) -> Any:
            for before, after in typed:
                record = self.parts.replaced(record, before, after)
            return record

        return put

    def forget(self) -> None:
        """Let go of what was typed: other records are shown now."""
        self.say("")
        for block in [block for block in self.blocks if block.before is None]:
            self.blocks.remove(block)
            self._let_go(block)
        for block in self.blocks:
            block.is_typed = False

    def say(self, sentence: str) -> None:
        """Say what is wrong with the part that was to be taken; "": nothing."""
        if self._acting is not None and sentence:
            self._acting.say(sentence, self.parts.blame or self.parts.columns[0].id)
            return
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def settle(self) -> None:
        """What was to be done was done."""
        self.say("")

    # changing

    def add_part(self) -> None:
        """Add a part: one that makes sense as it is, or an empty one to be filled in."""
        fresh = self.parts.fresh(self._records[0]) if self.parts.fresh is not None and self._records else None
        if fresh is not None:
            self._take(None, lambda _, record: self.parts.replaced(record, None, fresh))
            added = next((block for block in self.blocks if block.before == fresh), None)
            if added is not None:
                added.begin()
            return
        block = next((block for block in self.blocks if block.before is None), None)
        if block is None:
            block = self._block()
            self.blocks.append(block)
            self._lines.insertWidget(len(self.blocks) + 1, block)
            block.show_part(self._words, len(self.blocks) - 1, can_change=True, movable=False, count=0)
        block.begin()

    def _take(self, block: PartBlock | None, put: Callable[[Any, Any], Any]) -> None:
        self._acting = block
        self.entered.emit(put)
        self._acting = None

    def _at(self, block: PartBlock) -> int:
        return self.blocks.index(block) if len(self._records) == 1 else -1

    def _entered(self, block: PartBlock, part: Any) -> None:
        before, at = block.before, self._at(block)
        # it is known as the new part already when the change is announced, so that the cursor stays in it
        block.before, block.is_typed = part, False
        self._take(block, lambda _, record: self.parts.replaced(record, before, part, at))
        if any(part not in self.parts.of(record) for record in self._records):
            block.before, block.is_typed = before, True  # it was refused

    def _removed(self, block: PartBlock) -> None:
        if block.before is None:
            self._given_up(block)
            return
        before, at = block.before, self._at(block)
        self._take(block, lambda _, record: self.parts.replaced(record, before, None, at))

    def _stepped(self, block: PartBlock, way: int) -> None:
        at = self.blocks.index(block)
        to = at + way
        if 0 <= to < len(self.parts.of(self._records[0])):
            self._take(block, lambda _, record: self.parts.moved(record, at, to))

    def _given_up(self, block: PartBlock) -> None:
        if block in self.blocks:
            self.blocks.remove(block)
            self.add.setFocus()
            self._let_go(block)
