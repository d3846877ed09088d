"""Resources are found wherever the program lives, and a missing one is named."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

from agendaplanner import resource_files

SOURCE = Path(resource_files.__file__)


def placed_in(folder: Path):
    """The module as it is when its package lies in this folder."""
    package = folder / "agendaplanner"
    package.mkdir(parents=True)
    file = Path(shutil.copy(SOURCE, package))
    spec = importlib.util.spec_from_file_location(f"resource_files_in_{folder.name}", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def resources_in(folder: Path) -> Path:
    """A folder of resources with one example in it."""
    (folder / "resources" / "examples").mkdir(parents=True)
    (folder / "resources" / "examples" / "small.json").write_text("{}", encoding="utf-8")
    return folder / "resources"


def test_checkout_has_them_beside_the_package(tmp_path):
    module = placed_in(tmp_path)
    there = resources_in(tmp_path)
    assert module.resource("examples/small.json") == there / "examples" / "small.json"


def test_installed_wheel_has_them_inside_the_package(tmp_path):
    module = placed_in(tmp_path)
    resources_in(tmp_path)
    inside = resources_in(tmp_path / "agendaplanner")
    assert module.resource("examples") == inside / "examples"


def test_frozen_application_has_them_where_it_is_unpacked(tmp_path, monkeypatch):
    module = placed_in(tmp_path / "elsewhere")
    resources_in(tmp_path / "elsewhere")
    unpacked = resources_in(tmp_path / "frozen" / "agendaplanner")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "frozen"), raising=False)
    assert module.resource("examples/small.json") == unpacked / "examples" / "small.json"


def test_missing_folder_is_named_with_every_place_looked_in(tmp_path):
    module = placed_in(tmp_path)
    with pytest.raises(FileNotFoundError) as error:
        module.resource("examples/small.json")
    assert str(tmp_path / "agendaplanner" / "resources") in str(error.value)
    assert str(tmp_path / "resources") in str(error.value)


def test_missing_resource_is_named(tmp_path):
    module = placed_in(tmp_path)
    resources_in(tmp_path)
    with pytest.raises(FileNotFoundError, match=r"'examples/large\.json'"):
        module.resource("examples/large.json")


@pytest.mark.parametrize(
    "path", ["examples/oslo-2008.json", "fonts/NotoSans-Regular.ttf", "fonts/OFL.txt", "templates"]
)
def test_the_program_has_its_own(path):
    assert resource_files.resource(path).exists()


def test_fonts_of_paper_have_the_outlines_that_reportlab_needs():
    on_paper = sorted(resource_files.resource("fonts").glob("Noto*.ttf"))
    assert len(on_paper) == 26
    for path in on_paper:
        data = path.read_bytes()
        tables = {data[12 + 16 * i : 16 + 16 * i] for i in range(int.from_bytes(data[4:6], "big"))}
        assert b"glyf" in tables, path.name


def test_fonts_stay_small():
    assert sum(path.stat().st_size for path in resource_files.resource("fonts").iterdir()) < 4_000_000
