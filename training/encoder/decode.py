"""The likeliest row of tags in which no name goes on that has not begun."""

import numpy

LABELS = ["PERSON", "ORG", "PLACE", "GROUP", "MISC"]
TAGS = 1 + 2 * len(LABELS)


def _may_follow():
    """Rows are the tag before, columns the tag: 0 or minus infinity."""
    may = numpy.zeros((TAGS, TAGS))
    for tag in range(2, TAGS, 2):
        may[:, tag] = -numpy.inf
        may[[tag - 1, tag], tag] = 0
    return may


_MAY = _may_follow()


def spans_of(tags):
    """Spans (first token, token behind the last, label) of the best row, by Viterbi's algorithm."""
    if len(tags) == 0:
        return []
    best = tags[0] + _MAY[0]
    came = []
    for row in tags[1:]:
        ways = best[:, None] + _MAY
        came.append(ways.argmax(0))
        best = ways.max(0) + row
    tag = int(best.argmax())
    path = [tag]
    for before in reversed(came):
        tag = int(before[tag])
        path.append(tag)
    path.reverse()
    spans, start = [], None
    for at, tag in enumerate(path + [0]):
        if start is not None and not (tag and tag % 2 == 0):
            spans.append((start, at, LABELS[(path[start] - 1) // 2]))
            start = None
        if tag % 2:
            start = at
    return spans
