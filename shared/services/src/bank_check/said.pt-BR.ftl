menu-title = É mesmo o meu banco?
menu-description = Como saber que somos nós de verdade
help = *é mesmo o meu banco?* – como saber que somos nós de verdade
how-to-tell =
    Boa pergunta. Veja como saber:
    • Os únicos links que mando começam com { $link_url }
    • Essa página mostra a frase de segurança que você escolheu com o banco. Se ela faltar ou estiver errada, feche a página. Nunca digo essa frase neste chat.
    • Nunca peço seu PIN aqui, e ninguém do banco liga para você pedindo um código.

    Na dúvida, diga *bloquear* e ligue para nós: { $telephone }.
