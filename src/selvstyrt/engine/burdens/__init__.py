"""Whole plans of weekends, nights and red days (byrder), one assistant at a time: a high bound and a good start.

What is shared fairly is what makes a roster hard, and whole numbers make it harder: nine weekend shifts are five
weekends. So each assistant is given whole plans of these shifts only, priced by dynamic programming, and a linear
program mixes the plans. Its value is a bound on every roster; rounding the mix gives a roster of these shifts.

Barnhart, C. et al.: Branch-and-price: Column generation for solving huge integer programs, 1998.
"""

from selvstyrt.engine.burdens.arm import BurdenPlans

__all__ = ["BurdenPlans"]
