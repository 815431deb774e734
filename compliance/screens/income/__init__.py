"""The year's income: one receipt, all in a table, or one figure a month."""
