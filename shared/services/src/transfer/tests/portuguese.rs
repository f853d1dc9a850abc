//! The same in Portuguese: what is sealed, and that nothing is sealed on a part of what was typed.

use super::*;

fn portuguese() -> Language {
    Language::parse("pt-BR").unwrap()
}

fn once(text: &str) -> String {
    Talk(None, portuguese()).says(text)
}

#[test]
fn a_whole_request_is_sealed() {
    let from_current = |amount, name| format!("[{amount} from Current account to {name}]");
    for text in [
        "manda 50 pro Ben",
        "Manda 50 libras pro Ben",
        "por favor, envia £50 para o Ben",
        "pode transferir cinquenta libras pro Ben?",
        "queria mandar 50,00 pra o meu amigo Ben",
        "faz um pix de 50 pro Ben",
        "faz uma transferência de 50 libras para o Ben Carter",
        "paga 50 ao Ben agora",
        "manda pro Ben 50 libras pelo almoço",
        "bom dia, manda 50 pro Ben, obrigado",
        "Bom dia! Tudo bem, manda 50 pro Ben hj",
        "vc consegue mandar 50 pro Ben?",
        "manda 50 da conta corrente pro Ben",
        "Manda 50 pro Ben para o aluguel!",
    ] {
        assert_eq!(once(text), from_current("£50.00", "Ben Carter"), "{text}");
    }
    for (text, amount) in [
        ("manda mil e duzentas libras pro Ben", "£1,200.00"),
        ("manda 1.234,56 pro Ben", "£1,234.56"),
        ("manda 1.200 pro Ben", "£1,200.00"),
        ("manda £50,5 pro Ben", "£50.50"),
        ("manda vinte e cinco pro Ben", "£25.00"),
        ("manda 5 libras e 50 centavos pro Ben", "£5.50"),
    ] {
        assert_eq!(once(text), from_current(amount, "Ben Carter"), "{text}");
    }
    assert_eq!(
        once("transfere 20 da poupança pra City Power"),
        "[£20.00 from Savings account to City Power]"
    );
}

#[test]
fn what_was_not_understood_to_its_last_word_is_never_sealed() {
    for text in [
        "não manda 50 pro Ben",
        "nao manda 50",
        "mandei 50 pro Ben?",
        "mandei 50 pro Ben",
        "você mandou 50 pro Ben",
        "manda 50 pro Ben?",
        "bom dia, manda 50 pro Ben?",
        "posso mandar 50 pro Ben?",
        "como mando 50 pro Ben",
        "manda 50 amanhã pro Ben",
        "manda 50 pro Ben amanhã",
        "manda pro Ben dia 5",
        "manda 50 pro Ben dia 5",
        "manda 50 pro Ben mais tarde",
        "manda 50 pro Ben à noite",
        "manda 50 pro Ben na sexta",
        "manda 50 pro Ben todo mês",
        "manda 50 todo mês pro Ben",
        "manda 50 por mês pro Ben",
        "manda 50 ou 60 pro Ben",
        "manda 50 e 60 pro Ben",
        "manda 50 pro Ben e 60 pra City Power",
        "manda 50 pro Ben ou pra City Power",
        "manda uns 50 pro Ben",
        "manda até 50 pro Ben",
        "manda entre 50 e 60 pro Ben",
        "manda metade de 50 pro Ben",
        "manda o dobro de 50 pro Ben",
        "manda 50% pro Ben",
        "manda 50 por cento pro Ben",
        "manda 50 reais pro Ben",
        "manda R$ 50 pro Ben",
        "manda 50 contos pro Ben",
        "manda 50 rúpias pro Ben",
        "manda 5O pro Ben",
        "manda 50 pra mim",
        "me manda 50 Ben",
        "manda 50 pro Ben se ele pedir",
        "manda 50 pro Ben não",
        "manda 50 pro Ben, não, espera",
        "manda 50 pro Ben não 60",
        "manda 50 pro Ben quer dizer 60",
        "o Ben pediu pra mandar 50",
        "cancela manda 50 pro Ben",
        "nunca manda 50 pro Ben",
        "lembra de mandar 50 pro Ben",
        "desfaz os 50 pro Ben",
        "manda vinte cinco pro Ben",
        "manda cinquenta e poucos pro Ben",
        "manda 1,234 pro Ben",
        "manda 1.2.3 pro Ben",
        "manda menos 50 pro Ben",
        "manda 50 pro Ben via TED",
        "manda 50 pro Ben pelo boleto 123",
    ] {
        let said = once(text);
        assert!(!said.starts_with("[£"), "{text}: {said}");
    }
}

/// Whatever doubts, repeats, delays or takes back, wherever it stands.
#[test]
fn no_word_of_doubt_is_passed_over_wherever_it_stands() {
    let doubts = "não nunca nem talvez amanhã depois ou metade dobro sempre mensalmente toda cada quando até menos \
                  quase duas 60 sessenta reais ontem sexta próxima só mandei espera cancela acho";
    for request in [
        "manda 50 pro Ben",
        "transferir 20 da poupança pra City Power",
    ] {
        let words: Vec<&str> = request.split(' ').collect();
        for doubt in doubts.split(' ') {
            for place in 0..=words.len() {
                let (before, after) = words.split_at(place);
                let text = [before, &[doubt], after].concat().join(" ");
                let said = once(&text);
                assert!(!said.starts_with("[£"), "{text}: {said}");
            }
        }
    }
}

#[test]
fn what_is_asked_is_answered_and_corrected() {
    let mut talk = Talk(None, portuguese());
    talk.says("quero mandar dinheiro");
    talk.says("vinte e cinco");
    assert_eq!(
        talk.says("é pro Ben, por favor"),
        "[£25.00 from Current account to Ben Carter]"
    );
    let mut talk = Talk(None, portuguese());
    talk.says("manda 30");
    talk.says("não, 40");
    assert_eq!(
        talk.says("para o Ben"),
        "[£40.00 from Current account to Ben Carter]"
    );
    let mut talk = Talk(None, portuguese());
    talk.says("manda 30");
    // "Não 40" may be "not 40".
    talk.says("não 40");
    assert_eq!(
        talk.says("Ben"),
        "[£30.00 from Current account to Ben Carter]"
    );
}

fn corrected(text: &str) -> String {
    let draft = Draft {
        amount: amount::whole("50", portuguese()),
        payee: Some("Ben".to_owned()),
        ..Draft::default()
    };
    if !Transfer::may_correct(&draft, text, portuguese()) {
        return "[none]".to_owned();
    }
    Talk(Some(draft), portuguese()).hears(&Heard {
        text,
        language: portuguese(),
        corrects: true,
        ..Heard::default()
    })
}

#[test]
fn a_correction_is_read_whole_or_is_none() {
    for (text, sealed) in [
        ("não, 40", "[£40.00 from Current account to Ben Carter]"),
        (
            "não, manda 40",
            "[£40.00 from Current account to Ben Carter]",
        ),
        (
            "na verdade 40",
            "[£40.00 from Current account to Ben Carter]",
        ),
        (
            "quis dizer 40",
            "[£40.00 from Current account to Ben Carter]",
        ),
        ("ops, era 40", "[£40.00 from Current account to Ben Carter]"),
        ("não 50, 40", "[£40.00 from Current account to Ben Carter]"),
        (
            "cancela, manda 40 em vez disso",
            "[£40.00 from Current account to Ben Carter]",
        ),
        (
            "na verdade é para a City Power",
            "[£50.00 from Current account to City Power]",
        ),
        (
            "muda o favorecido para City Power",
            "[£50.00 from Current account to City Power]",
        ),
    ] {
        assert_eq!(corrected(text), sealed, "{text}");
    }
    for text in [
        "não manda 40",
        "não 40",
        "não quero mandar 40",
        "cancela os 40",
        "não, manda 40 amanhã",
        "não, 40 ou 30",
        "será que era 40?",
    ] {
        let said = corrected(text);
        assert!(!said.starts_with("[£"), "{text}: {said}");
    }
}
