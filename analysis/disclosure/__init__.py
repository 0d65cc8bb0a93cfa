"""Disclosure control: the only way out for any number about people, on a page, in a file or in a picture.

The rules are in analysis.disclosure.rules: nothing below 10, no percent of fewer than 30, no 0 % or 100 %,
counts to the nearest 5, whole percents, and a figure changes again only after 10 replies.

A figure that may not be shown is a value of its own (withheld): it has no order, no arithmetic and no truth, so
what follows from it is withheld with it, and by mistake nothing can be made of it.

One publication (line, summaries)
    A count below the minimum is hidden, and so much beside it that for all that a reader can work out from the
    rest of its table it may still be 0 and may still be 10; the reader may know how many people each group has.
    Percents, medians and mean ranks are computed from the rounded counts, so they tell nothing more.
    The three shares of a group (support, oppose, neither) are sums of the six answers on its card of the same
    question, so both are protected together: where the shares are shown, what the card hides of each of them adds
    up to the minimum by itself. Measures of the scorecard are made of the same cards and shares.
    Numbers without opinions are hidden and rounded, too: replies by day and way, each day a line with its sum.
    People chosen in one way, and all who chose to reply, are populations without a person in common, and nothing is
    published of two of them together: no figure less another figure is that of a few people in a third place.
    Two tables of one population share their margins only, which add nothing. Groups are by one characteristic.
    A two-way table of groups by values, with its margins, is protected as a whole (suppression).

A series of publications (live, draft, edition, steps)
    Take any two editions, any group, and what can be worked out about a group or about several together by
    subtracting groups from a sum (along one axis): the number of replies differs by nothing or by at least 10.
    About the value counts of a group, a reader who also knows its exact number of replies at both times cannot
    narrow a small change down: it could be none, or 10 and more, or anything from 1 to 9.
    Figures of people who chose to reply are made anew once a day at most (board.publication).

Limits
    - Every change is counted from the counts, so a withdrawal and a reply at the same time cancel out, and what
      is compared is the difference of two numbers, not the people behind it.
    - Whoever sends replies of his own knows what they are. He can place them so that a rounded figure tells him,
      exactly, what all others together said in a day; if a single other person replied on that day (of a whole
      population, or of one district, age, sex or ethnic group), that is this person's answer. Figures of people
      chosen by lot can be watched this way only by somebody who holds codes.
    - A reader who knows the exact size of every group and solves for all value counts of all editions at once
      can narrow down some changes further than a single group allows (in 2 of 100 steps of tables of two or
      three groups in trials, never to one number).
    - Cards of several groups of one population and of its everybody are protected one by one. Read together, with
      the exact size of each group known, they narrow some hidden answers.
    - Who replied (shares of each group beside the census, replies by day) moves with every snapshot. It tells no
      opinion.
    - A finding counts every reply, but prints of a group what the board showed last unless enough has changed
      since, and is repeated as it was when a few replies are erased; its districts, too, print what they printed
      before. Modelled figures of districts move with all replies (analysis.finding.publication). Its state is always
      told, and is made of at least as many replies as the gates ask for.
    - Adjusted (weighted) percents are whole numbers, move with the rounding of the counts beside them, and are
      withheld and renewed together with the plain ones; what weighting adds is not part of the searches.
    - What somebody knows about themselves or others from outside is not taken away from what they can work out.

What holds this: tests/analysis/disclosure, where test_all_exits reads board, findings and erasures together by
linear programming, test_swapped_answers compares worlds in which a few people said different things,
test_printed_fields knows every field that is printed, and tests/analysis/board/test_watcher sends replies.
"""
