"""The style sheet of the window's widgets, made from a theme. What paints itself (the timeline) is not in here."""

from __future__ import annotations

from agendaplanner.ui.colours import Colours, mixed


def stylesheet(c: Colours, down: str, check: str) -> str:
    """Give the style sheet for a theme. Widgets say what they are by the property "kind".

    Args:
        c: The theme.
        down: The path of a picture of an arrow.
        check: The path of a picture of a tick.
    """
    hover = mixed(c.surface, c.text, 0.05)
    pressed = mixed(c.surface, c.text, 0.10)
    chosen = mixed(c.surface, c.text, 0.07)
    selected = mixed(c.surface, c.accent, 0.14)
    handle = mixed(c.window, c.muted, 0.35)
    return f"""
* {{ outline: none; }}
QMainWindow, QWidget[kind="surface"] {{ background: {c.surface}; }}
QWidget[kind="ground"] {{ background: {c.window}; }}
QWidget[kind="bar"] {{ background: {c.surface}; border-bottom: 1px solid {c.line}; }}
QWidget[kind="left"] {{ background: {c.surface}; border-right: 1px solid {c.line}; }}
QWidget[kind="right"] {{ background: {c.surface}; border-left: 1px solid {c.line}; }}
QWidget[kind="below"] {{ background: {c.surface}; border-top: 1px solid {c.line}; }}
QFrame[kind="backlog"] {{ background: {c.surface}; }}
QFrame[kind="backlog"][welcome="true"] {{ background: {mixed(c.surface, c.ok, 0.12)}; }}
QToolButton[kind="small flat"] {{ border: none; background: transparent; padding: 0; color: {c.muted}; font-size: 11px; }}
QToolButton[kind="small flat"]:hover {{ background: {hover}; color: {c.text}; }}
QToolButton[kind="small flat"]:focus {{ color: {c.accent}; }}
QPushButton[kind="place"] {{ text-align: left; padding: 4px 6px; font-size: 12px; }}
QToolButton[kind="fold"] {{ border: none; border-top: 1px solid {c.grid}; border-radius: 0; background: transparent;
    padding: 6px 0 2px 0; color: {c.muted}; font-size: 12px; font-weight: 600; text-align: left; }}
QToolButton[kind="fold"]:hover, QToolButton[kind="fold"]:checked {{ color: {c.text}; }}
QToolButton[kind="fold"]:focus {{ color: {c.accent}; }}
QPushButton[kind="recent"] {{ border: 1px solid transparent; background: transparent; }}
QPushButton[kind="recent"]:hover {{ background: {hover}; }}
QPushButton[kind="recent"]:focus {{ border: 1px solid {c.accent}; }}
QLabel[kind="title"] {{ font-size: 15px; font-weight: 600; }}
QLabel[kind="hero"] {{ font-size: 22px; font-weight: 600; }}
QLabel[kind="muted"] {{ color: {c.muted}; }}
QLabel[kind="small"] {{ color: {c.muted}; font-size: 11px; }}
QLabel[kind="heading"] {{ color: {c.muted}; font-size: 12px; font-weight: 600; }}
QLabel[kind="strong"] {{ font-weight: 600; }}
QLabel[kind="fault"] {{ color: {c.clash}; font-size: 11px; }}
QLabel[kind="bad"] {{ color: {c.clash}; font-size: 11px; }}
QLabel[kind="open"] {{ color: {c.warning}; }}
QLabel[kind="note"] {{ background: {mixed(c.surface, c.warning, 0.12)}; border-bottom: 1px solid {c.line}; }}
QPushButton, QToolButton {{ background: {c.card}; border: 1px solid {c.line}; border-radius: 6px; padding: 5px 12px;
    color: {c.text}; }}
QPushButton:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {pressed}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {mixed(c.surface, c.muted, 0.6)}; }}
QPushButton:focus, QToolButton:focus {{ border: 1px solid {c.accent}; }}
QPushButton[kind="main"] {{ background: {c.accent}; border: 1px solid {c.accent}; color: {c.on_accent};
    font-weight: 600; padding: 5px 14px; }}
QPushButton[kind="main"]:hover {{ background: {mixed(c.accent, c.text, 0.12)}; }}
QPushButton[kind="main"]:focus {{ border: 1px solid {c.text}; }}
QPushButton[kind="main"]:disabled {{ background: {mixed(c.surface, c.accent, 0.35)};
    border-color: {mixed(c.surface, c.accent, 0.1)}; color: {c.on_accent}; }}
QToolButton[kind="flat"], QPushButton[kind="flat"] {{ border: 1px solid transparent; background: transparent;
    padding: 5px; }}
QToolButton[kind="flat"]:hover, QPushButton[kind="flat"]:hover {{ background: {hover}; }}
QToolButton[kind="flat"]:focus, QPushButton[kind="flat"]:focus {{ border: 1px solid {c.accent}; }}
QPushButton[kind="act"] {{ padding: 3px 10px; font-size: 12px; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QPushButton[kind="link"] {{ border: 1px solid transparent; background: transparent; color: {c.accent};
    font-weight: 600; padding: 1px 3px; }}
QPushButton[kind="link"]:focus {{ border: 1px solid {c.accent}; }}
QPushButton[kind="link"]:disabled {{ color: {mixed(c.surface, c.muted, 0.6)}; }}
QFileDialog QToolButton {{ padding: 4px; }}
QToolButton::menu-indicator {{ image: none; }}
QFrame[kind="segments"] {{ background: {c.card}; border: 1px solid {c.line}; border-radius: 6px; }}
QPushButton[kind="segment"] {{ border: none; background: transparent; color: {c.muted}; padding: 4px 12px;
    border-radius: 5px; }}
QPushButton[kind="segment"]:hover {{ color: {c.text}; }}
QPushButton[kind="segment"]:checked {{ background: {chosen}; color: {c.text}; font-weight: 600; }}
QPushButton[kind="segment"]:focus {{ color: {c.accent}; }}
QPushButton[kind="sheet"] {{ border: none; border-radius: 6px; background: transparent; text-align: left;
    padding: 6px 10px; }}
QPushButton[kind="sheet"]:hover {{ background: {hover}; }}
QPushButton[kind="sheet"]:checked {{ background: {chosen}; font-weight: 600; }}
QPushButton[kind="sheet"]:focus {{ color: {c.accent}; }}
QPushButton[kind="tab"] {{ border: none; background: transparent; color: {c.muted}; padding: 2px 0; font-size: 12px;
    font-weight: 600; text-align: left; border-radius: 0; }}
QPushButton[kind="tab"]:checked {{ color: {c.text}; border-bottom: 2px solid {c.accent}; }}
QPushButton[kind="tab"]:focus {{ color: {c.accent}; }}
QLineEdit, QPlainTextEdit, QSpinBox, QComboBox, QDateEdit, QTimeEdit {{ background: {c.card}; border: 1px solid {c.line};
    border-radius: 6px; padding: 4px 8px; color: {c.text}; selection-background-color: {c.accent};
    selection-color: {c.on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QComboBox:focus, QDateEdit:focus,
QTimeEdit:focus {{ border: 1px solid {c.accent}; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QSpinBox, QTimeEdit {{ padding: 4px 0 4px 7px; }}
QLineEdit, QSpinBox, QComboBox, QDateEdit, QTimeEdit {{ min-height: 17px; max-height: 17px; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ min-height: 0; max-height: 40px; }}
QLineEdit[faulty="true"], QSpinBox[faulty="true"], QPlainTextEdit[faulty="true"] {{ border: 1px solid {c.clash}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QComboBox:disabled {{ color: {c.muted};
    background: {c.surface}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url({down}); width: 12px; height: 12px; }}
QLineEdit[cell="true"], QComboBox[cell="true"], QPlainTextEdit[cell="true"] {{ border: 1px solid {c.accent}; border-radius: 0;
    padding: 1px 4px; max-height: 200px; }}
QLineEdit[cell="true"][faulty="true"], QComboBox[cell="true"][faulty="true"], QComboBox[faulty="true"],
QPlainTextEdit[cell="true"][faulty="true"] {{ border: 1px solid {c.clash}; }}
QComboBox[kind="row"] {{ border: 1px solid transparent; background: transparent; padding: 4px 0; }}
QComboBox[kind="row"]:hover {{ background: {hover}; }}
QComboBox[kind="row"]:focus {{ border: 1px solid {c.accent}; }}
QComboBox[open="true"] {{ color: {c.warning}; }}
QComboBox QAbstractItemView {{ background: {c.card}; border: 1px solid {c.line}; selection-background-color: {selected};
    selection-color: {c.text}; }}
QSpinBox::up-button, QSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button {{ width: 0; border: none; }}
QCheckBox {{ spacing: 8px; }}
QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {c.muted}; border-radius: 4px;
    background: {c.card}; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent};
    image: url({check}); }}
QCheckBox::indicator:focus {{ border: 2px solid {c.accent}; }}
QListView, QTreeView, QTableView, QScrollArea {{ background: transparent; border: none; }}
QListView[kind="choices"] {{ background: {c.card}; border: 1px solid {c.line}; color: {c.text};
    selection-background-color: {selected}; selection-color: {c.text}; }}
QListView[kind="choices"]::item {{ padding: 4px 6px; }}
QListWidget[kind="ticks"] {{ selection-background-color: {selected}; selection-color: {c.text}; }}
QListWidget[kind="ticks"]::indicator {{ width: 14px; height: 14px; border: 1px solid {c.muted}; border-radius: 4px;
    background: {c.card}; margin-left: 4px; }}
QListWidget[kind="ticks"]::indicator:checked {{ background: {c.accent}; border-color: {c.accent};
    image: url({check}); }}
QCalendarWidget QAbstractItemView {{ background: {c.card}; alternate-background-color: {c.surface}; color: {c.text};
    selection-background-color: {selected}; selection-color: {c.text}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {c.surface}; border-bottom: 1px solid {c.line}; }}
QCalendarWidget QToolButton {{ border: none; background: transparent; padding: 4px 8px; }}
QTableView {{ gridline-color: {c.grid}; alternate-background-color: {c.window}; selection-background-color: {selected};
    selection-color: {c.text}; }}
QHeaderView::section {{ background: {c.surface}; color: {c.muted}; border: none; border-bottom: 1px solid {c.line};
    padding: 6px 4px; font-weight: 600; font-size: 12px; }}
QMenu {{ background: {c.card}; border: 1px solid {c.line}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selected}; color: {c.text}; }}
QMenu::item:disabled {{ color: {mixed(c.surface, c.muted, 0.6)}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
QToolTip {{ background: {c.chip}; color: {c.on_chip}; border: none; padding: 6px 8px; }}
QFrame[kind="popup"] {{ background: {c.card}; border: 1px solid {c.line}; border-radius: 8px; }}
QFrame[kind="part"] {{ border: none; border-left: 2px solid {c.grid}; }}
QFrame[kind="part"] QLineEdit, QFrame[kind="part"] QComboBox {{ padding: 4px 5px; }}
QFrame[kind="part"] QComboBox QLineEdit {{ padding: 0; }}
QFrame[kind="proposal"] {{ background: {mixed(c.surface, c.accent, 0.10)}; border-bottom: 1px solid {c.line}; }}
QPushButton[kind="choice"] {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 0; }}
QPushButton[kind="choice"]:hover {{ background: {hover}; }}
QPushButton[kind="choice"]:focus {{ background: {mixed(c.card, c.accent, 0.10)}; border: 1px solid {c.accent}; }}
QLabel[kind="choice note"] {{ color: {c.muted}; font-size: 12px; }}
QLabel[kind="choice note"][tone="warning"] {{ color: {c.warning}; }}
QLabel[kind="choice note"][tone="clash"] {{ color: {c.clash}; }}
QPushButton[kind="choice"] QLabel[off="true"] {{ color: {mixed(c.card, c.muted, 0.75)}; }}
QLabel[kind="seek"] {{ background: {c.chip}; color: {c.on_chip}; border-radius: 6px; padding: 5px 10px; }}
QFrame[kind="toast"] {{ background: {c.chip}; border-radius: 8px; }}
QFrame[kind="toast"] QLabel {{ color: {c.on_chip}; }}
QFrame[kind="toast"] QPushButton {{ border: none; background: transparent;
    color: {mixed(c.chip, "#FFFFFF" if not c.is_dark else "#000000", 0.9)}; font-weight: 600;
    text-decoration: underline; padding: 2px 6px; }}
QFrame[kind="toast"] QPushButton:hover {{ background: {mixed(c.chip, c.on_chip, 0.14)}; }}
QFrame[kind="fault"] {{ background: {mixed(c.card, c.clash, 0.08)}; border: 1px solid {c.clash}; border-radius: 8px; }}
QFrame[kind="note"] {{ background: {mixed(c.surface, c.warning, 0.12)}; border-bottom: 1px solid {c.line}; }}
QProgressBar {{ background: {c.grid}; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 2px; }}
QSplitter::handle {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {handle}; border-radius: 3px; min-height: 32px; min-width: 32px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {c.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent;
    border: none; width: 0; height: 0; }}
QAbstractScrollArea::corner {{ background: transparent; }}
"""
