row-name = Nome
row-new-name = Novo nome
row-name-until-now = Nome até agora
row-name-check = Conferência do nome
row-sort-code = Sort code
row-account-number = Número da conta
row-iban = IBAN

check-match = O nome é o do titular da conta
check-close = O nome é quase o do titular da conta, que é { $registered }
check-no-match = O nome não é o do titular da conta: o dinheiro enviado pode ir para alguém que você não quer
check-not-possible = Não consegui conferir de quem é a conta

unchanged = seus favorecidos estão como antes
page-cancelled = Cancelado
page-stopped = Interrompemos isto
page-nothing = Seus favorecidos estão como antes.

payee = { $name } { $account }

add-about-to = Você vai salvar *{ $name }* com a conta *{ $account }* como alguém para quem pode enviar dinheiro. { $check }.
add-to-do = adicionar o favorecido { $payee }
add-doing = a inclusão do favorecido { $payee }
add-noun = a inclusão do favorecido { $payee }
add-not-done = o favorecido { $payee } não foi adicionado
add-done = Você adicionou *{ $name }* { $account } como favorecido.
add-again = adicione o favorecido de novo
add-page-doing = Você está adicionando um favorecido
add-page-done = Favorecido adicionado
add-page-not-done = Favorecido não adicionado
add-page-go = Adicionar favorecido
add-page-cancel = Não adicionar
add-page-carrying-out = Salvando o favorecido
add-page-finished = Seu favorecido foi salvo
add-page-failed = Não conseguimos adicionar este favorecido

rename-about-to = Você vai renomear seu favorecido *{ $from }* { $account } para *{ $to }*.
rename-to-do = renomear o favorecido { $account } para { $to }
rename-doing = a mudança de nome do favorecido { $account } para { $to }
rename-noun = o novo nome do favorecido { $account }
rename-not-done = o favorecido { $account } não foi renomeado
rename-done = Você renomeou o favorecido { $account } para *{ $to }*.
rename-again = renomeie de novo
rename-page-doing = Você está renomeando um favorecido
rename-page-done = Favorecido renomeado
rename-page-not-done = Favorecido não renomeado
rename-page-go = Renomear favorecido
rename-page-cancel = Não renomear
rename-page-carrying-out = Salvando o novo nome
rename-page-finished = O novo nome foi salvo
rename-page-failed = Não conseguimos renomear este favorecido

remove-about-to = Você vai remover { $payee } dos seus favorecidos.
remove-to-do = remover o favorecido { $payee }
remove-doing = a remoção do favorecido { $payee }
remove-noun = a remoção do favorecido { $payee }
remove-not-done = o favorecido { $payee } não foi removido
remove-done = Você removeu *{ $name }* { $account } dos seus favorecidos.
remove-again = remova o favorecido de novo
remove-page-doing = Você está removendo um favorecido
remove-page-done = Favorecido removido
remove-page-not-done = Favorecido não removido
remove-page-go = Remover favorecido
remove-page-cancel = Manter favorecido
remove-page-carrying-out = Removendo o favorecido
remove-page-finished = O favorecido foi removido
remove-page-failed = Não conseguimos remover este favorecido
