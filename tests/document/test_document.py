from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from meetings import at, session, shared_chair, two_rooms

from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.model.errors import FileError, StaleChangeError, UsageError
from agendaplanner.model.history import stamps


@pytest.fixture
def document(tmp_path):
    with Document.create(tmp_path / "meeting.agenda", two_rooms(), author="Hanna Berg") as made:
        yield made


def move(document, session_id, clock, room="a"):
    return document.do(actions.move(document.agenda, session_id, at(clock), room))


def rename(document, session_id, title):
    session = document.agenda.session[session_id]
    return document.do(actions.set_fields(document.agenda, session, title=title))


def reopened(document):
    with Document.open(document.path) as again:
        return again.agenda, again.revision, again.undo_label, again.redo_label


def state(document):
    return document.agenda, document.revision, document.undo_label, document.redo_label


def test_a_new_file_holds_the_agenda_and_nothing_to_take_back(document):
    assert document.agenda == two_rooms()
    assert document.revision == 1
    assert document.undo_label is None
    assert document.undo() is None
    assert document.redo() is None
    assert document.revision == 1
    assert reopened(document) == state(document)


def test_what_was_done_is_in_the_file_when_do_returns(document):
    change = move(document, "s1", "11:00")
    assert document.agenda.session["s1"].placement.start == at("11:00")
    assert (change.revision, change.author) == (2, "Hanna Berg")
    assert reopened(document) == state(document)


def test_undo_and_redo_walk_along_the_changes(document):
    past = [document.agenda]
    for clock in ("11:00", "12:00", "13:00"):
        move(document, "s1", clock)
        past.append(document.agenda)
    for before in (past[2], past[1], past[0]):
        document.undo()
        assert document.agenda == before
        assert reopened(document) == state(document)
    for after in past[1:]:
        document.redo()
        assert document.agenda == after
        assert reopened(document) == state(document)
    assert document.revision == 10


def test_undo_goes_on_after_reopening(document):
    move(document, "s1", "11:00")
    rename(document, "s2", "New")
    document.undo()
    with Document.open(document.path) as again:
        again.undo()
        assert again.agenda == two_rooms()
        again.redo()
        again.redo()
        assert again.agenda.session["s2"].title == "New"
        assert again.redo() is None


def test_labels_tell_what_undo_and_redo_are_about(document):
    first = move(document, "s1", "11:00").label
    second = rename(document, "s2", "New").label
    assert first != second
    assert (document.undo_label, document.redo_label) == (second, None)
    document.undo()
    assert (document.undo_label, document.redo_label) == (first, second)
    document.undo()
    assert (document.undo_label, document.redo_label) == (None, first)
    document.redo()
    assert (document.undo_label, document.redo_label) == (first, second)


def test_a_new_change_forgets_what_could_be_redone(document):
    move(document, "s1", "11:00")
    document.undo()
    rename(document, "s2", "New")
    assert document.redo_label is None
    assert document.redo() is None
    assert reopened(document) == state(document)


def test_one_undo_takes_a_whole_plan_back(document):
    moved = {"s1": None, "s2": None, "s3": document.agenda.session["s1"].placement}
    document.do(actions.take_plan(document.agenda, moved))
    document.undo()
    assert document.agenda == two_rooms()


def test_a_change_without_edits_is_not_recorded(document):
    told = []
    document.subscribe(told.append)
    document.do(actions.NOTHING)
    assert (document.revision, told) == (1, [])


def test_fields_come_back_to_their_defaults(document):
    unset = document.agenda.session["s1"]
    document.do(actions.set_fields(document.agenda, unset, abstract="Long", expected_size=12, everyone=False))
    document.undo()
    assert reopened(document)[0].session["s1"] == unset


def test_going_back_to_a_revision_is_one_change_that_can_be_taken_back(document):
    move(document, "s1", "11:00")
    then = document.agenda
    document.do(actions.remove(document.agenda, document.agenda.person["berg"]))
    document.do(actions.add(document.agenda, session("9", "15:00")))
    now = document.agenda
    change = document.revert_to(2)
    assert document.agenda == then
    assert (change.revision, document.revision) == (5, 5)
    assert reopened(document) == state(document)
    document.undo()
    assert document.agenda == now
    document.revert_to(1)
    assert document.agenda == two_rooms()


def test_going_back_to_where_it_stands_changes_nothing(document):
    move(document, "s1", "11:00")
    document.revert_to(2)
    assert document.revision == 2


@pytest.mark.parametrize("revision", [-1, 0, 3])
def test_a_revision_that_is_not_there_is_refused(document, revision):
    move(document, "s1", "11:00")
    with pytest.raises(UsageError, match="no revision"):
        document.revert_to(revision)


def test_subscribers_are_told_what_changed_from_what_to_what_and_by_whom(document):
    told = []
    end = document.subscribe(told.append)
    before, me = document.agenda, object()
    change = actions.move(document.agenda, "s1", at("11:00"), "a")
    document.do(change, origin=me)
    document.undo(origin="undo")
    document.redo()
    end()
    end()
    document.undo()
    assert [t.origin for t in told] == [me, "undo", None]
    assert told[0].keys == {("session", "s1")}
    assert (told[0].before, told[0].after) == (before, before.apply(change))
    assert told[1].after == before
    assert [t.change.revision for t in told] == [2, 3, 4]


def test_a_subscriber_sees_the_change_on_disk(document):
    seen = []
    document.subscribe(lambda told: seen.append(reopened(document)[0] == told.after == document.agenda))
    move(document, "s1", "11:00")
    assert seen == [True]


def test_a_faulty_subscriber_does_not_keep_the_change_from_others(document):
    def faulty(_):
        raise ZeroDivisionError

    told = []
    document.subscribe(faulty)
    document.subscribe(told.append)
    with pytest.raises(ZeroDivisionError):
        move(document, "s1", "11:00")
    assert len(told) == 1
    document.subscribe(faulty)
    with pytest.raises(ExceptionGroup):
        move(document, "s1", "12:00")
    assert reopened(document) == state(document)


def test_a_stale_change_is_refused_and_nothing_is_written(document):
    stale = actions.move(document.agenda, "s1", at("12:00"), "a")
    move(document, "s1", "11:00")
    told, before, data = [], state(document), document.path.read_bytes()
    document.subscribe(told.append)
    with pytest.raises(StaleChangeError):
        document.do(stale)
    assert state(document) == before
    assert (document.path.read_bytes(), told) == (data, [])


def test_the_history_tells_who_did_what_and_when(document):
    begun = datetime.now(UTC)
    move(document, "s1", "11:00")
    document.undo()
    with Document.open(document.path, author="Maja Lind") as other:
        other.redo()
        entries = other.history()
    assert [e.revision for e in entries] == [4, 3, 2, 1]
    assert [e.author for e in entries] == ["Maja Lind", "Hanna Berg", "Hanna Berg", "Hanna Berg"]
    assert [(e.what, e.target) for e in entries] == [("redo", 2), ("undo", 2), ("do", None), ("do", None)]
    assert [e.edits for e in entries] == [1, 1, 1, len(list(two_rooms()))]
    assert begun - timedelta(seconds=1) <= entries[2].time <= entries[0].time <= datetime.now(UTC)
    assert entries[1].label == f"Undo: {entries[2].label}"
    assert [e.revision for e in document.history(limit=2)] == [3, 2]
    assert document.history(limit=0) == document.history(limit=-1) == ()


def test_without_a_name_the_login_name_is_the_author(tmp_path, monkeypatch):
    monkeypatch.setenv("LOGNAME", "okafor")
    with Document.create(tmp_path / "m.agenda", two_rooms()) as document:
        move(document, "s1", "11:00")
        assert {e.author for e in document.history()} == {"okafor"}


def test_all_changes_together_make_the_agenda(document):
    move(document, "s1", "11:00")
    document.do(actions.remove(document.agenda, document.agenda.person["okafor"]))
    document.undo()
    records = {}
    for change in document.changes():
        for each in change.edits:
            assert records.get(each.key) == each.before
            records[each.key] = each.after
    assert records == {("meeting", "meeting"): document.agenda.meeting} | {
        (e.kind, e.id): document.agenda.find(e.kind, e.id)
        for e in next(document.changes()).edits
        if e.kind != "meeting"
    }


def test_stamps_count_the_moves_and_never_go_down(document):
    rename(document, "s1", "New")
    move(document, "s1", "11:00")
    document.undo()
    found = document.stamps()
    assert [found[i].sequence for i in ("s1", "s2")] == [2, 0]
    assert found["s1"].modified > found["s1"].created == found["s2"].modified
    assert found == stamps(document.changes())
    with Document.open(document.path) as again:
        assert again.stamps() == found


def test_two_documents_on_one_file_follow_each_other(document):
    with Document.open(document.path, author="Maja Lind") as other:
        told = []
        other.subscribe(told.append)
        assert other.follow() == 0
        move(document, "s1", "11:00")
        document.undo()
        assert other.follow() == 2
        assert state(other) == state(document)
        assert [(t.change.revision, t.change.author, t.origin) for t in told] == [
            (2, "Hanna Berg", None),
            (3, "Hanna Berg", None),
        ]
        assert told[0].after == told[1].before
        assert other.follow() == 0
        other.redo()
        assert document.follow() == 1
        assert state(other) == state(document)


def test_changes_to_different_records_do_not_collide(document):
    with Document.open(document.path) as other:
        one = actions.move(document.agenda, "s1", at("11:00"), "a")
        two = actions.move(other.agenda, "s2", at("12:00"), "b")
        document.do(one)
        other.do(two)
        document.follow()
        assert document.agenda == other.agenda == two_rooms().apply(one).apply(two)


def test_changes_to_the_same_record_collide_and_the_second_is_refused(document):
    with Document.open(document.path) as other:
        stale = actions.move(other.agenda, "s1", at("12:00"), "a")
        move(document, "s1", "11:00")
        with pytest.raises(StaleChangeError):
            other.do(stale)
        assert state(other) == state(document) == reopened(document)


def test_a_change_that_comes_between_looking_and_writing_is_taken_in(document, monkeypatch):
    with Document.open(document.path) as other:
        write = document._store.append

        def late(*arguments):
            monkeypatch.undo()
            move(other, "s2", "12:00", "b")
            write(*arguments)

        monkeypatch.setattr(document._store, "append", late)
        move(document, "s1", "11:00")
        other.follow()
        assert document.agenda.session["s2"].placement.start == at("12:00")
        assert state(document) == state(other)


def test_what_another_undid_in_between_is_not_undone_twice(document, monkeypatch):
    move(document, "s1", "11:00")
    with Document.open(document.path) as other:
        write = document._store.append

        def late(*arguments):
            monkeypatch.undo()
            other.undo()
            write(*arguments)

        monkeypatch.setattr(document._store, "append", late)
        with pytest.raises(StaleChangeError):
            document.undo()
        assert state(document) == state(other) == reopened(document)


def test_what_another_did_in_between_forgets_the_redo(document, monkeypatch):
    move(document, "s1", "11:00")
    document.undo()
    with Document.open(document.path) as other:
        write = document._store.append

        def late(*arguments):
            monkeypatch.undo()
            rename(other, "s2", "New")
            write(*arguments)

        monkeypatch.setattr(document._store, "append", late)
        with pytest.raises(StaleChangeError):
            document.redo()
        assert state(document) == state(other) == reopened(document)


def test_a_change_by_another_forgets_what_could_be_redone_here(document):
    move(document, "s1", "11:00")
    document.undo()
    with Document.open(document.path) as other:
        rename(other, "s2", "New")
    assert document.redo() is None
    assert document.redo_label is None


def test_reading_only_changes_nothing(document):
    move(document, "s1", "11:00")
    data = document.path.read_bytes()
    with Document.open(document.path, read_only=True) as reader:
        assert reader.read_only
        assert "reading only" in reader.read_only_reason
        for attempt in (lambda: move(reader, "s1", "12:00"), reader.undo, lambda: reader.revert_to(1)):
            with pytest.raises(FileError, match="reading only"):
                attempt()
        assert state(reader) == state(document)
    assert document.path.read_bytes() == data
    assert not document.read_only
    assert document.read_only_reason == ""


def test_a_reader_follows_the_writer(document):
    with Document.open(document.path, read_only=True) as reader:
        move(document, "s1", "11:00")
        assert reader.follow() == 1
        assert reader.agenda == document.agenda


def test_a_copy_has_the_history_and_goes_its_own_way(document, tmp_path):
    move(document, "s1", "11:00")
    copy = tmp_path / "copy.agenda"
    copy.write_text("what stood there")
    document.save_copy(copy)
    with Document.open(copy) as other:
        assert state(other) == state(document)
        assert other.history() == document.history()
        other.undo()
        assert document.follow() == 0
        assert other.agenda != document.agenda
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy.agenda", "meeting.agenda"]


def test_a_copy_of_what_is_read_only_can_be_edited(document, tmp_path):
    with Document.open(document.path, read_only=True) as reader:
        reader.save_copy(tmp_path / "copy.agenda")
    with Document.open(tmp_path / "copy.agenda") as copy:
        move(copy, "s1", "11:00")
        assert copy.revision == 2


def test_a_copy_onto_itself_or_into_no_folder_is_refused(document, tmp_path):
    (tmp_path / "link").symlink_to(document.path)
    for path in (document.path, tmp_path / "link", tmp_path / "no folder" / "x.agenda"):
        with pytest.raises(FileError):
            document.save_copy(path)
    assert reopened(document) == state(document)


def test_without_a_file_all_works_until_it_is_given_one(tmp_path):
    with Document.in_memory(shared_chair(), author="Hanna Berg") as document:
        assert document.path is None
        move(document, "s4b", "11:00")
        rename(document, "s4d", "New")
        document.undo()
        assert document.follow() == 0
        document.save_copy(tmp_path / "x.agenda")
        with Document.open(tmp_path / "x.agenda") as saved:
            assert state(saved) == state(document)
            assert saved.history() == document.history()


def test_an_existing_file_is_overwritten_only_on_request(document):
    with pytest.raises(FileError, match="exists already"):
        Document.create(document.path, shared_chair())
    assert reopened(document) == state(document)
    with Document.create(document.path, shared_chair(), overwrite=True) as new:
        assert (new.agenda, new.revision) == (shared_chair(), 1)


def test_a_file_may_have_any_name(tmp_path):
    path = tmp_path / "Årsmøte 100% #1?mode=ro & مرحبا.agenda"
    with Document.create(path, two_rooms(), label="From “x”") as document:
        move(document, "s1", "11:00")
        assert reopened(document) == state(document)
        assert document.history()[-1].label == "From “x”"
    assert list(tmp_path.iterdir()) == [path]
