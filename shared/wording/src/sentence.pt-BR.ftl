ending = final { $digits }
