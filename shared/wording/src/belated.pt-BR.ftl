still-wanted-tapped = Você tocou nisto às { $when }, mas só chegou a mim agora: “{ $said }”. Ainda não fiz nada. Você ainda quer?
still-wanted-written = Você escreveu isto às { $when }, mas só chegou a mim agora: “{ $said }”. Ainda não fiz nada. Você ainda quer?
yes-still-wanted = Sim, pode fazer
not-wanted = Não, deixa pra lá
late-dropped = Tudo bem, deixei de lado o que você pediu naquela hora. Nada foi feito.
late-is-over = Não estou mais esperando essa resposta. Escreva de novo o que você precisa, por favor.
written-at = Você pediu isso às { $when }; só chegou a mim agora.
cancel-is-older = Você escreveu isso às { $when }, antes de pedir o que está pendente agora, então não mexi nele. Para cancelar, diga *cancelar*.
cancel-is-anothers = Isso estava em uma mensagem mais antiga, então não mexi no que está pendente agora. Para cancelar, diga *cancelar*.
already-done = Isso já foi feito, então não consigo mais cancelar. Se não foi você quem pediu, diga *não fui eu* ou ligue para o banco: { $telephone }.
disowned =
    Obrigado por me avisar. { $how_far } Bloqueei seus cartões e este chat, para que nada mais saia por aqui, e registrei seu caso para a equipe do banco.

    Ligue agora para o banco, { $telephone }: vamos ver com você o que ainda dá para fazer.
disowned-being-done = Já estava sendo feito quando você escreveu, então não posso garantir que pare.
disowned-paid = Esse pagamento já saiu, então não consigo impedir.
disowned-done = O que foi confirmado por último já foi feito, então não consigo impedir.
