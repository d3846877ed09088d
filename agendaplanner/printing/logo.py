"""The logo on the cover: an image file, read once and made small enough for print."""

from __future__ import annotations

import warnings
from functools import cached_property
from typing import TYPE_CHECKING, Any

from agendaplanner.model.errors import FileError

if TYPE_CHECKING:
    from pathlib import Path

_MOST_PIXELS = 1200
"""On the longer side: more is not seen in print."""
_ADVICE = "Give a PNG or JPEG file, or leave the logo out."


class Logo:
    """An image that can be drawn.

    Attributes:
        image: Pillow's.
    """

    def __init__(self, image: Any) -> None:
        self.image = image

    def draw(self, canvas: Any, left: float, bottom: float, width: float, height: float) -> None:
        """Draw it as large as it goes into a box, whole and in its own proportions, at the top left of it."""
        wide, high = self.scaled(width, height)
        canvas.drawImage(self._reader, left, bottom + height - high, wide, high, mask="auto")

    @cached_property
    def _reader(self) -> Any:
        """The image for ReportLab, which takes long to compare one that it is given anew."""
        from reportlab.lib.utils import ImageReader

        return ImageReader(self.image)

    def scaled(self, width: float, height: float) -> tuple[float, float]:
        """Give its size within a box."""
        wide, high = self.image.size
        k = min(width / wide, height / high)
        return wide * k, high * k


def read_logo(path: Path) -> Logo:
    """Read an image.

    Raises:
        FileError: The file cannot be read, or is no image.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as opened:
                opened.thumbnail((_MOST_PIXELS, _MOST_PIXELS))
                return Logo(opened.convert("RGBA" if opened.has_transparency_data else "RGB"))
    except UnidentifiedImageError as error:
        raise FileError("The logo is no image that can be printed.", where=str(path), advice=_ADVICE) from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise FileError("The logo has far too many pixels.", where=str(path), advice=_ADVICE) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        # Pillow says SyntaxError of a PNG that is broken off
        what = getattr(error, "strerror", None) or "the image is damaged"
        raise FileError(f"The logo cannot be read: {what}.", where=str(path), advice=_ADVICE) from error
