january = janeiro
february = fevereiro
march = março
april = abril
may = maio
june = junho
july = julho
august = agosto
september = setembro
october = outubro
november = novembro
december = dezembro
jan = jan.
feb = fev.
mar = mar.
apr = abr.
may-short = mai.
jun = jun.
jul = jul.
aug = ago.
sep = set.
oct = out.
nov = nov.
dec = dez.
short = { $day } { $month }
day-and-month = { $day } de { $month }
long = { $day } de { $month } de { $year }
month-and-year = { $month } de { $year }
time-and-day = { $time } do dia { $day }
days-to = { $first } a { $last }
from-to = { $first } a { $last }
newest = { $count ->
    [one] o último lançamento
   *[other] os últimos { $count } lançamentos
}
