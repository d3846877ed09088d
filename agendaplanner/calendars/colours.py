"""Colours as calendars name them: COLOR takes the names of CSS3, not numbers (RFC 7986, 5.9)."""

from __future__ import annotations

import re

_NAMES = """
aqua 00ffff aquamarine 7fffd4 beige f5f5dc black 000000 blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887
cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed crimson dc143c darkblue 00008b
darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkkhaki bdb76b darkmagenta 8b008b
darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f
darkslateblue 483d8b darkslategray 2f4f4f darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff
dimgray 696969 dodgerblue 1e90ff firebrick b22222 forestgreen 228b22 fuchsia ff00ff gold ffd700 goldenrod daa520
gray 808080 green 008000 greenyellow adff2f hotpink ff69b4 indianred cd5c5c indigo 4b0082 khaki f0e68c lavender e6e6fa
lightblue add8e6 lightcoral f08080 lightgray d3d3d3 lightgreen 90ee90 lightpink ffb6c1 lightsalmon ffa07a
lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 lightsteelblue b0c4de lime 00ff00 limegreen 32cd32
maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371
mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970
moccasin ffe4b5 navy 000080 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6
palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093 peachpuff ffdab9 peru cd853f pink ffc0cb
plum dda0dd powderblue b0e0e6 purple 800080 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513
salmon fa8072 sandybrown f4a460 seagreen 2e8b57 sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd
slategray 708090 springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347
turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff yellow ffff00 yellowgreen 9acd32
"""
_CSS = {name: bytes.fromhex(number) for name, number in re.findall(r"(\w+) ([0-9a-f]{6})\b", _NAMES)}


def colour_name(number: str) -> str:
    """Give the CSS3 name nearest to a colour "#rrggbb", or "" where it is none.

    >>> colour_name("#0072B2"), colour_name("#dc143c"), colour_name("red")
    ('darkcyan', 'crimson', '')
    """
    if re.fullmatch("#[0-9a-fA-F]{6}", number) is None:
        return ""
    wanted = bytes.fromhex(number[1:])
    return min(_CSS, key=lambda name: (_distance(_CSS[name], wanted), name))


def _distance(a: bytes, b: bytes) -> float:
    """Give how different two colours look: Euclidean, red and blue weighted by how much red there is."""
    red = (a[0] + b[0]) / 2
    squares = [(x - y) ** 2 for x, y in zip(a, b, strict=True)]
    return (2 + red / 256) * squares[0] + 4 * squares[1] + (2 + (255 - red) / 256) * squares[2]
