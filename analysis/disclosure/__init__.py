"""Disclosure control: the only way out for any number about people, on a page, in a file or in a picture.

The rules are in analysis.disclosure.rules: nothing below 10, no percent of fewer than 30, no 0 % or 100 %,
counts to the nearest 5, whole percents, and a figure changes again only after 10 replies.

One publication (suppression, line, summaries)
    A count below the minimum is hidden, and so much beside it that for all that a reader can work out from the
    rest of its table it may still be 0 and may still be 10; the reader may know how many people each group has.
    Percents, medians and mean ranks are computed from the rounded counts, so they tell nothing more.
    The three shares of a group (support, oppose, neither) are sums of the six answers on its card of the same
    question, so both are protected together: where the shares are shown, what the card hides of each of them adds
    up to the minimum by itself. Measures of the scorecard are made of the same cards and shares.
    Numbers without opinions are hidden and rounded, too: replies by day and way, each day a line with its sum.
    Holds for each table by itself otherwise. Two tables of the same people share their margins only, which add
    nothing; more than two axes (groups by values) are not published as one table.

A series of publications (live, draft, edition, steps)
    Take any two editions, any group, and what can be worked out about a group or about several together by
    subtracting groups from a sum (along one axis): the number of replies differs by nothing or by at least 10.
    About the value counts of a group, a reader who also knows its exact number of replies at both times cannot
    narrow a small change down: it could be none, or 10 and more, or anything from 1 to 9.
    A filter (district x age x sex) is a place in a table with several axes: it shows the newest edition in
    which that place was renewed, and nothing if there was none.

Limits
    - Every change is counted from the counts, so a withdrawal and a reply at the same time cancel out, and what
      is compared is the difference of two numbers, not the people behind it.
    - A reader who knows the exact size of every group and solves for all value counts of all editions at once
      can narrow down some changes further than a single group allows (in 2 of 100 steps of tables of two or
      three groups in trials, never to one number).
    - Cards of several groups and of everybody are protected one by one. Read together, with the exact size of each
      group known, they narrow some hidden answers: in trials with three ways of 60 to 200 replies 100 of 295 small
      numbers could no longer be both 0 and 10, 5 of them lay in an interval shorter than 8, none was exact.
    - In tables with several axes each line is safe; combinations of lines along two axes are not searched.
    - A finding counts every reply, but prints of a group what the board showed last unless enough has changed
      since, and is repeated as it was when a few replies are erased; its districts, too, print what they printed
      before. Modelled figures of districts move with all replies (analysis.finding.publication).
    - Read together by linear programming (tests/analysis/disclosure/test_all_exits.py; 60 made-up stories of
      three districts, two ethnic groups and two ways, 3,326 numbers of 1 to 9): nothing follows exactly. The
      board alone narrows 144 of the numbers to an interval shorter than 8, mostly changes between its editions;
      the finding adds 6, all of them changes before closing, none about erased replies. Without a board it is
      none of 644.
    - Adjusted (weighted) percents are whole numbers, move with the rounding of the counts beside them, and are
      withheld and renewed together with the plain ones; what weighting adds is not part of the search above.
    - What somebody knows about themselves or others from outside is not taken away from what they can work out.
"""
