orders = Pagamento agendado
menu-description = Pagamentos para outro dia ou regulares: ver, criar, encerrar
help = *pagar 50 para Ben todo dia 5* ou *pagar 50 para Ben na sexta* – pagamentos regulares ou para outro dia
pursuit = agendar um pagamento
what = Posso pagar alguém em outro dia ou regularmente. Diga por exemplo *pagar 50 para Ben todo dia 5* ou *pagar 50 para Ben na sexta*.
make-one = Agendar um
skip-one = Pular um pagamento
stop-one = Encerrar um
list-head = É isto que eu pago para você:
line = { $amount } para { $payee }, { $rhythm }, o próximo em { $next }
more = … e mais { $count }. Sua agência pode mostrar todos.
no-orders = Você não tem pagamentos agendados. Para criar um, diga por exemplo *pagar 50 para Ben todo dia 5*.
no-payees = Você ainda não tem favorecidos salvos, então não há quem eu possa pagar. Para adicionar um, diga *novo favorecido*.
no-account = Não encontro a conta da qual pagar. Diga uma das suas contas que podem pagar, ou fale com a sua agência.
other-bank = Ainda não consigo pagar para outros bancos, e a conta de { $payee } é de outro. Nada foi agendado.
full = Você já tem tantos pagamentos agendados quanto posso guardar. Encerre um de que não precisa mais e peça de novo.
who = Quem deve ser pago?
which-payee = Quem você quer dizer: { $some }? Escreva o nome completo, por favor.
no-such-payee = Você não tem um favorecido chamado { $typed }. Pode pagar: { $saved }. Quem você quer dizer?
how-much = Quanto devo pagar cada vez?
when = Quando, e com que frequência? Diga por exemplo *na sexta*, *em 5 de março*, *toda sexta* ou *todo dia 5*.
which-weekday = Em que dia da semana? Diga por exemplo *toda sexta*.
which-day-of-month = Em que dia do mês? Diga por exemplo *no dia 5* ou *no último dia*.

no-such-day = Esse dia não existe no calendário. Em que dia devo pagar?
past = Esse dia é hoje ou já passou. Em que dia mais tarde devo pagar?
ends-before-it-begins = Isso termina antes de começar. De quando até quando devo pagar?
too-far = Isso é mais longe do que consigo planejar. Em que dias devo pagar?

which-order = Qual deles você quer dizer?
no-such-order = Você não tem um pagamento agendado para { $typed }. Qual deles você quer dizer?
change-what = O que deve mudar? Diga o novo valor, como *80*, ou os novos dias, como *todo dia 5*.
unchanged = Já está exatamente assim, então não mudei nada.
due-now = Esse pagamento é de hoje e será feito como você confirmou. Peça de novo amanhã, por favor.

manner-verb = pagar
manner-done = agendado
manner-example = *pagar 50 para Ben toda sexta*
