menu-title = Pagar uma conta
menu-description = Veja o que vence e pague
which-are-due = Contas a vencer
help = *pagar a conta de luz* – ou veja todas: *minhas contas a pagar*
pursuit = pagar uma conta
another-bill = Outra conta
line = { $biller }, *{ $amount }*, { $due }
is-due = vence em { $day }
was-due = venceu em { $day }
due =
    Suas contas a pagar:
    { $bills }

    Toque em uma para pagar, ou diga, por exemplo, *pagar a conta 1*.
these =
    { $bills }

    Toque para pagar.
nothing-due = Você não tem nenhuma conta a vencer. Para pagar outra, toque no botão, ou diga *pagar* com o nome da empresa e a referência da conta.
which =
    Qual conta?
    { $bills }
one-at-a-time =
    Pago uma conta por vez, para você conferir cada uma. Qual primeiro?
    { $bills }
which-again = Preciso de uma destas contas. Qual você quer pagar?
which-biller = De quem é a conta?
no-such-bill =
    Não tenho nenhuma conta sua chamada “{ $typed }”, então não paguei nada. Estas vencem:
    { $bills }
no-such-bill-nor-any = Não tenho nenhuma conta sua chamada “{ $typed }”, e nenhuma vence agora, então não paguei nada.
already-paid = Sua conta de { $amount } da { $biller } já foi paga em { $day }. Não paguei mais nada.
whole-only = Só posso pagar uma conta inteira, e a da { $biller } é de { $amount }. Ainda não paguei nada.
pay-whole = Pagar { $amount }
not-enough = Não há saldo na sua { $account } { $ending } para pagar { $amount } a { $biller }. Nada foi pago.
from-which-account = Não há saldo na sua { $account } { $ending } para pagar { $amount } a { $biller }. De qual conta devo pagar?
no-such-account = Você não tem uma conta chamada { $typed } para pagar. Pode pagar de: { $accounts }.
no-account = Não encontro uma conta da qual pagar. Fale com a sua agência.
none-due-from = Você não tem nenhuma conta da { $biller } a vencer. Para pagar mesmo assim, mande a referência que está nela.
which-reference = Qual é a referência da conta da { $biller }?
wrong-check-digits = A referência { $typed } não pode estar certa: os dígitos verificadores não batem com o resto, então algo foi digitado errado. Mande de novo a referência da conta da { $biller }.
wrong-character = { $typed } não é uma referência da { $biller }: há uma letra ou um sinal que não cabe ali. Mande de novo a referência da conta.
wrong-length = { $typed } não é uma referência da { $biller }: tem { $characters } caracteres, e as dela têm { $most }. Mande de novo a referência da conta.
wrong-lengths = { $typed } não é uma referência da { $biller }: tem { $characters } caracteres, e as dela têm de { $fewest } a { $most }. Mande de novo a referência da conta.
how-much = Quanto você quer pagar a { $biller }?
how-much-again = Preciso de um valor, como 50 ou 12,50. Quanto você quer pagar a { $biller }?
how-much-more = A última conta da { $biller } com essa referência foi paga em { $day }. Se quiser pagar mais, quanto?
unchanged = É justamente o que você pediu por último, então não mudei nada.
not-later = Ainda não posso pagar uma conta em outro dia, só agora mesmo, então não paguei nada. Para pagar agora, diga por exemplo *pagar a conta de luz*.

manner-verb = pagar
manner-done = pago
manner-example = *pagar a conta de luz*

what = { $amount } a { $biller }
about-to = Você vai pagar *{ $amount }* a *{ $biller }* da sua { $from } { $debit }, referência { $reference }.
to-do = pagar { $what } { $to }, ref { $reference }
doing = o pagamento de { $what }
noun = o pagamento de { $what }
not-done = o pagamento de { $what } não foi feito
done = Você pagou *{ $amount }* a *{ $biller }* { $to }, referência { $reference }.
nothing = nada foi pago
nothing-held = nada foi pago nem reservado
nothing-more = nada foi pago a { $biller }
again = repita o pagamento

page-doing = Você está pagando
page-done = Pago
page-not-done = Não pago
page-go = Pagar { $amount }
page-cancel = Cancelar este pagamento
page-carrying-out = Pagando sua conta
page-finished = Sua conta foi paga
page-cancelled = Pagamento cancelado
page-stopped = Interrompemos este pagamento
page-failed = Não conseguimos fazer este pagamento
page-nothing = Nada foi pago.
