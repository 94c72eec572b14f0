"""Rosters of many people by need (bemanning): the public instances of Curtois and Qu, read, solved, proven, checked.

`instance`, `reading` and `checking` need nothing but the standard library and share no line with the solvers.
`start` lets people choose in turn; `compact` is the whole problem as one integer program, quick for a few people;
`generation` chooses among whole rows that `pricing` makes, with bounds; `ascent` gives the largest a bound without a
linear program; `diving`, `neighbourhood` (over `windows` of days) and `tree` turn that into rosters and proof; `race`
runs two processes that share what they know. Needs the extra `bench` (numba).
"""
