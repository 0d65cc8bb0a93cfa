"""The finding: what the replies to the main question show, by the plan registered before opening.

From the narrow table of replies (`replies`) and what else is known (`facts`) `find` makes a Finding (`finding`):
samples are weighted (`samples`), measured (`figures`), judged by gates (`gates`), allowed for selection
(`selection`, `grouped_tilt`), checked in other ways (`checks`), and decided (`rule`). `disclosed` leaves only
what may be printed, and `sentences` puts it in words.
"""
