# Names in a row. Where there are very many, the first, and how many more.

between = {", "}
between-alternatives = {" or "}
and-more = { $names } and { $count } more
or-one-of-more = { $names } or one of { $count } more
