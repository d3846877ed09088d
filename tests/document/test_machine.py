from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from strategies import actions_on, agendas

from agendaplanner.document.document import Document
from agendaplanner.model.errors import StaleChangeError, UsageError
from agendaplanner.model.records import kind_of


class Editing(RuleBasedStateMachine):
    """Random editing of a file beside the simplest thing it could mean: a list of whole agendas, one per revision."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="agendaplanner-"))
        self.document = None
        self.told = []

    @initialize(agenda=agendas(max_sessions=4))
    def make(self, agenda):
        self.document = Document.create(self.folder / "m.agenda", agenda)
        self.document.subscribe(self.told.append)
        self.past = [agenda]  # by revision, from 1
        self.published = []
        self.undoable = []  # (label, before, after)
        self.redoable = []

    def stands(self, agenda):
        self.past.append(agenda)
        # whoever draws agendas only from what subscribers are told sees the same
        assert self.told[-1].before == self.past[-2]
        assert self.told[-1].after == agenda

    def do(self, document, change):
        after = self.past[-1].apply(change)
        document.do(change)
        if change.edits:
            self.undoable.append((change.label, self.past[-1], after))
            self.redoable = []
        return bool(change.edits), after

    @rule(data=st.data())
    def act(self, data):
        recorded, after = self.do(self.document, data.draw(actions_on(self.past[-1])))
        if recorded:
            self.stands(after)

    @rule(data=st.data())
    def act_from_another_window(self, data):
        with Document.open(self.document.path) as other:
            recorded, after = self.do(other, data.draw(actions_on(self.past[-1])))
        assert self.document.follow() == int(recorded)
        if recorded:
            self.stands(after)

    @rule()
    def undo(self):
        if not self.undoable:
            assert self.document.undo() is None
            return
        self.document.undo()
        label, before, after = self.undoable.pop()
        self.redoable.append((label, before, after))
        self.stands(before)

    @rule()
    def redo(self):
        if not self.redoable:
            assert self.document.redo() is None
            return
        self.document.redo()
        label, before, after = self.redoable.pop()
        self.undoable.append((label, before, after))
        self.stands(after)

    @rule(data=st.data())
    def revert(self, data):
        revision = data.draw(st.integers(1, len(self.past)))
        before, then = self.past[-1], self.past[revision - 1]
        change = self.document.revert_to(revision)
        if change.edits:
            self.undoable.append((change.label, before, then))
            self.redoable = []
            self.stands(then)
        else:
            assert before == then

    @rule()
    def publish(self):
        if self.published and self.published[-1] == self.past[-1]:
            with contextlib.suppress(UsageError):
                self.document.publish()
                raise AssertionError("what has not changed was published again")
            return
        self.document.publish()
        self.published.append(self.past[-1])

    @precondition(lambda self: self.published)
    @rule(data=st.data())
    def look_at_a_version(self, data):
        assert len(self.document.versions()) == len(self.published)
        number = data.draw(st.integers(1, len(self.published)))
        assert self.document.published(number) == self.published[number - 1]

    @precondition(lambda self: len(self.past) > 1)
    @rule(data=st.data())
    def repeat_what_is_past(self, data):
        """A change made for an earlier agenda either still fits or is refused, and then nothing happened."""
        earlier = data.draw(st.sampled_from(self.past[:-1]))
        change = data.draw(actions_on(earlier))
        try:
            after = self.past[-1].apply(change)
        except StaleChangeError:
            refused = False
            try:
                self.document.do(change)
            except StaleChangeError:
                refused = True
            assert refused
            return
        self.document.do(change)
        if change.edits:
            self.undoable.append((change.label, self.past[-1], after))
            self.redoable = []
            self.stands(after)

    @rule()
    def reopen(self):
        self.document.close()
        self.document = Document.open(self.folder / "m.agenda")
        self.document.subscribe(self.told.append)

    @rule()
    def go_on_in_a_copy(self):
        path = self.folder / f"copy {len(list(self.folder.iterdir()))}.agenda"
        self.document.save_copy(path)
        path.replace(self.folder / "m.agenda")
        self.reopen()

    @invariant()
    def is_what_it_should_be(self):
        if self.document is None:
            return
        assert self.document.agenda == self.past[-1]
        assert self.document.revision == len(self.past)
        assert self.document.undo_label == (self.undoable[-1][0] if self.undoable else None)
        assert self.document.redo_label == (self.redoable[-1][0] if self.redoable else None)

    def teardown(self):
        if self.document is not None:
            self.the_history_tells_every_agenda()
            while self.undoable:
                self.undo()
            assert self.document.agenda == self.past[0]
            self.document.close()
        shutil.rmtree(self.folder)

    def the_history_tells_every_agenda(self):
        with Document.open(self.document.path) as again:
            assert again.agenda == self.past[-1]
            now = {}
            for change, agenda in zip(again.changes(), self.past, strict=True):
                for each in change.edits:
                    assert now.pop(each.key, None) == each.before
                    if each.after is not None:
                        now[each.key] = each.after
                assert now == {(kind_of(record), record.id): record for record in agenda}


TestEditing = Editing.TestCase
TestEditing.settings = settings(stateful_step_count=25)
