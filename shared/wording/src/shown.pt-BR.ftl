of-which = { $balance }, dos quais { $available } disponíveis
nothing-older = Isso foi tudo: não há nada mais antigo para mostrar.
balance-after = Saldo depois do mais recente: *{ $balance }*
no-document = Não consegui mandar o PDF, então aqui está o que ele diz:
more-than = Estes são os { $most } mais recentes. Para ver todos, peça um PDF ou menos dias.
newest-first = mais recentes primeiro
nothing-of-late = Nada entrou nem saiu da sua { $account } nos últimos 90 dias.
nothing-in = Nada entrou nem saiu da sua { $account } ({ $days }).
