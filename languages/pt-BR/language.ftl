# Portuguese as it is written in Brazil.
name = Português
locale = pt-br
group = .
decimal = ,
amount = ¤ #
voice = pt-BR_IsabelaV3Voice
asked-for-by = português, em português, em português por favor, português por favor, fala português, fale português, fale em português, pode falar português, você fala português, mudar para português, portuguese, in portuguese, speak portuguese, portuguese please, do you speak portuguese, can you speak portuguese, switch to portuguese, en portugués, portugués
marks = você vocês não nao meu minha meus minhas eu qual quais quanto quantos tenho quero preciso pra com uma um oi olá ola obrigado obrigada dinheiro cartão cartao conta contas extrato isso isto esse essa está tá estou foi fazer manda mandar ajuda poupança
is-complete = yes
