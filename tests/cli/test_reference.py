from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from agendaplanner.cli import report
from agendaplanner.cli.main import build_parser, commands_of
from agendaplanner.cli.reference import _EXAMPLES, commands_reference
from agendaplanner.exchange.recognise import FORMATS
from agendaplanner.printing.pieces import PIECES

DOCS = Path(__file__).resolve().parents[2] / "docs"
COMMANDS = commands_of(build_parser())


def test_the_reference_is_what_the_program_says():
    """When this fails: python -m agendaplanner.cli.reference > docs/commands.md"""
    assert (DOCS / "commands.md").read_text("utf-8") == commands_reference()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_says_what_it_is(name):
    for action in COMMANDS[name]._actions:
        assert action.help, action
        assert action.nargs == 0 or action.choices or action.metavar, action


@pytest.mark.parametrize("example", _EXAMPLES.values())
def test_examples_are_commands_that_the_program_takes(example):
    program, *arguments = shlex.split(example)
    assert program == "agendaplanner"
    assert build_parser().parse_args(arguments).run


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_can_be_shown(name, capsys):
    with pytest.raises(SystemExit) as stop:
        build_parser().parse_args([name, "--help"])
    assert stop.value.code == 0
    assert f"agendaplanner {name}" in capsys.readouterr().out


def test_help_names_every_format_and_every_printed_piece():
    text = (DOCS / "commands.md").read_text("utf-8")
    assert all(name in text for name in [*FORMATS, *PIECES])


def test_the_page_on_formats_names_every_format_and_files_that_are_there():
    text = (DOCS / "formats.md").read_text("utf-8")
    assert all(f"`{name}`" in text for name in FORMATS)
    paths = re.findall(r"`((?:resources|agendaplanner)/[\w./-]+)`", text)
    assert "resources/schemas/agenda.schema.json" in paths
    assert all((DOCS.parent / path).exists() for path in paths)


def test_examples_in_docstrings_are_true():
    assert doctest.testmod(report).failed == 0
