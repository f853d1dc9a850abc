link =
    { $about_to }

    Confirme na página do banco. O link funciona uma vez só, por 15 minutos. Para cancelar, diga *cancelar*.
link-button = Revisar e confirmar
reference = Referência { $reference }
done = Pronto. { $done }
now-holds = Agora há *{ $balance }* na sua { $account }.
something-came-in = Entrou dinheiro na sua conta. Para ver, diga *saldo*.
came-in = *{ $payer }* enviou *{ $amount }* para você{ $reference }.
passcode-sms = ACME Bank: { $code } é o seu código para { $to_do }. Não passe a ninguém.
passcode-sms-short = ACME: { $code } p/ { $to_do }
passcode-sms-valid = {" "}Vale 5 minutos.
passcode-sms-no-call = {" "}Nunca ligamos para pedi-lo.
receipt-sms = ACME Bank: { $done } Não foi você? Ligue { $telephone }.
receipt-sms-short = ACME: { $done }
receipt-sms-why = {" "}Não conseguimos falar com você no WhatsApp.
ask-again = Escreva para mim aqui e peça de novo { $noun }.
whole = { $clause }.
cancelled = Cancelado. { $nothing_more }
replaced = Deixei de lado o pedido anterior de { $to_do }.
credentials-rejected = Interrompi { $noun }: os dados na página estavam errados três vezes. { $nothing } Se não foi você, ligue para o banco: { $telephone }.
passcode-rejected = Interrompi { $noun }: o código estava errado três vezes. { $nothing } Se não foi você, ligue para o banco: { $telephone }.
not-asked-for = Obrigado por me avisar. Bloqueei { $noun }, seus cartões e este chat. { $nothing } Ligue para o banco: { $telephone }.
suspended = Cancelei { $doing }. { $nothing }
locked = Não posso { $to_do }: foram tentativas erradas demais seguidas. { $nothing } { $ask_to_unlock }
passcode-not-sent = Não consegui mandar o código por SMS, então { $not_done }. Para cada número vão no máximo cinco códigos por hora e dez por dia: se você já recebeu tantos, peça de novo mais tarde. Senão, seu celular pode estar bloqueando nossos SMS, ou o número mudou: fale com a sua agência.
expired = Acabou o tempo para { $doing }, então { $nothing }. É só pedir de novo quando quiser.
insufficient-funds = Não há saldo suficiente na sua conta para { $to_do }. { $nothing }
limit-reached = { $doing } passaria do que você pode enviar em um dia. { $nothing }
account-unavailable = Não posso { $to_do }: uma das duas contas não pode ser usada no momento. { $nothing } Ligue para o banco e a gente resolve.
already-paid = Não consegui { $to_do }: já está paga, ou outro pagamento dela está a caminho. { $nothing }
bill-changed = Não consegui { $to_do }: a conta ou a empresa mudou nesse meio-tempo. { $nothing } Para ver o que vence, diga *boletos*.
already-there = Não consegui { $to_do }: isso já existe. { $nothing }
gone = Não consegui { $to_do }: isso não existe mais. { $nothing }
full = Não consegui { $to_do }: já há tantos quantos posso guardar. { $nothing } Remova um que você não usa mais e peça de novo.
unresolved = Algo deu errado com { $doing }. Um colega está verificando agora; por favor, não { $again } até ter notícias nossas.
failed = Algo deu errado do nosso lado, então { $not_done }. Tente de novo em alguns minutos.
