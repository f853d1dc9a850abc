# Days and stretches of days.

january = January
february = February
march = March
april = April
may = May
june = June
july = July
august = August
september = September
october = October
november = November
december = December
jan = Jan
feb = Feb
mar = Mar
apr = Apr
may-short = May
jun = Jun
jul = Jul
aug = Aug
sep = Sep
oct = Oct
nov = Nov
dec = Dec
# $month is short: 21 Nov.
short = { $day } { $month }
day-and-month = { $day } { $month }
long = { $day } { $month } { $year }
month-and-year = { $month } { $year }
# 08:12 on 21 November
time-and-day = { $time } on { $day }
# Days in one month: 1 to 7 October 2026. $last has its month and year.
days-to = { $first } to { $last }
# Days in two months: 28 September to 4 October 2026.
from-to = { $first } to { $last }
newest = the last { $count } bookings
