button = Veja o que sei fazer
choices-button = Escolher
choose = { $topic }: o que você gostaria de fazer?
help-title = Ajuda
help-description = O que sei fazer e como protejo seu dinheiro
back-title = Voltar
back-description = Tudo o que sei fazer

front-title = Menu
front-description = Tudo o que sei fazer
accounts-title = Minhas contas
accounts-description = Saldos e extratos
payments-title = Enviar e pagar
payments-description = Enviar dinheiro, e para quem você envia
settings-title = Configurações
settings-description = Como eu falo com você
safety-title = Segurança
safety-description = Saiba que somos nós de verdade
