# Where dots cannot be written or are not understood.
ending = ending { $digits }
