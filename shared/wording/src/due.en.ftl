# Standing orders: how often they are due, and what became of one payment.

once = once
every-monday = every Monday
every-tuesday = every Tuesday
every-wednesday = every Wednesday
every-thursday = every Thursday
every-friday = every Friday
every-saturday = every Saturday
every-sunday = every Sunday
monthly = every month on day { $day }
last-of-month = every month on the last day
on-day = on { $day }
from-day = { $rhythm }, from { $first }
from-to = { $rhythm }, from { $first } until { $last }

# What became of it. $account is the ending of the account's number.
paid = *{ $amount }* went to *{ $payee }* from your { $from } { $account }, as you arranged for { $day }.
put-off-for-funds = I couldn't send *{ $amount }* to *{ $payee }* today: there isn't enough money in your { $from } { $account }. I'll try once more tomorrow morning.
put-off = I couldn't send *{ $amount }* to *{ $payee }* today. I'll try once more tomorrow morning.
given-up-for-funds = *{ $amount }* to *{ $payee }*, due on { $day }, was not sent: there still isn't enough money in your { $from } { $account }. I won't try this payment again.
given-up = *{ $amount }* to *{ $payee }*, due on { $day }, could not be sent. I won't try this payment again.
