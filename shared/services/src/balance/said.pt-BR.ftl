menu-title = Saldos
menu-description = Quanto há nas suas contas agora
help = *saldo* – quanto há nas suas contas
no-accounts = Não encontro nenhuma conta em seu nome. Fale com a sua agência, por favor.

headline = Seus saldos
subject = seus saldos
about-to = Você vai ver seus *saldos*. Isso precisa da sua confirmação, porque é a primeira vez neste celular ou já faz um tempo desde a última.
to-do = ver seus saldos
doing = a consulta dos seus saldos
noun = a consulta dos seus saldos
not-done = seus saldos não foram mostrados
done = Aqui estão seus saldos.
nothing = nada foi mostrado
again = peça de novo

page-doing = Você quer ver
page-done = Mostrado no seu chat
page-not-done = Não mostrado
page-go = Mostrar meus saldos
page-cancel = Cancelar isto
page-carrying-out = Buscando seus saldos
page-finished = Eles estão no seu chat
page-cancelled = Cancelado
page-stopped = Interrompemos isto
page-failed = Não conseguimos mostrar
page-nothing = Nada foi mostrado.
