between = {", "}
between-alternatives = {" ou "}
and-more = { $names } e mais { $count }
or-one-of-more = { $names } ou um de mais { $count }
