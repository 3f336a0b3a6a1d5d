"""The shapes of a page that mean something to a reader: rules, bullets that are drawn, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

from stages.read.layout import engine
from stages.read.layout.characters import turn_box
from stages.read.layout.shapes import Box, Page, Rule

MOST_OBJECTS = 100_000
"""Objects looked at on one page."""

MOST_IMAGES = 300
"""Images looked at on one page."""

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_DEEPEST_FORM = 6
_MOST_SEGMENTS = 4000
_THIN = 3.0
_LONG = 8.0
_SMALLEST_MARK, _LARGEST_MARK = 1.0, 9.0
_WIDE_DRAWING, _HIGH_DRAWING = 40.0, 10.0
_DRAWN_SEGMENTS = 8
"""Strokes of a path from which on it may draw something; a box has five, its border ten."""
_CORNER = 0.35
"""Share of the shorter side of a frame that a rounded corner takes."""
_LINE_TO, _MOVE_TO = 0, 2

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Graphics:
    """Walks the objects of one page once."""

    def __init__(self, page: Page, handle: int, turn: int) -> None:
        """Take the page whose rules, marks and images are to be filled in."""
        self.page = page
        self.handle = handle
        self.turn = turn
        self.left = MOST_OBJECTS
        self.images: list[tuple[int, Box]] = []
        self.marked: dict[int, int] | None = None
        """Marked content number by text object, wanted of tagged pages."""
        self._bounds = (ctypes.c_float * 4)()
        at = ctypes.addressof(self._bounds)
        self._corners = (at, at + 4, at + 8, at + 12)
        self._matrix = (ctypes.c_float * 6)()
        self._flags = (ctypes.c_int * 2)()

    def read(self) -> None:
        """Fill in the page's rules and marks, and the handles of its images."""
        for index in range(engine.count_objects(self.handle)):
            if self.left <= 0:
                return
            self._object(engine.page_object(self.handle, index), _IDENTITY, 0)

    def _object(self, thing: int, matrix: Matrix, depth: int, mark: int = -1) -> None:
        self.left -= 1
        kind = engine.object_type(thing)
        if kind == _TEXT:
            if self.marked is not None:
                self.marked[thing] = mark if depth else engine.marked_id(thing)
        elif kind == _PATH:
            self.page.shapes += 1
            self._path(thing, matrix)
        elif kind == _IMAGE:
            box = self._box(thing, matrix)
            if box and len(self.images) < MOST_IMAGES:
                self.images.append((thing, box))
        elif kind == _FORM and depth < _DEEPEST_FORM:
            engine.object_matrix(thing, ctypes.addressof(self._matrix))
            inner = _multiply(tuple(self._matrix), matrix)
            if self.marked is not None and not depth:
                mark = engine.marked_id(thing)
            for index in range(max(engine.form_count(thing), 0)):
                if self.left <= 0:
                    return
                child = engine.form_object(thing, index)
                if child:
                    self._object(child, inner, depth + 1, mark)

    def _box(self, thing: int, matrix: Matrix) -> Box | None:
        if not engine.object_bounds(thing, *self._corners):
            return None
        x0, y0, x1, y1 = self._bounds
        if matrix is not _IDENTITY:
            ax, ay = _apply(matrix, x0, y0)
            bx, by = _apply(matrix, x1, y1)
            x0, y0, x1, y1 = min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
        return turn_box((x0, y0, x1, y1), self.turn)

    def _path(self, thing: int, matrix: Matrix) -> None:
        box = self._box(thing, matrix)
        if box is None:
            return
        x0, y0, x1, y1 = box
        wide, high = x1 - x0, y1 - y0
        if high <= _THIN < _LONG <= wide or wide <= _THIN < _LONG <= high:
            self.page.rules.append(Rule(x0, y0, x1, y1))
        elif _SMALLEST_MARK <= wide <= _LARGEST_MARK and _SMALLEST_MARK <= high <= _LARGEST_MARK:
            self.page.marks.append(box)
        elif (
            wide >= _WIDE_DRAWING
            and high >= _HIGH_DRAWING
            and engine.path_segments(thing) >= _DRAWN_SEGMENTS
            and self._is_drawn(thing)
        ):
            self.page.drawings.append(box)
        elif wide >= _LONG and high >= _LONG and self._is_stroked(thing):
            for rule in self._strokes(thing, matrix):
                self.page.rules.append(rule)

    def _is_drawn(self, thing: int) -> bool:
        """Tell whether a path has points elsewhere than at its corners, as no frame has."""
        x, y = ctypes.c_float(), ctypes.c_float()
        ax, ay = ctypes.addressof(x), ctypes.addressof(y)
        points: list[tuple[float, float]] = []
        for index in range(min(engine.path_segments(thing), _MOST_SEGMENTS)):
            segment = engine.path_segment(thing, index)
            if segment and engine.segment_point(segment, ax, ay):
                points.append((x.value, y.value))
        if not points:
            return False
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        low, high = min(y for _, y in points), max(y for _, y in points)
        edge = _CORNER * min(right - left, high - low)
        return any(
            left + edge < x < right - edge or low + edge < y < high - edge for x, y in points
        )

    def _is_stroked(self, thing: int) -> bool:
        at = ctypes.addressof(self._flags)
        return bool(engine.draw_mode(thing, at, at + 4)) and bool(self._flags[1])

    def _strokes(self, thing: int, matrix: Matrix) -> Iterator[Rule]:
        """Yield the straight upright and level strokes of a path."""
        x, y = ctypes.c_float(), ctypes.c_float()
        ax, ay = ctypes.addressof(x), ctypes.addressof(y)
        start: tuple[float, float] | None = None
        at: tuple[float, float] | None = None
        engine.object_matrix(thing, ctypes.addressof(self._matrix))
        whole = _multiply(tuple(self._matrix), matrix)
        for index in range(min(engine.path_segments(thing), _MOST_SEGMENTS)):
            segment = engine.path_segment(thing, index)
            if not segment:
                return
            engine.segment_point(segment, ax, ay)
            point = _apply(whole, x.value, y.value)
            kind = engine.segment_type(segment)
            if kind == _MOVE_TO:
                start = point
            elif kind == _LINE_TO and at is not None:
                yield from self._stroke(at, point)
            if engine.segment_close(segment) and start is not None:
                yield from self._stroke(point, start)
            at = point

    def _stroke(self, one: tuple[float, float], two: tuple[float, float]) -> Iterator[Rule]:
        x0, y0, x1, y1 = turn_box((*one, *two), self.turn)
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if (x1 - x0 <= 1) != (y1 - y0 <= 1) and max(x1 - x0, y1 - y0) >= _LONG:
            yield Rule(x0, y0, x1, y1)


def _multiply(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
