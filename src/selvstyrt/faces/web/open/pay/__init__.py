"""Pages about pay (lønn): the wage tables of the sources, asked the way one wants, with every trap said aloud."""
