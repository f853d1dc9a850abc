how-to-enrol = Olá! Aqui é o ACME Bank. Este celular ainda não está ligado a uma conta. Peça um código de ativação na sua agência ou no internet banking e mande para mim aqui: ele começa com ACME.
activation-refused = Esse código de ativação não funciona. Os códigos valem 15 minutos e uma vez só; sua agência ou o internet banking podem dar um novo.
activated = Boas-vindas, { $first_name }! Este celular agora está ligado às suas contas no ACME Bank. Ao enviar o código, você concordou em receber minhas respostas aqui, no WhatsApp. Por conta própria só escrevo quando entra dinheiro: diga *parar* para desligar isso, *começar* para ligar de novo. Nos três primeiros dias envio até 200 por dia e não salvo novos favorecidos, para a sua segurança.
already-activated = Este celular já está ligado às suas contas.
suspended-as-asked = Este chat e seus cartões estão bloqueados, como você pediu. Para liberar, ligue para o banco, { $telephone }, ou passe em uma agência.
suspended-identity-change = O WhatsApp nos avisou que algo mudou neste celular ou número, então bloqueei este chat por segurança. Peça à sua agência ou ao internet banking para liberar, ou ligue para o banco: { $telephone }.
blocked =
    Pronto. Bloqueei seus cartões e este chat e cancelei tudo o que estava pendente. Nada mais pode ser enviado por aqui.

    Agora ligue para o banco, { $telephone }, de qualquer telefone, ou passe em uma agência: só eles podem liberar tudo, depois de confirmar que é você.
code-not-requested = Obrigado por me avisar. Bloqueei os pagamentos por este chat até você falar com o banco: ligue para { $telephone } ou passe na sua agência. Não passe nenhum código a ninguém.
keep-it-secret = Não mande números de cartão, PINs nem códigos por este chat, por favor: joguei fora o que você acabou de mandar, e nunca preciso disso aqui.
code-alone = Não usei esses números. Para confirmar, mande só os seis dígitos do código e mais nada. Se você não pediu, diga *não pedi isso*.
no-passcode-due = Não estou esperando nenhum código agora. Guarde seu PIN e seus códigos só para você: nunca peço um PIN no chat.
passcode-wrong = Esse código não está certo. { $tries ->
        [one] Você ainda tem { $tries } tentativa.
       *[other] Você ainda tem { $tries } tentativas.
    }
passcode-expired = Esse código venceu. Você pode pedir um novo na página do banco.
menu = Olá, { $first_name }! Como posso ajudar? Escolha na lista ou escreva o que você precisa.
help =
    Você pode me dizer:
    { $lines }

    Nunca peço seu PIN aqui, nem um código, a não ser que ele tenha acabado de chegar por SMS. O dinheiro só se move depois que você confirma na página do próprio banco.
help-cancel = *cancelar* – desistir do que você ainda não confirmou
voice-is-on = Voz ativada: seus comprovantes também vão chegar como áudio. Diga *desativar voz* para parar.
voice-is-off = Voz desativada: os comprovantes chegam só como texto.
speaks-this = A partir de agora escrevo em português. Diga *in English* ou *en español* para outro idioma.
speak-this = Quer que eu escreva em português?
yes-this = Sim, em português
dropped = Tudo bem, deixei isso de lado. Nada foi feito.
not-understood = Desculpe, não entendi. Posso mostrar seus saldos ou ajudar você a enviar dinheiro. Tente "saldo", "enviar 50 para Ben" ou "menu".
forgotten = Aprendi coisas novas desde a nossa última conversa, então vamos começar de novo: o que você gostaria de fazer?
prove-first = Este celular foi ligado há pouco tempo, então preciso ter certeza, uma vez, de que é você. Diga *saldo*, confirme e depois peça de novo, por favor.
confirming = { $about_to } Nada acontece antes de você confirmar na página. Diga *novo link* se não consegue usar o seu, ou *cancelar* para desistir.
nothing-to-confirm = Não há nada esperando confirmação.
left = Tudo bem: não escrevo mais para este número, a não ser que você me mande um código de ativação ou *começar*.
notices-are-on = Avisos ativados: escrevo para você quando entrar dinheiro. Diga *parar* para desativar.
notices-are-off = Pronto: não escrevo mais por conta própria, então você não recebe avisos de dinheiro que entrou. Aqui você continua tendo respostas, e também comprovantes e mensagens de segurança sobre o que você mesmo faz. Diga *começar* para receber os avisos de novo.
same-again = Você me mandou a mesma coisa muitas vezes em poucos minutos, então vou deixar sem resposta por uma hora. Qualquer outra coisa eu respondo como sempre.
code-missing = Seu código vai por SMS para o número com final { $ending }. Se não chegar em um minuto, peça um novo na página do banco. Se esse número já respondeu STOP a um SMS nosso, ou mudou, nenhum SMS chega: fale com a sua agência ou ligue para { $telephone }. Para desistir, diga *cancelar*.
no-code-on-its-way = Não há nenhum código a caminho: só mando um depois que você confirma algo na página do banco. Peça de novo o que você precisa.
nothing-to-cancel = Não há nada esperando confirmação, então não há o que cancelar.
say-cancel = Se você quer cancelar o que está pendente, diga *cancelar*. Senão, nada muda.
too-late-to-cancel = Isso acabou de ser confirmado e está sendo feito, então não consigo mais cancelar.
no-link-due = Não há nada esperando confirmação, então não há link para mandar. É só pedir de novo o que você precisa.
code-is-due = Seu link já cumpriu seu papel: só falta o código. Digite o que mandamos por SMS, aqui ou na página, ou diga *cancelar*.
no-more-codes = Para confirmar isso você precisaria de um código, e por enquanto não posso mandar outro: para cada número vão no máximo cinco por hora e dez por dia. Então não mandei link e nada foi feito. Peça de novo daqui a uma hora, por favor.
cannot-text = Para confirmar isso você precisaria de um código, e não consigo mandar SMS para o número que temos: ele pode estar bloqueando nossos SMS ou ter mudado. Então não mandei link e nada foi feito. Fale com a sua agência, por favor.
understanding-less = Neste momento entendo um pouco menos que o normal, mas pedidos curtos continuam funcionando: *saldo*, *enviar 50 para Ben*, *cancelar*, *menu*.
something-broke = Desculpe, algo deu errado do nosso lado. Tente de novo em alguns minutos.
locked = O envio de dinheiro está bloqueado: foram tentativas erradas demais seguidas. { $ask_to_unlock }
ask-to-unlock = Sua agência ou o internet banking podem desbloquear, depois de confirmar que é você.
cannot-act-on-audio = Ainda não consigo ouvir mensagens de voz. Escreva o que você precisa ou diga *menu*.
cannot-act-on-picture = Obrigado, mas não consigo ver fotos nem vídeos. Escreva o que você precisa ou diga *menu*. Nunca mande uma foto do seu cartão.
cannot-act-on-document = Não consigo abrir arquivos aqui; leve documentos à sua agência ou ao internet banking. Para o resto, é só escrever o que você precisa.
cannot-act-on-sticker = Gostei! Se eu puder fazer algo por você, é só escrever ou dizer *menu*.
cannot-act-on-location = Obrigado pela localização. Ainda não sei procurar lugares; sobre as suas contas, é só escrever o que você precisa.
cannot-act-on-contacts = Não consigo adicionar pessoas por um cartão de contato. Para enviar dinheiro a alguém novo, diga *novo favorecido* e eu pergunto a conta.
cannot-act-on-order = Aqui não há nada para comprar. Se eu puder fazer algo com as suas contas, diga *menu*.
cannot-act-on-form = Não pedi nenhum formulário, então não usei o que está nele. Diga *menu* para ver o que sei fazer.
cannot-act-on-unsupported = O WhatsApp não conseguiu me passar isso. Escreva o que você precisa ou diga *menu* para ver o que sei fazer.
cannot-act-on-edit = Não acompanho edições: vale o que você escreveu primeiro. Para mudar algo, é só escrever de novo; para desistir de uma transferência que você não confirmou, diga *cancelar*.
cannot-act-on-unknown = Por enquanto só leio texto. Escreva o que você precisa ou diga *menu* para ver o que sei fazer.
